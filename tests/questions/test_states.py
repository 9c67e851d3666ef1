"""Whatever people do in whatever order, a question never stands where it cannot stand."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpdesk.foundation import clock, events
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import HelpdeskError
from helpdesk.questions import clockwork
from helpdesk.questions.models import TRANSITIONS, CloseReason, Question, QuestionStatus
from helpdesk.questions.service import own
from tests.factories import questions

MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
S = QuestionStatus


def claim(cast, question: Question) -> None:
    clockwork.resume(question, clock.now())
    question.move_to(S.OPEN, at=clock.now())
    question.assignee = cast.anne


def ask_for_more(cast, question: Question) -> None:
    question.move_to(S.WAITING_REQUESTER, at=clock.now())
    clockwork.pause(question, clock.now())


def consult(cast, question: Question) -> None:
    clockwork.resume(question, clock.now())
    question.move_to(S.WAITING_AGENCY, at=clock.now())


def answer(cast, question: Question) -> None:
    clockwork.resume(question, clock.now())
    question.move_to(S.ANSWERED, at=clock.now())


def decline(cast, question: Question) -> None:
    clockwork.stop(question, clock.now())
    question.move_to(S.CLOSED, at=clock.now())
    question.close_reason, question.closed_at = CloseReason.OUT_OF_SCOPE, clock.now()


def move_away(cast, question: Question) -> None:
    clockwork.resume(question, clock.now())
    question.move_to(S.NEW, at=clock.now())
    question.assignee = question.opened_at = None
    question.queue = cast.nve_queue


def follow_up(cast, question: Question) -> None:
    key = clock.now().isoformat()
    own.follow_up(actor=cast.kari, question=question, text="Mer.", submit_key=key)


def withdraw(cast, question: Question) -> None:
    own.withdraw(actor=cast.kari, question=question)


VERBS: list[Callable[..., None]] = [
    claim,
    ask_for_more,
    consult,
    answer,
    decline,
    move_away,
    follow_up,
    withdraw,
]


def check(question: Question, old: QuestionStatus, reference: str | None) -> None:
    assert question.reference == reference
    assert question.status == old or question.status in TRANSITIONS[old] | {S.OPEN, S.NEW}
    assert question.status != S.UNCONFIRMED
    assert (question.status == S.CLOSED) == (question.close_reason is not None)
    assert question.status != S.OPEN or question.assignee_id is not None
    assert question.paused_at is None or question.status == S.WAITING_REQUESTER
    assert question.due_at is not None
    assert question.due_at >= question.received_at
    pauses = clockwork.pauses(question)
    assert sum(pause.paused_until is None for pause in pauses) == (question.paused_at is not None)


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(verbs=st.lists(st.sampled_from(VERBS), max_size=8))
def test_no_order_of_acts_leads_to_an_illegal_state(cast, verbs) -> None:
    with time_machine.travel(MONDAY, tick=False) as now:
        question = questions.received(cast.kari, cast.topic)
        reference = question.reference
        for verb in verbs:
            now.shift(timedelta(hours=7))
            old = question.status
            with suppress(HelpdeskError):
                verb(cast, question)
            db.session.commit()
            check(question, old, reference)
        assert list(events.broken_links()) == []
