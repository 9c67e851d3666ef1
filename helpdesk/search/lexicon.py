"""What the plan must know about the indexed words, and how a term names what it looks for."""

from collections.abc import Sequence
from typing import Protocol

from helpdesk.search.spelling import Near

KEY = "~"
"""What a term begins with that is a key without æ, ø and å."""

LAW = "="
"""What a term begins with that is a law or section a text cites: ``=LOV-1981-03-13-6/73``."""

WORDS = "words"
"""The field of stems."""


class Lexicon(Protocol):
    """The words of the index."""

    def count(self, term: str) -> int:
        """Return how many texts hold *term*: a stem, or a key after ``KEY``."""

    def form_count(self, form: str) -> int:
        """Return how many texts hold a word as written."""

    def containing(self, stem: str, limit: int) -> Sequence[str]:
        """Return the most used stems that begin or end with *stem*, itself left out."""

    def family(self, stem: str) -> Sequence[str]:
        """Return the stems of the same family as *stem*, itself left out."""

    def near(self, form: str) -> Sequence[Near]:
        """Return the indexed words that *form* may be a slip of, the likeliest first."""


def place(term: str) -> tuple[str, str]:
    """Return the field and the text under which *term* is stored."""
    if term.startswith(KEY):
        return "keys", term.removeprefix(KEY)
    if term.startswith(LAW):
        return "law", term.removeprefix(LAW)
    return WORDS, term
