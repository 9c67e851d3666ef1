"""Comparing two texts word by word."""

from hypothesis import given
from hypothesis import strategies as st

from helpdesk.answers.comparing import PieceKind, compare

TEXTS = st.lists(st.sampled_from(["nei", "ja", "men", "§ 12-3", "\n\n", " "]), max_size=30).map(
    " ".join
)


def test_words_that_differ_are_marked() -> None:
    pieces = compare("Nei, kommunen kan ikke dette.", "Nei, kommunen kan kreve dette.")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        (PieceKind.SAME, "Nei, kommunen kan "),
        (PieceKind.REMOVED, "ikke "),
        (PieceKind.ADDED, "kreve "),
        (PieceKind.SAME, "dette."),
    ]


@given(old=TEXTS, new=TEXTS)
def test_nothing_of_either_text_is_lost(old: str, new: str) -> None:
    pieces = compare(old, new)
    assert "".join(p.text for p in pieces if p.kind != PieceKind.ADDED) == old
    assert "".join(p.text for p in pieces if p.kind != PieceKind.REMOVED) == new
