"""Compounds that were written apart: "avløps anlegg", "tilskudd brev", "handl ingen". Pure."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from helpdesk.search import analysis
from helpdesk.search.lexicon import KEY, Lexicon

SHORTEST_WHOLE = 6
"""Letters of a compound that is looked for. A guess: shorter ones are other words by chance."""

STOP_SHARE = 0.3
"""How common, beside the whole, the other word may be where one is a stop word. Source: tuned."""

LINKS = ("", "s", "e")


@dataclass(frozen=True, slots=True)
class Glued:
    """A known word made of two neighbours, where they stand, and which are less used than it."""

    stem: str
    places: tuple[int, int]
    fragments: tuple[int, ...]


def glued(forms: Sequence[str], kept: Sequence[bool], lexicon: Lexicon) -> list[Glued]:
    """
    Return what neighbouring words of a query are together.

    Args:
        kept: of each word, whether it is no stop word.
    """
    found = []
    for place, (first, second) in enumerate(itertools.pairwise(forms)):
        places = (place, place + 1)
        whole = _whole(first, second, sum(kept[each] for each in places), lexicon)
        if whole is None:
            continue
        stem, count = whole
        used = {each: lexicon.form_count(forms[each]) for each in places if kept[each]}
        if len(used) == 1 and max(used.values()) >= STOP_SHARE * count:
            continue
        fragments = tuple(each for each in used if used[each] < count)
        found.append(Glued(stem, places, fragments))
    return found


def _whole(first: str, second: str, kept: int, lexicon: Lexicon) -> tuple[str, int] | None:
    """Return the most used stem that the two words make, and how many texts hold it."""
    if not kept or len(first) + len(second) < SHORTEST_WHOLE or not (first + second).isalpha():
        return None
    links = LINKS if kept == 2 else LINKS[:1]
    stems = [analysis.stem(first + link + second) for link in links if not _ends(first, link)]
    counts = {stem: _count(stem, lexicon) for stem in stems}
    best = max(counts, key=lambda stem: counts[stem])
    return (best, counts[best]) if counts[best] else None


def _ends(first: str, link: str) -> bool:
    return bool(link) and first.endswith(link)


def _count(stem: str, lexicon: Lexicon) -> int:
    return lexicon.count(stem) or lexicon.count(KEY + analysis.key(stem))
