"""Search and pick for editors: things on the shelf to link to, laws and sections to cite."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from helpdesk.catalogue import queries, words
from helpdesk.catalogue.models import CatalogueItem, parse_address
from helpdesk.foundation.language import TextLanguage
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


def find_items(query: str) -> list[Choice]:
    """Return published things whose title, address or key *query* gives."""
    query = query.strip()
    if not query:
        return []
    exact = queries.items([_address_of(query)])
    found = exact or queries.titled(query.split(), limit=MOST_FOUND * 3)
    return [_of_item(item) for item in _best(found, query)]


def pick_items(addresses: Iterable[str]) -> list[Choice]:
    """Return *addresses* (``kind:key``) as picked; what is not published shows its address."""
    wanted = list(addresses)
    found = {item.address: _of_item(item) for item in queries.items(wanted)}
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
    """Tell whether *value* is written ``kind:key``."""
    return parse_address(value) is not None


def _names(law: Law) -> str:
    return "\n".join((law.name_nb, law.name_nn, *law.abbreviations)).casefold()


def _address_of(query: str) -> str:
    """Return ``kind:key`` for an address of ours that was pasted; else *query* itself."""
    path = urlsplit(query).path if "/" in query else ""
    for start, kind in _STARTS:
        if path.startswith(start):
            return f"{kind}:{path.removeprefix(start).strip('/')}"
    return query


def _best(found: list[CatalogueItem], query: str) -> list[CatalogueItem]:
    asked = query.casefold().split()

    def missing(item: CatalogueItem) -> int:
        title = item.title.casefold()
        return sum(word not in title for word in asked)

    return sorted(found, key=missing)[:MOST_FOUND]


def _of_item(item: CatalogueItem) -> Choice:
    return Choice(item.address, item.title, words.KIND[item.kind])


def _of_law(law: CitedLaw) -> Choice:
    return Choice(law.key, law.title, law.heading)
