"""What an answer points to: things on the shelf, and sections of laws."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from helpdesk.catalogue import titles
from helpdesk.catalogue.models import CatalogueItem
from helpdesk.catalogue.pointing import Pointed, pointed
from helpdesk.laws import linking
from helpdesk.laws import queries as laws

MOST_WORDS = 10
"""Words of a search that are looked for in titles; each costs a comparison. A guess."""

LAW = "law"
_PREFIX = f"{LAW}:"

MOST_FOUND = 8
"""Things offered for one search in the picker. A guess: what fits below the field."""


@dataclass(frozen=True)
class Target:
    """
    Something an answer can point to.

    Attributes:
        address: ``kind:key``, or ``law:LAW-ID/section``.
        version: the shelf's version of it now; None for a law.
        kind: a kind of the shelf, or ``law``.
        note: the agency, or the heading of the section.
    """

    address: str
    version: int | None
    kind: str
    title: str
    url: str
    note: str


def targets(addresses: Iterable[str], language: str = "nb") -> list[Target]:
    """Return what *addresses* name, in their order; what does not exist is left out."""
    wanted = list(dict.fromkeys(addresses))
    items = {
        address: _of_pointed(address, each, language) for address, each in pointed(wanted).items()
    }
    sections = {target.address: target for target in _of_laws(_law_keys(wanted), language)}
    known = items | sections
    return [known[address] for address in wanted if address in known]


def found(query: str, language: str) -> list[Target]:
    """Return what to offer for *query*: sections it cites, then things with its words as title."""
    words = [word for word in query.split() if len(word) > 1][:MOST_WORDS]
    if not words:
        return []
    titled = titles.titled(words, limit=50)
    best = sorted(titled, key=lambda item: -_words_in(item, words))
    things = [_of_item(item, language) for item in best]
    return [*cited_in(query, language), *things][:MOST_FOUND]


def cited_in(text: str, language: str) -> list[Target]:
    """Return the sections of laws that *text* cites, in order, each once."""
    return _of_laws(linking.cited_keys(text), language)


def _words_in(item: CatalogueItem, words: Sequence[str]) -> int:
    title = item.title.casefold()
    return sum(word.casefold() in title for word in words)


def _of_item(item: CatalogueItem, language: str) -> Target:
    return Target(
        address=item.address,
        version=item.version,
        kind=item.kind.value,
        title=item.title,
        url=item.url,
        note=item.agency.name(language),
    )


def _of_pointed(address: str, found: Pointed, language: str) -> Target:
    whole = _of_item(found.item, language)
    return replace(whole, address=address, title=found.title, url=found.url)


def _law_keys(addresses: Iterable[str]) -> list[str]:
    return [each.removeprefix(_PREFIX) for each in addresses if each.startswith(_PREFIX)]


def _of_laws(keys: Iterable[str], language: str) -> list[Target]:
    return [
        Target(
            address=_PREFIX + cited.key,
            version=None,
            kind=LAW,
            title=cited.title,
            url=cited.url,
            note=cited.heading,
        )
        for cited in laws.described(keys, language)
    ]
