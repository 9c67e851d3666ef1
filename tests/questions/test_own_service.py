"""Writing again and withdrawing, on a real database."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine

from helpdesk.accounts.models import User
from helpdesk.foundation import events
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput, NotAllowedNow, NotFound, NotPermitted
from helpdesk.foundation.outbox import OutboxMessage
from helpdesk.questions import clockwork
from helpdesk.questions.models import (
    CloseReason,
    Message,
    MessageKind,
    Question,
    QuestionStatus,
)
from helpdesk.questions.service import own
from tests.factories import questions

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def told(template: str) -> set[str]:
    rows = db.session.scalars(sa.select(OutboxMessage)).all()
    return {r.payload["to"] for r in rows if r.payload["template"] == f"questions/{template}"}


def give_to(question: Question, expert: User) -> None:
    question.assignee = expert
    question.move_to(QuestionStatus.OPEN, at=MONDAY)


def wait_for_requester(question: Question, expert: User, at: datetime) -> None:
    give_to(question, expert)
    question.move_to(QuestionStatus.WAITING_REQUESTER, at=at)
    clockwork.pause(question, at)
    db.session.commit()


def test_the_reply_of_the_requester_starts_the_clock_again(cast) -> None:
    with time_machine.travel(MONDAY, tick=False):
        question = questions.received(cast.kari, cast.topic)
    wait_for_requester(question, cast.anne, MONDAY)
    due_at = question.due_at
    two_days_later = MONDAY + timedelta(days=2)
    with time_machine.travel(two_days_later, tick=False):
        own.follow_up(actor=cast.kari, question=question, text="Ja.", submit_key="k1")
    assert question.status == QuestionStatus.OPEN
    assert question.paused_at is None
    assert question.due_at == due_at + timedelta(days=2)
    assert clockwork.pauses(question)[0].paused_until == two_days_later
    assert told("follow_up") == {cast.anne.email}


def test_writing_after_the_answer_reopens_with_a_new_deadline(cast) -> None:
    with time_machine.travel(MONDAY, tick=False):
        question = questions.received(cast.kari, cast.topic)
    give_to(question, cast.anne)
    question.move_to(QuestionStatus.ANSWERED, at=MONDAY)
    db.session.commit()
    with time_machine.travel(MONDAY + timedelta(days=30), tick=False):
        own.follow_up(actor=cast.kari, question=question, text="Og om vinteren?", submit_key="k1")
    assert question.status == QuestionStatus.OPEN
    assert question.assignee is cast.anne
    assert question.due_at > MONDAY + timedelta(days=40)


def test_a_question_whose_expert_has_left_waits_in_the_queue_again(cast) -> None:
    question = questions.received(cast.kari, cast.topic)
    give_to(question, cast.anne)
    question.move_to(QuestionStatus.ANSWERED, at=MONDAY)
    cast.anne.is_active = False
    db.session.commit()
    own.follow_up(actor=cast.kari, question=question, text="Hei igjen.", submit_key="k1")
    assert question.status == QuestionStatus.NEW
    assert question.assignee_id is None
    assert told("follow_up") == {cast.dag.email, cast.berit.email}


def test_the_same_reply_sent_twice_is_posted_once_and_other_words_anew(cast) -> None:
    question = questions.received(cast.kari, cast.topic)
    for _ in range(2):
        own.follow_up(actor=cast.kari, question=question, text="Hei.", submit_key="k1")
    own.follow_up(actor=cast.kari, question=question, text="Og en ting til.", submit_key="k1")
    posts = db.session.scalars(sa.select(Message).where(Message.kind == MessageKind.FOLLOW_UP))
    assert [post.text for post in posts] == ["Hei.", "Og en ting til."]


def test_stranger_cannot_even_learn_that_the_question_exists(cast) -> None:
    question = questions.received(cast.kari, cast.topic, is_shared=True)
    for act in (
        lambda: own.follow_up(actor=cast.ingrid, question=question, text="x", submit_key="k"),
        lambda: own.withdraw(actor=cast.ingrid, question=question),
    ):
        with pytest.raises(NotFound):
            act()


def test_colleague_may_read_but_not_write_or_withdraw(cast) -> None:
    question = questions.received(cast.kari, cast.topic, is_shared=True)
    with pytest.raises(NotPermitted):
        own.follow_up(actor=cast.nils, question=question, text="x", submit_key="k")
    with pytest.raises(NotPermitted):
        own.withdraw(actor=cast.nils, question=question)


def test_requester_withdraws(cast) -> None:
    question = questions.received(cast.kari, cast.topic)
    give_to(question, cast.anne)
    db.session.commit()
    own.withdraw(actor=cast.kari, question=question)
    own.withdraw(actor=cast.kari, question=question)
    assert (question.status, question.close_reason) == (
        QuestionStatus.CLOSED,
        CloseReason.WITHDRAWN,
    )
    assert told("withdrawn") == {cast.anne.email}


def test_an_answered_question_cannot_be_withdrawn(cast) -> None:
    question = questions.received(cast.kari, cast.topic)
    give_to(question, cast.anne)
    question.move_to(QuestionStatus.ANSWERED, at=MONDAY)
    with pytest.raises(NotAllowedNow):
        own.withdraw(actor=cast.kari, question=question)


def test_every_step_leaves_an_event(cast) -> None:
    question = questions.received(cast.kari, cast.topic)
    own.follow_up(actor=cast.kari, question=question, text="Hei.", submit_key="k1")
    own.withdraw(actor=cast.kari, question=question)
    kinds = [event.kind for event in events.of_subject(question.subject)]
    assert kinds == ["questions.receive", "questions.follow_up", "questions.withdraw"]
    assert list(events.broken_links()) == []


@pytest.mark.parametrize("text", ["", "   \n"])
def test_an_empty_reply_is_refused(cast, text: str) -> None:
    question = questions.received(cast.kari, cast.topic)
    with pytest.raises(InvalidInput):
        own.follow_up(actor=cast.kari, question=question, text=text, submit_key="k1")
