"""What can be cited in a law: its chapters and sections in their order."""

from collections.abc import Iterable, Sequence
from types import MappingProxyType

from helpdesk.laws.keys import CHAPTER


class Outline:
    """The chapters and sections of one law, in its own order."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        """
        Keep *rows*.

        Args:
            rows: (section, the chapter it stands in or empty), both as in a key.
        """
        self._chapter_of = MappingProxyType(dict(rows))
        self._order = tuple(self._chapter_of)
        self._place = {section: place for place, section in enumerate(self._order)}

    def __contains__(self, section: str) -> bool:
        """Tell whether there is such a section or chapter."""
        return section in self._place

    def chapter_of(self, section: str) -> str:
        """Return the chapter that holds *section*; empty: none, or it is not known."""
        return self._chapter_of.get(section, "")

    def within(self, chapter: str) -> Sequence[str]:
        """Return the sections that stand in *chapter*."""
        return [section for section in self._order if self._chapter_of[section] == chapter]

    def between(self, first: str, last: str) -> Sequence[str]:
        """
        Return what stands between *first* and *last*, without the two: of sections only sections,
        of chapters only chapters. Nothing where one of them is not there, or they run backwards.
        """
        if first not in self._place or last not in self._place:
            return []
        inside = self._order[self._place[first] + 1 : self._place[last]]
        wants_chapters = first.startswith(CHAPTER)
        return [each for each in inside if each.startswith(CHAPTER) is wants_chapters]
