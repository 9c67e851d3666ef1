"""What editors do with guides; each use case checks, changes, records and commits once."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from helpdesk.accounts.models import User
from helpdesk.catalogue.editing import ensure_writer
from helpdesk.catalogue.editorial_service import EditorialDesk
from helpdesk.foundation import clock
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput, StaleVersion
from helpdesk.foundation.language import N_
from helpdesk.foundation.markdown import RENDERER_VERSION
from helpdesk.guides import catalogue_entry, planning
from helpdesk.guides.flow import Reply
from helpdesk.guides.models import GuideEdition, GuideStep
from helpdesk.guides.queries import guides
from helpdesk.guides.steps import MOST_STEPS, Direction, StepText, lacks, moved, new_anchor
from helpdesk.laws import linking

NOTHING_NAMED: Mapping[Reply, str] = MappingProxyType({})

desk = EditorialDesk(room="guides", editions=guides, entry=catalogue_entry.entry, lacks=lacks)
"""Creating, submitting, publishing, withdrawing: what all edited kinds share."""


def add_step(
    *,
    actor: User,
    edition: GuideEdition,
    text: StepText,
    named: Mapping[Reply, str] = NOTHING_NAMED,
) -> GuideStep:
    """
    Add a step at the end of the draft.

    Args:
        named: titles of further steps to begin after it, by the reply that leads to them.

    Raises:
        NotPermitted: *actor* may not write in the guide.
        InvalidInput: there are as many steps as a guide may have.
        NotAllowedNow: it is no draft.
    """
    _ensure_writable(actor, edition)
    _ensure_room(edition, 1 + len(named))

    step = new_step(text, taken=[step.anchor for step in edition.steps])
    step.position = len(edition.steps) + 1
    edition.steps.append(step)
    _begin_steps(edition, step, named)
    edition.sign(actor, at=clock.now())
    db.session.commit()
    return step


def save_step(
    *,
    actor: User,
    edition: GuideEdition,
    step: GuideStep,
    seen_version: int,
    text: StepText,
    named: Mapping[Reply, str] = NOTHING_NAMED,
) -> None:
    """
    Save the words of a step; other steps may be written by others at the same time.

    Args:
        named: titles of steps to begin after it, by the reply that leads to them.

    Raises:
        NotPermitted: *actor* may not write in the guide.
        StaleVersion: somebody else has saved the step since *seen_version*.
        InvalidInput: there is no room for the steps that are begun.
        NotAllowedNow: it is no draft.
    """
    _ensure_writable(actor, edition)
    if seen_version != step.version:
        raise StaleVersion(f"{edition.work.subject} {step.anchor} has version {step.version}")

    _ensure_room(edition, len(named))

    write(step, text)
    step.version += 1
    _begin_steps(edition, step, named)
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

    _put_in_order(edition, moved(edition.steps, step, direction))
    edition.sign(actor, at=clock.now())
    db.session.commit()


def remove_step(*, actor: User, edition: GuideEdition, step: GuideStep) -> None:
    """
    Take a step out of the draft; what led to it leads to where it led, see ``planning.without``.

    Raises:
        NotPermitted: *actor* may not write in the guide.
        NotAllowedNow: it is no draft.
    """
    _ensure_writable(actor, edition)

    for change in planning.without(edition.flow, step.anchor):
        source = edition.step(change.anchor)
        if source is not None:
            source.lead(change.course)
            source.version += 1
    edition.steps.remove(step)
    db.session.flush()
    _put_in_order(edition, list(edition.steps))
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


def _ensure_room(edition: GuideEdition, more: int) -> None:
    if len(edition.steps) + more > MOST_STEPS:
        raise InvalidInput(
            f"{edition.work.subject} has {len(edition.steps)} steps",
            says=N_("En veileder kan ha inntil %(count)s steg. Del den i to."),
            count=MOST_STEPS,
        )


def _begin_steps(edition: GuideEdition, step: GuideStep, named: Mapping[Reply, str]) -> None:
    """Put new steps in after *step*, which leads to them."""
    if not named:
        return
    place = step.position - 1
    course = planning.onward(edition.flow.nodes, place)
    new: dict[Reply, GuideStep] = {}
    for reply, title in named.items():
        taken = [each.anchor for each in (*edition.steps, *new.values())]
        new[reply] = new_step(StepText(title, "", course=course), taken=taken)
    step.lead(planning.led(step.course, {reply: each.anchor for reply, each in new.items()}))
    order = list(edition.steps)
    order[place + 1 : place + 1] = new.values()
    for number, each in enumerate(new.values(), start=1):
        each.position = len(edition.steps) + number
    edition.steps.extend(new.values())
    db.session.flush()
    _put_in_order(edition, order)


def _ensure_writable(actor: User, edition: GuideEdition) -> None:
    ensure_writer(actor, edition.work)
    edition.ensure_writable(None)


def _put_in_order(edition: GuideEdition, steps: Sequence[GuideStep]) -> None:
    # Two steps never stand in one place, not even between two statements of one flush.
    for place, step in enumerate(steps, start=1):
        step.position = -place
    db.session.flush()
    for place, step in enumerate(steps, start=1):
        step.position = place
    edition.steps.sort(key=lambda step: step.position)
