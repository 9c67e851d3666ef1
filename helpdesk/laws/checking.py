"""Look whether what a text cites is there: sections that do not exist, laws that are repealed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from helpdesk.laws.citations import Register, find
from helpdesk.laws.keys import parse_key
from helpdesk.laws.outline import Outline


class DoubtKind(StrEnum):
    """Why a citation should be looked at."""

    MISSING = "missing"
    """The sections of the law are known, and this is none of them."""
    REPEALED = "repealed"


@dataclass(frozen=True)
class Doubt:
    """A citation that should be looked at, and where it stands."""

    kind: DoubtKind
    law_id: str
    section: str | None
    text: str = ""
    """As it is written; empty where it was picked and stands in no text."""
    line: int = 0
    """1-based; 0 where it stands in no text."""


def doubts(text: str, register: Register, outlines: Mapping[str, Outline]) -> list[Doubt]:
    """
    Return the citations in *text* that should be looked at, in order.

    Args:
        outlines: by ``law_id``; of a law that is not among them every section counts as there.
    """
    found = []
    line, counted = 1, 0
    for each in find(text, register):
        line += text.count("\n", counted, each.start)
        counted = each.start
        kind = doubt_about(each.law_id, each.section, register, outlines)
        if kind is not None:
            found.append(Doubt(kind, each.law_id, each.section, each.text, line))
    return found


def doubts_about(
    picked: Iterable[str], register: Register, outlines: Mapping[str, Outline]
) -> list[Doubt]:
    """Return which of *picked* (``LAW-ID/section``) should be looked at; they stand in no text."""
    found = []
    for law_id, section in map(parse_key, picked):
        kind = doubt_about(law_id, section, register, outlines)
        if kind is not None:
            found.append(Doubt(kind, law_id, section))
    return found


def doubt_about(
    law_id: str, section: str | None, register: Register, outlines: Mapping[str, Outline]
) -> DoubtKind | None:
    """Return why the citation of *section* in *law_id* should be looked at, if it should."""
    law = register.laws.get(law_id)
    if law is not None and law.status == "repealed":
        return DoubtKind.REPEALED
    outline = outlines.get(law_id)
    if section and outline is not None and section not in outline:
        return DoubtKind.MISSING
    return None
