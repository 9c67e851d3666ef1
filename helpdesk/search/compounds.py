"""Compound words taken apart by the words the indexed texts use themselves. Pure."""

from collections.abc import Callable

from helpdesk.search import analysis

SHORTEST_PART = 4
"""Letters of a part. Source: tuned; of three letters, more are wrong than right."""

SHORTEST_REST = 3
"""Letters of what a longer word adds to a stem: "vei", "elg", "støy". A guess."""

FEWEST_TEXTS, FEWEST_OF_SHORT = 2, 3
"""Texts that must hold each word of a new compound, and one of three letters. Source: tuned."""

LONGEST_SHORT = 3
"""Letters of a short word: "veg", "elg"; at most one of two may be as short. A guess."""

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


def words_apart(form: str, form_count: DocumentCount) -> tuple[str, ...]:
    """
    Return the stems of the two words a compound is made of that no text holds: vegstøy.

    Empty if no two words as written make it. The split whose rarer word is the most used wins.

    Args:
        form: a word in lower case, as written.
        form_count: how many texts hold a word as written.
    """
    best: tuple[int, tuple[str, ...]] = (0, ())
    for at in range(LONGEST_SHORT, len(form) - LONGEST_SHORT + 1):
        tail = form[at:]
        if tail in _ENDINGS or any(map(analysis.is_stop, (form[:at], tail))):
            continue
        head, used = _most_used(_without_link(form[:at]), form_count)
        lengths = sorted((at, len(tail)))
        fewest = FEWEST_OF_SHORT if lengths[0] <= LONGEST_SHORT else FEWEST_TEXTS
        rarer = min(used, form_count(tail))
        if lengths[1] > LONGEST_SHORT and rarer >= fewest and rarer > best[0]:
            best = (rarer, (analysis.stem(head), analysis.stem(tail)))
    return best[1]


def _without_link(head: str) -> tuple[str, ...]:
    """Return the first word of a compound, and what it is if its last letter is a linking one."""
    has_link = head[-1] in {"s", "e"} and len(head) > LONGEST_SHORT + 1
    return (head, head[:-1]) if has_link else (head,)


def _most_used(forms: tuple[str, ...], form_count: DocumentCount) -> tuple[str, int]:
    return max(((form, form_count(form)) for form in forms), key=lambda each: each[1])


def is_known_rest(rest: str, count: DocumentCount) -> bool:
    """Tell whether what a compound adds to a stem is a word, with or without a linking letter."""
    forms = {rest, rest[1:]} if rest[:1] in {"s", "e"} else {rest}
    return any(len(form) >= SHORTEST_REST and count(analysis.stem(form)) > 0 for form in forms)
