"""A file that spreadsheets open right, and in which no cell acts."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.duties.spreadsheet import BYTE_ORDER_MARK, as_csv, harmless

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"))


def read(text: str) -> list[list[str]]:
    assert text.startswith(BYTE_ORDER_MARK)
    return list(
        csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline=""), delimiter=";")
    )


@pytest.mark.parametrize(
    "cell",
    [
        '=HYPERLINK("http://ondt.no")',
        "+47 22 33 44 55",
        "-2+3",
        "@SUM(A1)",
        "\tcmd",
        "\n=1+1",
        "  =1+1",
        "\u00a0=1+1",
        "\uff1d1+1",
    ],
)
def test_a_cell_that_could_be_a_formula_is_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert read(as_csv(["a"], [[cell]]))[1] == [f"'{cell}"]


@pytest.mark.parametrize("cell", ["", "Må", "§ 12-3", "2026-09-21", "kommunen – og staten", "a=b"])
def test_an_ordinary_cell_stays_as_it_is(cell: str) -> None:
    assert harmless(cell) == cell


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5))
def test_every_cell_comes_back_and_none_acts(rows: list[list[str]]) -> None:
    head, *found = read(as_csv(["Tema", "Oppgave"], rows))
    assert head == ["Tema", "Oppgave"]
    assert [[cell.removeprefix("'") for cell in row] for row in found] == [
        [harmless(cell).removeprefix("'") for cell in row] for row in rows
    ]
    assert not any(
        cell.lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t"))
        for row in found
        for cell in row
    )


def test_lines_end_as_windows_wants() -> None:
    assert as_csv(["a", "b"], [["1", "to; tre"]]) == '\ufeffa;b\r\n1;"to; tre"\r\n'
