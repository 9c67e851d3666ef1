"""References to laws in a query: ``fvl § 11``, ``§ 11 i forvaltningslova``, ``… kapittel 12``."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from helpdesk.laws import citations, keys
from helpdesk.laws import queries as laws
from helpdesk.search.plan import Cited

if TYPE_CHECKING:
    from helpdesk.search.snapshot import Snapshot

_MAY_REFER = re.compile(
    r"§|\d|\w\.|\b\w*(?:lov|forskrift|retningslinj|retningslin)(?:e[nrs]*|a|i)?\b", re.IGNORECASE
)
"""What every reference holds; without it the register need not be read."""


def cited(text: str, snapshot: "Snapshot") -> list[Cited]:
    """Return what texts may cite, for each reference to a law in a query."""
    if not _MAY_REFER.search(text):
        return []
    register = laws.register()
    return [
        _cited(found, register, snapshot)
        for found in citations.find(text, register)
        if found.law_id in register.laws
    ]


def _cited(found: citations.Citation, register: citations.Register, snapshot: "Snapshot") -> Cited:
    newer = list(_successors(found.law_id, register))
    if found.section is None:
        return Cited((found.law_id, *newer), is_section=False)
    sections = [keys.format_key(found.law_id, found.section), *_in_chapter(found, snapshot)]
    return Cited((*sections, *newer), is_section=True)


def _successors(law_id: str, register: citations.Register) -> Iterator[str]:
    """Yield what has taken the law's place, and what has taken that one's."""
    seen = {law_id}
    while (law_id := _successor(law_id, register)) and law_id not in seen:
        seen.add(law_id)
        yield law_id


def _successor(law_id: str, register: citations.Register) -> str:
    law = register.laws.get(law_id)
    return (law.replaced_by or "") if law else ""


def _in_chapter(found: citations.Citation, snapshot: "Snapshot") -> list[str]:
    """Return the cited sections of the chapter that is asked for: of chapter 12, ``12-3``."""
    section = found.section or ""
    if not section.startswith(keys.CHAPTER):
        return []
    number = section.removeprefix(keys.CHAPTER)
    return snapshot.beginning("law", f"{found.law_id}/{number}-")
