"""What may be inside a Word document that becomes a letter template, told before it is opened."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit
from zipfile import ZipFile

from lxml import etree

from helpdesk.foundation import upload_types
from helpdesk.foundation.errors import InvalidInput
from helpdesk.foundation.language import N_
from helpdesk.foundation.media_types import Reason, UnknownType

MOST_BYTES = 3_000_000
"""Of the file. A guess: a letter with a coat of arms is a tenth of it."""
MOST_UNPACKED_BYTES = 20_000_000
MOST_XML_BYTES = 2_000_000
"""Of one XML document inside. A guess: a letter of fifty pages is half of it."""
MOST_MEMBERS = 200

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATIONS = frozenset(
    {"officeDocument", "styles", "settings", "webSettings", "fontTable", "theme", "numbering"}
    | {"footnotes", "endnotes", "header", "footer", "image", "hyperlink", "comments"}
    | {"core-properties", "extended-properties", "custom-properties", "customXml"}
    | {"customXmlProps", "stylesWithEffects", "thumbnail", "glossaryDocument"}
    | {"commentsExtended", "commentsIds", "commentsExtensible", "people", "font"}
)
"""The kinds of things a letter may be made of; all others are refused, known or not."""
_INSTRUCTIONS = frozenset(
    {"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "DATE", "TIME", "SAVEDATE", "CREATEDATE"}
    | {"HYPERLINK", "REF", "PAGEREF", "NOTEREF", "STYLEREF", "TOC", "TC", "SEQ", "TITLE"}
    | {"SUBJECT", "AUTHOR", "DOCPROPERTY", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "="}
)
"""What Word may work out for itself: nothing of it reads a file, asks a server or runs."""
_TRACKS = tuple(f"{_W}{name}" for name in ("del", "delText", "ins", "moveFrom", "altChunk"))
_LINK_SCHEMES = frozenset({"http", "https", "mailto"})
_WORD = re.compile(r"\s*(=|[A-Za-z]*)")

_SAYS = {
    Reason.EMPTY: N_("Filen er tom. Velg Word-dokumentet på nytt."),
    Reason.TOO_LARGE: N_("Dokumentet er for stort. Ta bort bilder, eller del det opp."),
    Reason.NOT_ALLOWED: N_("Vi kan bare ta imot Word-dokumenter (.docx). Lagre det som .docx."),
    Reason.CONTENT_MISMATCH: N_("Filen er ikke et Word-dokument. Lagre det på nytt som .docx."),
    Reason.MACROS: N_("Dokumentet inneholder makroer. Lagre det uten makroer, som .docx."),
    Reason.DAMAGED: N_(
        "Dokumentet er skadet eller låst med passord. Lagre det på nytt i Word, uten passord."
    ),
}
_REMOTE = N_(
    "Dokumentet henter noe utenfra: «%(found)s». Sett bildet eller malen inn i selve dokumentet, "
    "og lagre det på nytt."
)
_FOREIGN = N_(
    "Dokumentet inneholder noe vi ikke kan ta imot: «%(found)s». Ta bort innebygde filer og "
    "objekter, og lagre det på nytt."
)
_INSTRUCTION = N_(
    "Dokumentet har en feltkode vi ikke kan ta imot: «%(found)s». Skriv teksten rett inn i stedet."
)
_TRACKED = N_(
    "Dokumentet har sporede endringer. Godta eller avvis dem i Word, og lagre det på nytt."
)


def check(name: str, data: bytes) -> None:
    """
    Make sure that the file *data*, called *name*, is a Word document that can do no harm.

    Nothing is unpacked beyond bounds, no XML entity is looked up, no address is visited.

    Raises:
        InvalidInput: it is not, with what to do about it.
    """
    if len(data) > MOST_BYTES:
        raise _refused(Reason.TOO_LARGE, f"{len(data)} bytes")
    try:
        kind = upload_types.detect(name, data)
    except UnknownType as error:
        raise _refused(error.reason, str(error)) from error
    if kind is not upload_types.MediaType.DOCX:
        raise _refused(Reason.NOT_ALLOWED, f"{name!r} is {kind}")
    with ZipFile(BytesIO(data)) as package:
        _check_members(package)
        _read_all(package)
        for member, root in _documents(package):
            _check_document(member, root)


def _check_members(package: ZipFile) -> None:
    members = package.infolist()
    names = [member.filename.lower() for member in members]
    unpacked = sum(member.file_size for member in members)
    too_long = any(_is_xml(m.filename) and m.file_size > MOST_XML_BYTES for m in members)
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED_BYTES or too_long:
        raise _refused(Reason.TOO_LARGE, f"{len(members)} members, {unpacked} bytes")
    if len(set(names)) != len(names):
        raise _refused(Reason.DAMAGED, "two members of the same name")
    if any("embeddings/" in name or name.endswith((".bin", ".zip", ".exe")) for name in names):
        raise _foreign("embeddings")


def _read_all(package: ZipFile) -> None:
    """Make sure that every member can be unpacked and is what the list says; all are small."""
    try:
        broken = package.testzip()
    except Exception as error:  # what zipfile and zlib raise at broken members is many things
        raise _refused(Reason.DAMAGED, "a member cannot be read") from error
    if broken:
        raise _refused(Reason.DAMAGED, f"{broken} is broken")


def _documents(package: ZipFile) -> Iterator[tuple[str, Any]]:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    for name in filter(_is_xml, package.namelist()):
        try:
            root = etree.fromstring(package.read(name), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise _refused(Reason.DAMAGED, f"{name} is no XML") from error
        if root.getroottree().docinfo.doctype:
            raise _refused(Reason.DAMAGED, f"{name} declares a document type")
        yield name, root


def _check_document(member: str, root: Any) -> None:
    if member.endswith(".rels"):
        for relation in root.iter("{*}Relationship"):
            _check_relation(relation)
    elif member == "[Content_Types].xml":
        _check_types(root)
    elif member.startswith("word/"):
        _check_instructions(root)
        if next(root.iter(*_TRACKS), None) is not None:
            raise InvalidInput(f"{member} has tracked changes", field="document", says=_TRACKED)


def _check_relation(relation: Any) -> None:
    kind = str(relation.get("Type", "")).rpartition("/")[2]
    target = str(relation.get("Target", ""))
    if str(relation.get("TargetMode", "")).lower() == "external":
        if kind != "hyperlink" or urlsplit(target).scheme.lower() not in _LINK_SCHEMES:
            raise InvalidInput(
                f"an external {kind}", field="document", says=_REMOTE, found=f"{kind} {target}"[:80]
            )
    elif kind not in _RELATIONS:
        raise _foreign(kind)


def _check_types(root: Any) -> None:
    kinds = {str(each.get("ContentType", "")) for each in root}
    if any("macro" in kind.lower() or "vba" in kind.lower() for kind in kinds):
        raise _refused(Reason.MACROS, "a type with macros")
    if _MAIN not in kinds:
        raise _refused(Reason.CONTENT_MISMATCH, "no Word document inside")


def _check_instructions(root: Any) -> None:
    for instruction in _instructions(root):
        word = _WORD.match(instruction)
        first = word[1].upper() if word else ""
        if instruction.strip() and first not in _INSTRUCTIONS:
            raise InvalidInput(
                f"the instruction {first}",
                field="document",
                says=_INSTRUCTION,
                found=instruction.strip()[:40],
            )


def _instructions(root: Any) -> Iterator[str]:
    """Yield what Word is told to work out, put together where it stands in pieces."""
    open_ones: list[str] = []
    for element in root.iter(f"{_W}fldSimple", f"{_W}instrText", f"{_W}fldChar"):
        if element.tag == f"{_W}fldSimple":
            yield str(element.get(f"{_W}instr", ""))
        elif element.tag == f"{_W}instrText":
            open_ones = open_ones or [""]
            open_ones[-1] += element.text or ""
        elif element.get(f"{_W}fldCharType") == "begin":
            open_ones.append("")
        elif element.get(f"{_W}fldCharType") == "end" and open_ones:
            yield open_ones.pop()
    yield from open_ones


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _refused(reason: Reason, detail: str) -> InvalidInput:
    return InvalidInput(detail, field="document", says=_SAYS[reason])


def _foreign(kind: str) -> InvalidInput:
    return InvalidInput(f"holds {kind}", field="document", says=_FOREIGN, found=kind[:80])
