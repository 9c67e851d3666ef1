"""Reads of law-change sweeps: what a change would touch, and how far a sweep has come."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from helpdesk.accounts.models import Organisation
from helpdesk.catalogue import citing
from helpdesk.catalogue.models import CatalogueItem, ItemKind
from helpdesk.foundation.db import db
from helpdesk.foundation.paging import Page, page_by_key
from helpdesk.laws.keys import LawPlace
from helpdesk.tasks.models import Sweep, Task, TaskState

FIRST_TOUCHED = 100
"""Texts that the preview of a sweep names; of the rest it says how many. A guess."""


@dataclass(frozen=True)
class Touched:
    """A published thing that a change touches."""

    item_id: int
    kind: ItemKind
    key: str
    title: str
    agency_id: int


@dataclass(frozen=True)
class Preview:
    """What a change would touch."""

    count: int
    by_kind: Sequence[tuple[ItemKind, int]]
    by_agency: Sequence[tuple[Organisation, int]]
    first: Sequence[CatalogueItem]
    """By kind and title; at most ``FIRST_TOUCHED``."""


@dataclass(frozen=True)
class Progress:
    """How many tasks stand in each state."""

    open: int = 0
    done: int = 0
    dropped: int = 0

    @property
    def total(self) -> int:
        """Return how many there are in all."""
        return self.open + self.done + self.dropped

    @property
    def closed(self) -> int:
        """Return how many nobody needs to do any more."""
        return self.done + self.dropped


@dataclass(frozen=True)
class SweepProgress:
    """How far a sweep has come, in all and agency by agency."""

    whole: Progress
    by_agency: Sequence[tuple[Organisation, Progress]]


def preview(place: LawPlace) -> Preview:
    """Return what a change of *place* would touch; three statements."""
    touches = citing.published_at(citing.touched_by(place))
    by_kind = select(CatalogueItem.kind, func.count()).where(touches).group_by(CatalogueItem.kind)
    kinds = dict(db.session.execute(by_kind).all())
    by_agency = (
        select(Organisation, func.count())
        .join(CatalogueItem, CatalogueItem.agency_id == Organisation.id)
        .where(touches)
        .group_by(Organisation.id)
        .order_by(Organisation.name_nb)
    )
    first = (
        select(CatalogueItem)
        .options(joinedload(CatalogueItem.agency))
        .where(touches)
        .order_by(CatalogueItem.kind, CatalogueItem.title)
        .limit(FIRST_TOUCHED)
    )
    return Preview(
        count=sum(kinds.values()),
        by_kind=[(kind, kinds[kind]) for kind in ItemKind if kind in kinds],
        by_agency=[(row[0], row[1]) for row in db.session.execute(by_agency)],
        first=list(db.session.scalars(first)),
    )


def touched(place: LawPlace, *, sweep_id: int | None = None) -> list[Touched]:
    """
    Return all that a change of *place* touches, by kind and key.

    Args:
        sweep_id: leave out what already has a task in this sweep.
    """
    chosen = select(
        CatalogueItem.id,
        CatalogueItem.kind,
        CatalogueItem.key,
        CatalogueItem.title,
        CatalogueItem.agency_id,
    ).where(citing.published_at(citing.touched_by(place)))
    if sweep_id is not None:
        chosen = chosen.where(~_has_task(sweep_id))
    ordered = chosen.order_by(CatalogueItem.kind, CatalogueItem.key)
    return [Touched(*row) for row in db.session.execute(ordered)]


def untouched_count(sweep: Sweep) -> int:
    """Return how many published things a sweep (change loaded) would touch now and has not."""
    touches = citing.published_at(citing.touched_by(sweep.change.place))
    counted = select(func.count(CatalogueItem.id)).where(touches, ~_has_task(sweep.id))
    return db.session.scalar(counted) or 0


def sweep(sweep_id: int) -> Sweep | None:
    """Return a sweep with its change and the people in it."""
    chosen = select(Sweep).where(Sweep.id == sweep_id)
    return db.session.scalar(chosen.options(*_WHOLE))


def sweeps(*, after: str | None) -> Page[Sweep]:
    """Return one page of sweeps, the newest first, with their changes."""
    keys = (Sweep.started_at, Sweep.id)
    return page_by_key(select(Sweep).options(*_WHOLE), keys, after=after, descending=True)


def progress_of(sweep_ids: Sequence[int]) -> dict[int, SweepProgress]:
    """Return how far each of the sweeps has come; one statement."""
    counted = (
        select(Task.sweep_id, Organisation, Task.state, func.count())
        .join(Organisation, Organisation.id == Task.agency_id)
        .where(Task.sweep_id.in_(sweep_ids))
        .group_by(Task.sweep_id, Organisation.id, Task.state)
        .order_by(Organisation.name_nb)
    )
    found: dict[int | None, dict[Organisation, dict[TaskState, int]]] = {}
    for row in db.session.execute(counted):
        sweep_id, agency, state, count = row
        found.setdefault(sweep_id, {}).setdefault(agency, {})[state] = count
    return {each: _progress(found.get(each, {})) for each in sweep_ids}


def _progress(agencies: dict[Organisation, dict[TaskState, int]]) -> SweepProgress:
    by_agency = [
        (agency, Progress(**{state.value: count for state, count in states.items()}))
        for agency, states in agencies.items()
    ]
    whole = Progress(
        open=sum(each.open for _agency, each in by_agency),
        done=sum(each.done for _agency, each in by_agency),
        dropped=sum(each.dropped for _agency, each in by_agency),
    )
    return SweepProgress(whole, by_agency)


def _has_task(sweep_id: int) -> ColumnElement[bool]:
    return (
        select(Task.id)
        .where(
            Task.sweep_id == sweep_id,
            Task.item_kind == CatalogueItem.kind,
            Task.item_key == CatalogueItem.key,
        )
        .exists()
    )


_WHOLE = (joinedload(Sweep.change), joinedload(Sweep.started_by), joinedload(Sweep.owner))
