"""The second pair of eyes: return with remarks, publish now, publish on a day."""

from datetime import datetime

import structlog

from helpdesk.accounts.models import User
from helpdesk.foundation import clock, events
from helpdesk.foundation.db import db, reading
from helpdesk.foundation.errors import (
    HelpdeskError,
    InvalidInput,
    NotAllowedNow,
    NotFound,
    NotPermitted,
    StaleVersion,
)
from helpdesk.foundation.language import N_
from helpdesk.publishing import editions, mail, policy
from helpdesk.publishing.models import Edition
from helpdesk.publishing.queries import editing
from helpdesk.publishing.readiness import obstacles
from helpdesk.publishing.states import EditionState

log = structlog.get_logger()

_NOT_READY = N_("Noe i teksten må rettes før den kan publiseres. Send den tilbake med merknader.")

_REFUSED_ON_ITS_DAY = "Teksten kunne ikke publiseres da dagen kom. Gå gjennom den og send den inn."
"""Stored as remarks, like a reviewer's, so it is not translated."""


def return_with_remarks(*, actor: User, edition: Edition, remarks: str) -> None:
    """
    Give a submitted edition back to its authors.

    Raises:
        NotFound, NotPermitted: *actor* may not see it, or has written in it.
        NotAllowedNow: it does not wait for review.
        InvalidInput: no remarks are given.
    """
    _check_may_review(actor, edition)
    if not remarks.strip():
        raise InvalidInput(
            f"{edition.subject} returned without remarks",
            field="remarks",
            says=N_("Skriv hva som må rettes."),
        )
    old = edition.state
    edition.move_to(EditionState.DRAFT, at=clock.now())
    edition.remarks = remarks.strip()
    edition.scheduled_for = edition.published_by_id = None
    _tell_submitter(edition)
    events.record(
        "publishing.return",
        edition.subject,
        actor_id=actor.id,
        old=old,
        new=edition.state,
        text=edition.remarks,
    )
    db.session.commit()


def publish(*, actor: User, edition: Edition, seen_version: int) -> None:
    """
    Make a submitted or scheduled edition public now.

    Args:
        seen_version: the version *actor* has read.

    Raises:
        NotFound, NotPermitted: *actor* may not see it, or has written in it.
        NotAllowedNow: its state forbids it, or something in it must be mended first.
        StaleVersion: it has changed since *actor* read it.
    """
    _check_may_publish(actor, edition, seen_version)
    editions.publish_edition(edition, at=clock.now(), by=actor)
    mail.published(edition)
    db.session.commit()


def schedule(*, actor: User, edition: Edition, at: datetime, seen_version: int) -> None:
    """
    Let the worker make a submitted edition public at *at*.

    Raises:
        as ``publish``; InvalidInput: *at* has passed.
    """
    _check_may_publish(actor, edition, seen_version)
    if at <= clock.now():
        raise InvalidInput(
            f"{edition.subject} scheduled for {at}",
            field="publish_on",
            says=N_("Velg en dag fram i tid."),
        )
    old = edition.state
    edition.move_to(EditionState.SCHEDULED, at=clock.now())
    edition.scheduled_for = at
    edition.published_by_id = actor.id
    events.record(
        "publishing.schedule", edition.subject, actor_id=actor.id, old=old, new=edition.state
    )
    db.session.commit()


def publish_due() -> None:
    """
    Publish what is due, each edition in a transaction of its own; a job of the worker's.

    One that fails stands in nobody's way: it is tried again with the next round.
    """
    with reading():
        waiting = editing.due(clock.now())
        db.session.rollback()
    for edition_id in waiting:
        try:
            _publish_scheduled(edition_id)
        except Exception:
            db.session.rollback()
            log.exception("publishing.scheduled_failed", edition=edition_id)


def _publish_scheduled(edition_id: int) -> None:
    edition = editing.edition_by_id(edition_id)
    if edition is None or edition.state is not EditionState.SCHEDULED:
        db.session.rollback()
        return
    decided_by = editing.people({edition.published_by_id or 0}).get(edition.published_by_id or 0)
    try:
        editions.publish_edition(edition, at=clock.now(), by=decided_by)
        mail.published(edition)
        db.session.commit()
    except HelpdeskError as error:
        log.exception("publishing.scheduled_refused", edition=edition_id, why=str(error))
        db.session.rollback()
        _give_back(edition_id)


def _give_back(edition_id: int) -> None:
    edition = editing.edition_by_id(edition_id)
    if edition is None:
        return
    edition.move_to(EditionState.DRAFT, at=clock.now())
    edition.remarks = _REFUSED_ON_ITS_DAY
    edition.scheduled_for = edition.published_by_id = None
    _tell_submitter(edition)
    events.record(
        "publishing.return",
        edition.subject,
        actor_id=None,
        old=EditionState.SCHEDULED,
        new=edition.state,
    )
    db.session.commit()


def _tell_submitter(edition: Edition) -> None:
    submitter_id = edition.submitted_by_id or 0
    submitter = editing.people({submitter_id}).get(submitter_id)
    if submitter is not None and submitter.is_active:
        mail.returned(edition, submitter)


def _check_may_publish(actor: User, edition: Edition, seen_version: int) -> None:
    _check_may_review(actor, edition)
    if edition.state not in {EditionState.SUBMITTED, EditionState.SCHEDULED}:
        raise NotAllowedNow(f"{edition.subject} is {edition.state}, not submitted")
    if edition.version != seen_version:
        raise StaleVersion(
            f"{edition.subject} is at {edition.version}, seen {seen_version}",
            says=N_(
                "Teksten er endret etter at du åpnet den. Last siden på nytt og les den igjen."
            ),
        )
    if obstacles(edition):
        raise NotAllowedNow(f"{edition.subject} is not ready", says=_NOT_READY)


def _check_may_review(actor: User, edition: Edition) -> None:
    if not policy.can_see(actor, edition):
        raise NotFound(f"user {actor.id} may not see {edition.subject}")
    if not policy.can_review(actor, edition):
        raise NotPermitted(
            f"user {actor.id} may not review {edition.subject}",
            says=N_("Den som har skrevet i en tekst, kan ikke publisere den. Be en kollega."),
        )
