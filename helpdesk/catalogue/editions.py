"""Reads of works and their editions, the same for every edited kind of content."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, Table, func, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from helpdesk.accounts.models import Organisation, OrganisationKind
from helpdesk.catalogue.editing import usable_slug
from helpdesk.catalogue.editorial import IN_WORK, PUBLIC, EditedWork, EditionOfWork, EditionState
from helpdesk.catalogue.models import CatalogueItem, ItemKind
from helpdesk.catalogue.queries import SHOWN_NAMES
from helpdesk.foundation import counters
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import AlreadyExists, InvalidInput
from helpdesk.foundation.language import N_
from helpdesk.foundation.paging import Page, page_by_key
from helpdesk.topics.models import Topic

W = TypeVar("W", bound=EditedWork)
E = TypeVar("E", bound=EditionOfWork)

OWNING_KINDS = frozenset(
    {OrganisationKind.AGENCY, OrganisationKind.MINISTRY, OrganisationKind.ASSOCIATION}
)

SEEN = PUBLIC | {EditionState.SUPERSEDED}
"""The states of editions that were published once."""

GIVEN_UP = frozenset({EditionState.SUPERSEDED, EditionState.DISCARDED})


@dataclass(frozen=True)
class Desk:
    """What an editor's list is narrowed to; None: not narrowed."""

    owner_id: int | None = None
    state: EditionState | None = None
    due_on: date | None = None
    """Only published ones whose next check was due by this date."""


@dataclass(frozen=True)
class Seen:
    """An edition that readers have seen."""

    number: int
    published_at: datetime


@dataclass(frozen=True)
class Editions(Generic[W, E]):
    """
    The reads of one kind of content.

    Args:
        topics: the table that joins editions and topics.
        parts: loads what only this kind has: steps, merge fields.
    """

    kind: ItemKind
    work: type[W]
    edition: type[E]
    topics: Table
    parts: Sequence[ORMOption]

    def find(self, slug: str, *, for_change: bool = False) -> W | None:
        """Return the work at *slug*; for a change, nobody else may change it until the commit."""
        chosen = select(self.work).where(self.work.slug == slug)
        chosen = chosen.options(joinedload(self._owner))
        if for_change:
            chosen = chosen.with_for_update(of=self.work)
        return db.session.scalar(chosen)

    def public(self, slug: str) -> E | None:
        """Return the whole edition that readers of *slug* see, withdrawn or not."""
        return db.session.scalar(self._whole(slug).where(self.edition.state.in_(PUBLIC)))

    def in_work(self, slug: str) -> E | None:
        """Return the whole edition of *slug* that is a draft or waits to be published."""
        return db.session.scalar(self._whole(slug).where(self.edition.state.in_(IN_WORK)))

    def numbered(self, slug: str, number: int) -> E | None:
        """Return edition *number* of *slug*, whole, if readers have ever seen it."""
        chosen = self._whole(slug).where(self.edition.number == number)
        return db.session.scalar(chosen.where(self.edition.state.in_(SEEN)))

    def history(self, work: W) -> list[Seen]:
        """Return the editions of *work* that readers have seen, newest first."""
        chosen = select(self.edition.number, self.edition.published_at).where(
            self.edition.work_id == work.id, self.edition.state.in_(SEEN)
        )
        found = db.session.execute(chosen.order_by(self.edition.number.desc()))
        return [Seen(number, published_at) for number, published_at in found if published_at]

    def stamp(self, slug: str) -> tuple[object, ...] | None:
        """Return what changes whenever the public page of *slug* does; None: there is no page."""
        item = (CatalogueItem.kind == self.kind) & (CatalogueItem.key == slug)
        names = map(counters.as_column, SHOWN_NAMES)
        chosen = (
            select(self.edition.id, self.edition.changed_at, CatalogueItem.page_version, *names)
            .join(self.work, self.work.id == self.edition.work_id)
            .outerjoin(CatalogueItem, item)
            .where(self.work.slug == slug, self.edition.state.in_(PUBLIC))
        )
        row = db.session.execute(chosen).one_or_none()
        return None if row is None else tuple(row)

    def free_slug(self, wanted: str, title: str) -> str:
        """
        Return an address that no work has: *wanted*, or one made of *title*, numbered if need be.

        Raises:
            InvalidInput: *wanted* is taken, or nothing usable is left.
        """
        slug = usable_slug(wanted, title)
        if self._is_free(slug):
            return slug
        if wanted:
            raise InvalidInput(
                f"{self.kind}:{slug} exists",
                field="slug",
                says=N_("Denne adressen er i bruk. Velg en annen."),
            )
        return next(each for each in (f"{slug}-{n}" for n in count(2)) if self._is_free(each))

    def ensure_none_in_work(self, work: W) -> None:
        """
        Make sure that nobody works on an edition of *work*.

        Raises:
            AlreadyExists: somebody does.
        """
        if self.in_work(work.slug) is not None:
            raise AlreadyExists(
                f"{work.subject} has an edition in work",
                says=N_("Noen arbeider allerede med en ny utgave."),
            )

    def last_number(self, work: W) -> int:
        """Return the number of the newest edition of *work*, 0 if it has none."""
        chosen = select(func.max(self.edition.number)).where(self.edition.work_id == work.id)
        return db.session.scalar(chosen) or 0

    def listed(self, topic: Topic | None, *, after: str | None, size: int = 20) -> Page[E]:
        """Return one page of the published editions, by title, with owner and topics."""
        chosen = self._listed().where(self.edition.state == EditionState.PUBLISHED)
        if topic is not None:
            under = select(self.topics.c.edition_id).where(self.topics.c.topic_id == topic.id)
            chosen = chosen.where(self.edition.id.in_(under))
        keys: Any = (self.edition.title, self.edition.id)
        return page_by_key(chosen, keys, after=after, size=size)

    def topic_counts(self) -> list[tuple[Topic, int]]:
        """Return the topics that published editions have, in their order, and how many each."""
        chosen = (
            select(Topic, func.count())
            .join(self.topics, self.topics.c.topic_id == Topic.id)
            .join(self.edition, self.edition.id == self.topics.c.edition_id)
            .where(self.edition.state == EditionState.PUBLISHED)
            .group_by(Topic.id)
            .order_by(Topic.position, Topic.id)
        )
        return [(topic, count) for topic, count in db.session.execute(chosen)]

    def desk(self, narrowed: Desk, *, after: str | None, size: int = 20) -> Page[E]:
        """Return one page of the editions an editor works with, last changed first."""
        chosen = self._listed().options(joinedload(self._changed_by))
        chosen = chosen.where(*self._narrowing(narrowed))
        keys: Any = (self.edition.changed_at, self.edition.id)
        return page_by_key(chosen, keys, after=after, descending=True, size=size)

    def desk_counts(self, owner_id: int | None) -> dict[EditionState, int]:
        """Return how many editions stand in each state an editor works with."""
        chosen = select(self.edition.state, func.count()).group_by(self.edition.state)
        if owner_id is not None:
            chosen = chosen.join(self.work, self.work.id == self.edition.work_id)
            chosen = chosen.where(self.work.owner_id == owner_id)
        chosen = chosen.where(self.edition.state.not_in(GIVEN_UP))
        return dict(db.session.execute(chosen).all())

    def due_count(self, owner_id: int | None, due_on: date) -> int:
        """Return how many published editions were due for a check by *due_on*."""
        narrowed = Desk(owner_id=owner_id, due_on=due_on)
        chosen = select(func.count()).select_from(self.edition)
        chosen = chosen.join(self.work, self.work.id == self.edition.work_id)
        return db.session.scalar(chosen.where(*self._narrowing(narrowed))) or 0

    def _is_free(self, slug: str) -> bool:
        taken = select(self.work.id).where(self.work.slug == slug)
        return db.session.scalar(taken) is None

    def _narrowing(self, narrowed: Desk) -> list[Any]:
        wanted: list[Any] = [self.edition.state.not_in(GIVEN_UP)]
        if narrowed.owner_id is not None:
            wanted.append(self.work.owner_id == narrowed.owner_id)
        if narrowed.state is not None:
            wanted.append(self.edition.state == narrowed.state)
        if narrowed.due_on is not None:
            wanted.append(self.edition.state == EditionState.PUBLISHED)
            wanted.append(self.edition.check_due_on <= narrowed.due_on)
        return wanted

    def _whole(self, slug: str) -> Select[E]:
        joined = joinedload(self._work).joinedload(self._owner)
        chosen = select(self.edition).join(self._work).where(self.work.slug == slug)
        return chosen.options(
            joined, joinedload(self._changed_by), selectinload(self._topics), *self.parts
        )

    def _listed(self) -> Select[E]:
        joined = joinedload(self._work).joinedload(self._owner)
        chosen = select(self.edition).join(self._work)
        return chosen.options(joined, selectinload(self._topics))

    # Mapped relations of the two classes, which no type describes: each table has its own.

    @property
    def _work(self) -> Any:
        return self.edition.work  # type: ignore[attr-defined]

    @property
    def _topics(self) -> Any:
        return self.edition.topics

    @property
    def _owner(self) -> Any:
        return self.work.owner

    @property
    def _changed_by(self) -> Any:
        return self.edition.changed_by


def agencies() -> list[Organisation]:
    """Return the agencies that can answer for a work, by name."""
    chosen = select(Organisation).where(Organisation.kind.in_(OWNING_KINDS), Organisation.is_active)
    return list(db.session.scalars(chosen.order_by(Organisation.name_nb)))


def topics_at(slugs: Iterable[str]) -> list[Topic]:
    """Return the topics at *slugs*, in their own order; unknown ones are left out."""
    chosen = select(Topic).where(Topic.slug.in_(set(slugs)))
    return list(db.session.scalars(chosen.order_by(Topic.position, Topic.id)))
