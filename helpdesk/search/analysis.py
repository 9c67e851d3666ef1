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

FORMAT = 3
"""Raised when the rules of this module change; an index of another format is built anew."""

LONGEST_WORD = 60
"""Characters of a word that are looked at. A guess: longer ones are no words."""

KEPT_WORDS = 10_000
"""Words whose stem one process remembers. A guess: about 4 MB, most words of most texts."""

LONG_STOP = 5
"""Letters from which a misspelt stop word is known for one. A guess."""

_LONGEST_RANGE = 30
"""Sections a range such as §§ 8–12 may cover before only its ends are indexed. A guess."""

_TOKEN = re.compile(
    r"""
    §\s?§\s{0,3}(?P<first>\d{1,4})\s{0,3}(?:–|til)\s{0,3}(?P<last>\d{1,4})(?![\d-])  # §§ 8–12
    | §\s{0,3}(?P<section>\d{1,4}[A-Za-z]?(?:-\d{1,4})?(?:\s?[a-hA-H](?![\w.]))?)(?!\d)  # § 3 a
    | (?P<bare>\d{1,3}[A-Za-z]?-\d{1,3}[A-Za-z]?)(?![\w-])                        # 11-10
    | (?P<joined>[^\W_]+(?:-[^\W_]+)+)                                    # el-sykkel
    | (?P<word>[^\W_]+)
    """,
    re.VERBOSE,
)
_PART = re.compile(r"[^\W_]+")
_IGNORED = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_RULES = tuple(
    (re.compile(nynorsk), bokmaal)
    for nynorsk, bokmaal in (
        (r"^føre(?=[bdfghklmstv])", "fore"),  # førebygge, føretak; not fører, føre
        (r"(?<=\w{2}[gk])(?<!sk)j(?=[ae])", ""),  # byggje, tenkje
        (r"^frem(?!med)", "fram"),
        (r"^frå(?=\w{3})", "fra"),
        (r"(?<=\w{4})leika(?=r|ne)", "hete"),
        (r"(?<=\w{4})leik(?=$|s$|en)", "het"),
        (r"(?<=\w{3})sam(?=$|t$|e$)", "som"),
        (r"(?<=\w{3})heit", "het"),
        (r"(?<=\w{3})leg(?=(?:e|t|are|aste|ast)?$)", "lig"),
        # Snowball takes one ending only: "er" from søker, but "e" from søkere and søkerne
        (r"(?<=\w)(?<!int)(?<!ekst)(?<!mod)ernes?$", "er"),
    )
)
"""How words of nynorsk differ from those of bokmål by rule, and the two forms of bokmål."""

_AGENT = re.compile(r"(?<=\w{3})[ea]r$")
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


def is_plain_stop(form: str) -> bool:
    """Tell whether a word is a stop word written without æ, ø and å: ``nar``, ``pa``."""
    return form in _plain_stop_words()


def has_norwegian_letters(form: str) -> bool:
    """Tell whether a word was typed on a keyboard with æ, ø and å."""
    return not set("æøå").isdisjoint(form)


@lru_cache(maxsize=KEPT_WORDS)
def stem(form: str) -> str:
    """Return the stem of a word in lower case; nynorsk spellings count as their bokmål ones."""
    if not form.isalpha():
        return form
    stemmed = str(_stemmer().stem(_in_bokmaal(form)))
    return _AGENT.sub("", stemmed) or form


@lru_cache(maxsize=KEPT_WORDS)
def key(stemmed: str) -> str:
    """Return a stem without the letters and accents that many keyboards lack: avløp → avlop."""
    folded = plain(stemmed)
    while _SPELLED_OUT.search(folded):
        folded = _SPELLED_OUT.sub(lambda match: _ONE_LETTER[match[0]], folded)
    return folded


def plain(form: str) -> str:
    """Return a word with a, o and e for the letters that many keyboards lack; as long as it is."""
    return form.translate(_FOLDED)


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
    for nynorsk, bokmaal in _RULES:
        form = nynorsk.sub(bokmaal, form)
    return form


@cache
def _nynorsk() -> re.Pattern[str]:
    longest_first = sorted(_pairs().items(), key=lambda pair: len(pair[0]), reverse=True)
    return re.compile("|".join(_pattern(nynorsk, bokmaal) for nynorsk, bokmaal in longest_first))


def _pattern(nynorsk: str, bokmaal: str) -> str:
    """Return what finds a nynorsk spelling, but not as the beginning of its bokmål one."""
    if bokmaal.startswith(nynorsk):
        return f"{nynorsk}(?!{bokmaal.removeprefix(nynorsk)})"
    return nynorsk


@cache
def _pairs() -> dict[str, str]:
    rows = csv.DictReader(_data("nynorsk.csv").splitlines())
    return {row["nn"]: row["nb"] for row in rows}


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(_data("stop_words.txt").split())


@cache
def long_stop_words() -> tuple[str, ...]:
    """Return the stop words long enough that a slip in them is told from another word."""
    return tuple(sorted(word for word in _stop_words() if len(word) >= LONG_STOP))


@cache
def _plain_stop_words() -> frozenset[str]:
    """Return the stop words without their letters, those left out that are words of their own."""
    return frozenset(map(key, _stop_words())) - {"vare", "bor", "far", "fa"}


@cache
def _stemmer() -> "NorwegianStemmer":
    # imported on the first search: whoosh.lang brings the stemmers of fourteen languages
    from whoosh.lang.snowball.norwegian import NorwegianStemmer

    return NorwegianStemmer()


def _data(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
