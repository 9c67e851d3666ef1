"""What editors do with letter templates; each use case checks, changes, records, commits once."""

from collections.abc import Sequence

from helpdesk.accounts.models import User
from helpdesk.catalogue.editing import ensure_writer
from helpdesk.catalogue.editorial_service import EditorialDesk
from helpdesk.foundation import clock, files
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput
from helpdesk.foundation.files import FileStore
from helpdesk.foundation.language import N_, TextLanguage
from helpdesk.foundation.markdown import RENDERER_VERSION
from helpdesk.foundation.media_types import MediaType
from helpdesk.foundation.tokens import make
from helpdesk.laws import linking
from helpdesk.letters import catalogue_entry, marks
from helpdesk.letters.answers import Answers
from helpdesk.letters.fields import (
    MOST_FIELDS,
    FieldText,
    absent,
    described,
    facts,
    fields_for,
    lacks,
)
from helpdesk.letters.filling import FieldFacts, fill
from helpdesk.letters.merging import proposed_label
from helpdesk.letters.models import LetterEdition, MergeField
from helpdesk.letters.queries import letters
from helpdesk.letters.word_letter import WordLetter

desk = EditorialDesk(room="letters", editions=letters, entry=catalogue_entry.entry, lacks=lacks)
"""Creating, submitting, publishing, withdrawing: what all edited kinds share."""


def save_text(
    *,
    actor: User,
    edition: LetterEdition,
    seen_version: int,
    text: str,
    fields: Sequence[FieldText],
) -> None:
    """
    Save the letter of a draft and what is said about its merge fields; new ones are found.

    Raises:
        NotPermitted: *actor* may not write in it.
        StaleVersion: somebody else has saved since *seen_version*.
        InvalidInput: there are too many fields.
        NotAllowedNow: it is no draft.
    """
    ensure_writer(actor, edition.work)
    edition.ensure_writable(seen_version)

    write(edition, text, fields)
    edition.sign(actor, at=clock.now())
    db.session.commit()


def write(edition: LetterEdition, text: str, fields: Sequence[FieldText]) -> None:
    """
    Take over the letter and its fields, and render it; no commit.

    Raises:
        InvalidInput: there are too many fields.
    """
    wanted = _bounded(fields_for(text, fields))
    edition.text = text
    _take_over_fields(edition, wanted)
    edition.html = rendered(text, facts(edition.fields), {}, edition.language)
    edition.document = None
    edition.renderer_version = RENDERER_VERSION


def upload(
    *, actor: User, edition: LetterEdition, seen_version: int, store: FileStore, word: WordLetter
) -> None:
    """
    Make an uploaded Word document, examined before, the letter of a draft; its fields are found.

    The document of an earlier edition stays where it is.

    Raises:
        NotPermitted: *actor* may not write in it.
        StaleVersion: somebody else has saved since *seen_version*.
        InvalidInput: there are too many fields.
        NotAllowedNow: it is no draft.
    """
    ensure_writer(actor, edition.work)
    edition.ensure_writable(seen_version)

    put_document(edition, store, word, described(edition.fields))
    edition.sign(actor, at=clock.now())
    db.session.commit()


def save_fields(
    *, actor: User, edition: LetterEdition, seen_version: int, fields: Sequence[FieldText]
) -> None:
    """
    Save what is said about the merge fields of an uploaded document.

    Raises:
        NotPermitted: *actor* may not write in it.
        StaleVersion: somebody else has saved since *seen_version*.
        NotAllowedNow: it is no draft.
    """
    ensure_writer(actor, edition.work)
    edition.ensure_writable(seen_version)

    _take_over_fields(edition, fields_for(edition.text, fields))
    edition.sign(actor, at=clock.now())
    db.session.commit()


def save_course(
    *,
    actor: User,
    edition: LetterEdition,
    seen_version: int,
    next_slugs: Sequence[str],
    sister_slug: str,
) -> None:
    """
    Save which letters may follow a draft, and which is the same in the other language form.

    Raises:
        NotPermitted: *actor* may not write in it.
        StaleVersion: somebody else has saved since *seen_version*.
        NotAllowedNow: it is no draft.
    """
    ensure_writer(actor, edition.work)
    edition.ensure_writable(seen_version)

    set_course(edition, next_slugs, sister_slug)
    edition.sign(actor, at=clock.now())
    db.session.commit()


def set_course(edition: LetterEdition, next_slugs: Sequence[str], sister_slug: str) -> None:
    """Take over which letters belong to this one; itself it never is. No commit."""
    own = edition.work.slug if edition.work else ""
    edition.next_slugs = [slug for slug in dict.fromkeys(next_slugs) if slug != own]
    edition.sister_slug = "" if sister_slug == own else sister_slug


def put_document(
    edition: LetterEdition, store: FileStore, word: WordLetter, fields: Sequence[FieldText]
) -> None:
    """
    Store an examined Word document with the edition, and find its fields; no commit.

    Raises:
        InvalidInput: there are too many fields.
    """
    wanted = _bounded(fields_for(word.text, _worth_keeping(word.text, fields)))
    stored = store.stage(
        word.data, original_name=word.name, media_type=MediaType.DOCX, stage=make()
    )
    files.attach(stored)
    edition.document = stored
    edition.text, edition.html = word.text, word.html
    edition.renderer_version = RENDERER_VERSION
    _take_over_fields(edition, wanted)


def _worth_keeping(text: str, fields: Sequence[FieldText]) -> list[FieldText]:
    """Return *fields* without those that left the text and that nobody has said anything about."""
    gone = set(absent(text, [field.name for field in fields]))
    return [
        field
        for field in fields
        if field.name not in gone
        or field.help
        or field.example
        or field.label != proposed_label(field.name)
    ]


def rendered(
    text: str,
    fields: Sequence[FieldFacts] = (),
    answers: Answers | None = None,
    language: TextLanguage = TextLanguage.NB,
) -> str:
    """
    Return a letter (Markdown) as safe HTML; what is not answered is marked with its label.

    Raises:
        TooLarge: see :func:`filling.fill`.
    """
    made = fill(text, fields, answers or {}, language)
    return marks.shown(linking.render(made.text), made.slots)


def html_of(edition: LetterEdition) -> str:
    """Return the letter as readers see it; rendered once more where what is stored is too old."""
    if edition.document or edition.renderer_version == RENDERER_VERSION:
        return edition.html
    return rendered(edition.text, facts(edition.fields), {}, edition.language)


def _bounded(wanted: list[FieldText]) -> list[FieldText]:
    if len(wanted) > MOST_FIELDS:
        raise InvalidInput(
            f"{len(wanted)} merge fields",
            field="text",
            says=N_("Et brev kan ha inntil %(count)s flettefelt."),
            count=MOST_FIELDS,
        )
    return wanted


def _take_over_fields(edition: LetterEdition, wanted: Sequence[FieldText]) -> None:
    stored = {field.name: field for field in edition.fields}
    edition.fields = [stored.get(each.name) or MergeField(name=each.name) for each in wanted]
    for position, (field, said) in enumerate(zip(edition.fields, wanted, strict=True), start=1):
        field.position, field.label, field.help = position, said.label, said.help
        field.type, field.example = said.type, said.example
        field.choices = list(said.choices)
        field.columns = [{"name": c.name, "label": c.label} for c in said.columns]
