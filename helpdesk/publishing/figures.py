"""How fast answers come now: a figure the worker keeps, so that no page counts."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from statistics import median_low

from sqlalchemy import delete, select

from helpdesk.foundation import calendar, clock, installation
from helpdesk.foundation.db import db
from helpdesk.foundation.installation import InstallationFact
from helpdesk.questions.deadlines import DEFAULT_SERVICE_DAYS
from helpdesk.questions.models import Question, QuestionStatus

ANSWER_DAYS = "answer_working_days"
"""The fact that holds the figure."""

PERIOD = timedelta(days=90)
"""How far back answers count. Source: guess, long enough to be steady, short enough to be now."""


def of_fact(noted: str | None) -> int:
    """Return the working days an answer takes now; the service target while none are known."""
    return int(noted) if noted else DEFAULT_SERVICE_DAYS


def median_working_days(spans: Iterable[tuple[datetime, datetime]]) -> int | None:
    """
    Return the median of the working days in *spans*, at least 1; None when there are none.

    Args:
        spans: when each question was received and when it was answered.
    """
    days = [
        calendar.working_days_between(calendar.oslo(start).date(), calendar.oslo(end).date())
        for start, end in spans
    ]
    return max(1, median_low(days)) if days else None


def refresh() -> None:
    """Compute the figure anew and commit it if it has changed; a job of the worker's."""
    days = median_working_days(_answered_since(clock.now() - PERIOD))
    if installation.fact(ANSWER_DAYS) == (None if days is None else str(days)):
        return
    if days is None:
        db.session.execute(delete(InstallationFact).where(InstallationFact.name == ANSWER_DAYS))
    else:
        installation.note(ANSWER_DAYS, str(days))
    db.session.commit()


def _answered_since(start: datetime) -> list[tuple[datetime, datetime]]:
    done = (QuestionStatus.ANSWERED, QuestionStatus.CLOSED)
    chosen = select(Question.received_at, Question.answered_at).where(
        Question.status.in_(done), Question.answered_at >= start
    )
    return [
        (received, answered)
        for received, answered in db.session.execute(chosen)
        if received is not None and answered is not None
    ]
