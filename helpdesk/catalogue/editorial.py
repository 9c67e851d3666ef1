"""What every edited kind of content shares: a work under one address, and its numbered editions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from helpdesk.accounts.models import Organisation, User
from helpdesk.foundation.errors import NotAllowedNow, StaleVersion
from helpdesk.foundation.language import N_, TextLanguage
from helpdesk.topics.models import Topic

CHECKED_FOR = timedelta(days=365)
"""How long a text counts as checked unless its editor says otherwise. A guess: once a year."""


class EditionState(StrEnum):
    """Where an edition stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"
    """Given up before it was published; the work keeps its current edition, if any."""


_S = EditionState

TRANSITIONS: dict[EditionState, frozenset[EditionState]] = {
    _S.DRAFT: frozenset({_S.SUBMITTED, _S.DISCARDED}),
    _S.SUBMITTED: frozenset({_S.DRAFT, _S.PUBLISHED}),
    _S.PUBLISHED: frozenset({_S.SUPERSEDED, _S.WITHDRAWN}),
    _S.SUPERSEDED: frozenset(),
    _S.WITHDRAWN: frozenset({_S.SUPERSEDED}),
    _S.DISCARDED: frozenset(),
}

IN_WORK = frozenset({_S.DRAFT, _S.SUBMITTED})
PUBLIC = frozenset({_S.PUBLISHED, _S.WITHDRAWN})
"""The states in which an edition is what readers see; a work has at most one such edition."""


@dataclass(frozen=True)
class Lack:
    """Something that must be there before an edition is submitted."""

    says: str
    """A bokmål text marked with ``N_``."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """Its placeholders."""


@dataclass(frozen=True)
class Details:
    """What an editor says about an edition, besides the text that is its own kind's."""

    title: str
    summary: str
    language: TextLanguage
    laws: Sequence[str]
    """``LAW-ID/section``, in the order shown."""
    links: Sequence[str]
    """``kind:key`` on the shelf, in the order shown."""
    check_due_on: date | None


class EditedWork:
    """Columns of a work: its address, its owner, and whether it stands."""

    if TYPE_CHECKING:

        def __init__(self, **values: Any) -> None: ...

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    """The last part of its address, and its catalogue key."""
    owner_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    first_published_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str | None]

    @declared_attr
    def owner(self) -> Mapped[Organisation]:
        """Return the agency that answers for the work."""
        return relationship(lazy="raise_on_sql")

    @property
    def subject(self) -> str:
        """Return how the record of events names the work; each kind says it."""
        raise NotImplementedError

    @property
    def public_since(self) -> datetime:
        """
        Return when the work was first published.

        Raises:
            NotAllowedNow: it never was.
        """
        if self.first_published_at is None:
            raise NotAllowedNow(f"{self.subject} was never published")
        return self.first_published_at

    def stand(self, at: datetime) -> None:
        """Make the work public, from *at* if it never was, and lift a withdrawal."""
        self.first_published_at = self.first_published_at or at
        self.withdrawn_at = self.withdrawn_reason = None

    def fall(self, at: datetime, reason: str) -> None:
        """Mark the work as withdrawn; its page stays, with the reason."""
        self.withdrawn_at, self.withdrawn_reason = at, reason


class EditionOfWork:
    """
    Columns of an edition, and the steps it can take.

    Each kind adds ``work_id``, ``work`` and ``topics``, which name its own tables.
    """

    if TYPE_CHECKING:
        work_id: Mapped[int]
        topics: Mapped[list[Topic]]

        def __init__(self, **values: Any) -> None: ...

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    state: Mapped[EditionState] = mapped_column(default=EditionState.DRAFT)
    title: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    language: Mapped[TextLanguage]
    laws: Mapped[list[str]] = mapped_column(default=list)
    """``LAW-ID/section``, in the order shown."""
    links: Mapped[list[str]] = mapped_column(default=list)
    """``kind:key`` on the shelf, in the order shown."""
    checked_on: Mapped[date | None]
    check_due_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=0)
    """Raised at every save; a form that saw another one is too old."""
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    author_ids: Mapped[list[int]] = mapped_column(default=list)
    """Everyone who wrote in it or submitted it: none of them may publish it."""
    remarks: Mapped[str | None]
    """Why it was returned, until it is submitted again."""
    published_at: Mapped[datetime | None]

    @declared_attr
    def changed_by(self) -> Mapped[User | None]:
        """Return who saved last; None for the service itself."""
        return relationship(lazy="raise_on_sql")

    @property
    def is_draft(self) -> bool:
        """Tell whether its words may still be changed."""
        return self.state is EditionState.DRAFT

    def move_to(self, state: EditionState, *, at: datetime) -> None:
        """
        Change the state, if the table of transitions has the step.

        Raises:
            NotAllowedNow: the step does not exist.
        """
        if state not in TRANSITIONS[self.state]:
            raise NotAllowedNow(
                f"edition {self.number} cannot go from {self.state} to {state}",
                says=N_("Teksten har fått en ny status i mellomtiden. Last siden på nytt og se."),
            )
        self.state, self.changed_at = state, at

    def ensure_writable(self, seen_version: int | None) -> None:
        """
        Make sure that whoever saves now has seen the text as it stands.

        Raises:
            NotAllowedNow: the edition is no draft.
            StaleVersion: somebody else has saved since *seen_version*.
        """
        if not self.is_draft:
            raise NotAllowedNow(
                f"edition {self.number} is {self.state}, not a draft",
                says=N_("Teksten er ikke lenger et utkast, og kan ikke endres nå."),
            )
        if seen_version is not None and seen_version != self.version:
            raise StaleVersion(
                f"edition {self.number} has version {self.version}, the form saw {seen_version}",
                says=N_("Noen andre har lagret i mellomtiden. Begge tekstene står nedenfor."),
            )

    def describe(self, details: Details) -> None:
        """Take over what the editor says about the edition."""
        self.title, self.summary = details.title, details.summary
        self.language = details.language
        self.laws, self.links = list(details.laws), list(details.links)
        self.check_due_on = details.check_due_on

    @property
    def details(self) -> Details:
        """Return what the editor said about the edition."""
        return Details(
            title=self.title,
            summary=self.summary,
            language=self.language,
            laws=tuple(self.laws),
            links=tuple(self.links),
            check_due_on=self.check_due_on,
        )

    def sign(self, author: User, *, at: datetime) -> None:
        """Note that *author* wrote in it now; raises the version."""
        self.version += 1
        self.changed_at, self.changed_by_id = at, author.id
        self.author_ids = sorted({*self.author_ids, author.id})

    def begin(self, author: User, *, at: datetime) -> None:
        """Make it a fresh draft by *author*."""
        self.state, self.created_at, self.author_ids = EditionState.DRAFT, at, []
        self.sign(author, at=at)

    def copied(self, *, number: int) -> Self:
        """Return a new edition with the same words; each kind knows what belongs to them."""
        raise NotImplementedError

    def mark_checked(self, *, at: datetime, checked_on: date, due_on: date) -> None:
        """
        Note that the published text still holds.

        Raises:
            NotAllowedNow: it is not published.
        """
        if self.state is not EditionState.PUBLISHED:
            raise NotAllowedNow(f"edition {self.number} is {self.state}, not published")
        self.changed_at, self.checked_on, self.check_due_on = at, checked_on, due_on

    def mark_published(self, *, at: datetime, checked_on: date) -> None:
        """Make it the edition readers see, checked on *checked_on* and next a year later."""
        self.move_to(EditionState.PUBLISHED, at=at)
        self.published_at, self.checked_on, self.remarks = at, checked_on, None
        if self.check_due_on is None or self.check_due_on <= checked_on:
            self.check_due_on = checked_on + CHECKED_FOR


def work_constraints() -> tuple[Any, ...]:
    """Return what the database itself refuses of a work."""
    reasoned = "(withdrawn_at IS NULL) = (withdrawn_reason IS NULL)"
    return (CheckConstraint(reasoned, name="withdrawn_with_a_reason"),)


def edition_constraints(table: str) -> tuple[Any, ...]:
    """Return what the database itself refuses of editions: two published, two in work."""
    return (
        UniqueConstraint("work_id", "number"),
        _only_one(f"uq_{table}_one_public", PUBLIC),
        _only_one(f"uq_{table}_one_in_work", IN_WORK),
        Index(f"ix_{table}_state_changed_at", "state", "changed_at"),
        CheckConstraint(
            "state NOT IN ('published', 'superseded', 'withdrawn') OR published_at IS NOT NULL",
            name="published_at_a_time",
        ),
    )


def _only_one(name: str, states: frozenset[EditionState]) -> Index:
    listed = ", ".join(f"'{state}'" for state in sorted(states))
    among = sql(f"state IN ({listed})")
    return Index(name, "work_id", unique=True, sqlite_where=among, postgresql_where=among)
