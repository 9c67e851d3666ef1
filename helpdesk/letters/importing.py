"""Letter templates from a file: a line as fields, published without a commit."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import select

from helpdesk.catalogue.importing import Importer, WorkFields, known
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput
from helpdesk.foundation.text import normalise_newlines
from helpdesk.letters import catalogue_entry, merging
from helpdesk.letters.fields import FieldText, absent, fields_for
from helpdesk.letters.models import FieldType, LetterEdition, LetterTemplate
from helpdesk.letters.queries import letters
from helpdesk.letters.service import write


@dataclass(frozen=True, kw_only=True)
class MergeFieldFields:
    """What a line says about one merge field."""

    name: str
    label: str
    help: str = ""
    type: FieldType = FieldType.TEXT
    example: str = ""


@dataclass(frozen=True, kw_only=True)
class LetterFields(WorkFields):
    """What a line says about a letter template."""

    body: str
    """Markdown with merge fields."""
    fields: tuple[MergeFieldFields, ...] = ()


def upsert(fields: LetterFields) -> bool:
    """
    Publish what *fields* say as a new edition of the letter template; no commit.

    Returns whether anything changed: the same line a second time does nothing.

    Raises:
        InvalidInput: the key, the agency, a topic, a law or a merge field cannot be used.
    """
    return _importer.upsert(_tidy(fields))


def stored() -> Iterator[LetterFields]:
    """Yield what every published letter template says, as a line of a file does."""
    for slug in db.session.scalars(select(LetterTemplate.slug).order_by(LetterTemplate.id)).all():
        edition = letters.public(slug)
        if edition is not None:
            yield fields_of(edition.work, edition)


def fields_of(letter: LetterTemplate, edition: LetterEdition) -> LetterFields:
    """Return the line that says what *edition*, the one readers see, says."""
    described = tuple(
        MergeFieldFields(
            name=field.name,
            label=field.label,
            help=field.help,
            type=field.type,
            example=field.example,
        )
        for field in edition.fields
    )
    return LetterFields(**known(letter, edition), body=edition.text, fields=described)


def _tidy(fields: LetterFields) -> LetterFields:
    """Return *fields* with every merge field of the text described, in the text's order."""
    body = normalise_newlines(fields.body).strip()
    wanted = fields_for(body, [FieldText(**vars(field)) for field in fields.fields])
    described = tuple(MergeFieldFields(**vars(field)) for field in wanted)
    return replace(fields, body=body, fields=described)


def _write(edition: LetterEdition, fields: LetterFields) -> None:
    if not fields.body:
        raise InvalidInput(f"{fields.key} has no body", field="body")
    if faults := merging.faults(fields.body):
        raise InvalidInput(f"line {faults[0].line} of the body: {faults[0].found}", field="body")
    if missing := absent(fields.body, [field.name for field in fields.fields]):
        raise InvalidInput(f"the body has no merge field {missing[0]}", field="fields")
    write(edition, fields.body, [FieldText(**vars(field)) for field in fields.fields])


_importer = Importer(
    room="letters",
    editions=letters,
    entry=catalogue_entry.entry,
    fields_of=fields_of,
    write=_write,
)
