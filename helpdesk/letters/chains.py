"""The order in which letters follow each other in a case."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from helpdesk.foundation.language import TextLanguage

LONGEST = 12
"""Letters shown in one row. A guess: twice the longest case."""


@dataclass(frozen=True)
class LetterInCourse:
    """A published letter, and which letters belong to it."""

    slug: str
    title: str
    language: TextLanguage
    next_slugs: tuple[str, ...]
    sister_slug: str


Onward = Callable[[str], Sequence[str]]
Course = Mapping[str, LetterInCourse]
"""All published letters by slug, in a fixed order."""


def before(slug: str, course: Course) -> list[LetterInCourse]:
    """Return the letters that lead to *slug*."""
    return [letter for letter in course.values() if slug in letter.next_slugs]


def after(next_slugs: Sequence[str], course: Course) -> list[LetterInCourse]:
    """Return the published ones of the letters that may follow, in their order."""
    return [course[slug] for slug in next_slugs if slug in course]


def sister(slug: str, sister_slug: str, course: Course) -> LetterInCourse | None:
    """Return the same letter in the other language form, whichever of the two says so."""
    if sister_slug in course:
        return course[sister_slug]
    return next((letter for letter in course.values() if letter.sister_slug == slug), None)


def chain(slug: str, next_slugs: Sequence[str], course: Course) -> list[LetterInCourse]:
    """
    Return the letters from the first that leads to *slug* to the last that follows, it included.

    Where the way parts, the first one is taken. A letter that does not stand among the published
    ones yet, and one that belongs to no chain, gives none.
    """
    if slug not in course:
        return []
    ahead = _way(slug, lambda here: next_slugs if here == slug else course[here].next_slugs, course)
    behind = _way(slug, lambda here: [each.slug for each in before(here, course)], course)
    slugs = dict.fromkeys([*reversed(behind), *ahead])
    return [course[each] for each in slugs] if len(slugs) > 1 else []


def _way(slug: str, onward: Onward, course: Course) -> list[str]:
    way = [slug]
    while len(way) < LONGEST:
        step = next((s for s in onward(way[-1]) if s in course and s not in way), None)
        if step is None:
            break
        way.append(step)
    return way
