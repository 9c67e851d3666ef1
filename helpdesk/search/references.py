"""References to laws in a query: ``fvl § 11``, ``§ 11 i forvaltningslova``, ``… kapittel 12``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpdesk.laws import citations, keys
from helpdesk.laws import queries as laws
from helpdesk.search import vocabulary
from helpdesk.search.plan import Cited

if TYPE_CHECKING:
    from helpdesk.search.snapshot import Snapshot

_MAY_REFER = re.compile(
    r"§|\d|\w\.|\b\w*(?:lov|forskrift|retningslinj|retningslin)(?:e[nrs]*|a|i)?\b", re.IGNORECASE
)
"""What every reference holds; without it the register need not be read."""

_SPELLED_OUT = re.compile(r"\b(?:paragraf(?:en|ane|ene)?|par\.)\s{0,3}(?=\d)", re.IGNORECASE)
_SECTION = r"§{1,2}\s{0,3}\d[\w –-]{0,40}?|kap(?:ittel|\.)?\s{1,3}\d{1,3}[a-z]?"
_NAME_BEHIND = re.compile(
    rf"(?P<section>{_SECTION})\s{{1,3}}(?P<name>[^\W\d_]{{2,40}}\.?)(?!\s{{0,3}}[§\d])",
    re.IGNORECASE,
)
"""A section and the word behind it: people leave out the "i" of "§ 11 i forvaltningsloven"."""

_WORD = re.compile(r"[^\W\d_]+\.?")
_BESIDE_SECTION = re.compile(r"\s{0,3}(?:§|kap)")


@dataclass(frozen=True)
class Read:
    """A query with each law under one name, and what texts may cite to answer it."""

    text: str
    cited: Sequence[Cited]


def read(text: str, snapshot: "Snapshot") -> Read:
    """
    Return a query as the search takes it: the ways of writing one reference become the same.

    ``fvl § 11``, ``forvaltningslova paragraf 11`` and ``§ 11 forvaltningsloven`` all are
    ``forvaltningsloven § 11``, and find the same texts.
    """
    if not _MAY_REFER.search(text):
        return Read(text, ())
    register = laws.register()
    plain = _with_preposition(_usual_names(_SPELLED_OUT.sub("§ ", text)), register)
    found = [each for each in citations.find(plain, register) if each.law_id in register.laws]
    return Read(
        _in_one_wording(plain, found, register),
        [_cited(each, register, snapshot) for each in found],
    )


def _usual_names(text: str) -> str:
    """Return *text* with the register's names for laws that have others: "forurensingsloven"."""
    names, abbreviations = vocabulary.law_names(), vocabulary.law_abbreviations()

    def usual(match: re.Match[str]) -> str:
        word = match[0].lower()
        beside = _BESIDE_SECTION.match(text, match.end())
        return (
            names.get(word) or (abbreviations.get(word.rstrip(".")) if beside else "") or match[0]
        )

    return _WORD.sub(usual, text)


def _with_preposition(text: str, register: citations.Register) -> str:
    """Return *text* with the "i" that stands between a section and the law's name behind it."""

    def joined(match: re.Match[str]) -> str:
        named = f"{match['section']} i {match['name']}"
        whole = [each for each in citations.find(named, register) if each.section]
        return named if whole and whole[-1].end >= len(named.rstrip(".")) else match[0]

    return _NAME_BEHIND.sub(joined, text)


def _in_one_wording(
    text: str, found: Sequence[citations.Citation], register: citations.Register
) -> str:
    pieces, reached = [], 0
    for each in found:
        name = register.laws[each.law_id].names[0]
        pieces += [text[reached : each.start], keys.display(name, each.section)]
        reached = each.end
    return "".join([*pieces, text[reached:]])


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
