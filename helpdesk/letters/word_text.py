"""The words and tags of a Word document, a line a paragraph, as letters written here have them."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

from helpdesk.foundation.errors import InvalidInput
from helpdesk.foundation.language import N_
from helpdesk.foundation.text import xml_safe

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FILLED = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")
_TAG_STARTS = ("{{", "{%", "{#")
_PREFIX = re.compile(r"\{%-?(?:p|tr|tc|r)?\s+([^{}\n]*?)\s*-?%\}")
_COMMENT = re.compile(r"\{#|#\}")

_ELSEWHERE = N_(
    "Et flettefelt står i en fotnote, en kommentar eller en bildetekst: «%(found)s». Sett det i "
    "selve brevet, i toppteksten eller i bunnteksten."
)
_COMMENTED = N_("Ta bort merknaden «%(found)s» fra dokumentet. Vi fyller ikke ut slike.")


def read(data: bytes) -> str:
    """
    Return what the Word document *data*, checked before, says: body, headers and footers.

    Tags lose what only Word templates have: ``{%p if x %}`` becomes ``{% if x %}``.

    Raises:
        InvalidInput: a tag stands where nothing is filled in.
    """
    lines: list[str] = []
    with ZipFile(BytesIO(data)) as package:
        for name in sorted(package.namelist()):
            if name.startswith("word/") and name.endswith(".xml"):
                root = etree.fromstring(package.read(name), _parser())
                filled = _FILLED.fullmatch(name) is not None
                _refuse_elsewhere(root, is_filled=filled)
                lines += map(_plain_tags, _paragraphs(root)) if filled else []
    return xml_safe("\n".join(lines)).strip()


def tag_count(text: str) -> int:
    """Return how many tags begin in *text*."""
    return sum(map(text.count, _TAG_STARTS))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _paragraphs(root: Any) -> Iterator[str]:
    for paragraph in root.iter(f"{_W}p"):
        yield "".join(_said(each) for each in paragraph.iter() if _paragraph_of(each) is paragraph)


def _paragraph_of(element: Any) -> Any:
    return next(element.iterancestors(f"{_W}p"), None)


def _said(element: Any) -> str:
    if element.tag == f"{_W}t":
        return (element.text or "").replace("\n", " ")
    return " " if element.tag in {f"{_W}tab", f"{_W}br", f"{_W}cr"} else ""


def _plain_tags(line: str) -> str:
    if found := _COMMENT.search(line):
        excerpt = line[found.start() : found.start() + 40]
        raise InvalidInput("a comment", field="document", says=_COMMENTED, found=excerpt)
    return _PREFIX.sub(r"{% \1 %}", line)


def _refuse_elsewhere(root: Any, *, is_filled: bool) -> None:
    """Refuse tags in attributes, between elements and, where nothing is filled in, in words."""
    for element in root.iter():
        texts = [*map(str, element.attrib.values()), element.tail or ""]
        if not (is_filled and element.tag == f"{_W}t"):
            texts.append(element.text or "")
        for text in texts:
            if any(start in text for start in _TAG_STARTS):
                raise InvalidInput(
                    "a tag elsewhere", field="document", says=_ELSEWHERE, found=text[:40]
                )
