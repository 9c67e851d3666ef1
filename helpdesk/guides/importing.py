"""Guides from a file: a line as fields, published without a commit."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import select

from helpdesk.catalogue.importing import Importer, WorkFields, known
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput
from helpdesk.foundation.text import normalise_newlines
from helpdesk.guides import catalogue_entry
from helpdesk.guides.flow import Course
from helpdesk.guides.models import Guide, GuideEdition, GuideStep
from helpdesk.guides.queries import guides
from helpdesk.guides.service import new_step
from helpdesk.guides.steps import StepText, is_usable_anchor, new_anchor


@dataclass(frozen=True, kw_only=True)
class StepFields:
    """
    What a line says about one step.

    Args:
        anchor: its name in addresses, and where others lead; empty: made of the title.
        question: answered by yes or no; ``yes`` and ``no`` are the anchors that leads to.
        next: the anchor of the step that follows; empty: the one after it in the list.
    """

    title: str
    anchor: str = ""
    text: str = ""
    deadline: str = ""
    laws: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    question: str = ""
    yes: str = ""
    no: str = ""
    next: str = ""
    end: bool = False


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
            anchor=step.anchor,
            question=step.question,
            yes=step.yes_to,
            no=step.no_to,
            next=step.next_to,
            end=step.is_end,
            text=step.text,
            deadline=step.deadline,
            laws=tuple(step.laws),
            links=tuple(step.links),
        )
        for step in edition.steps
    )
    return GuideFields(**known(guide, edition), steps=steps)


def _tidy(fields: GuideFields) -> GuideFields:
    steps: list[StepFields] = []
    given = [step.anchor for step in fields.steps if step.anchor]
    for step in fields.steps:
        title = " ".join(step.title.split())
        taken = [*given, *(each.anchor for each in steps)]
        steps.append(
            replace(
                step,
                title=title,
                anchor=step.anchor or new_anchor(title, taken),
                text=normalise_newlines(step.text).strip(),
                deadline=" ".join(step.deadline.split()),
                question=" ".join(step.question.split()),
            )
        )
    return replace(fields, steps=tuple(steps))


def _write(edition: GuideEdition, fields: GuideFields) -> None:
    if not fields.steps:
        raise InvalidInput(f"{fields.key} has no steps", field="steps")
    if not all(step.title for step in fields.steps):
        raise InvalidInput(f"{fields.key} has a step without a title", field="steps")
    anchors = [step.anchor for step in fields.steps]
    for number, anchor in enumerate(anchors):
        if not is_usable_anchor(anchor) or anchor in anchors[:number]:
            raise InvalidInput(f"the anchor {anchor!r} cannot be used, or twice", field="steps")
    for position, said in enumerate(fields.steps, start=1):
        edition.steps.append(_step(said, position))
    for fault in edition.flow.faults():
        raise InvalidInput(f"{fields.key}: {fault.says % fault.facts}", field="steps")


def _step(said: StepFields, position: int) -> GuideStep:
    text = StepText(
        title=said.title,
        text=said.text,
        deadline=said.deadline,
        laws=said.laws,
        links=said.links,
        course=Course(said.question, said.yes, said.no, said.next, said.end),
    )
    step = new_step(text, taken=())
    step.anchor, step.position = said.anchor, position
    return step


_importer = Importer(
    room="guides",
    editions=guides,
    entry=catalogue_entry.entry,
    fields_of=fields_of,
    write=_write,
)
