"""The words of a query, and what each is taken for: itself, a near word, a compound. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from helpdesk.search import analysis, compounds, readings, spelling, vocabulary
from helpdesk.search.gluing import Glued
from helpdesk.search.lexicon import KEY, Lexicon
from helpdesk.search.synonyms import OtherNames

Knows = Callable[[str], bool]
"""Tells whether a word as written is known."""

NEAR_WEIGHT = 1.0
FAR_WEIGHT = 0.8
"""An unknown word stands for nothing else, so one slip costs nothing. Source: tuned."""

READ_WEIGHT = 0.85
"""What a word counts whose æ, ø and å were put back, beside the word as written. As a key's."""

FRAGMENT_WEIGHT = 0.4
"""What a piece of a compound written apart counts, where the whole is more common. Tuned."""

MOST_NEAR = 3

MOST_LOOKED_NEAR = 8
"""Unknown words of a query for which near ones are looked up. A guess: each may cost 10 ms."""

KNOWN_SHARE = 0.3
"""Share of a query's words that must be known before others are replaced. A guess: else it is
written in another language."""

FEWEST_FOREIGN = 3
"""Words a query must have before the share of known ones tells anything. A guess."""


@dataclass(frozen=True, slots=True)
class Asked:
    """
    A word of a query, what it was taken for, and what it counts.

    Args:
        form: as written.
        known: the words it may be, the likeliest first, each with a weight.
        parts: the stems it is made of, if it is a compound that no text holds.
        is_read: whether it is taken for the same word with æ, ø and å.
    """

    form: str
    known: tuple[tuple[str, float], ...]
    weight: float = 1.0
    parts: tuple[str, ...] = ()
    is_read: bool = False

    @property
    def replaced_by(self) -> str | None:
        """Return the word it was taken for, if that is another word."""
        likeliest = self.known[0][0]
        return None if self.is_read or likeliest == self.form else likeliest

    @property
    def stem(self) -> str:
        """Return the stem of the word it most likely is."""
        return analysis.stem(self.known[0][0])


def forms_of(text: str) -> list[str]:
    """Return the words of *text* in order, stop words too."""
    return [word.form for word in analysis.words(analysis.prepare(text))]


def knowing(lexicon: Lexicon, decided: OtherNames) -> Knows:
    """Return what tells whether texts, the vocabulary or the editors know a word as written."""

    @cache
    def is_known(form: str) -> bool:
        stem = analysis.stem(form)
        if not form.isalpha() or lexicon.count(stem) or lexicon.count(KEY + analysis.key(stem)):
            return True
        return bool(vocabulary.expansions([stem], decided))

    return is_known


def stops(forms: Sequence[str], knows: Knows, *, literal: bool) -> list[bool]:
    """Tell of each word whether it carries no meaning; of a query of only such ones, none is."""
    plain = not any(map(analysis.has_norwegian_letters, forms))
    found = [
        analysis.is_stop(form)
        or (plain and analysis.is_plain_stop(form))
        or (not literal and _is_slip_of_stop(form, knows))
        for form in forms
    ]
    return [analysis.is_stop(form) for form in forms] if all(found) else found


def asked(
    forms: Sequence[str],
    kept: Sequence[bool],
    glued: Sequence[Glued],
    lexicon: Lexicon,
    knows: Knows,
    *,
    literal: bool,
) -> list[Asked]:
    """
    Return the words of a query, each once, with what they are taken for.

    Args:
        kept: of each word, whether it is no stop word.
        glued: the compounds its neighbours make.
        knows: tells whether a word is known; only others are taken for something else.
        literal: take every word for itself.
    """
    chosen = _chosen(forms, kept, glued, knows)
    if literal:
        return [Asked(form, ((form, 1.0),), weight) for form, weight in chosen]
    plain = not any(map(analysis.has_norwegian_letters, forms))
    words = [_read(Asked(form, ((form, 1.0),), weight), plain, lexicon) for form, weight in chosen]
    unknown = [word for word in words if not knows(word.known[0][0])]
    guessed = {word.form: _apart(word, lexicon) for word in unknown}
    whole = [word for word in unknown if not guessed[word.form].parts]
    if not _is_foreign(len(words), len(whole)):
        guessed |= {word.form: _near(word, lexicon) for word in whole[:MOST_LOOKED_NEAR]}
    return [guessed.get(word.form, word) for word in words]


def _chosen(
    forms: Sequence[str], kept: Sequence[bool], glued: Sequence[Glued], knows: Knows
) -> list[tuple[str, float]]:
    """Return the words that are looked up, and what each counts."""
    fragments = {place for each in glued for place in each.fragments}
    inside = {place for each in glued for place in each.places}
    found: dict[str, tuple[str, float]] = {}
    for place, form in enumerate(forms):
        stem = analysis.stem(form)
        if not kept[place] or stem in found:
            continue
        if place not in inside or knows(form):
            found[stem] = form, FRAGMENT_WEIGHT if place in fragments else 1.0
    return list(found.values())


def _is_slip_of_stop(form: str, knows: Knows) -> bool:
    return (
        len(form) >= analysis.LONG_STOP
        and not knows(form)
        and spelling.is_slip_of(form, analysis.long_stop_words())
    )


def _read(word: Asked, plain: bool, lexicon: Lexicon) -> Asked:
    """Return *word* with what it may be when æ, ø and å are put back; first, if it is unknown."""
    found = readings.readings(word.form, lexicon) if plain else []
    if not found:
        return word
    if lexicon.form_count(word.form):
        read = tuple((each, READ_WEIGHT) for each in found)
        return replace(word, known=(*word.known, *read))
    others = tuple((each, 1.0) for each in found[1:])
    return replace(word, known=((found[0], 1.0), *others, (word.form, READ_WEIGHT)), is_read=True)


def _apart(word: Asked, lexicon: Lexicon) -> Asked:
    """Return *word* with the words it is made of, if it is a compound that no text holds."""
    return replace(word, parts=compounds.words_apart(word.form, lexicon.form_count))


def _near(word: Asked, lexicon: Lexicon) -> Asked:
    """Return *word* with the words it may be a slip of, if there are any."""
    near = tuple(
        (near.form, NEAR_WEIGHT if near.slips <= 1 else FAR_WEIGHT)
        for near in lexicon.near(word.form)[:MOST_NEAR]
    )
    return replace(word, known=near or word.known)


def _is_foreign(count: int, unknown_count: int) -> bool:
    return count >= FEWEST_FOREIGN and unknown_count > count * (1 - KNOWN_SHARE)
