"""What of a search could be a person's, and is not written down. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from helpdesk.foundation import personal_data
from helpdesk.search import analysis, plan
from helpdesk.search.analysis import Word
from helpdesk.search.synonyms import NONE, OtherNames

if TYPE_CHECKING:
    from helpdesk.search.snapshot import Snapshot

HIDDEN = "…"
"""What stands for a word that is not written down."""

NUMBER, EMAIL, ADDRESS = "[nummer]", "[e-postadresse]", "[adresse]"

_MASKS = frozenset({NUMBER, EMAIL, ADDRESS, *personal_data.MASKS.values()})
_GAP = r"[\s.\-\u2010-\u2015/]{0,3}"
_KEPT = re.compile(
    rf"""
    {"|".join(map(re.escape, sorted(_MASKS)))}                      # what was taken out before
    | \b(?:lov|for)-\d{{4}}-\d\d-\d\d-\d+(?!\d)                       # LOV-1981-03-13-6
    | \b[a-z]-?\d{{1,4}}/\d{{4}}(?!{_GAP}\d)                          # T-1442/2021
    | §{_GAP}\d{{1,3}}[a-z]?(?:-\d{{1,3}})?(?!{_GAP}\d)               # § 12-13
    | \b(?:19|20)\d\d{_GAP}(?:19|20)\d\d(?!{_GAP}\d)                  # 2024–2026
    | \d(?:{_GAP}\d){{5,}}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AT = re.compile(
    r"\S*\s?(?:[@\uff20]|[(\[{]\s?(?:at|a|alfa|krøll\w*|alfakrøll)\s?[)\]}])\s?\S*", re.IGNORECASE
)
_NAMED_NUMBER = re.compile(
    r"\b(?:pass|person|fødsels|kunde|saks?|konto|førerkort|journal|referanse|medlems|ansatt|kort|"
    r"fakturae?|kid|ref|d)-?\s?(?:nummer|nr)?\b\.?:?\s?(?=[\w/.-]*\d)[\w/.-]+",
    re.IGNORECASE,
)
_ROAD = r"(?:gat[ae]n?|gt|ve[ig](?:en)?|all[eé](?:en)?|plass(?:en)?|sti(?:en)?|bakken|torg(?:et)?)"
_NAMED_ROAD = (
    r"(?:\w+\s)?\w+s|ny\w*|gam\w+|øvre|nedre|store|l[iv]\w+|nordre|s[øy]ndre|vestre|østre|austre"
)
_STREET = re.compile(
    rf"(?:(?!\b(?:riks|fylkes|europa|kommunal|skogs)ve)\b\w{{2,}}{_ROAD}"
    rf"|\b(?:{_NAMED_ROAD})\s{_ROAD})\.?\s\d{{1,4}}\s?[a-z]?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Unknown:
    """A word of a masked search that nothing published holds, and nothing like it."""

    form: str
    start: int
    end: int
    may_be_a_name: bool
    """Whether it stands where names stand: beside another unknown word, or among capitals."""


def without_numbers(text: str) -> str:
    """Return a search without numbers and addresses of people; what it says stays readable."""
    masked = personal_data.mask(analysis.prepare(text))
    for pattern, instead in ((_AT, EMAIL), (_STREET, ADDRESS), (_NAMED_NUMBER, NUMBER)):
        masked = pattern.sub(instead, masked)
    return _KEPT.sub(_kept_or_number, masked)


def unknown(masked: str, snapshot: "Snapshot", decided: OtherNames = NONE) -> list[Unknown]:
    """
    Return the words of a text from :func:`without_numbers` that the search does not know.

    Args:
        decided: the editors' synonyms, which are known too.
    """
    words = [word for word in _smallest(masked) if not _is_mask(masked, word)]
    strange = [_is_strange(word.form, snapshot, decided) for word in words]
    names = set()
    for (at, one), (after, other) in pairwise(enumerate(words)):
        if masked[one.end : other.start].strip(" -.'’"):
            continue
        is_pair = strange[at] and strange[after]
        is_named = _is_capital(masked, one) and _is_capital(masked, other)
        if is_pair or (is_named and (strange[at] or strange[after])):
            names |= {at, after}
    return [
        Unknown(word.form, word.start, word.end, at in names)
        for at, word in enumerate(words)
        if strange[at] or at in names
    ]


def hidden(masked: str, words: Sequence[Unknown]) -> str:
    """Return the masked text with a sign in the place of *words*, as it is kept."""
    for word in reversed(words):
        masked = masked[: word.start] + HIDDEN + masked[word.end :]
    return masked


def _kept_or_number(match: re.Match[str]) -> str:
    is_number = match[0][0].isdigit() and sum(map(str.isdigit, match[0])) >= 6
    is_years = re.fullmatch(r"(?:19|20)\d\d\D{1,3}(?:19|20)\d\d", match[0])
    return NUMBER if is_number and not is_years else match[0]


def _smallest(text: str) -> list[Word]:
    """Return the words of *text*, of one joined by hyphens its parts."""
    words = list(analysis.words(text))
    return [
        word
        for at, word in enumerate(words)
        if at + 1 == len(words) or not _holds(word, words[at + 1])
    ]


def _holds(word: Word, following: Word) -> bool:
    is_inside = word.start <= following.start and following.end <= word.end
    return is_inside and (word.start, word.end) != (following.start, following.end)


def _is_mask(text: str, word: Word) -> bool:
    before, after = text.rfind("[", 0, word.start), text.find("]", word.end)
    if before < 0 or after < 0:
        return False
    return text[before : after + 1] in _MASKS


def _is_strange(form: str, snapshot: "Snapshot", decided: OtherNames) -> bool:
    if analysis.is_stop(form) or form.isdigit() or form.startswith("§"):
        return False
    return bool(plan.unknown(form, snapshot, decided=decided)) and not snapshot.near(form)


def _is_capital(text: str, word: Word) -> bool:
    return text[word.start].isupper() and not analysis.is_stop(word.form)
