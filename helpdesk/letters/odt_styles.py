"""How an OpenDocument letter looks: the same page, letters and headings as the Word document."""

from typing import Any

from lxml import etree

from helpdesk.foundation.language import TextLanguage
from helpdesk.letters.odt_xml import FO, OFFICE, STYLE, TEXT, added, document

BULLETS, NUMBERS = "Punkter", "Tall"
QUOTE, HEADING, STANDARD = "Quotations", "Heading_20_{level}", "Standard"
FIELD, NOTE, CELL, TABLE_STYLE = "Felt", "Merknad", "Celle", "Tabell"
DEEPEST_HEADING = 4

_FONT = "Calibri"
_HEADING_SIZES = {1: "16pt", 2: "13pt", 3: "12pt", 4: "11pt"}
_LEVELS = range(1, 11)
_INDENT_CM = 0.75


def text_style(*, bold: bool, italic: bool) -> str:
    """Return the name of the style of such words, empty for plain ones."""
    return f"{'Fet' if bold else ''}{'Kursiv' if italic else ''}"


def styles(language: TextLanguage) -> Any:
    """Return the document of styles for a letter in *language*."""
    root = document("document-styles")
    common = added(root, OFFICE, "styles")
    _default(common, language)
    _paragraph(common, STANDARD, {"margin-bottom": "8pt"})
    _paragraph(common, QUOTE, {"margin-left": "1cm", "margin-right": "1cm", "margin-bottom": "8pt"})
    for level, size in _HEADING_SIZES.items():
        _heading(common, level, size)
    _page(root)
    return root


def automatic_styles() -> Any:
    """Return the styles that the letter's own words use."""
    root = etree.Element(f"{{{OFFICE}}}automatic-styles")
    for bold, italic in ((True, False), (False, True), (True, True)):
        look = {"font-weight": "bold"} if bold else {}
        look |= {"font-style": "italic"} if italic else {}
        _words(root, text_style(bold=bold, italic=italic), look)
    _words(root, FIELD, {"background-color": "#fff2cc", "color": "#3b3b3b"})
    _words(root, NOTE, {"background-color": "#fff2cc", "font-style": "italic"})
    cell = _style(root, CELL, "table-cell")
    padding = {(FO, "padding"): "0.1cm", (FO, "border"): "0.5pt solid #000000"}
    added(cell, STYLE, "table-cell-properties", padding)
    _style(root, TABLE_STYLE, "table")
    _list(root, BULLETS, is_numbered=False)
    _list(root, NUMBERS, is_numbered=True)
    return root


def _style(parent: Any, name: str, family: str) -> Any:
    return added(parent, STYLE, "style", {(STYLE, "name"): name, (STYLE, "family"): family})


def _default(parent: Any, language: TextLanguage) -> None:
    made = added(parent, STYLE, "default-style", {(STYLE, "family"): "paragraph"})
    look = {
        (FO, "font-family"): _FONT,
        (FO, "font-size"): "11pt",
        (FO, "language"): language.value,
        (FO, "country"): "NO",
    }
    added(made, STYLE, "text-properties", look)


def _paragraph(parent: Any, name: str, look: dict[str, str]) -> Any:
    made = _style(parent, name, "paragraph")
    added(made, STYLE, "paragraph-properties", {(FO, key): value for key, value in look.items()})
    return made


def _heading(parent: Any, level: int, size: str) -> None:
    space = {"margin-top": "14pt", "margin-bottom": "4pt", "keep-with-next": "always"}
    made = _paragraph(parent, HEADING.format(level=level), space)
    made.set(f"{{{STYLE}}}display-name", f"Heading {level}")
    made.set(f"{{{STYLE}}}default-outline-level", str(level))
    added(made, STYLE, "text-properties", {(FO, "font-size"): size, (FO, "font-weight"): "bold"})


def _words(parent: Any, name: str, look: dict[str, str]) -> None:
    made = _style(parent, name, "text")
    added(made, STYLE, "text-properties", {(FO, key): value for key, value in look.items()})


def _list(parent: Any, name: str, *, is_numbered: bool) -> None:
    made = added(parent, TEXT, "list-style", {(STYLE, "name"): name})
    for level in _LEVELS:
        kind = "list-level-style-number" if is_numbered else "list-level-style-bullet"
        sign = {(STYLE, "num-format"): "1", (STYLE, "num-suffix"): "."}
        mark = sign if is_numbered else {(TEXT, "bullet-char"): "•"}
        here = added(made, TEXT, kind, {(TEXT, "level"): str(level), **mark})
        position = {(TEXT, "list-level-position-and-space-mode"): "label-alignment"}
        space = added(here, STYLE, "list-level-properties", position)
        aligned = {
            (TEXT, "label-followed-by"): "listtab",
            (FO, "margin-left"): f"{level * _INDENT_CM}cm",
            (FO, "text-indent"): f"-{_INDENT_CM}cm",
        }
        added(space, STYLE, "list-level-label-alignment", aligned)


def _page(root: Any) -> None:
    layout = {(STYLE, "name"): "A4"}
    made = added(added(root, OFFICE, "automatic-styles"), STYLE, "page-layout", layout)
    size = {(FO, "page-width"): "21cm", (FO, "page-height"): "29.7cm", (FO, "margin"): "2.5cm"}
    added(made, STYLE, "page-layout-properties", size)
    master = {(STYLE, "name"): "Standard", (STYLE, "page-layout-name"): "A4"}
    added(added(root, OFFICE, "master-styles"), STYLE, "master-page", master)
