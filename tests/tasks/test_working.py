"""Tasks are taken, given, moved and closed by those who may, and only in the steps there are."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.catalogue import queries as catalogue
from helpdesk.foundation import clock, events
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput, NotAllowedNow, NotPermitted
from helpdesk.tasks import policy, queries
from helpdesk.tasks.adding import NewTask, add
from helpdesk.tasks.models import TRANSITIONS, Task, TaskKind, TaskState
from helpdesk.tasks.queries import Narrowed, TaskList
from helpdesk.tasks.service import working
from tests.cast import Cast
from tests.factories import tasks

pytestmark = pytest.mark.usefixtures("shelf")


@pytest.fixture
def task(cast: Cast, shelf: None) -> Task:
    """A task of Miljødirektoratet's, whose page shows the notice."""
    return tasks.of(tasks.swept(cast, shows_notice=True))[0]


def under_assessment(key: str) -> bool:
    item = catalogue.item(f"article:{key}")
    assert item is not None
    return item.under_assessment_since is not None


@given(st.lists(st.sampled_from(TaskState), max_size=8))
def test_a_task_only_takes_steps_that_exist(path: list[TaskState]) -> None:
    task = Task(kind=TaskKind.LAW_CHANGE, state=TaskState.OPEN)
    for state in path:
        before = task.state
        try:
            task.move_to(state, at=clock.now())
        except NotAllowedNow:
            assert state not in TRANSITIONS[before]
            assert task.state is before
        else:
            assert state in TRANSITIONS[before]
        assert (task.done_at is None) is task.is_open


def test_owners_experts_of_the_agency_and_editors_may_work_on_a_task(
    cast: Cast, task: Task
) -> None:
    people = (cast.anne, cast.berit, cast.astrid, cast.vera, cast.kari, cast.odd)
    assert [policy.can_work(each, task) for each in people] == [True] * 3 + [False] * 3
    task.owner_id = cast.vera.id
    assert policy.can_work(cast.vera, task)
    for act in (working.take, working.reopen, working.hide_notice):
        with pytest.raises(NotPermitted):
            act(actor=cast.kari, task=task)


def test_a_task_is_taken_given_and_given_back(cast: Cast, task: Task) -> None:
    working.take(actor=cast.anne, task=task)
    assert [each.id for each in _mine(cast)] == [task.id]
    working.assign(actor=cast.anne, task=task, owner=cast.dag)
    assert _mine(cast) == []
    with pytest.raises(InvalidInput):
        working.assign(actor=cast.anne, task=task, owner=cast.vera)
    working.assign(actor=cast.anne, task=task, owner=None)
    assert task.owner_id is None
    kinds = [each.kind for each in events.of_subject(task.subject)]
    assert kinds == ["tasks.take", "tasks.assign", "tasks.assign"]


def _mine(cast: Cast) -> list[Task]:
    return list(queries.rows(cast.anne, Narrowed(TaskList.MINE), after=None).items)


def test_a_new_due_date_lies_ahead_and_reminds_anew(cast: Cast, task: Task) -> None:
    task.week_reminded_at = clock.now()
    working.move_due(actor=cast.anne, task=task, due_on=clock.today() + timedelta(days=90))
    assert task.week_reminded_at is None
    with pytest.raises(InvalidInput):
        working.move_due(actor=cast.anne, task=task, due_on=date(2020, 1, 1))


def test_a_done_task_lifts_the_notice_and_keeps_the_note(cast: Cast, task: Task) -> None:
    assert under_assessment("a")
    working.finish(actor=cast.anne, task=task, note=" Teksten stemmer. ")
    assert (task.state, task.note) == (TaskState.DONE, "Teksten stemmer.")
    assert not under_assessment("a")
    with pytest.raises(NotAllowedNow):
        working.finish(actor=cast.anne, task=task, note="")
    with pytest.raises(NotAllowedNow):
        working.take(actor=cast.anne, task=task)


def test_a_task_is_dropped_with_a_reason_and_can_be_opened_again(cast: Cast, task: Task) -> None:
    with pytest.raises(InvalidInput):
        working.drop(actor=cast.anne, task=task, reason=" ")
    working.drop(actor=cast.anne, task=task, reason="Gjelder ikke denne")
    assert not under_assessment("a")
    working.reopen(actor=cast.anne, task=task)
    assert task.is_open
    assert not under_assessment("a")
    working.show_notice(actor=cast.anne, task=task)
    assert under_assessment("a")


def test_the_notice_stays_while_another_task_wants_it(cast: Cast, task: Task) -> None:
    second = tasks.swept(cast, shows_notice=True)
    (other,) = [each for each in tasks.of(second) if each.item_key == "a"]
    item = catalogue.item("article:a")
    assert item is not None
    assert item.assessed_change_id == second.change_id
    working.finish(actor=cast.anne, task=other, note="")
    assert under_assessment("a")
    assert item.assessed_change_id != second.change_id
    working.finish(actor=cast.anne, task=task, note="")
    assert not under_assessment("a")


def test_an_identity_number_does_not_stand_in_a_note(cast: Cast, task: Task) -> None:
    with pytest.raises(InvalidInput):
        working.finish(actor=cast.anne, task=task, note="Gjelder 01017012391? 17054026641")


def test_lists_hold_what_they_say(cast: Cast, task: Task) -> None:
    counts = queries.counts(cast.anne)
    assert counts[TaskList.MINE] == 0
    assert counts[TaskList.AGENCY] == counts[TaskList.ALL] == 2
    assert queries.waiting_count(cast.anne) == 2
    working.take(actor=cast.dag, task=task)
    assert queries.waiting_count(cast.anne) == 1
    with clock.standing_at(clock.now() + timedelta(days=40)):
        assert queries.counts(cast.anne)[TaskList.OVERDUE] == 2
    working.drop(actor=cast.dag, task=task, reason="Nei")
    assert queries.counts(cast.vera)[TaskList.CLOSED] == 1


def test_any_room_adds_a_task_without_committing(cast: Cast) -> None:
    made = add(
        NewTask(
            kind=TaskKind.LAW_CHANGE,
            title="Se på dette",
            agency_id=cast.nve.id,
            due_on=clock.today(),
        )
    )
    assert [each.kind for each in events.of_subject(made.subject)] == ["tasks.add"]
    db.session.rollback()
    assert db.session.scalar(sa.select(sa.func.count(Task.id))) == 0
