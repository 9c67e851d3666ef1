"""Markdown with marked slots to the paragraphs, lists and tables of OpenDocument."""

import re
from collections.abc import Sequence
from typing import Any

from markdown_it.token import Token

from helpdesk.foundation.text import xml_safe
from helpdesk.letters import marks, odt_styles
from helpdesk.letters.letter_markdown import parser, words
from helpdesk.letters.marks import Marked, Slot, SlotKind
from helpdesk.letters.odt_xml import TABLE, TEXT, added

_PARTS = re.compile(r"(\n|\t| {2,})")
_LISTS = {
    "bullet_list_open": odt_styles.BULLETS,
    "ordered_list_open": odt_styles.NUMBERS,
}
_INTO = {"list_item_open", "tr_open", "th_open", "td_open", "table_open", *_LISTS}
_OUT_OF = {kind.replace("_open", "_close") for kind in _INTO}


class Writer:
    """Writes a letter's text into an empty OpenDocument text."""

    def __init__(self, text: Any) -> None:
        self._open = [text]
        self._paragraph: Any = None
        self._slots: Sequence[Slot] = ()
        self._quote_depth = 0
        self._top_heading = 1

    def write(self, letter: Marked) -> None:
        """Write all of *letter* (Markdown with marked slots)."""
        self._slots = letter.slots
        tokens = parser().parse(xml_safe(letter.text))
        levels = [int(token.tag[1:]) for token in tokens if token.type == "heading_open"]
        self._top_heading = min(levels, default=1)
        for token in tokens:
            self._write_block(token)

    def _write_block(self, token: Token) -> None:
        if token.type in _INTO:
            self._open.append(self._container(token))
            self._paragraph = None
        elif token.type in _OUT_OF:
            _finish(self._open.pop())
        elif token.type.startswith("blockquote_"):
            self._quote_depth += token.nesting
        elif token.type == "heading_open":
            self._paragraph = self._heading(token)
        elif token.type == "paragraph_open":
            self._paragraph = self._new_paragraph()
        elif token.type == "inline":
            self._write_inline(self._here(), token.children or [])
        elif token.type in {"fence", "code_block"}:
            self._write_inline(self._new_paragraph(), [token])

    def _container(self, token: Token) -> Any:
        parent = self._open[-1]
        if token.type in _LISTS:
            return added(parent, TEXT, "list", {(TEXT, "style-name"): _LISTS[token.type]})
        if token.type == "list_item_open":
            starts = token.info if token.markup in {".", ")"} and len(parent) == 0 else ""
            return added(
                parent, TEXT, "list-item", {(TEXT, "start-value"): starts} if starts else {}
            )
        if token.type == "table_open":
            return added(parent, TABLE, "table", {(TABLE, "style-name"): odt_styles.TABLE_STYLE})
        if token.type == "tr_open":
            return added(parent, TABLE, "table-row")
        return added(parent, TABLE, "table-cell", {(TABLE, "style-name"): odt_styles.CELL})

    def _heading(self, token: Token) -> Any:
        level = int(token.tag[1:]) - self._top_heading + 1
        level = min(level, odt_styles.DEEPEST_HEADING)
        style = odt_styles.HEADING.format(level=level)
        facts = {(TEXT, "style-name"): style, (TEXT, "outline-level"): str(level)}
        return added(self._open[-1], TEXT, "h", facts)

    def _here(self) -> Any:
        """Return where the words go; a cell of a table has no paragraph of its own in Markdown."""
        return self._new_paragraph() if self._paragraph is None else self._paragraph

    def _new_paragraph(self) -> Any:
        style = odt_styles.QUOTE if self._quote_depth else odt_styles.STANDARD
        return added(self._open[-1], TEXT, "p", {(TEXT, "style-name"): style})

    def _write_inline(self, paragraph: Any, children: Sequence[Token]) -> None:
        bold = italic = False
        addresses: list[str] = []
        for child in children:
            bold = {"strong_open": True, "strong_close": False}.get(child.type, bold)
            italic = {"em_open": True, "em_close": False}.get(child.type, italic)
            style = odt_styles.text_style(bold=bold, italic=italic)
            if child.type == "link_open":
                addresses.append(str(child.attrGet("href") or ""))
            elif child.type == "link_close":
                _write_words(paragraph, f" ({addresses.pop()})", style)
            elif child.type == "hardbreak":
                added(paragraph, TEXT, "line-break")
            else:
                self._write_run(paragraph, words(child), style)

    def _write_run(self, paragraph: Any, run: str, style: str) -> None:
        for piece in marks.pieces(run, self._slots):
            if isinstance(piece, str):
                _write_words(paragraph, piece, style)
            elif piece.kind is SlotKind.FILLED:
                _write_words(paragraph, xml_safe(piece.text), style)
            elif piece.kind is SlotKind.NOTE:
                _write_words(paragraph, xml_safe(piece.shown), odt_styles.NOTE)
            else:
                _write_field(paragraph, piece)


def _finish(container: Any) -> None:
    """Say how many columns a table has, which must stand before its rows."""
    if container.tag == f"{{{TABLE}}}table":
        count = str(max(map(len, container), default=1))
        columns = added(container, TABLE, "table-column")
        columns.set(f"{{{TABLE}}}number-columns-repeated", count)
        container.insert(0, columns)


def _write_field(paragraph: Any, slot: Slot) -> None:
    """Write a place that is replaced by what is typed when one clicks on it."""
    span = added(paragraph, TEXT, "span", {(TEXT, "style-name"): odt_styles.FIELD})
    facts = {(TEXT, "placeholder-type"): "text", (TEXT, "description"): slot.name}
    added(span, TEXT, "placeholder", facts).text = xml_safe(slot.shown)


def _write_words(paragraph: Any, said: str, style: str) -> None:
    if not said:
        return
    into = added(paragraph, TEXT, "span", {(TEXT, "style-name"): style}) if style else paragraph
    for part in _PARTS.split(said):
        if part == "\n":
            added(into, TEXT, "line-break")
        elif part == "\t":
            added(into, TEXT, "tab")
        elif part.startswith("  "):
            added(into, TEXT, "s", {(TEXT, "c"): str(len(part))})
        else:
            _append_text(into, part)


def _append_text(element: Any, said: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + said
    else:
        element.text = (element.text or "") + said
