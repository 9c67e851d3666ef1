"""Which of many words a misspelt one was meant to be. Pure."""

from collections.abc import Iterable

from whoosh.support.levenshtein import damerau_levenshtein

SHORTEST = 4
TWO_SLIPS_FROM = 8
"""Letters from which a word may have one slip, and two. A guess."""


def nearest(form: str, known: Iterable[str]) -> list[str]:
    """Return the words of *known* with the fewest slips from *form*, none with too many."""
    most = _most_slips(form)
    by_slips: dict[int, list[str]] = {}
    for word in known:
        if _may_be_near(form, word, most):
            slips = damerau_levenshtein(form, word, limit=most)
            by_slips.setdefault(slips, []).append(word)
    least = min(by_slips, default=most + 1)
    return by_slips[least] if least <= most else []


def _most_slips(form: str) -> int:
    if len(form) < SHORTEST:
        return 0
    return 2 if len(form) >= TWO_SLIPS_FROM else 1


def _may_be_near(form: str, word: str, most: int) -> bool:
    """Rule out cheaply what cannot be near: one slip changes at most two letters of the set."""
    return abs(len(form) - len(word)) <= most and len(set(form) ^ set(word)) <= 2 * most
