"""What a word typed without æ, ø and å may have been: avlop → avløp, radmann → rådmann. Pure."""

from helpdesk.search import analysis, spelling
from helpdesk.search.lexicon import KEY, Lexicon

MOST_READINGS = 3
"""Known words one plain word may stand for. A guess: more is noise."""


def readings(form: str, lexicon: Lexicon) -> list[str]:
    """
    Return the known words with æ, ø or å that *form* is without them, the most used first.

    Where there is none, and *form* itself is no known word, those that only stand inside compounds.
    """
    stem = analysis.stem(form)
    spelt = list(spelling.with_letters(form))
    used: dict[str, int] = {}
    if not lexicon.form_count(form):
        used = {each: lexicon.form_count(each) for each in spelt}
    if not any(used.values()) and lexicon.count(KEY + analysis.key(stem)):
        used = {each: lexicon.count(analysis.stem(each)) for each in spelt}
    if not any(used.values()) and not lexicon.count(stem):
        used = {each: len(_compounds(each, lexicon)) for each in spelt}
    return sorted(filter(used.__getitem__, used), key=lambda each: -used[each])[:MOST_READINGS]


def _compounds(form: str, lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(lexicon.containing(analysis.stem(form), MOST_READINGS))
