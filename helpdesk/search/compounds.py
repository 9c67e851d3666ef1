"""Compound words taken apart by the words the indexed texts use themselves. Pure."""

from collections.abc import Callable

from helpdesk.search import analysis

SHORTEST_PART = 3
"""Letters: "vei", "elg", "støy". A guess; shorter parts split words that are none."""

DocumentCount = Callable[[str], int]
"""How many texts hold a stem."""


def parts(form: str, count: DocumentCount) -> tuple[str, ...]:
    """
    Return the stems a compound is made of; empty if it does not fall into two known words.

    The split whose rarer part is the most common one wins. A linking s or e goes with the first
    part, where the stemmer takes it away.

    Args:
        form: a word in lower case, as written.
    """
    best: tuple[int, tuple[str, ...]] = (0, ())
    for at in range(SHORTEST_PART, len(form) - SHORTEST_PART + 1):
        head, tail = analysis.stem(form[:at]), analysis.stem(form[at:])
        if min(len(head), len(tail)) < SHORTEST_PART or analysis.is_stop(form[at:]):
            continue
        if (tails := count(tail)) > best[0] and (heads := count(head)) > best[0]:
            best = (min(heads, tails), (head, tail))
    return best[1]
