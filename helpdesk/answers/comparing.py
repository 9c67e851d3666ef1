"""Comparing two texts word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORDS = re.compile(r"\S+\s*|\s+")


class PieceKind(StrEnum):
    """Where a piece of text stands."""

    SAME = "same"
    REMOVED = "removed"
    """Only in the old text."""
    ADDED = "added"
    """Only in the new text."""


@dataclass(frozen=True)
class Piece:
    """Words next to each other that share a fate."""

    kind: PieceKind
    text: str


def compare(old: str, new: str) -> list[Piece]:
    """
    Return the pieces that lead from *old* to *new*, in reading order.

    The SAME and REMOVED ones put together are *old*, the SAME and ADDED ones are *new*.
    """
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(PieceKind.SAME, "".join(before[i1:i2])))
            continue
        pieces.append(Piece(PieceKind.REMOVED, "".join(before[i1:i2])))
        pieces.append(Piece(PieceKind.ADDED, "".join(after[j1:j2])))
    return [piece for piece in pieces if piece.text]
