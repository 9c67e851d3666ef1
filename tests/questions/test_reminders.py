"""What the worker reminds people of and clears away, and that it does each thing once."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
import time_machine

from helpdesk.foundation import clock, events
from helpdesk.foundation.db import db
from helpdesk.foundation.files import FileStore, StoredFile
from helpdesk.foundation.outbox import OutboxMessage
from helpdesk.questions import clockwork, reminders, thread, tidying
from helpdesk.questions.models import (
    Attachment,
    Message,
    MessageKind,
    Question,
    QuestionStatus,
    Visibility,
)
from helpdesk.questions.service import asking
from tests.factories import questions

MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
"""The deadline is 16 November, the warning 12 November, a month is over on 2 December."""


def told(template: str) -> list[str]:
    rows = db.session.scalars(sa.select(OutboxMessage).order_by(OutboxMessage.id))
    return [r.payload["to"] for r in rows if r.payload["template"] == f"questions/{template}"]


def received(cast, **facts) -> Question:
    with time_machine.travel(MONDAY, tick=False):
        return questions.received(cast.kari, cast.topic, **facts)


def claimed(cast) -> Question:
    question = received(cast)
    question.assignee, question.opened_at = cast.anne, MONDAY
    question.move_to(QuestionStatus.OPEN, at=MONDAY)
    db.session.commit()
    return question


def remind_at(*moments: datetime) -> None:
    for moment in moments:
        with time_machine.travel(moment, tick=False):
            reminders.remind()


def day(number: int, hour: int = 9, month: int = 11) -> datetime:
    return datetime(2026, month, number, hour, tzinfo=UTC)


def test_assignee_is_warned_once_before_the_deadline(cast) -> None:
    claimed(cast)
    remind_at(day(11))
    assert told("due_soon") == []
    remind_at(day(12), day(12, 10), day(13))
    assert told("due_soon") == [cast.anne.email]


def test_leads_are_alarmed_once_when_it_is_overdue(cast) -> None:
    claimed(cast)
    remind_at(day(16, 14))
    assert told("overdue") == []
    remind_at(day(17), day(18))
    assert told("overdue") == [cast.berit.email]


def test_leads_are_alarmed_when_nobody_has_opened_it_for_a_working_day(cast) -> None:
    received(cast)
    remind_at(day(3, 8))
    assert told("unseen") == []
    remind_at(day(3, 10), day(4))
    assert told("unseen") == [cast.berit.email]


def test_an_alarm_that_it_is_unseen_does_not_hide_that_it_is_overdue(cast) -> None:
    received(cast)
    remind_at(day(4), day(17))
    assert told("overdue") == [cast.berit.email]


def test_all_members_are_told_where_nobody_is_the_lead(cast) -> None:
    next(m for m in cast.berit.memberships).is_lead = False
    received(cast)
    remind_at(day(4))
    assert set(told("unseen")) == {cast.anne.email, cast.dag.email, cast.berit.email}


def test_nobody_is_reminded_while_the_requester_is_asked(cast) -> None:
    question = claimed(cast)
    question.move_to(QuestionStatus.WAITING_REQUESTER, at=day(5))
    clockwork.pause(question, day(5))
    db.session.commit()
    remind_at(day(12), day(17), day(2, month=12))
    assert told("due_soon") + told("overdue") + told("delay_notice_due") == []


def test_a_deadline_moved_by_a_pause_is_warned_of_anew(cast) -> None:
    question = claimed(cast)
    remind_at(day(12))
    clockwork.pause(question, day(12, 10))
    db.session.commit()
    remind_at(day(20))
    assert told("due_soon") == [cast.anne.email]
    clockwork.resume(question, day(26, 10))
    db.session.commit()
    remind_at(day(27), day(28))
    assert told("due_soon") == [cast.anne.email] * 2


def test_assignee_is_reminded_of_the_delay_notice_on_its_last_day(cast) -> None:
    claimed(cast)
    remind_at(day(1, month=12))
    assert told("delay_notice_due") == []
    remind_at(day(2, month=12), day(3, month=12))
    assert told("delay_notice_due") == [cast.anne.email]


def test_nobody_is_reminded_of_a_delay_notice_that_was_sent(cast) -> None:
    question = claimed(cast)
    thread.post(
        question,
        author=cast.anne,
        kind=MessageKind.DELAY_NOTICE,
        visibility=Visibility.REQUESTER,
        text="Det tar tid.",
        at=day(20),
    )
    db.session.commit()
    remind_at(day(2, month=12))
    assert told("delay_notice_due") == []


def test_an_answered_question_reminds_nobody(cast) -> None:
    question = claimed(cast)
    question.move_to(QuestionStatus.ANSWERED, at=day(5))
    db.session.commit()
    remind_at(day(12), day(17), day(2, month=12))
    assert told("due_soon") + told("overdue") + told("delay_notice_due") == []


def test_what_nobody_confirmed_is_gone_after_a_day_with_its_files(cast, tmp_path) -> None:
    store = FileStore(tmp_path)
    with time_machine.travel(MONDAY, tick=False):
        stored = store.stage(b"x", original_name="a.txt", media_type="text/plain", stage="t")
        given = questions.asked(cast.kari, cast.topic, email="ny@alver.kommune.no", files=[stored])
        subject = asking.ask(actor=None, asked=given).subject
    path = store.path(stored)
    with time_machine.travel(MONDAY + timedelta(hours=23), tick=False):
        tidying.forget_unconfirmed(store)
    assert path.exists()
    with time_machine.travel(MONDAY + timedelta(hours=25), tick=False):
        tidying.forget_unconfirmed(store)
    assert not path.exists()
    for table in (Question, Message, Attachment, StoredFile):
        assert db.session.scalar(sa.select(sa.func.count()).select_from(table)) == 0
    kinds = [event.kind for event in events.of_subject(subject)]
    assert kinds == ["questions.ask", "questions.forget"]


def test_a_received_question_is_never_forgotten(cast, tmp_path) -> None:
    received(cast)
    tidying.forget_unconfirmed(FileStore(tmp_path))
    assert db.session.scalar(sa.select(sa.func.count(Question.id))) == 1


def test_staged_files_whose_form_never_came_are_removed(app, tmp_path) -> None:
    store = FileStore(tmp_path)
    with time_machine.travel(clock.now() - timedelta(hours=25), tick=False):
        old = store.stage(b"x", original_name="a.txt", media_type="text/plain", stage="t")
        db.session.commit()
    new = store.stage(b"y", original_name="b.txt", media_type="text/plain", stage="t")
    db.session.commit()
    tidying.forget_staged(store)
    assert not store.path(old).exists()
    assert store.path(new).exists()
