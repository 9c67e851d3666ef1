"""Recognise references to Norwegian laws in a text: ``pbl. § 20-1``, ``§§ 28 og 37 i …``."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from helpdesk.laws.back_references import back_references
from helpdesk.laws.keys import (
    LawPlace,
    display,
    format_key,
    lovdata_url,
    parse_key,
    section_label,
)
from helpdesk.laws.law_names import LawName
from helpdesk.laws.register import Mention, Register
from helpdesk.laws.section_lists import SectionList, section_lists

__all__ = [
    "Citation",
    "LawName",
    "LawPlace",
    "Register",
    "display",
    "find",
    "format_key",
    "lovdata_url",
    "parse_key",
    "section_label",
]

_FROM_NAME = re.compile(
    r"(?:\s\([^()§\n]{1,25}\))?\s?(?P<closes>\)?)(?:,?\sdel\s\w{1,3})?(?P<comma>,?)\s{0,2}(?:jfr?\.?\s)?(?P<opens>\(?)"
)
_TO_NAME = re.compile(r"\s{1,2}(?:i|av|etter)\s{1,2}(?:(?:den|nye?)\s)?")
_FROM_LIST = re.compile(
    r",?\s{0,2}(?:(?P<to>[–—-]\s|til(?:\sog\smed)?\s)|(?:og|samt|eller|jfr?\.?|se|sjå)\s)?\(?"
)
_PLAIN = {0x2010: "-", 0x2011: "-", 0xA0: " ", 0x202F: " ", 0x2009: " "}
"""One kind of hyphen and of space, without a change of length."""


@dataclass(frozen=True)
class Citation:
    """
    A reference in a text: *section* as in a key, None where only the law is named.

    *since*: of the last section of a range (*§§ 8–12*), the one the range begins with.
    """

    start: int
    end: int
    law_id: str
    section: str | None
    text: str
    since: str | None = None


def find(text: str, register: Register) -> list[Citation]:
    """
    Return the references to laws in *text*, sorted by where they stand, none overlapping another.

    Of several sections named together each is a reference of its own: the first spans the law's
    name too (or the last, where the name comes behind). Of a range, its two ends are found, and
    the last says where it begins. *Forskriften § 12-5* is one of the regulation named before it,
    where that can be no other (see ``back_references``).
    Paragraphs, letters and sentences of a section (*første ledd bokstav a*) stay outside.

    A section without a law is no reference. The time grows with the length of *text* only.
    """
    plain = text.translate(_PLAIN)
    named = list(register.mentions(plain))
    mentions = sorted([*named, *back_references(plain, named)])
    found: list[Citation] = []
    joined: set[Mention] = set()
    for sections, owner in _owned(plain, mentions):
        joins = owner.joins and owner.name not in joined
        found += _of_sections(text, sections, owner.name, joins=joins)
        if joins:
            joined.add(owner.name)
    found += [
        Citation(name.start, name.end, name.law_id, None, text[name.start : name.end])
        for name in mentions
        if name not in joined and not name.needs_section
    ]
    return sorted(found, key=lambda citation: citation.start)


class _Owner(NamedTuple):
    """The name a list of sections belongs to, and whether one link can reach over both."""

    name: Mention
    joins: bool


def _owned(text: str, mentions: list[Mention]) -> Iterator[tuple[SectionList, _Owner]]:
    """
    Yield each list of sections that belongs to a name.

    It belongs to the name beside it, or with the lists it is joined to: forwards to those behind
    a name (*pbl. § 1, jf. § 2*), backwards to those before one (*§ 1 og § 2 i pbl.*).
    """
    starts = [mention.start for mention in mentions]
    ends = [mention.end for mention in mentions]
    waiting: list[SectionList] = []
    name: Mention | None = None
    last: SectionList | None = None
    reached = 0
    for found in section_lists(text):
        gap = _FROM_LIST.fullmatch(text, reached, found.start)
        sections = _continued(last, found) if gap and gap["to"] else found
        last = sections
        if not gap:
            waiting, name = [], None
        before = _at(mentions, bisect_right(ends, sections.start) - 1)
        after = _at(mentions, bisect_left(starts, sections.end))
        owner = _owner(text, sections, before, after)
        if not owner and name:
            owner = _Owner(name, joins=False)
        if not owner:
            waiting.append(sections)
            reached = sections.end
            continue
        if owner.name.start > sections.start:
            yield from ((each, _Owner(owner.name, joins=False)) for each in waiting)
        yield sections, owner
        waiting, name, reached = [], owner.name, max(sections.end, owner.name.end)


def _continued(before: SectionList | None, sections: SectionList) -> SectionList:
    """Return *sections* as the end of a range that the last of *before* begins: *§ 8 til § 12*."""
    if before is None:
        return sections
    first, *rest = sections.items
    return replace(sections, items=(replace(first, since=before.items[-1].section), *rest))


def _at(mentions: list[Mention], index: int) -> Mention | None:
    return mentions[index] if 0 <= index < len(mentions) else None


def _owner(
    text: str, sections: SectionList, before: Mention | None, after: Mention | None
) -> _Owner | None:
    """Return the name beside *sections*: behind a comma only if none stands closer."""
    gap = before and _FROM_NAME.fullmatch(text, before.end, sections.start)
    if before and gap and not gap["comma"]:
        return _Owner(before, joins=not (gap["closes"] or gap["opens"]))
    if after and _TO_NAME.fullmatch(text, sections.end, after.start):
        return _Owner(after, joins=True)
    if before and gap and not before.needs_section:
        return _Owner(before, joins=not (gap["closes"] or gap["opens"]))
    return None


def _of_sections(
    text: str, sections: SectionList, name: Mention, *, joins: bool
) -> Iterator[Citation]:
    """Yield a reference for each section, the one beside the name reaching over it if *joins*."""
    name_is_before = name.start < sections.start
    last = len(sections.items) - 1
    for index, item in enumerate(sections.items):
        start = name.start if joins and name_is_before and index == 0 else item.start
        end = name.end if joins and not name_is_before and index == last else item.end
        yield Citation(start, end, name.law_id, item.section, text[start:end], item.since)
