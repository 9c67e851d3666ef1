"""Letter templates from a file: a line as fields, published without a commit."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import select

from helpdesk.catalogue.importing import Importer, WorkFields, known
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput
from helpdesk.foundation.files import FileStore
from helpdesk.foundation.text import normalise_newlines
from helpdesk.letters import catalogue_entry, merging, word_letter
from helpdesk.letters.fields import (
    ColumnText,
    FieldText,
    absent,
    described,
    fields_for,
    tested_otherwise,
)
from helpdesk.letters.models import FieldType, LetterEdition, LetterTemplate
from helpdesk.letters.queries import letters
from helpdesk.letters.service import put_document, set_course, write
from helpdesk.letters.word_letter import WordLetter


@dataclass(frozen=True, kw_only=True)
class ColumnFields:
    """What a line says about one column of rows."""

    name: str
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class MergeFieldFields:
    """What a line says about one merge field."""

    name: str
    label: str
    help: str = ""
    type: FieldType = FieldType.TEXT
    example: str = ""
    choices: tuple[str, ...] = ()
    columns: tuple[ColumnFields, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LetterFields(WorkFields):
    """What a line says about a letter template."""

    body: str = ""
    """Markdown with merge fields, conditions and rows; of an uploaded document its words."""
    fields: tuple[MergeFieldFields, ...] = ()
    next: tuple[str, ...] = ()
    """Slugs of the letters that may follow."""
    sister: str = ""
    """Slug of the same letter in the other language form."""
    docx: str = ""
    """An uploaded Word document, base64; it takes the place of the body."""


def upsert(fields: LetterFields, store: FileStore | None = None) -> bool:
    """
    Publish what *fields* say as a new edition of the letter template; no commit.

    Returns whether anything changed: the same line a second time does nothing.

    Args:
        store: where uploaded Word documents lie.

    Raises:
        InvalidInput: the key, the agency, a topic, a law, a merge field or the Word document
            cannot be used.
    """
    return _importer(store).upsert(_tidy(fields))


def stored(store: FileStore | None = None) -> Iterator[LetterFields]:
    """Yield what every published letter template says, as a line of a file does."""
    for slug in db.session.scalars(select(LetterTemplate.slug).order_by(LetterTemplate.id)).all():
        edition = letters.public(slug)
        if edition is not None:
            yield fields_of(edition.work, edition, store)


def fields_of(
    letter: LetterTemplate, edition: LetterEdition, store: FileStore | None
) -> LetterFields:
    """Return the line that says what *edition*, the one readers see, says."""
    return LetterFields(
        **known(letter, edition),
        body=edition.text,
        fields=tuple(map(_line_of, described(edition.fields))),
        next=tuple(edition.next_slugs),
        sister=edition.sister_slug,
        docx=_packed(edition, store),
    )


def _packed(edition: LetterEdition, store: FileStore | None) -> str:
    if edition.document is None or store is None:
        return ""
    return base64.b64encode(store.path(edition.document).read_bytes()).decode()


def _line_of(field: FieldText) -> MergeFieldFields:
    columns = tuple(ColumnFields(name=c.name, label=c.label) for c in field.columns)
    return MergeFieldFields(**{**vars(field), "columns": columns})


def _said(fields: LetterFields) -> list[FieldText]:
    return [
        FieldText(
            **{**vars(each), "columns": tuple(ColumnText(c.name, c.label) for c in each.columns)}
        )
        for each in fields.fields
    ]


def _tidy(fields: LetterFields) -> LetterFields:
    """Return *fields* with every merge field of the text described, in the text's order."""
    body = normalise_newlines(fields.body).strip()
    if fields.docx:
        body = _word(fields).text
    wanted = fields_for(body, _said(fields))
    return replace(
        fields,
        body=body,
        fields=tuple(map(_line_of, wanted)),
        next=tuple(slug for slug in dict.fromkeys(fields.next) if slug != fields.key),
        sister="" if fields.sister == fields.key else fields.sister,
    )


def _word(fields: LetterFields) -> WordLetter:
    try:
        data = base64.b64decode(fields.docx, validate=True)
    except ValueError as error:
        raise InvalidInput(f"{fields.key}: docx is not base64", field="docx") from error
    return word_letter.examine(f"{fields.key}.docx", data)


def _write(edition: LetterEdition, fields: LetterFields, store: FileStore | None) -> None:
    if not fields.body:
        raise InvalidInput(f"{fields.key} has no body", field="body")
    if faults := merging.faults(fields.body):
        raise InvalidInput(f"line {faults[0].line} of the body: {faults[0].found}", field="body")
    if missing := absent(fields.body, [field.name for field in fields.fields]):
        raise InvalidInput(f"the body has no merge field {missing[0]}", field="fields")
    if misread := tested_otherwise(fields.body, _said(fields)):
        raise InvalidInput(f"a condition needs {misread[0]} to be yes_no", field="fields")
    if not fields.docx:
        write(edition, fields.body, _said(fields))
    elif store is not None:
        put_document(edition, store, _word(fields), _said(fields))
    else:
        raise InvalidInput(f"{fields.key}: no place for the document", field="docx")
    set_course(edition, fields.next, fields.sister)


def _importer(
    store: FileStore | None,
) -> Importer[LetterTemplate, LetterEdition, LetterFields]:
    return Importer(
        room="letters",
        editions=letters,
        entry=catalogue_entry.entry,
        fields_of=lambda letter, edition: fields_of(letter, edition, store),
        write=lambda edition, fields: _write(edition, fields, store),
    )
