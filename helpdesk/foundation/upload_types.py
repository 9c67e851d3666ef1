"""Which files are taken, told by what is in them and not by what they are called."""

import re

from helpdesk.foundation import office_documents, pictures
from helpdesk.foundation.media_types import EXTENSIONS, MediaType, Reason, UnknownType
from helpdesk.foundation.pictures import reencode as reencode_image
from helpdesk.foundation.text import extension

__all__ = ["EXTENSIONS", "MediaType", "Reason", "UnknownType", "detect", "reencode_image"]

_SIGNATURES = {
    MediaType.PDF: b"%PDF-",
    MediaType.DOCX: b"PK\x03\x04",
    MediaType.XLSX: b"PK\x03\x04",
    MediaType.ODT: b"PK\x03\x04",
    MediaType.ODS: b"PK\x03\x04",
    MediaType.PNG: b"\x89PNG\r\n\x1a\n",
    MediaType.JPEG: b"\xff\xd8\xff",
}
_PDF_END = b"%%EOF"
_PDF_END_WITHIN = 1024
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")


def detect(name: str, data: bytes) -> MediaType:
    """
    Return what the file *data*, called *name*, is: extension and content must say the same.

    Office documents are looked into by their list of members; none is unpacked.

    Raises:
        UnknownType: the file is empty, of a kind that is not taken, not what its name says,
            damaged, too large inside, or holds macros.
    """
    if not data:
        raise UnknownType(Reason.EMPTY, f"{name!r} is empty")
    media_type = EXTENSIONS.get(extension(name))
    if media_type is None:
        raise UnknownType(Reason.NOT_ALLOWED, f"{name!r} has an extension that is not taken")
    if not data.startswith(_SIGNATURES.get(media_type, b"")):
        raise UnknownType(Reason.CONTENT_MISMATCH, f"{name!r} does not begin as {media_type}")
    _check_structure(media_type, data)
    return media_type


def _check_structure(media_type: MediaType, data: bytes) -> None:
    if media_type is MediaType.TXT:
        _check_text(data)
    elif media_type is MediaType.PDF:
        if _PDF_END not in data[-_PDF_END_WITHIN:]:
            raise UnknownType(Reason.DAMAGED, "the PDF has no end")
    elif media_type.is_image:
        pictures.check(data, media_type)
    else:
        office_documents.check(data, media_type)


def _check_text(data: bytes) -> None:
    if data.startswith(tuple(_SIGNATURES.values())):
        raise UnknownType(Reason.CONTENT_MISMATCH, "the text begins as another kind of file")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnknownType(Reason.CONTENT_MISMATCH, "the text is not UTF-8") from error
    if _CONTROL.search(text):
        raise UnknownType(Reason.CONTENT_MISMATCH, "the text holds control characters")
