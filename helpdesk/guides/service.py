"""What editors do with guides; each use case checks, changes, records and commits once."""

from collections.abc import Sequence

from helpdesk.accounts.models import User
from helpdesk.catalogue.editing import ensure_writer
from helpdesk.catalogue.editorial_service import EditorialDesk
from helpdesk.foundation import clock
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput, StaleVersion
from helpdesk.foundation.language import N_
from helpdesk.foundation.markdown import RENDERER_VERSION
from helpdesk.guides import catalogue_entry
from helpdesk.guides.models import GuideEdition, GuideStep
from helpdesk.guides.queries import guides
from helpdesk.guides.steps import MOST_STEPS, Direction, StepText, lacks, moved, new_anchor
from helpdesk.laws import linking

desk = EditorialDesk(room="guides", editions=guides, entry=catalogue_entry.entry, lacks=lacks)
"""Creating, submitting, publishing, withdrawing: what all edited kinds share."""


def add_step(*, actor: User, edition: GuideEdition, text: StepText) -> GuideStep:
    """
    Add a step at the end of the draft.

    Raises:
        NotPermitted: *actor* may not write in the guide.
        InvalidInput: there are as many steps as a guide may have.
        NotAllowedNow: it is no draft.
    """
    _ensure_writable(actor, edition)
    if len(edition.steps) >= MOST_STEPS:
        raise InvalidInput(
            f"{edition.work.subject} has {MOST_STEPS} steps",
            says=N_("En veileder kan ha inntil %(count)s steg. Del den i to."),
            count=MOST_STEPS,
        )

    step = new_step(text, taken=[step.anchor for step in edition.steps])
    step.position = len(edition.steps) + 1
    edition.steps.append(step)
    edition.sign(actor, at=clock.now())
    db.session.commit()
    return step


def save_step(
    *, actor: User, edition: GuideEdition, step: GuideStep, seen_version: int, text: StepText
) -> None:
    """
    Save the words of a step; other steps may be written by others at the same time.

    Raises:
        NotPermitted: *actor* may not write in the guide.
        StaleVersion: somebody else has saved the step since *seen_version*.
        NotAllowedNow: it is no draft.
    """
    _ensure_writable(actor, edition)
    if seen_version != step.version:
        raise StaleVersion(f"{edition.work.subject} {step.anchor} has version {step.version}")

    write(step, text)
    step.version += 1
    edition.sign(actor, at=clock.now())
    db.session.commit()


def move_step(*, actor: User, edition: GuideEdition, step: GuideStep, direction: Direction) -> None:
    """
    Move a step one place; the first stays first, the last last.

    Raises:
        NotPermitted: *actor* may not write in the guide.
        NotAllowedNow: it is no draft.
    """
    _ensure_writable(actor, edition)

    _put_in_order(moved(edition.steps, step, direction))
    edition.sign(actor, at=clock.now())
    db.session.commit()


def remove_step(*, actor: User, edition: GuideEdition, step: GuideStep) -> None:
    """
    Take a step out of the draft.

    Raises:
        NotPermitted: *actor* may not write in the guide.
        NotAllowedNow: it is no draft.
    """
    _ensure_writable(actor, edition)

    edition.steps.remove(step)
    db.session.flush()
    _put_in_order(edition.steps)
    edition.sign(actor, at=clock.now())
    db.session.commit()


def new_step(text: StepText, *, taken: Sequence[str]) -> GuideStep:
    """Return a step with *text*, rendered, under an anchor that is not *taken*; no commit."""
    step = GuideStep(anchor=new_anchor(text.title, taken), version=0)
    write(step, text)
    return step


def write(step: GuideStep, text: StepText) -> None:
    """Take over *text* and render it; no commit."""
    step.title, step.deadline = text.title, text.deadline
    step.text, step.html = text.text, linking.render(text.text)
    step.renderer_version = RENDERER_VERSION
    step.laws, step.links = list(text.laws), list(text.links)
    step.lead(text.course)


def _ensure_writable(actor: User, edition: GuideEdition) -> None:
    ensure_writer(actor, edition.work)
    edition.ensure_writable(None)


def _put_in_order(steps: Sequence[GuideStep]) -> None:
    # Two steps never stand in one place, not even between two statements of one flush.
    for place, step in enumerate(steps, start=1):
        step.position = -place
    db.session.flush()
    for place, step in enumerate(steps, start=1):
        step.position = place
