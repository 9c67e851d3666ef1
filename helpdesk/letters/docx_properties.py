"""The properties of a Word document: which letter template it was made of, and nothing else."""

from datetime import date, datetime, time
from typing import Any

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from helpdesk.foundation.text import excerpt
from helpdesk.letters.stamp import Stamp

_MAX_CHARS = 255
"""Source: python-docx refuses longer values of core properties."""
_NO_DAY = date(1980, 1, 1)

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""Source: ECMA-376 part 1, 15.2.12.2, the set of properties that people define."""
_FIRST_ID = 2


def stamp_on(document: Any, stamp: Stamp) -> None:
    """Write *stamp* over whatever *document* (python-docx) said about itself."""
    facts = document.core_properties
    agency = excerpt(stamp.agency, _MAX_CHARS)
    facts.title, facts.author, facts.last_modified_by = (
        excerpt(stamp.title, _MAX_CHARS),
        agency,
        agency,
    )
    facts.language, facts.version = stamp.locale, stamp.version
    facts.identifier = f"brevmal:{stamp.slug}:{stamp.number}"
    facts.subject = excerpt(stamp.reference, _MAX_CHARS)
    facts.comments = facts.keywords = facts.category = ""
    facts.revision = stamp.number
    facts.created = facts.modified = datetime.combine(stamp.published_on or _NO_DAY, time(12))
    _write_custom(document.part.package, stamp)


def _write_custom(package: Any, stamp: Stamp) -> None:
    for key in [key for key, rel in package.rels.items() if rel.reltype == _RELATION]:
        del package.rels[key]
    part = Part(PackURI("/docProps/custom.xml"), _CONTENT_TYPE, _custom(stamp), package)
    package.relate_to(part, _RELATION)


def _custom(stamp: Stamp) -> bytes:
    root = etree.Element(f"{{{_PROPERTIES}}}Properties", nsmap={None: _PROPERTIES, "vt": _VALUES})
    for number, (name, value) in enumerate(stamp.custom.items(), start=_FIRST_ID):
        said = etree.SubElement(root, f"{{{_PROPERTIES}}}property")
        said.set("fmtid", _FORMAT_ID)
        said.set("pid", str(number))
        said.set("name", name)
        kind = "i4" if isinstance(value, int) else "lpwstr"
        etree.SubElement(said, f"{{{_VALUES}}}{kind}").text = str(value)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
