"""Words that texts use together: verge, verjemål; samvær, foreldreansvar. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence

MOST_HOLDING = 200
"""Texts that may hold a word before the company it keeps says nothing. Source: tuned."""

LOOKED_INTO = 40
"""Texts that are looked into for the company of a word. Source: tuned; each costs time."""

FEWEST_TOGETHER = 3
"""Of those, how many must hold both words. Source: tuned; less is chance."""

MOST_RELATED = 6
"""Words that a word is related to. Source: tuned."""

_OFTENER = 2
"""How much oftener than by chance two words must stand in one text. A guess."""


def spread(documents: Sequence[int]) -> list[int]:
    """Return the documents that are looked into, evenly spread over all that hold a word."""
    step = max(1.0, len(documents) / LOOKED_INTO)
    return [documents[int(at * step)] for at in range(min(LOOKED_INTO, len(documents)))]


def candidates(stem: str, texts: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return what stands in enough of *texts*, which hold *stem*, and in how many."""
    together = Counter(word for text in texts for word in set(text))
    return {
        word: count
        for word, count in together.items()
        if count >= FEWEST_TOGETHER and word != stem and word.isalpha()
    }


def related(
    together: Mapping[str, int], looked_into: int, held: int, counts: Mapping[str, int], total: int
) -> dict[str, int]:
    """
    Return the words that share most of their texts with one word, and how many hold each.

    They are compared by Dice's coefficient, the closest first.

    Args:
        together: in how many of the texts looked into each stands beside the word.
        held: how many texts hold the word.
        counts: how many texts hold each of *together*.
        total: how many texts there are.
    """
    likeness = {
        word: 2 * (count * held / looked_into) / (held + counts[word])
        for word, count in together.items()
        if count > _OFTENER * looked_into * counts[word] / total
    }
    closest = sorted(likeness, key=lambda word: (-likeness[word], word))[:MOST_RELATED]
    return {word: counts[word] for word in closest}
