"""What the pages of a law and of its sections show besides what cites them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from helpdesk.laws import keys
from helpdesk.laws import queries as laws
from helpdesk.laws.keys import CHAPTER
from helpdesk.laws.models import Law, LawChange, LawSection, law_url


@dataclass(frozen=True)
class Line:
    """A chapter or section in the list on a law's page."""

    label: str
    """"§ 12-3", "kapittel 12"."""
    heading: str
    url: str
    count: int
    """How many published things cite it; of a chapter, also what is in it."""


@dataclass(frozen=True)
class Chapter:
    """A chapter with its sections; without one: sections that stand in no chapter."""

    line: Line | None
    sections: Sequence[Line]

    @property
    def count(self) -> int:
        """Return how many published things cite it or what is in it."""
        return self.line.count if self.line else 0


def chapters(law: Law, imported: Sequence[LawSection], counts: Mapping[str, int]) -> list[Chapter]:
    """
    Return the chapters of *law* in its order.

    Args:
        imported: its chapters and sections; none: what is cited takes their place.
        counts: by section.
    """
    known = [(each.section, each.chapter, each.heading) for each in imported]
    known = known or [(section, "", "") for section in sorted(counts, key=keys.section_order)]
    heads: dict[str, Line | None] = {}
    inside: dict[str, list[Line]] = defaultdict(list)
    for section, chapter, heading in known:
        line = _line(law, section, heading, counts)
        if section.startswith(CHAPTER):
            heads[section] = line
        else:
            heads.setdefault(chapter, None)
            inside[chapter].append(line)
    return [Chapter(line, inside[chapter]) for chapter, line in heads.items()]


@dataclass(frozen=True)
class ShownChange:
    """A change of a law, as readers are told of it."""

    change: LawChange
    label: str
    """"§ 12-5"; empty: the law as a whole."""
    url: str
    is_ahead: bool
    """The new words do not hold yet."""


def shown_changes(law: Law, changes: Iterable[LawChange], today: date) -> list[ShownChange]:
    """Return *changes* of *law* for its page."""
    return [
        ShownChange(
            change=change,
            label=keys.section_label(change.section) if change.section else "",
            url=law_url(law.slug, change.section or None),
            is_ahead=change.changed_from > today,
        )
        for change in changes
    ]


def changes_of(place: keys.LawPlace, *, chapter: str) -> list[LawChange]:
    """Return the changes that concern a section: its own, its *chapter*'s, the whole law's."""
    law_id, section = place
    return [each for each in laws.changes(law_id) if each.section in {section, chapter, ""}]


def _line(law: Law, section: str, heading: str, counts: Mapping[str, int]) -> Line:
    label, url = keys.section_label(section), law_url(law.slug, section)
    return Line(label, heading, url, counts.get(section, 0))
