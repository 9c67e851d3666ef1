"""Reads of tasks: lists, one task, and who can be given one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import joinedload

from helpdesk.accounts.models import Membership, User
from helpdesk.foundation import clock
from helpdesk.foundation.db import db
from helpdesk.foundation.paging import Page, page_by_key
from helpdesk.tasks.models import Sweep, Task, TaskState


class TaskList(StrEnum):
    """The lists of tasks; the words stand in addresses."""

    MINE = "mine"
    AGENCY = "etaten"
    OVERDUE = "forfalt"
    ALL = "alle"
    CLOSED = "ferdige"


@dataclass(frozen=True)
class Narrowed:
    """Which tasks a list shows."""

    listed: TaskList
    sweep_id: int | None = None


def rows(actor: User, narrowed: Narrowed, *, after: str | None, size: int = 30) -> Page[Task]:
    """Return one page of tasks with owner, agency and item, the first due first."""
    chosen = _listed().where(_holds(actor, narrowed.listed, clock.today()))
    if narrowed.sweep_id is not None:
        chosen = chosen.where(Task.sweep_id == narrowed.sweep_id)
    descending = narrowed.listed is TaskList.CLOSED
    keys = (Task.due_on, Task.id)
    return page_by_key(chosen, keys, after=after, descending=descending, size=size)


def counts(actor: User, *, sweep_id: int | None = None) -> dict[TaskList, int]:
    """Return how many tasks each list holds for *actor*; one statement."""
    today = clock.today()
    columns = [
        func.coalesce(func.sum(case((_holds(actor, each, today), 1), else_=0)), 0)
        for each in TaskList
    ]
    chosen = select(*columns)
    if sweep_id is not None:
        chosen = chosen.where(Task.sweep_id == sweep_id)
    return dict(zip(TaskList, map(int, db.session.execute(chosen).one()), strict=True))


def waiting_count(actor: User) -> int:
    """Return how many open tasks are *actor*'s own, or in her agency's queue and nobody's."""
    of_hers = or_(
        Task.owner_id == actor.id,
        and_(Task.owner_id.is_(None), Task.agency_id == actor.organisation_id),
    )
    counted = select(func.count(Task.id)).where(Task.state == TaskState.OPEN, of_hers)
    return db.session.scalar(counted) or 0


def task(task_id: int, *, for_change: bool = False) -> Task | None:
    """Return a task with all its relations; for a change, held to the commit."""
    chosen: Select[Task] = _listed().where(Task.id == task_id)
    chosen = chosen.options(joinedload(Task.sweep).joinedload(Sweep.change))
    if for_change:
        chosen = chosen.with_for_update(of=Task)
    return db.session.scalar(chosen)


def assignable(agency_id: int | None = None) -> list[User]:
    """
    Return who can be given a task, by name, with organisation and memberships.

    Args:
        agency_id: whose queue it stands in; None: whoever works for the service.
    """
    serves = select(Membership.user_id)
    chosen = select(User).options(joinedload(User.organisation), joinedload(User.memberships))
    expert: ColumnElement[bool] = User.id.in_(serves)
    if agency_id is not None:
        expert = and_(expert, User.organisation_id == agency_id)
    chosen = chosen.where(User.is_active, or_(User.is_editor, expert))
    return list(db.session.scalars(chosen.order_by(User.name, User.email)).unique())


def other_notice(of: Task) -> Task | None:
    """Return the newest other open task that wants a notice on the same item, with its sweep."""
    chosen = (
        select(Task)
        .where(
            Task.item_kind == of.item_kind,
            Task.item_key == of.item_key,
            Task.id != of.id,
            Task.state == TaskState.OPEN,
            Task.shows_notice,
            Task.sweep_id.is_not(None),
        )
        .options(joinedload(Task.sweep).joinedload(Sweep.change))
    )
    return db.session.scalar(chosen.order_by(Task.id.desc()).limit(1))


def _listed() -> Select[Any]:
    return select(Task).options(
        joinedload(Task.owner), joinedload(Task.agency), joinedload(Task.item)
    )


def _holds(actor: User, listed: TaskList, today: date) -> ColumnElement[bool]:
    is_open = Task.state == TaskState.OPEN
    wanted: dict[TaskList, Sequence[ColumnElement[bool]]] = {
        TaskList.MINE: (is_open, Task.owner_id == actor.id),
        TaskList.AGENCY: (is_open, Task.agency_id == actor.organisation_id),
        TaskList.OVERDUE: (is_open, Task.due_on < today),
        TaskList.ALL: (is_open,),
        TaskList.CLOSED: (Task.state != TaskState.OPEN,),
    }
    return and_(*wanted[listed])
