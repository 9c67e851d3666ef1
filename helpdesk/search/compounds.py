"""Compound words taken apart by the words the indexed texts use themselves. Pure."""

from collections.abc import Callable

from helpdesk.search import analysis

SHORTEST_PART = 4
"""Letters of a part. Source: tuned; of three letters, more are wrong than right."""

SHORTEST_REST = 3
"""Letters of what a longer word adds to a stem: "vei", "elg", "støy". A guess."""

DocumentCount = Callable[[str], int]
"""How many texts hold a stem."""

_ENDINGS = frozenset(
    {"ning", "else", "ende", "ling", "ering", "iser", "sjon", "asjon", "isk", "skap", "ator"}
    | {"elser", "ninger"}
)
"""What ends words and is no word of a compound."""


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
        tail_form = form[at:]
        if tail_form in _ENDINGS or analysis.is_stop(tail_form):
            continue
        head, tail = analysis.stem(form[:at]), analysis.stem(tail_form)
        if min(len(head), len(tail)) < SHORTEST_REST:
            continue
        if (tails := count(tail)) > best[0] and (heads := count(head)) > best[0]:
            best = (min(heads, tails), (head, tail))
    return best[1]


def is_known_rest(rest: str, count: DocumentCount) -> bool:
    """Tell whether what a compound adds to a stem is a word, with or without a linking letter."""
    forms = {rest, rest[1:]} if rest[:1] in {"s", "e"} else {rest}
    return any(len(form) >= SHORTEST_REST and count(analysis.stem(form)) > 0 for form in forms)
