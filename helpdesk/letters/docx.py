"""
A letter template as a Word document.

Importing this module loads python-docx, which is heavy and which few pages need: import it late.
"""

import io
import zipfile
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from helpdesk.foundation import calendar
from helpdesk.foundation.language import TextLanguage
from helpdesk.foundation.text import excerpt, xml_safe
from helpdesk.letters.docx_text import FIELD_STYLE, FieldFacts, Writer
from helpdesk.letters.models import LetterEdition

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
_PROPERTY_MAX_CHARS = 255
"""Source: python-docx refuses longer values of core properties."""


_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_EDITION = {TextLanguage.NB: "utgave", TextLanguage.NN: "utgåve"}
_DRAFT = {TextLanguage.NB: "utkast", TextLanguage.NN: "utkast"}


@dataclass(frozen=True)
class Letter:
    """What the document is made of."""

    title: str
    text: str
    """Markdown with merge fields."""
    fields: tuple[FieldFacts, ...]
    language: TextLanguage
    agency: str
    number: int
    """Of the edition."""
    published_on: date | None

    @property
    def version(self) -> str:
        """Return ``utgave 3, 12.05.2026``, in the language of the letter."""
        day = self.published_on
        dated = day.strftime("%d.%m.%Y") if day else _DRAFT[self.language]
        return f"{_EDITION[self.language]} {self.number}, {dated}"


def of_edition(edition: LetterEdition) -> Letter:
    """Return what the document of *edition* is made of; needs its work, owner and fields."""
    published_at = edition.published_at
    return Letter(
        title=edition.title,
        text=edition.text,
        fields=tuple(FieldFacts(f.name, f.label, f.type) for f in edition.fields),
        language=edition.language,
        agency=edition.work.owner.name(edition.language),
        number=edition.number,
        published_on=calendar.oslo(published_at).date() if published_at else None,
    )


@lru_cache(maxsize=64)
def build(letter: Letter) -> bytes:
    """Return *letter* as a Word document; the same letter gives the same bytes."""
    letter = _readable(letter)
    document = Document()
    _leave_behind(document)
    _set_page(document)
    _set_styles(document, f"{letter.language}-NO")
    _describe(document, letter)
    Writer(document, letter.fields, language=f"{letter.language}-NO").write(letter.text)
    packed = io.BytesIO()
    document.save(packed)
    return _without_times(packed.getvalue())


def _readable(letter: Letter) -> Letter:
    """Return *letter* without the characters that XML cannot hold."""
    fields = (replace(f, name=xml_safe(f.name), label=xml_safe(f.label)) for f in letter.fields)
    return replace(
        letter,
        title=excerpt(xml_safe(letter.title), _PROPERTY_MAX_CHARS),
        text=xml_safe(letter.text),
        fields=tuple(fields),
        agency=xml_safe(letter.agency),
    )


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


def _describe(document: Any, letter: Letter) -> None:
    facts = document.core_properties
    facts.title, facts.author, facts.last_modified_by = letter.title, letter.agency, letter.agency
    facts.language, facts.version = f"{letter.language}-NO", letter.version
    facts.comments = facts.keywords = facts.subject = ""
    facts.revision = letter.number
    day = letter.published_on or date(*_ZIP_EPOCH[:3])
    facts.created = facts.modified = datetime.combine(day, time(12))


def _without_times(packed: bytes) -> bytes:
    """Pack once more, so that nothing tells when or where it was made."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, _ZIP_EPOCH)
            member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(member, old.read(name))
    return made.getvalue()
