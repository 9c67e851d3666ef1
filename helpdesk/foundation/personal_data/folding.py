"""A view of a text in which every way of writing a digit, space or hyphen is the plain one."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_INVISIBLE = frozenset("\u034f\u115f\u1160\u3164\uffa0")
"""Characters that draw nothing, beyond those Unicode calls format characters."""


@dataclass(frozen=True)
class Folded:
    """
    A folded text, and where in the original each of its characters stands.

    Digits of all scripts (full-width too) are ASCII digits, all spaces are U+0020, all dashes
    are ``-``; line breaks stay; zero-width characters and soft hyphens are gone.
    """

    text: str
    positions: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the non-empty piece from *start* up to *end* stands in the original."""
        return self.positions[start], self.positions[end - 1] + 1


def fold(text: str) -> Folded:
    """Return the folded view of *text*."""
    if text.isascii():
        return Folded(text, range(len(text)))
    folded = text.translate(_TABLE)
    if len(folded) == len(text):  # a character becomes one or none: nothing has moved
        return Folded(folded, range(len(text)))
    pieces = [char.translate(_TABLE) for char in text]
    positions = [index for index, piece in enumerate(pieces) if piece]
    return Folded("".join(pieces), positions)


class _FoldingTable(dict[int, str | None]):
    """A table for ``str.translate`` that works out each character the first time it is met."""

    def __missing__(self, codepoint: int) -> str | None:
        self[codepoint] = folded = _folded(chr(codepoint))
        return folded


def _folded(char: str) -> str | None:
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category == "Zs":
        return " "
    if category in {"Zl", "Zp"} or char == "\x85":
        return "\n"
    if category == "Pd" or char == "\u2212":
        return "-"
    if category in {"Cf", "Mn", "Me"} and not unicodedata.combining(char):
        return None
    return None if char in _INVISIBLE else char


_TABLE = _FoldingTable()
