"""Organisations, mail domains, people, queues and memberships."""

import secrets
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from helpdesk.foundation.db import Model
from helpdesk.foundation.language import Language, TextLanguage


class OrganisationKind(StrEnum):
    """What an organisation is in the Norwegian public sector."""

    MUNICIPALITY = "municipality"
    COUNTY = "county"
    STATSFORVALTER = "statsforvalter"
    AGENCY = "agency"
    MINISTRY = "ministry"
    ASSOCIATION = "association"


ASKING_KINDS = frozenset(
    {OrganisationKind.MUNICIPALITY, OrganisationKind.COUNTY, OrganisationKind.STATSFORVALTER}
)
"""Whose employees may ask. Source: service.md, section 1."""


class Organisation(Model):
    """A municipality, a county, an agency: whom people work for and who answers."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    """``kommune-4631`` for a municipality, the agency's key (``miljodir``) for an agency."""
    kind: Mapped[OrganisationKind]
    name_nb: Mapped[str]
    name_nn: Mapped[str]
    short_name: Mapped[str] = mapped_column(default="")
    number: Mapped[str | None] = mapped_column(unique=True)
    """The municipality's four digits, as Statistics Norway gives them."""
    county_name: Mapped[str | None]
    language: Mapped[TextLanguage] = mapped_column(default=TextLanguage.NB)
    """The language form replies are written in unless the asker says otherwise."""
    former_names: Mapped[list[str]] = mapped_column(default=list)
    is_active: Mapped[bool] = mapped_column(default=True)

    domains: Mapped[list["MailDomain"]] = relationship(
        back_populates="organisation", lazy="raise_on_sql"
    )
    queues: Mapped[list["Queue"]] = relationship(back_populates="organisation", lazy="raise_on_sql")

    def name(self, language: str) -> str:
        """Return the name in *language*; English readers get the bokmål name."""
        return self.name_nn if language == TextLanguage.NN else self.name_nb

    @property
    def subject(self) -> str:
        """Return what the record calls it."""
        return f"organisation:{self.key}"

    @property
    def full_name(self) -> str:
        """Return the name that cannot be mistaken: "Herøy (Nordland)"."""
        return organisation_name(self.name_nb, self.county_name)


def organisation_name(name: str, county_name: str | None) -> str:
    """Return *name* with its county: Herøy and Våler occur twice."""
    return f"{name} ({county_name})" if county_name else name


class MailDomain(Model):
    """A mail domain and whom it belongs to; editable, because ``<name>.kommune.no`` is derived."""

    __tablename__ = "mail_domain"

    domain: Mapped[str] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    is_confirmed: Mapped[bool] = mapped_column(default=True)
    """False where an asker chose the municipality and no administrator has looked at it yet."""

    organisation: Mapped[Organisation] = relationship(back_populates="domains", lazy="raise_on_sql")


def _session_key() -> str:
    return secrets.token_urlsafe(24)


class User(Model):
    """A person with a confirmed work address."""

    __tablename__ = "user_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    """Lower case."""
    name: Mapped[str] = mapped_column(default="")
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    is_placed: Mapped[bool] = mapped_column(default=True)
    """False while the person has chosen the municipality and no administrator has confirmed it."""
    password_hash: Mapped[str | None]
    """argon2id; None for those who sign in by mail link only."""
    session_key: Mapped[str] = mapped_column(default=_session_key, unique=True)
    language: Mapped[Language] = mapped_column(default=Language.NB)
    is_editor: Mapped[bool] = mapped_column(default=False)
    is_admin: Mapped[bool] = mapped_column(default=False)
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]
    signed_in_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="user", lazy="raise_on_sql", cascade="all, delete-orphan"
    )

    is_authenticated = True
    is_anonymous = False

    __table_args__ = (CheckConstraint("email = lower(email)", name="email_lower"),)

    def get_id(self) -> str:
        """Return what the session cookie holds: a key that changes when sessions must end."""
        return self.session_key

    def end_sessions(self) -> None:
        """Make every session of this account worthless."""
        self.session_key = _session_key()

    @property
    def subject(self) -> str:
        """Return what the record calls the person: the key, so that no name stays for ever."""
        return f"user:{self.id}"

    @property
    def display_name(self) -> str:
        """Return the name, or the address where no name is known."""
        return self.name or self.email

    @property
    def initials(self) -> str:
        """Return one to three capital letters for narrow columns."""
        parts = (self.name or self.email.split("@")[0].replace(".", " ")).split()
        return "".join(part[0] for part in parts[:3]).upper()

    def role_in(self, queue_id: int) -> "MemberRole | None":
        """Return the role in a queue; None for an outsider."""
        return next((m.role for m in self.memberships if m.queue_id == queue_id), None)

    @property
    def queue_ids(self) -> frozenset[int]:
        """Return the queues this person serves."""
        return frozenset(m.queue_id for m in self.memberships)

    @property
    def is_expert(self) -> bool:
        """Tell whether the person serves any queue."""
        return bool(self.memberships)

    @property
    def may_ask(self) -> bool:
        """Tell whether the person works where questions come from."""
        return self.organisation.kind in ASKING_KINDS


class Queue(Model):
    """Where an agency's unassigned questions wait, and the rules its answers follow."""

    __tablename__ = "queue"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    name_nb: Mapped[str]
    name_nn: Mapped[str]
    service_days: Mapped[int] = mapped_column(default=10)
    """Working days to an answer. Source: service.md, section 3."""
    needs_review: Mapped[bool] = mapped_column(default=True)
    """A second pair of eyes before sending; before publishing there always is one."""
    is_active: Mapped[bool] = mapped_column(default=True)

    organisation: Mapped[Organisation] = relationship(back_populates="queues", lazy="raise_on_sql")
    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="queue", lazy="raise_on_sql", cascade="all, delete-orphan"
    )

    __table_args__ = (CheckConstraint("service_days BETWEEN 1 AND 60", name="service_days_sane"),)

    @property
    def subject(self) -> str:
        """Return what the record calls it."""
        return f"queue:{self.key}"

    def name(self, language: str) -> str:
        """Return the name in *language*; English readers get the bokmål name."""
        return self.name_nn if language == TextLanguage.NN else self.name_nb


class MemberRole(StrEnum):
    """What a member of a queue may do there."""

    EXPERT = "expert"
    REVIEWER = "reviewer"


class Membership(Model):
    """A person's place in a queue."""

    __tablename__ = "membership"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    queue_id: Mapped[int] = mapped_column(ForeignKey("queue.id"), index=True)
    role: Mapped[MemberRole]
    is_lead: Mapped[bool] = mapped_column(default=False)
    """The lead is alarmed when a question stands unseen or overdue."""

    user: Mapped[User] = relationship(back_populates="memberships", lazy="raise_on_sql")
    queue: Mapped[Queue] = relationship(back_populates="memberships", lazy="raise_on_sql")

    __table_args__ = (UniqueConstraint("user_id", "queue_id"),)


class SignInLink(Model):
    """A link by mail that signs its reader in, once."""

    __tablename__ = "sign_in_link"

    digest: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    onward: Mapped[str] = mapped_column(default="/")
    """Where the reader was going; always an address of ours."""

    user: Mapped[User] = relationship(lazy="raise_on_sql")

    __table_args__ = (Index("ix_sign_in_link_expires_at", "expires_at"),)
