"""The names that OpenDocument gives its elements, and making such elements."""

from collections.abc import Mapping
from typing import Any

from lxml import etree

VERSION = "1.3"
"""Source: OASIS OpenDocument 1.3 part 3, the schema."""

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = f"{_URN}office:1.0"
TEXT = f"{_URN}text:1.0"
TABLE = f"{_URN}table:1.0"
STYLE = f"{_URN}style:1.0"
META = f"{_URN}meta:1.0"
MANIFEST = f"{_URN}manifest:1.0"
FO = f"{_URN}xsl-fo-compatible:1.0"
DC = "http://purl.org/dc/elements/1.1/"

_PREFIXES = {
    "office": OFFICE,
    "text": TEXT,
    "table": TABLE,
    "style": STYLE,
    "meta": META,
    "fo": FO,
    "dc": DC,
}

Attributes = Mapping[tuple[str, str], str]
"""By namespace and name."""


def document(name: str) -> Any:
    """Return the root of one of the documents inside an OpenDocument file."""
    root = etree.Element(f"{{{OFFICE}}}{name}", nsmap=_PREFIXES)
    root.set(f"{{{OFFICE}}}version", VERSION)
    return root


def added(parent: Any, space: str, name: str, attributes: Attributes | None = None) -> Any:
    """Return a new element at the end of *parent*."""
    made = etree.SubElement(parent, f"{{{space}}}{name}")
    for (attribute_space, attribute), value in (attributes or {}).items():
        made.set(f"{{{attribute_space}}}{attribute}", value)
    return made


def packed(root: Any) -> bytes:
    """Return *root* as the bytes of a file."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
