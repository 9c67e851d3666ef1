"""Tasks and law-change sweeps."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from helpdesk.accounts.models import Organisation, User
from helpdesk.catalogue.models import CatalogueItem, ItemKind
from helpdesk.foundation.db import Model
from helpdesk.foundation.errors import NotAllowedNow
from helpdesk.foundation.language import N_
from helpdesk.laws.models import LawChange


class TaskKind(StrEnum):
    """What gave rise to a task. A new kind of task adds its word here."""

    LAW_CHANGE = "law_change"


class TaskState(StrEnum):
    """Where a task stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
    """Nobody needs to do it; the reason stands in its note."""


_S = TaskState

TRANSITIONS: dict[TaskState, frozenset[TaskState]] = {
    _S.OPEN: frozenset({_S.DONE, _S.DROPPED}),
    _S.DONE: frozenset({_S.OPEN}),
    _S.DROPPED: frozenset({_S.OPEN}),
}


class Sweep(Model):
    """A law-change sweep: everything published that cites what is changed gets a task."""

    __tablename__ = "sweep"

    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("law_change.id"), unique=True)
    started_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    started_at: Mapped[datetime] = mapped_column(index=True)
    due_on: Mapped[date]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    """Who got the tasks; None: the agencies that answer for the texts."""
    shows_notice: Mapped[bool] = mapped_column(default=False)
    """Whether the pages were given the notice "under new assessment" at the start."""

    change: Mapped[LawChange] = relationship(lazy="raise_on_sql")
    started_by: Mapped[User] = relationship(foreign_keys=[started_by_id], lazy="raise_on_sql")
    owner: Mapped[User | None] = relationship(foreign_keys=[owner_id], lazy="raise_on_sql")

    @property
    def subject(self) -> str:
        """Return how the record of events names it."""
        return f"sweep:{self.id}"


class Task(Model):
    """Something that somebody must do by a day, as a rule with a thing on the shelf."""

    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[TaskKind]
    title: Mapped[str]
    item_kind: Mapped[ItemKind | None]
    item_key: Mapped[str | None]
    agency_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    """Whose queue it stands in."""
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    """Who has taken it; None: anybody of the agency's may."""
    due_on: Mapped[date]
    state: Mapped[TaskState] = mapped_column(default=TaskState.OPEN)
    note: Mapped[str] = mapped_column(default="")
    """What came of it, or why it was dropped."""
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    """When it was done or dropped."""
    sweep_id: Mapped[int | None] = mapped_column(ForeignKey("sweep.id"))
    shows_notice: Mapped[bool] = mapped_column(default=False)
    """Whether the page of the item should say that it is under assessment, while this is open."""
    week_reminded_at: Mapped[datetime | None]
    day_reminded_at: Mapped[datetime | None]

    agency: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    owner: Mapped[User | None] = relationship(foreign_keys=[owner_id], lazy="raise_on_sql")
    sweep: Mapped[Sweep | None] = relationship(lazy="raise_on_sql")
    item: Mapped[CatalogueItem | None] = relationship(
        primaryjoin=lambda: and_(
            foreign(Task.item_kind) == CatalogueItem.kind,
            foreign(Task.item_key) == CatalogueItem.key,
        ),
        viewonly=True,
        uselist=False,
        lazy="raise_on_sql",
    )

    __table_args__ = (
        UniqueConstraint("sweep_id", "item_kind", "item_key"),
        Index("ix_task_state_due_on_id", "state", "due_on", "id"),
        Index("ix_task_agency_id_state_due_on_id", "agency_id", "state", "due_on", "id"),
        Index("ix_task_owner_id_state_due_on_id", "owner_id", "state", "due_on", "id"),
        Index("ix_task_sweep_id_state_due_on_id", "sweep_id", "state", "due_on", "id"),
        Index("ix_task_item_kind_item_key", "item_kind", "item_key"),
        CheckConstraint("(state = 'open') = (done_at IS NULL)", name="done_at_a_time"),
        CheckConstraint("(item_kind IS NULL) = (item_key IS NULL)", name="item_by_kind_and_key"),
    )

    @property
    def subject(self) -> str:
        """Return how the record of events names it."""
        return f"task:{self.id}"

    @property
    def is_open(self) -> bool:
        """Tell whether somebody must still do it."""
        return self.state is TaskState.OPEN

    def move_to(self, state: TaskState, *, at: datetime) -> None:
        """
        Change the state, if the table of transitions has the step.

        Raises:
            NotAllowedNow: the step does not exist.
        """
        if state not in TRANSITIONS[self.state]:
            raise NotAllowedNow(
                f"{self.subject} cannot go from {self.state} to {state}",
                says=N_("Oppgaven har fått en ny status i mellomtiden. Last siden på nytt og se."),
            )
        self.state = state
        self.done_at = None if state is TaskState.OPEN else at

    def ensure_open(self) -> None:
        """
        Make sure that the task may still be changed.

        Raises:
            NotAllowedNow: it is done or dropped.
        """
        if not self.is_open:
            raise NotAllowedNow(
                f"{self.subject} is {self.state}",
                says=N_("Oppgaven er ikke åpen lenger. Åpne den igjen hvis noe gjenstår."),
            )

    def move_due(self, due_on: date) -> None:
        """Give it another due date; its owner is reminded anew."""
        self.due_on = due_on
        self.week_reminded_at = self.day_reminded_at = None


def task_url(task_id: int) -> str:
    """Return the address of a task."""
    return f"/redaksjon/oppgaver/{task_id}"


def tasks_url(view: str) -> str:
    """Return the address of a list of tasks."""
    return f"/redaksjon/oppgaver?visning={view}"


def sweep_url(sweep_id: int) -> str:
    """Return the address of a sweep."""
    return f"/redaksjon/lovendringer/{sweep_id}"
