"""Mails about questions. They carry a reference and an address, never the content of a case."""

from collections.abc import Iterable
from typing import Any

from helpdesk.accounts.models import User
from helpdesk.foundation import mail
from helpdesk.foundation.calendar import oslo
from helpdesk.questions.models import (
    Question,
    confirm_url,
    desk_url,
    question_url,
    status_url,
)


def confirm(question: Question, token: str) -> None:
    """Ask the one at the address to confirm that it was them who asked."""
    _to_requester(question, "confirm", path=confirm_url(token))


def received(question: Question, status_token: str) -> None:
    """Give the requester the reference, the expected answer date and the secret status link."""
    reference = question.reference or ""
    _to_requester(
        question,
        "received",
        reference=reference,
        due_on=_due_on(question),
        path=question_url(reference),
        status_path=status_url(status_token),
    )


def new_in_queue(question: Question, members: Iterable[User]) -> None:
    """Tell the members of the queue that a question waits there."""
    _to_staff(question, "new_in_queue", members, due_on=_due_on(question))


def follow_up(question: Question, people: Iterable[User]) -> None:
    """Tell those responsible that the requester has written again."""
    _to_staff(question, "follow_up", people)


def withdrawn(question: Question, people: Iterable[User]) -> None:
    """Tell those responsible that nobody needs to answer any more."""
    _to_staff(question, "withdrawn", people)


def due_soon(question: Question, people: Iterable[User]) -> None:
    """Warn of the deadline."""
    _to_staff(question, "due_soon", people, due_on=_due_on(question))


def overdue(question: Question, leads: Iterable[User]) -> None:
    """Alarm the leads: the deadline has passed."""
    _to_staff(question, "overdue", leads, due_on=_due_on(question))


def unseen(question: Question, leads: Iterable[User]) -> None:
    """Alarm the leads: nobody has opened the question within a working day."""
    _to_staff(question, "unseen", leads)


def delay_notice_due(question: Question, people: Iterable[User]) -> None:
    """Remind those responsible to tell the requester of the delay."""
    _to_staff(question, "delay_notice_due", people)


def _to_requester(question: Question, message: str, **facts: Any) -> None:
    mail.post(
        question.email,
        f"questions/{message}",
        language=question.interface_language,
        **facts,
    )


def _to_staff(question: Question, message: str, people: Iterable[User], **facts: Any) -> None:
    reference = question.reference or ""
    mail.post_to_all(
        ((person.email, person.language) for person in people),
        f"questions/{message}",
        reference=reference,
        path=desk_url(reference),
        **facts,
    )


def _due_on(question: Question) -> str:
    """Return the Norwegian date of the deadline, ISO 8601."""
    return oslo(question.due_at).date().isoformat() if question.due_at else ""
