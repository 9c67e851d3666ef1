"""A table as a file that Norwegian Excel opens right, with no cell that acts. Pure."""

import csv
import io
from collections.abc import Iterable, Sequence

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for an older character set."""

ACTING = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""
First characters of a cell that spreadsheets take for a formula, in full width too.

Source: OWASP, CSV injection.
"""


def as_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """
    Return *rows* under *head*, separated by semicolons: the list separator of Norwegian Windows.

    A cell that could act as a formula gets an apostrophe before it, which makes it text.
    """
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    for row in (head, *rows):
        writer.writerow([harmless(cell) for cell in row])
    return BYTE_ORDER_MARK + written.getvalue()


def harmless(cell: str) -> str:
    """Return *cell* such that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(ACTING) else cell
