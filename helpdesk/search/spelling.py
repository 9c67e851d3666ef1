"""Which words a misspelt one may have been meant to be. Pure."""

import itertools
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from whoosh.support.levenshtein import damerau_levenshtein

from helpdesk.search import analysis

SHORTEST = 4
TWO_SLIPS_FROM = 7
"""Letters from which a word may have one slip, and two. A guess that tuning confirmed."""

_SOUND_COSTS = 0.5
"""Slips that a difference only in spelling of the same sound counts. A guess."""

_COMMON_COUNTS = 0.2
"""Slips that a word ten times as common makes up for. A guess."""

_FEWEST_AT_AN_END = 3

_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("^(?:kv|hv)", "v"),
        ("^(?:hj|gj)", "j"),
        ("skj|stj", "sj"),
        ("kj|tj", "k"),
        ("gj", "g"),
        ("ey|oy|au", "o"),
        ("ei", "e"),
        (r"(?<=\w)nd", "n"),
        (r"(?<=\w)ld", "l"),
        ("tn", "nn"),
        ("c(?=[eiy])", "s"),
        ("c", "k"),
        ("w", "v"),
        ("z", "s"),
        ("ph", "f"),
        ("th", "t"),
        (r"(.)\1", r"\1"),
    )
]
"""Spellings of one sound. Source: search.md, section 2, the skeleton key."""


MOST_SPELLINGS = 150
"""Spellings of one word that are looked up. A guess: each costs some microseconds."""

MOST_LETTERS_MISSING = 3
"""Letters æ, ø and å that one word may lack. A guess: few words have more."""

_PLAIN_LETTERS = re.compile("(?=(aa|ae|oe|a|o))")
_LETTERS = {"aa": "å", "ae": "æ", "oe": "ø", "a": "åæ", "o": "ø"}


class Near(NamedTuple):
    """A word that may have been meant, and by how many slips it differs."""

    form: str
    slips: float


def skeleton(form: str) -> str:
    """Return what a word sounds like, about: "vordan" and "hvordan" have one skeleton."""
    sound = analysis.key(form)
    for pattern, simple in _SOUNDS:
        sound = pattern.sub(simple, sound)
    return sound


def ends(form: str) -> tuple[str, str] | None:
    """Return a beginning and an ending of which any near word has at least one; None: too short."""
    length = len(form)
    if length < SHORTEST:
        return None
    if _most_slips(form) == 1:
        size = max(2, (length - 1) // 2)
    else:
        size = max(_FEWEST_AT_AN_END, (length - 2) // 3)
    return form[:size], form[-size:]


def nearest(form: str, known: Iterable[str]) -> list[Near]:
    """Return the words of *known* that *form* may be a slip of, in no order."""
    most, letters, sound = _most_slips(form), set(form), skeleton(form)
    found = []
    for word in known:
        if abs(len(word) - len(form)) <= most + 1 and word != form:
            slips = _slips(form, word, letters, most, sound)
            if slips <= most:
                found.append(Near(word, slips))
    return found


def likeliest(near: Iterable[Near], counts: Mapping[str, int]) -> list[Near]:
    """Return the near words that texts hold, the likeliest first."""
    return sorted(
        (each for each in near if counts[each.form]),
        key=lambda each: (each.slips - _COMMON_COUNTS * math.log10(counts[each.form]), each.form),
    )


def with_letters(form: str) -> Iterator[str]:
    """Yield what a word may be that was typed without æ, ø and å, the fewest letters first."""
    places = [
        (match.start(), match.start() + len(match[1]), letter)
        for match in _PLAIN_LETTERS.finditer(form)
        for letter in _LETTERS[match[1]]
    ]
    sizes = range(1, MOST_LETTERS_MISSING + 1)
    chosen = itertools.chain.from_iterable(itertools.combinations(places, size) for size in sizes)
    apart = (each for each in chosen if _are_apart(each))
    for changes in itertools.islice(apart, MOST_SPELLINGS):
        spelt = form
        for start, end, letter in reversed(changes):
            spelt = spelt[:start] + letter + spelt[end:]
        yield spelt


def _are_apart(changes: Iterable[tuple[int, int, str]]) -> bool:
    return all(first[1] <= second[0] for first, second in itertools.pairwise(changes))


def is_slip_of(form: str, words: Iterable[str]) -> bool:
    """Tell whether *form* is one slip from one of *words*."""
    return any(
        abs(len(word) - len(form)) <= 1
        and len(set(word) ^ set(form)) <= 2
        and damerau_levenshtein(word, form, limit=1) <= 1
        for word in words
    )


def _slips(form: str, word: str, letters: set[str], most: int, sound: str) -> float:
    """Return how many slips lead from one to the other; one slip changes two letters at most."""
    if len(letters ^ set(word)) > 2 * most:
        return float(most + 1)
    slips = float(damerau_levenshtein(form, word, limit=most))
    if slips <= 1:
        return slips
    return min(slips, _SOUND_COSTS + _sound_slips(sound, skeleton(word)))


def _sound_slips(sound: str, other: str) -> float:
    """Return 0 or 1 for what sounds alike or nearly so."""
    if abs(len(other) - len(sound)) > 1:
        return math.inf
    slips = damerau_levenshtein(sound, other, limit=1)
    return slips if slips <= 1 else math.inf


def _most_slips(form: str) -> int:
    return 2 if len(form) >= TWO_SLIPS_FROM else 1
