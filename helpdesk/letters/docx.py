"""
A letter template as a Word document.

Importing this module loads python-docx, which is heavy and which few pages need: import it late.
"""

import io
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from helpdesk.letters import stamp
from helpdesk.letters.answers import Answers
from helpdesk.letters.docx_properties import stamp_on
from helpdesk.letters.docx_text import FIELD_STYLE, Writer
from helpdesk.letters.fields import facts
from helpdesk.letters.filling import FieldFacts, fill
from helpdesk.letters.models import LetterEdition
from helpdesk.letters.stamp import Stamp

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_FONT = "Calibri"
_MARGIN = Cm(2.5)
_A4 = (Cm(21.0), Cm(29.7))
_KEPT_TABLE_STYLES = frozenset({"TableNormal", "TableGrid"})
_LEFT_BEHIND = (
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    RELATIONSHIP_TYPE.CUSTOM_XML,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)
"""Parts of python-docx's own template that tell of somebody's machine, or that nobody needs."""
_SETTINGS_LEFT_BEHIND = ("w:rsids", "w:proofState", "w:savePreviewPicture", "w:zoom")
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Letter:
    """What the document is made of."""

    stamp: Stamp
    text: str
    """Markdown with merge fields, conditions and rows."""
    fields: tuple[FieldFacts, ...]


def of_edition(edition: LetterEdition) -> Letter:
    """Return what the document of *edition* is made of; needs its work, owner and fields."""
    return Letter(stamp=stamp.of_edition(edition), text=edition.text, fields=facts(edition.fields))


@lru_cache(maxsize=64)
def build(letter: Letter) -> bytes:
    """Return *letter*, not filled in, as a Word document; the same letter gives the same bytes."""
    return filled(letter, {})


def filled(letter: Letter, answers: Answers) -> bytes:
    """
    Return *letter* with *answers* as a Word document; nothing of it is kept.

    Raises:
        TooLarge: see :func:`filling.fill`.
    """
    made = fill(letter.text, letter.fields, answers, letter.stamp.language)
    document = Document()
    _leave_behind(document)
    _set_page(document)
    _set_styles(document, letter.stamp.locale)
    stamp_on(document, letter.stamp)
    Writer(document, letter.fields, language=letter.stamp.locale).write(made)
    packed = io.BytesIO()
    document.save(packed)
    return without_times(packed.getvalue())


def _leave_behind(document: Any) -> None:
    for part in (document.part.package, document.part):
        for key in [key for key, rel in part.rels.items() if rel.reltype in _LEFT_BEHIND]:
            del part.rels[key]
    for name in _SETTINGS_LEFT_BEHIND:
        for element in document.settings.element.findall(qn(name)):
            document.settings.element.remove(element)
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        is_table = style.get(qn("w:type")) == "table"
        if is_table and style.get(qn("w:styleId")) not in _KEPT_TABLE_STYLES:
            styles.remove(style)


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = _A4
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = _MARGIN


def _set_styles(document: Any, language: str) -> None:
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)
    for element in document.settings.element.iter(qn("w:themeFontLang")):
        element.set(qn("w:val"), language)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(11)
    normal.paragraph_format.space_after = Pt(8)
    for level, size in ((1, 16), (2, 13), (3, 12), (4, 11)):
        _set_heading(document.styles[f"Heading {level}"], Pt(size))
    _add_field_style(document)


def _set_heading(style: Any, size: Any) -> None:
    style.font.size, style.font.bold, style.font.italic = size, True, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    fonts.attrib.clear()
    style.font.name = _FONT
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(14), Pt(4)


def _add_field_style(document: Any) -> None:
    style = document.styles.add_style(FIELD_STYLE, WD_STYLE_TYPE.CHARACTER)
    style.font.color.rgb = RGBColor(0x3B, 0x3B, 0x3B)
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), "FFF2CC")
    style.element.get_or_add_rPr().append(shade)


def without_times(packed: bytes) -> bytes:
    """Pack once more, so that nothing tells when or where it was made."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, _ZIP_EPOCH)
            member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(member, old.read(name))
    return made.getvalue()
