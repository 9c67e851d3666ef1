"""Which files may come with a question, and what to say of those that may not."""

from dataclasses import dataclass

from helpdesk.foundation import personal_data, upload_types
from helpdesk.foundation.errors import InvalidInput
from helpdesk.foundation.language import N_
from helpdesk.foundation.text import clean_filename
from helpdesk.foundation.upload_types import MediaType, Reason, UnknownType

MOST_FILES = 5
"""Files with one post. Source: guess; a case seldom needs more to be asked about."""

BYTES_A_MB = 1_000_000

ACCEPT = ",".join(f".{extension}" for extension in upload_types.EXTENSIONS)
"""What a browser offers to choose from."""

_SAYS = {
    Reason.EMPTY: N_("Filen «%(name)s» er tom."),
    Reason.TOO_LARGE: N_(
        "Filen «%(name)s» blir for stor når den åpnes. Del den opp, eller lagre den enklere."
    ),
    Reason.NOT_ALLOWED: N_(
        "Vi kan ikke ta imot filen «%(name)s». Send PDF, Word, Excel, OpenDocument, PNG, JPEG "
        "eller ren tekst."
    ),
    Reason.CONTENT_MISMATCH: N_(
        "Innholdet i filen «%(name)s» er av en annen type enn navnet sier. Lagre den på nytt."
    ),
    Reason.MACROS: N_(
        "Filen «%(name)s» inneholder makroer. Lagre den uten makroer, eller som PDF."
    ),
    Reason.DAMAGED: N_(
        "Filen «%(name)s» er skadet eller låst med passord. Lagre den på nytt, gjerne som PDF."
    ),
}
_TOO_LARGE = N_("Filen «%(name)s» er for stor. En fil kan være på inntil %(limit)s MB.")
_TOO_MANY = N_("Du kan legge ved inntil %(count)s filer. Disse kom ikke med: %(names)s.")
_NO_ROOM = N_("Vi kan ikke ta imot filer akkurat nå. Send uten filer, eller prøv igjen senere.")
_NUMBER_IN_NAME = N_(
    "Navnet på en av filene inneholder et fødselsnummer eller et nummer som ligner. Gi filen et "
    "annet navn og velg den på nytt."
)


@dataclass(frozen=True)
class Upload:
    """A file that may be kept: a safe name, its bytes, and what it is."""

    name: str
    data: bytes
    media_type: MediaType


def examine(name: str, data: bytes, *, most_bytes: int) -> Upload:
    """
    Return the file *data*, called *name*, ready to be kept; a picture is drawn anew.

    Raises:
        InvalidInput: it is too large, of a kind that is not taken, or has an identity number in
            its name; says why.
    """
    clean = clean_filename(name)
    if personal_data.has_identity_number(clean):
        raise InvalidInput("identity number in a file name", field="files", says=_NUMBER_IN_NAME)
    if len(data) > most_bytes:
        raise InvalidInput(
            "a file is too large",
            field="files",
            says=_TOO_LARGE,
            name=clean,
            limit=most_bytes // BYTES_A_MB,
        )
    try:
        media_type = upload_types.detect(clean, data)
        if media_type.is_image:
            data = upload_types.reencode_image(data, media_type)
    except UnknownType as error:
        raise InvalidInput(
            f"a file was refused: {error.reason}",
            field="files",
            says=_SAYS[error.reason],
            name=clean,
        ) from error
    return Upload(clean, data, media_type)


def shown_name(name: str) -> str:
    """Return what a file nobody has looked at is called, without what may not be repeated."""
    return personal_data.mask(clean_filename(name))


def no_room() -> InvalidInput:
    """Return what to say while the disk is too full for files."""
    return InvalidInput("no room for files", field="files", says=_NO_ROOM)


def too_many(names: list[str]) -> InvalidInput:
    """Return what to say of the files beyond the number allowed."""
    return InvalidInput(
        "too many files", field="files", says=_TOO_MANY, count=MOST_FILES, names=", ".join(names)
    )
