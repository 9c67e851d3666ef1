"""The kinds of files that are taken, and the reasons for refusing one."""

from enum import StrEnum

from helpdesk.foundation.errors import InvalidInput


class MediaType(StrEnum):
    """The kinds of files that are taken."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ODT = "application/vnd.oasis.opendocument.text"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TXT = "text/plain"

    @property
    def is_image(self) -> bool:
        """Whether it is a picture, which is re-encoded before it is kept."""
        return self in {MediaType.PNG, MediaType.JPEG}


EXTENSIONS = {
    "pdf": MediaType.PDF,
    "docx": MediaType.DOCX,
    "xlsx": MediaType.XLSX,
    "odt": MediaType.ODT,
    "ods": MediaType.ODS,
    "png": MediaType.PNG,
    "jpg": MediaType.JPEG,
    "jpeg": MediaType.JPEG,
    "txt": MediaType.TXT,
}


class Reason(StrEnum):
    """Why a file is refused; the page says it in the person's language."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_ALLOWED = "not_allowed"
    CONTENT_MISMATCH = "content_mismatch"
    MACROS = "macros"
    DAMAGED = "damaged"


class UnknownType(InvalidInput):
    """The file is not taken, for *reason*."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail, field="files")
        self.reason = reason
