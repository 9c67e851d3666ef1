"""The documents a letter can be downloaded as, filled in or not, whichever way it was written."""

from collections.abc import Sequence
from enum import StrEnum

from helpdesk.foundation.files import FileStore
from helpdesk.foundation.language import TextLanguage
from helpdesk.letters import office, stamp, word_letter
from helpdesk.letters.answers import Answers
from helpdesk.letters.fields import facts
from helpdesk.letters.models import LetterEdition
from helpdesk.letters.service import rendered


class Format(StrEnum):
    """A kind of document, by its extension."""

    DOCX = "docx"
    ODT = "odt"
    PDF = "pdf"


MEDIA_TYPES = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.ODT: "application/vnd.oasis.opendocument.text",
    Format.PDF: "application/pdf",
}


def formats(edition: LetterEdition) -> Sequence[Format]:
    """Return what *edition* can be downloaded as on this machine, the most used first."""
    if office.program():
        return (Format.DOCX, Format.ODT, Format.PDF)
    return (Format.DOCX,) if edition.document else (Format.DOCX, Format.ODT)


def document(edition: LetterEdition, answers: Answers, wanted: Format, store: FileStore) -> bytes:
    """
    Return *edition* with *answers* as a document; nothing of it is kept.

    Raises:
        InvalidInput: LibreOffice was needed and did not manage, or the letter grows beyond bounds.
        TooLarge: as above, of a letter written here.
    """
    from helpdesk.letters import docx, odt  # heavy, and few pages need them

    if edition.document:
        data = store.path(edition.document).read_bytes()
        made = word_letter.filled(data, facts(edition.fields), answers, stamp.of_edition(edition))
    elif wanted is Format.ODT:
        return odt.filled(docx.of_edition(edition), answers)
    else:
        letter = docx.of_edition(edition)
        made = docx.filled(letter, answers) if answers else docx.build(letter)
    if wanted is Format.DOCX:
        return made
    return office.convert(made, source=Format.DOCX, target=wanted)


def looks(
    edition: LetterEdition, answers: Answers, language: TextLanguage, store: FileStore
) -> str:
    """
    Return *edition* with *answers* as safe HTML; what is not answered is marked.

    Raises:
        InvalidInput: the letter grows beyond bounds.
        TooLarge: as above, of a letter written here.
    """
    fields = facts(edition.fields)
    if edition.document:
        data = store.path(edition.document).read_bytes()
        return word_letter.preview(data, fields, answers, language)
    return rendered(edition.text, fields, answers, language)
