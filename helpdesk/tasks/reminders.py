"""What the worker reminds people of: tasks due within a week, and tasks due today."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from helpdesk.accounts.models import User
from helpdesk.foundation import clock
from helpdesk.foundation.db import db
from helpdesk.tasks import mail, recipients
from helpdesk.tasks.models import Task, TaskState

AHEAD = timedelta(days=7)
"""How long before its due date a task is remembered."""

BATCH = 500
"""Rows in one round to the database."""

Tell = Callable[[User, int, date, str], None]


def remind() -> None:
    """
    Send the reminders that are due and commit.

    Each task is told of once a week ahead and once on its day; each person gets one mail for all
    of hers, however many they are.
    """
    today = clock.today()
    near = (Task.due_on > today, Task.due_on <= today + AHEAD)
    _remind(near, Task.week_reminded_at, mail.due_soon)
    _remind((Task.due_on <= today,), Task.day_reminded_at, mail.due_now)
    db.session.commit()


def _remind(
    when: Sequence[ColumnElement[bool]], reminded_at: InstrumentedAttribute[Any], tell: Tell
) -> None:
    tasks = _held(*when, reminded_at.is_(None))
    keepers = recipients.keepers({task.agency_id for task in tasks if not _owned(task)})
    told: dict[tuple[User, str], list[date]] = defaultdict(list)
    for task in tasks:
        if task.owner is not None and _owned(task):
            told[task.owner, mail.OWN_LIST].append(task.due_on)
            continue
        for person in keepers[task.agency_id]:
            told[person, mail.AGENCY_LIST].append(task.due_on)
    for (person, path), days in told.items():
        tell(person, len(days), min(days), path)
    ids = [task.id for task in tasks]
    for first in range(0, len(ids), BATCH):
        marked = update(Task).where(Task.id.in_(ids[first : first + BATCH]))
        db.session.execute(marked.values({reminded_at: clock.now()}))


def _owned(task: Task) -> bool:
    """Tell whether somebody who still works here owns the task."""
    return task.owner is not None and task.owner.is_active


def _held(*conditions: ColumnElement[bool]) -> Sequence[Task]:
    """Return the open tasks, held to the commit; another worker leaves them."""
    chosen = select(Task).options(joinedload(Task.owner))
    chosen = chosen.where(Task.state == TaskState.OPEN, *conditions).order_by(Task.id)
    return db.session.scalars(chosen.with_for_update(of=Task, skip_locked=True)).all()
