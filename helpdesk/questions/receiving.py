"""Receiving a question: from here on somebody owes an answer. The caller commits."""

from datetime import datetime

from helpdesk.foundation import counters, events, tokens
from helpdesk.foundation.calendar import oslo
from helpdesk.questions import clockwork, mail, queries
from helpdesk.questions.models import Question, QuestionStatus


def receive(question: Question, at: datetime) -> str:
    """
    Give *question* its reference and its deadline, tell the requester and the queue.

    Its queue must be loaded. Returns the token of the secret status link, which stands in the
    receipt and is not stored.
    """
    status_token = tokens.make()
    old = question.status
    question.reference = next_reference(at)
    question.received_at = at
    question.move_to(QuestionStatus.NEW, at=at)
    question.status_digest = tokens.digest(status_token)
    clockwork.start(question, at)
    events.record(
        "questions.receive",
        question.subject,
        actor_id=question.requester_id,
        old=old,
        new=question.status,
    )
    mail.received(question, status_token)
    mail.new_in_queue(question, queries.members_of(question.queue_id))
    return status_token


def next_reference(at: datetime) -> str:
    """Return the next reference of the Norwegian year of *at*: ``2026-00042``."""
    year = oslo(at).year
    return f"{year}-{counters.following(f'question-{year}'):05d}"
