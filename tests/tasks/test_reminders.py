"""Owners are reminded a week before and on the day, each with one mail for all their tasks."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from helpdesk.foundation import clock
from helpdesk.foundation.db import db
from helpdesk.foundation.outbox import OutboxMessage
from helpdesk.laws.keys import LawPlace
from helpdesk.tasks import reminders
from helpdesk.tasks.service import working
from tests.cast import Cast
from tests.factories import tasks
from tests.tasks.conftest import LAW

pytestmark = pytest.mark.usefixtures("shelf")


def told() -> list[tuple[str, str, int]]:
    rows = db.session.scalars(sa.select(OutboxMessage).order_by(OutboxMessage.id)).all()
    return [
        (each.payload["template"], each.payload["to"], each.payload["facts"]["count"])
        for each in rows
        if each.payload["template"] != "tasks/sweep_started"
    ]


def remind_in(days: int) -> list[tuple[str, str, int]]:
    before = len(told())
    with clock.standing_at(clock.now() + timedelta(days=days)):
        reminders.remind()
    return told()[before:]


def test_a_week_before_and_on_the_day_once_each(cast: Cast) -> None:
    sweep = tasks.swept(cast, LawPlace(LAW, "kap-12"))
    working.take(actor=cast.anne, task=tasks.of(sweep)[0])
    assert remind_in(22) == []
    soon = "tasks/due_soon"
    assert sorted(remind_in(23)) == [
        (soon, cast.anne.email, 1),
        (soon, cast.astrid.email, 1),
        (soon, cast.liv.email, 1),
    ]
    assert remind_in(24) == []
    assert len(remind_in(30)) == 3
    assert remind_in(31) == []


def test_one_mail_for_all_of_ones_tasks(cast: Cast) -> None:
    tasks.swept(cast, LawPlace(LAW, "kap-12"), owner=cast.dag)
    assert remind_in(30) == [("tasks/due_now", cast.dag.email, 3)]


def test_the_agency_is_reminded_where_the_owner_has_left(cast: Cast) -> None:
    tasks.swept(cast, owner=cast.dag)
    cast.dag.is_active = False
    db.session.commit()
    assert remind_in(30) == [("tasks/due_now", cast.astrid.email, 2)]


def test_nobody_is_reminded_of_what_is_done(cast: Cast) -> None:
    for task in tasks.of(tasks.swept(cast)):
        working.finish(actor=cast.anne, task=task, note="")
    assert remind_in(30) == []
