"""What a word typed without æ, ø and å may have been: avlop → avløp, radmann → rådmann. Pure."""

import itertools
import re
from collections.abc import Iterator

from helpdesk.search import analysis
from helpdesk.search.lexicon import KEY, Lexicon

MOST_READINGS = 3
"""Known words one plain word may stand for. A guess: more is noise."""

MOST_TRIED = 64
"""Spellings that are looked up for one word. A guess: bounds the time; six plain letters."""

_PLACE = re.compile("aa|ae|oe|[ao]")
_READ_AS = {
    "aa": ("å", "aa"),
    "ae": ("æ", "ae"),
    "oe": ("ø", "oe"),
    "a": ("a", "å", "æ"),
    "o": ("o", "ø"),
}


def readings(form: str, lexicon: Lexicon) -> list[str]:
    """
    Return the known words with æ, ø or å that *form* is without them, the most used first.

    Where there is none, and *form* itself is no known word, those that only stand inside compounds.
    """
    stem = analysis.stem(form)
    if lexicon.count(KEY + analysis.key(stem)):
        used = {each: lexicon.count(analysis.stem(each)) for each in spellings(form)}
    elif not lexicon.count(stem):
        used = {each: len(_compounds(each, lexicon)) for each in spellings(form)}
    else:
        return []
    return sorted(filter(used.__getitem__, used), key=lambda each: -used[each])[:MOST_READINGS]


def spellings(form: str) -> Iterator[str]:
    """Yield the ways of writing *form* with at least one of æ, ø and å, at most ``MOST_TRIED``."""
    pieces, read = _PLACE.split(form), _PLACE.findall(form)
    for chosen in itertools.islice(itertools.product(*map(_READ_AS.__getitem__, read)), MOST_TRIED):
        spelled = "".join(itertools.chain(*itertools.zip_longest(pieces, chosen, fillvalue="")))
        if spelled != form and analysis.has_norwegian_letters(spelled):
            yield spelled


def _compounds(form: str, lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(lexicon.containing(analysis.stem(form), MOST_READINGS))
