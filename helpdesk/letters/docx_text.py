"""Markdown with merge fields to the paragraphs, lists, tables and content controls of Word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from markdown_it.token import Token

from helpdesk.foundation.text import xml_safe
from helpdesk.letters import marks
from helpdesk.letters.filling import FieldFacts
from helpdesk.letters.letter_markdown import parser, words
from helpdesk.letters.marks import Marked, Slot, SlotKind
from helpdesk.letters.models import FieldType

FIELD_STYLE = "Placeholder Text"
_DEEPEST_LIST = 3
_DEEPEST_HEADING = 4
_DATE_FORMAT = "d. MMMM yyyy"


class Writer:
    """Writes a letter's text into an empty document."""

    def __init__(self, document: Any, fields: Iterable[FieldFacts], *, language: str) -> None:
        self._document = document
        self._fields = {field.name: field for field in fields}
        self._language = language
        self._slots: Sequence[Slot] = ()
        self._control_count = 0
        self._lists: list[_List] = []
        self._quote_depth = 0
        self._top_heading = 1

    def write(self, letter: Marked) -> None:
        """Write all of *letter* (Markdown with marked slots)."""
        self._slots = letter.slots
        tokens = parser().parse(xml_safe(letter.text))
        levels = [int(token.tag[1:]) for token in tokens if token.type == "heading_open"]
        self._top_heading = min(levels, default=1)
        self._write_blocks(tokens)

    def _write_blocks(self, tokens: list[Token]) -> None:
        place = 0
        while place < len(tokens):
            token = tokens[place]
            if token.type == "table_open":
                end = next(i for i in range(place, len(tokens)) if tokens[i].type == "table_close")
                self._write_table(tokens[place:end])
                place = end
            else:
                self._write_block(token, tokens[place - 1] if place else None)
            place += 1

    def _write_block(self, token: Token, before: Token | None) -> None:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            self._lists.append(_List.opened(self._document, token, len(self._lists) + 1))
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            self._lists.pop()
        elif token.type == "list_item_open":
            self._lists[-1].item_starts = True
        elif token.type.startswith("blockquote_"):
            self._quote_depth += token.nesting
        elif token.type == "inline":
            self._write_inline(self._paragraph(before), token.children or [])
        elif token.type in {"fence", "code_block"}:
            self._write_inline(self._paragraph(None), [token])

    def _paragraph(self, before: Token | None) -> Any:
        if before is not None and before.type == "heading_open":
            level = int(before.tag[1:]) - self._top_heading + 1
            return self._document.add_paragraph(style=f"Heading {min(level, _DEEPEST_HEADING)}")
        if self._lists:
            return self._lists[-1].paragraph(self._document)
        return self._document.add_paragraph(style="Quote" if self._quote_depth else None)

    def _write_inline(self, paragraph: Any, children: Sequence[Token]) -> None:
        bold = italic = False
        addresses: list[str] = []
        for child in children:
            bold = {"strong_open": True, "strong_close": False}.get(child.type, bold)
            italic = {"em_open": True, "em_close": False}.get(child.type, italic)
            if child.type == "link_open":
                addresses.append(str(child.attrGet("href") or ""))
            elif child.type == "link_close":
                self._write_run(paragraph, f" ({addresses.pop()})", bold=bold, italic=italic)
            elif child.type == "hardbreak":
                paragraph.add_run().add_break()
            else:
                self._write_run(paragraph, words(child), bold=bold, italic=italic)

    def _write_run(self, paragraph: Any, run: str, *, bold: bool, italic: bool) -> None:
        for piece in marks.pieces(run, self._slots):
            if isinstance(piece, Slot) and piece.kind is SlotKind.EMPTY:
                paragraph.paragraph_format.element.append(
                    self._control(piece, bold=bold, italic=italic)
                )
                continue
            said = piece if isinstance(piece, str) else piece.shown
            added = paragraph.add_run(xml_safe(said))
            added.bold, added.italic = bold or None, italic or None
            if isinstance(piece, Slot) and piece.kind is SlotKind.NOTE:
                added.style, added.italic = FIELD_STYLE, True

    def _write_table(self, tokens: Sequence[Token]) -> None:
        rows: list[list[Token]] = []
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(token)
        table = self._document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
        for row in rows:
            for cell, content in zip(table.add_row().cells, row, strict=False):
                self._write_inline(cell.paragraphs[0], content.children or [])

    def _control(self, slot: Slot, *, bold: bool, italic: bool) -> Any:
        """Return a content control: Word shows the label until something is written in it."""
        self._control_count += 1
        control = OxmlElement("w:sdt")
        control.append(self._control_facts(slot))
        content = OxmlElement("w:sdtContent")
        content.append(_placeholder(xml_safe(slot.shown), bold=bold, italic=italic))
        control.append(content)
        return control

    def _control_facts(self, slot: Slot) -> Any:
        field = self._fields.get(slot.name)
        kind = field.type if field else FieldType.TEXT
        facts = OxmlElement("w:sdtPr")
        _add(facts, "w:alias", xml_safe(slot.text))
        _add(facts, "w:tag", slot.name)
        _add(facts, "w:id", str(self._control_count))
        _add(facts, "w:showingPlcHdr")
        if kind == FieldType.DATE:
            _add_date(facts, self._language)
        else:
            text = _add(facts, "w:text")
            if kind == FieldType.LONG:
                text.set(qn("w:multiLine"), "1")
        return facts


@dataclass
class _List:
    """A list being written: its style, and for a numbered one its own numbering."""

    style: str
    deeper: str
    number_id: int | None = None
    item_starts: bool = False

    @classmethod
    def opened(cls, document: Any, token: Token, depth: int) -> "_List":
        level = f" {min(depth, _DEEPEST_LIST)}" if depth > 1 else ""
        if token.type == "bullet_list_open":
            return cls(f"List Bullet{level}", f"List Continue{level}")
        style = f"List Number{level}"
        number_id = _new_numbering(document, style, int(token.attrGet("start") or 1))
        return cls(style, f"List Continue{level}", number_id)

    def paragraph(self, document: Any) -> Any:
        if not self.item_starts:
            return document.add_paragraph(style=self.deeper)
        self.item_starts = False
        paragraph = document.add_paragraph(style=self.style)
        if self.number_id is not None:
            numbering = paragraph.paragraph_format.element.get_or_add_pPr().get_or_add_numPr()
            numbering.get_or_add_ilvl().val = 0
            numbering.get_or_add_numId().val = self.number_id
        return paragraph


def _new_numbering(document: Any, style: str, start: int) -> int:
    """Return the id of a numbering that looks like *style* and begins at *start*."""
    definitions = document.part.numbering_part.element
    like = document.styles[style].element.pPr.numPr.numId.val
    abstract = definitions.num_having_numId(like).abstractNumId.val
    made = definitions.add_num(abstract)
    made.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(made.numId)


def _placeholder(text: str, *, bold: bool, italic: bool) -> Any:
    run, look = OxmlElement("w:r"), OxmlElement("w:rPr")
    _add(look, "w:rStyle", FIELD_STYLE.replace(" ", ""))
    if bold:
        _add(look, "w:b")
    if italic:
        _add(look, "w:i")
    run.append(look)
    _add(run, "w:t").text = text
    return run


def _add_date(facts: Any, language: str) -> None:
    kind = _add(facts, "w:date")
    _add(kind, "w:dateFormat", _DATE_FORMAT)
    _add(kind, "w:lid", language)
    _add(kind, "w:storeMappedDataAs", "dateTime")
    _add(kind, "w:calendar", "gregorian")


def _add(parent: Any, tag: str, value: str | None = None) -> Any:
    element = OxmlElement(tag)
    if value is not None:
        element.set(qn("w:val"), value)
    parent.append(element)
    return element
