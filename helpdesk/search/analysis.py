"""What a text is to the search: words, their stems, their keys without æ, ø and å. Pure."""

import csv
import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whoosh.lang.snowball.norwegian import NorwegianStemmer

FORMAT = 1
"""Raised when the rules of this module change; an index of another format is built anew."""

LONGEST_WORD = 60
"""Characters of a word that are looked at. A guess: longer ones are no words."""

_LONGEST_RANGE = 30
"""Sections a range such as §§ 8–12 may cover before only its ends are indexed. A guess."""

_TOKEN = re.compile(
    r"""
    §\s*§\s*(?P<first>\d+)\s*(?:–|til)\s*(?P<last>\d+)(?![\d-])         # §§ 8–12
    | (?:§\s*)+(?P<section>\d+[A-Za-z]?(?:-\d+)?(?:\s?[a-hA-H](?![\w.]))?)  # § 11-10, § 3 a
    | (?P<bare>\d{1,3}[A-Za-z]?-\d{1,3}[A-Za-z]?)(?![\w-])                        # 11-10
    | (?P<joined>[^\W_]+(?:-[^\W_]+)+)                                    # el-sykkel
    | (?P<word>[^\W_]+)
    """,
    re.VERBOSE,
)
_PART = re.compile(r"[^\W_]+")
_IGNORED = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_HEIT = re.compile(r"(?<=\w{3})heit")
_LEG = re.compile(r"(?<=\w{3})leg(?=(?:e|t|are|aste|ast)?$)")
# Snowball takes one ending only: "er" from søker, but "e" from søkere and søkerne
# førebygge, føretak as forebygge, foretak; not fører, føre
_FORE = re.compile(r"^føre(?=[bdfghklmstv])")
# byggje, tenkje, følgje as bygge, tenke, følge
_SOFT = re.compile(r"(?<=\w{2}[gk])j(?=[ae])")
_FREM = re.compile(r"^frem(?!med)")
_FRAA = re.compile(r"^frå(?=\w{3})")
_LEIK = re.compile(r"(?<=\w{4})leik(?=$|s$|en|ar)")
_SAM = re.compile(r"(?<=\w{3})sam(?=$|t$|e$)")
_AGENT = re.compile(r"(?<=\w{3})[ea]r$")
_ERNE = re.compile(r"(?<=\w)(?<!int)(?<!ekst)(?<!mod)ernes?$")
_FOLDED = str.maketrans({"æ": "a", "ä": "a", "å": "a", "ø": "o", "ö": "o", "é": "e", "è": "e"})
_SPELLED_OUT = re.compile("ae|oe|aa")
_ONE_LETTER = {"ae": "a", "oe": "o", "aa": "a"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word as written, in lower case, and where it stands in the prepared text."""

    form: str
    start: int
    end: int


def prepare(text: str) -> str:
    """Return *text* composed (NFC) and without marks that cannot be seen; offsets count in this."""
    return _IGNORED.sub("", unicodedata.normalize("NFC", text))


def words(prepared: str) -> Iterator[Word]:
    """
    Yield the words of a prepared text in order, stop words too.

    ``§ 11-10`` is one word; of ``el-sykkel`` come the whole (without hyphen) and its parts; a range
    of sections gives every section in it.
    """
    for match in _TOKEN.finditer(prepared):
        kind = match.lastgroup
        if kind == "last":
            yield from _sections(match)
        elif kind in {"section", "bare"}:
            form = "§" + "".join(match[kind].lower().split())
            yield Word(form, match.start(), match.end())
        elif kind == "joined":
            yield _word(match[kind].replace("-", ""), match.start(), match.end())
            for part in _PART.finditer(match[kind]):
                start = match.start() + part.start()
                yield _word(part[0], start, start + len(part[0]))
        else:
            yield _word(match[0], match.start(), match.end())


def terms(text: str) -> list[str]:
    """Return the stems of *text* in order, without stop words."""
    return [stem(word.form) for word in words(prepare(text)) if not is_stop(word.form)]


def is_stop(form: str) -> bool:
    """Tell whether a word carries no meaning alone: stop words of both forms, single letters."""
    return form in _stop_words() or len(form) < 2


@lru_cache(maxsize=200_000)
def stem(form: str) -> str:
    """Return the stem of a word in lower case; nynorsk spellings count as their bokmål ones."""
    if not form.isalpha():
        return form
    stemmed = str(_stemmer().stem(_in_bokmaal(form)))
    return _AGENT.sub("", stemmed) or form


@lru_cache(maxsize=200_000)
def key(stemmed: str) -> str:
    """Return a stem without the letters and accents that many keyboards lack: avløp → avlop."""
    return _SPELLED_OUT.sub(lambda match: _ONE_LETTER[match[0]], stemmed.translate(_FOLDED))


@cache
def fingerprint() -> str:
    """Return what changes when the rules or the word lists of the analysis change."""
    digest = hashlib.sha256(str(FORMAT).encode())
    for name in ("stop_words.txt", "nynorsk.csv"):
        digest.update(_data(name).encode())
    return digest.hexdigest()[:16]


def _sections(match: re.Match[str]) -> Iterator[Word]:
    first, last = int(match["first"]), int(match["last"])
    inside = range(first, last + 1) if 0 <= last - first <= _LONGEST_RANGE else (first, last)
    for number in inside:
        yield Word(f"§{number}", match.start(), match.end())


def _word(form: str, start: int, end: int) -> Word:
    return Word(form[:LONGEST_WORD].lower(), start, end)


def _in_bokmaal(form: str) -> str:
    form = _nynorsk().sub(lambda match: _pairs()[match[0]], form)
    form = _SAM.sub("som", _LEIK.sub("het", _FRAA.sub("fra", _FREM.sub("fram", _SOFT.sub("", _FORE.sub("fore", form))))))
    return _ERNE.sub("er", _LEG.sub("lig", _HEIT.sub("het", form)))


@cache
def _nynorsk() -> re.Pattern[str]:
    longest_first = sorted(_pairs(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


@cache
def _pairs() -> dict[str, str]:
    rows = csv.DictReader(_data("nynorsk.csv").splitlines())
    return {row["nn"]: row["nb"] for row in rows}


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(_data("stop_words.txt").split())


@cache
def _stemmer() -> "NorwegianStemmer":
    # imported on the first search: whoosh.lang brings the stemmers of fourteen languages
    from whoosh.lang.snowball.norwegian import NorwegianStemmer

    return NorwegianStemmer()


def _data(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
