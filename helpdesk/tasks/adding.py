"""Adding tasks; what every room that gives rise to them shares. No commit."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert

from helpdesk.catalogue.models import ItemKind
from helpdesk.foundation import clock, events
from helpdesk.foundation.db import db
from helpdesk.tasks.models import Task, TaskKind, TaskState

BATCH = 500
"""Rows in one round to the database."""


@dataclass(frozen=True, kw_only=True)
class NewTask:
    """
    A task as whoever gives rise to it describes it.

    Args:
        agency_id: whose queue it stands in.
        owner_id: who is to do it; None: anybody of the agency's may take it.
        sweep_id, shows_notice: of a law-change sweep.
    """

    kind: TaskKind
    title: str
    agency_id: int
    due_on: date
    item_kind: ItemKind | None = None
    item_key: str | None = None
    owner_id: int | None = None
    created_by_id: int | None = None
    sweep_id: int | None = None
    shows_notice: bool = False


def add(new: NewTask) -> Task:
    """Add a task and record it, in the transaction at hand."""
    task = Task(**_row(new))
    db.session.add(task)
    db.session.flush()
    events.record("tasks.add", task.subject, actor_id=new.created_by_id, new=task.state)
    return task


def add_all(new: Sequence[NewTask]) -> None:
    """
    Add many tasks in the transaction at hand, a batch at a time; the caller records why.

    Statements grow with batches of tasks, not with tasks.
    """
    rows = [_row(each) for each in new]
    for first in range(0, len(rows), BATCH):
        db.session.execute(insert(Task), rows[first : first + BATCH])


def _row(new: NewTask) -> dict[str, Any]:
    return asdict(new) | {"state": TaskState.OPEN, "note": "", "created_at": clock.now()}
