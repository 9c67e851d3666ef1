"""What of a document is written into the index, field by field, for every store alike. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from helpdesk.search import analysis
from helpdesk.search.store import TITLE_COUNT, Document

FORMAT = 2
"""Raised when what is written of a document changes; an index of another format is built anew."""

FILTERS = ("kind", "language", "agency", "topic", "law")

ONCE_FIELDS = ("forms", "title_forms", "title_start", "page", *FILTERS)
"""Fields besides words and keys; what stands in them counts once."""

LONGEST_START = 60
"""Characters of a title's beginning that are kept for suggestions. A guess: a long phrase."""

_WORD = re.compile(r"[^\W_]+")

LONGEST_TEXT = 200
"""Characters of what is looked up; PostgreSQL's indexes take no longer ones. A guess."""

BREAK = ""
"""What stands between title and text in the sequence of stems: their words are no neighbours."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A document taken apart."""

    address: str
    version: int
    words: Sequence[str]
    """Its stems, those of the title as often as they count."""
    sequence: Sequence[str]
    """Its stems in order."""
    plain: Mapping[str, Sequence[str]]
    """By field, what else it holds; ``keys`` as often as the stem, where they differ from it."""


def fingerprint() -> str:
    """Return what changes when the analysis changes, or what is written of a document."""
    return f"{analysis.fingerprint()}-{FORMAT}"


def start_of(text: str) -> str:
    """Return the words a title begins with, without æ, ø and å and what stands between words."""
    found = _WORD.findall(analysis.prepare(text).lower())
    return analysis.key(" ".join(found))[:LONGEST_START].rstrip()


def of_document(document: Document) -> Entry:
    """Return what is written down of *document*."""
    title, text = _terms(document.title), _terms(document.text)
    words = title * TITLE_COUNT + text
    title_forms = _forms(document.title)
    plain = {
        "keys": [key for word in words if (key := analysis.key(word)) != word],
        "forms": sorted(title_forms | _forms(document.text)),
        "title_forms": sorted({analysis.key(form) for form in title_forms}),
        "title_start": [start for start in [start_of(document.title)] if start],
        "page": _short([document.page]),
    }
    return Entry(
        address=document.address,
        version=document.version,
        words=words,
        sequence=[*title, BREAK, *text],
        plain=plain | {name: _short(document.filters[name]) for name in FILTERS},
    )


def _terms(text: str) -> list[str]:
    return _short(analysis.terms(text))


def _short(texts: Iterable[str]) -> list[str]:
    return [text for text in texts if len(text) <= LONGEST_TEXT]


def _forms(text: str) -> set[str]:
    found = analysis.words(analysis.prepare(text))
    return set(_short(word.form for word in found if not analysis.is_stop(word.form)))
