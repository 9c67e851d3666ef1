"""Guides from a file: a line as fields, published without a commit."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from helpdesk.catalogue.importing import Importer, WorkFields, known
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput
from helpdesk.foundation.text import normalise_newlines
from helpdesk.guides import catalogue_entry
from helpdesk.guides.models import Guide, GuideEdition
from helpdesk.guides.queries import guides
from helpdesk.guides.service import new_step
from helpdesk.guides.steps import StepText


@dataclass(frozen=True, kw_only=True)
class StepFields:
    """What a line says about one step."""

    title: str
    text: str = ""
    deadline: str = ""
    laws: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class GuideFields(WorkFields):
    """What a line says about a guide."""

    steps: tuple[StepFields, ...]


def upsert(fields: GuideFields) -> bool:
    """
    Publish what *fields* say as a new edition of the guide; no commit.

    Returns whether anything changed: the same line a second time does nothing.

    Raises:
        InvalidInput: the key, the agency, a topic, a law or a step cannot be used.
    """
    return _importer.upsert(_tidy(fields))


def stored() -> Iterator[GuideFields]:
    """Yield what every published guide says, as a line of a file does."""
    for slug in db.session.scalars(select(Guide.slug).order_by(Guide.id)).all():
        edition = guides.public(slug)
        if edition is not None:
            yield fields_of(edition.work, edition)


def fields_of(guide: Guide, edition: GuideEdition) -> GuideFields:
    """Return the line that says what *edition*, the one readers see, says."""
    steps = tuple(
        StepFields(
            title=step.title,
            text=step.text,
            deadline=step.deadline,
            laws=tuple(step.laws),
            links=tuple(step.links),
        )
        for step in edition.steps
    )
    return GuideFields(**known(guide, edition), steps=steps)


def _tidy(fields: GuideFields) -> GuideFields:
    steps = tuple(
        StepFields(
            title=" ".join(step.title.split()),
            text=normalise_newlines(step.text).strip(),
            deadline=" ".join(step.deadline.split()),
            laws=step.laws,
            links=step.links,
        )
        for step in fields.steps
    )
    return GuideFields(**{**vars(fields), "steps": steps})


def _write(edition: GuideEdition, fields: GuideFields) -> None:
    if not fields.steps:
        raise InvalidInput(f"{fields.key} has no steps", field="steps")
    if not all(step.title for step in fields.steps):
        raise InvalidInput(f"{fields.key} has a step without a title", field="steps")
    for position, said in enumerate(fields.steps, start=1):
        text = StepText(**vars(said))
        step = new_step(text, taken=[step.anchor for step in edition.steps])
        step.position = position
        edition.steps.append(step)


_importer = Importer(
    room="guides",
    editions=guides,
    entry=catalogue_entry.entry,
    fields_of=fields_of,
    write=_write,
)
