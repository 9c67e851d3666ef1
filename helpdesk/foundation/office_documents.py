"""Office documents are ZIP archives: their list of members tells what they are."""

import re
import zlib
from collections.abc import Iterable
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from helpdesk.foundation.media_types import MediaType, Reason, UnknownType

MAX_UNPACKED_BYTES = 200_000_000
"""What an office document may unpack to. A guess: ten times the largest seen in practice."""
MAX_UNPACKED_RATIO = 200
"""How many times its size a document may unpack to. A guess: spreadsheets reach 50 to 100."""
MAX_MEMBERS = 5_000
"""Files inside an office document. A guess."""

_OFFICE_FOLDERS = {MediaType.DOCX: "word/", MediaType.XLSX: "xl/"}
_MACRO_MEMBERS = re.compile(
    r"(?:^|/)(?:vbaproject\.bin|vbadata\.xml|macrosheets/.*|activex/.*)$|^(?:basic|scripts)/.+",
    re.IGNORECASE,
)
_ENCRYPTED = 0x1
_UNREADABLE = (BadZipFile, NotImplementedError, EOFError, OSError, ValueError, zlib.error)
"""What ``zipfile`` raises at broken archives, as found by feeding it thousands of them."""


def check(data: bytes, media_type: MediaType) -> None:
    """
    Check the list of members of the document *data*; none is unpacked.

    Raises:
        UnknownType: it is damaged, not *media_type*, too large inside, or holds macros.
    """
    try:
        with ZipFile(BytesIO(data)) as package:
            members = package.infolist()
            _check_members(members, packed_bytes=len(data))
            is_right = _is_package_of(package, media_type)
    except _UNREADABLE as error:
        raise UnknownType(Reason.DAMAGED, f"the document cannot be opened: {error}") from error
    if not is_right:
        raise UnknownType(Reason.CONTENT_MISMATCH, f"the document is not {media_type}")
    if any(_MACRO_MEMBERS.search(member.filename) for member in members):
        raise UnknownType(Reason.MACROS, "the document holds macros")


def _check_members(members: list[ZipInfo], *, packed_bytes: int) -> None:
    unpacked = sum(member.file_size for member in members)
    limit = min(MAX_UNPACKED_BYTES, packed_bytes * MAX_UNPACKED_RATIO)
    if unpacked > limit or len(members) > MAX_MEMBERS:
        raise UnknownType(Reason.TOO_LARGE, f"{len(members)} members unpack to {unpacked} bytes")
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise UnknownType(Reason.DAMAGED, "the document is encrypted")
    if _has_unsafe_path(member.filename for member in members):
        raise UnknownType(Reason.DAMAGED, "a member of the document lies outside it")


def _has_unsafe_path(names: Iterable[str]) -> bool:
    paths = (PurePosixPath(name.replace("\\", "/")) for name in names)
    return any(path.is_absolute() or ".." in path.parts for path in paths)


def _is_package_of(package: ZipFile, media_type: MediaType) -> bool:
    names = package.namelist()
    folder = _OFFICE_FOLDERS.get(media_type)
    if folder:
        return "[Content_Types].xml" in names and any(name.startswith(folder) for name in names)
    if "mimetype" not in names:
        return False
    with package.open("mimetype") as member:
        return member.read(len(media_type.value) + 1) == media_type.value.encode()
