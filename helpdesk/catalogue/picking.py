"""Search and pick for editors: things on the shelf to link to, laws and sections to cite."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from helpdesk.catalogue import queries, titles, words
from helpdesk.catalogue.models import CatalogueItem, ItemKind, parse_address
from helpdesk.catalogue.pointing import Pointed, pointed
from helpdesk.foundation.language import N_, TextLanguage
from helpdesk.laws import linking
from helpdesk.laws import queries as laws
from helpdesk.laws.keys import parse_key
from helpdesk.laws.models import Law
from helpdesk.laws.queries import CitedLaw

_STARTS = (
    ("/veiledere/", "guide"),
    ("/brevmaler/", "letter"),
    ("/myndighet-og-plikt/", "duty"),
)

MOST_FOUND = 8
"""What a picker offers at once. A guess: what fits under the field without scrolling."""


@dataclass(frozen=True)
class Choice:
    """Something that can be picked; *note* is a bokmål text marked with ``N_``, or a heading."""

    value: str
    label: str
    note: str = ""


def find_items(query: str, kind: ItemKind | None = None) -> list[Choice]:
    """Return published things, all or of one *kind*, whose title, address or key *query* gives."""
    query = query.strip()
    if not query:
        return []
    address, _, anchor = _address_of(query).partition("#")
    exact = [item for item in queries.items([address]) if kind is None or item.kind is kind]
    if exact:
        parts = _parts(exact)
        return [each for each in parts if each.value.endswith(f"#{anchor}")] or [
            *map(_of_item, exact),
            *parts,
        ]
    # Of one kind only some of what is found remains.
    limit = MOST_FOUND * (3 if kind is None else 30)
    found = titles.titled(query.split(), limit=limit)
    best = _best([item for item in found if kind is None or item.kind is kind], query)
    return [*map(_of_item, best), *_named_parts(best, query)[:MOST_FOUND]]


def pick_items(addresses: Iterable[str]) -> list[Choice]:
    """Return *addresses* (``kind:key``) as picked; what is not published shows its address."""
    wanted = list(addresses)
    found = {address: _of_pointed(address, each) for address, each in pointed(wanted).items()}
    return [found.get(address) or Choice(address, address) for address in wanted]


def find_laws(query: str, language: str) -> list[Choice]:
    """Return the sections that *query* cites, and the laws whose name holds it."""
    query = query.strip()
    if not query:
        return []
    cited = linking.cited_keys(query)
    named = [law.law_id for law in laws.laws() if query.casefold() in _names(law)]
    keys = list(dict.fromkeys([*cited, *named]))[:MOST_FOUND]
    return [_of_law(law) for law in laws.described(keys, language)]


def pick_laws(keys: Iterable[str], language: str) -> list[Choice]:
    """Return *keys* (``LAW-ID/section``) as picked; an unknown law shows its key."""
    wanted = list(keys)
    found = {law.key: _of_law(law) for law in laws.described(filter(is_law, wanted), language)}
    return [found.get(key) or Choice(key, key) for key in wanted]


def unknown_laws(keys: Iterable[str]) -> list[str]:
    """Return those of *keys* that are no keys, or whose law the register does not have."""
    wanted = list(keys)
    known = {law.key for law in laws.described(filter(is_law, wanted), TextLanguage.NB)}
    return [key for key in wanted if key not in known]


def is_law(value: str) -> bool:
    """Tell whether *value* is written ``LAW-ID`` or ``LAW-ID/section``."""
    try:
        parse_key(value)
    except ValueError:
        return False
    return True


def is_address(value: str) -> bool:
    """Tell whether *value* is written ``kind:key``, or ``kind:key#anchor`` where it has parts."""
    return parse_address(value) is not None


def _names(law: Law) -> str:
    return "\n".join((law.name_nb, law.name_nn, *law.abbreviations)).casefold()


def _address_of(query: str) -> str:
    """Return ``kind:key`` for an address of ours that was pasted; else *query* itself."""
    path = urlsplit(query).path if "/" in query else ""
    for start, kind in _STARTS:
        if path.startswith(start):
            anchor = urlsplit(query).fragment
            address = f"{kind}:{path.removeprefix(start).strip('/')}"
            return f"{address}#{anchor}" if anchor else address
    return query


def _best(found: list[CatalogueItem], query: str) -> list[CatalogueItem]:
    asked = query.casefold().split()

    def missing(item: CatalogueItem) -> int:
        title = item.title.casefold()
        return sum(word not in title for word in asked)

    return sorted(found, key=missing)[:MOST_FOUND]


def _parts(items: Sequence[CatalogueItem]) -> list[Choice]:
    """Return all parts of *items*."""
    return [
        _of_pointed(f"{item.address}#{anchor}", Pointed(item, anchor))
        for item in items
        for anchor in item.parts
    ]


def _named_parts(items: Sequence[CatalogueItem], query: str) -> list[Choice]:
    """Return the parts of *items* in whose titles all words of *query* are found."""
    asked = query.casefold().split()
    return [each for each in _parts(items) if all(word in each.label.casefold() for word in asked)]


def _of_pointed(address: str, found: Pointed) -> Choice:
    if not found.anchor:
        return Choice(address, found.title, words.KIND[found.kind])
    return Choice(address, found.title, N_("Steg i veileder"))


def _of_item(item: CatalogueItem) -> Choice:
    return Choice(item.address, item.title, words.KIND[item.kind])


def _of_law(law: CitedLaw) -> Choice:
    return Choice(law.key, law.title, law.heading)
