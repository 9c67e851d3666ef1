"""Words of one family: betale, betaling, betalt; slette, sletting, slettelse. Pure."""

import re
from functools import lru_cache

SHORTEST_ROOT = 4
"""Letters a root keeps. A guess: shorter ones join words that have nothing in common."""

LONGEST_ENDING = 8
"""Letters by which a word of the family may be longer than its root. A guess."""

_ENDING = re.compile(
    "(?:iseringen|isering|asjon|ering|erend|erand|ert|er|nings|ings|ning|ing|else|els|nad|ende"
    "|and|end|t|a|d|bar|som|lig|ig|isk|het|skap|ant|ator|or|s|n|j)$"
)


@lru_cache(maxsize=20_000)
def root(stem: str) -> str:
    """Return *stem* without up to two endings that make nouns of verbs and the like."""
    for _ in range(2):
        shorter = _ENDING.sub("", stem)
        if len(shorter) < SHORTEST_ROOT:
            return stem
        stem = shorter
    return stem
