"""Duties from a file: a line as fields, published without a commit."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import select

from helpdesk.accounts import queries as accounts
from helpdesk.catalogue.editing import RESERVED_SLUGS
from helpdesk.catalogue.importing import Importer, WorkFields, known
from helpdesk.duties import catalogue_entry
from helpdesk.duties.facts import DutyFacts
from helpdesk.duties.models import MUNICIPALITY, Duty, DutyEdition, Force, Role
from helpdesk.duties.queries import duties
from helpdesk.duties.service import write
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput
from helpdesk.foundation.text import normalise_newlines


@dataclass(frozen=True, kw_only=True)
class DutyFields(WorkFields):
    """What a line says about a duty; the title is the task, the laws are its legal basis."""

    force: Force
    role: Role
    state_agency: str
    """The key of the agency of the state that answers for the rules."""
    who: str = MUNICIPALITY
    """Who decides or has the task."""
    deadline: str = ""
    appeals_body: str = ""
    text: str = ""
    """Markdown."""


def upsert(fields: DutyFields) -> bool:
    """
    Publish what *fields* say as a new edition of the duty; no commit.

    Returns whether anything changed: the same line a second time does nothing.

    Raises:
        InvalidInput: the key, an agency, a topic or a law cannot be used, or there is no law.
    """
    return _importer.upsert(_tidy(fields))


def stored() -> Iterator[DutyFields]:
    """Yield what every published duty says, as a line of a file does."""
    for slug in db.session.scalars(select(Duty.slug).order_by(Duty.id)).all():
        edition = duties.public(slug)
        if edition is not None:
            yield fields_of(edition.work, edition)


def fields_of(duty: Duty, edition: DutyEdition) -> DutyFields:
    """
    Return the line that says what *edition*, the one readers see, says.

    Raises:
        ValueError: the edition was never handed over.
    """
    force, role, state_agency = edition.settled
    return DutyFields(
        **known(duty, edition),
        force=force,
        role=role,
        state_agency=state_agency.key,
        who=edition.decider,
        deadline=edition.deadline,
        appeals_body=edition.appeals_body,
        text=edition.text,
    )


def _tidy(fields: DutyFields) -> DutyFields:
    return replace(
        fields,
        who=_line(fields.who) or MUNICIPALITY,
        deadline=_line(fields.deadline),
        appeals_body=_line(fields.appeals_body),
        text=normalise_newlines(fields.text).strip(),
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _write(edition: DutyEdition, fields: DutyFields) -> None:
    if fields.key in RESERVED_SLUGS:
        raise InvalidInput(f"the key {fields.key!r} is an address of the service", field="key")
    if not fields.laws:
        raise InvalidInput(f"{fields.key} names no law it builds on", field="laws")
    agency = accounts.organisation(fields.state_agency)
    if agency is None:
        raise InvalidInput(f"unknown agency {fields.state_agency}", field="state_agency")
    facts = DutyFacts(
        force=fields.force,
        role=fields.role,
        state_agency=agency,
        decider=fields.who,
        deadline=fields.deadline,
        appeals_body=fields.appeals_body,
        text=fields.text,
    )
    write(edition, facts)


_importer = Importer(
    room="duties",
    editions=duties,
    entry=catalogue_entry.entry,
    fields_of=fields_of,
    write=_write,
)
