"""Reads of people, organisations and queues."""

from collections.abc import Sequence

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import joinedload, selectinload

from helpdesk.accounts.models import (
    ASKING_KINDS,
    MailDomain,
    Membership,
    Organisation,
    OrganisationKind,
    Queue,
    SignInLink,
    User,
)
from helpdesk.foundation import clock, tokens
from helpdesk.foundation.db import db
from helpdesk.foundation.paging import Page, page_by_key

ORGANISATIONS = "organisations"
"""The counter that grows when an organisation gets another name: pages show who answers."""


def by_session_key(session_key: str) -> User | None:
    """Return the active user a session cookie belongs to, with organisation and memberships."""
    return _one(_OF_SESSION, {"session_key": session_key})


def by_email(email: str) -> User | None:
    """Return the user with this address (any case), with organisation and memberships."""
    return _one(_people().where(User.email == email.strip().lower()))


def by_id(user_id: int) -> User | None:
    """Return the user with this key, with organisation, memberships and their queues."""
    chosen = _people().options(selectinload(User.memberships).joinedload(Membership.queue))
    return _one(chosen.where(User.id == user_id))


def password_hash_of(email: str) -> Select[str | None]:
    """Return the statement that reads the stored password of an active user."""
    of_address = User.email == email.strip().lower()
    return select(User.password_hash).where(of_address, User.is_active)


def people(
    *, words: str = "", organisation: Organisation | None = None, after: str | None = None
) -> Page[User]:
    """Return one page of users by address, with organisation and memberships."""
    chosen = _people().options(selectinload(User.memberships).joinedload(Membership.queue))
    if organisation is not None:
        chosen = chosen.where(User.organisation_id == organisation.id)
    for word in words.split()[:5]:
        within = (column.icontains(word, autoescape=True) for column in (User.email, User.name))
        chosen = chosen.where(or_(*within))
    return page_by_key(chosen, [User.email], after=after)


def open_link(token: str) -> SignInLink | None:
    """Return the sign-in link with this token while it can be used, with its user."""
    chosen = select(SignInLink).options(joinedload(SignInLink.user))
    still_open = (SignInLink.used_at.is_(None), SignInLink.expires_at > clock.now())
    of_token = SignInLink.digest == tokens.digest(token)
    link = db.session.scalar(chosen.where(of_token, *still_open))
    return link if link is not None and link.user.is_active else None


def organisation(key: str) -> Organisation | None:
    """Return the organisation with this key, with its mail domains and queues."""
    chosen = select(Organisation).options(
        selectinload(Organisation.domains), selectinload(Organisation.queues)
    )
    return db.session.scalar(chosen.where(Organisation.key == key))


def organisations(
    *, words: str = "", kind: OrganisationKind | None = None, after: str | None = None
) -> Page[Organisation]:
    """Return one page of organisations by bokmål name, with their mail domains."""
    chosen = select(Organisation).options(selectinload(Organisation.domains))
    if kind is not None:
        chosen = chosen.where(Organisation.kind == kind)
    for word in words.split()[:5]:
        columns = (Organisation.name_nb, Organisation.name_nn, Organisation.short_name)
        chosen = chosen.where(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    return page_by_key(chosen, [Organisation.name_nb, Organisation.id], after=after)


def organisation_names() -> list[tuple[str, str]]:
    """Return (key, unmistakable name) of every active organisation, by name."""
    chosen = select(Organisation).where(Organisation.is_active).order_by(Organisation.name_nb)
    return [(found.key, found.full_name) for found in db.session.scalars(chosen)]


def places_to_ask_from() -> list[tuple[str, str]]:
    """Return (key, unmistakable name) of the active organisations whose people may ask."""
    chosen = select(Organisation).where(Organisation.is_active, Organisation.kind.in_(ASKING_KINDS))
    ordered = chosen.order_by(Organisation.name_nb, Organisation.county_name)
    return [(found.key, found.full_name) for found in db.session.scalars(ordered)]


def municipalities() -> list[tuple[str, str]]:
    """Return (key, unmistakable name) of the active municipalities, by name."""
    chosen = select(Organisation).where(
        Organisation.is_active, Organisation.kind == OrganisationKind.MUNICIPALITY
    )
    ordered = chosen.order_by(Organisation.name_nb, Organisation.county_name)
    return [(found.key, found.full_name) for found in db.session.scalars(ordered)]


def mail_domain(domain: str) -> MailDomain | None:
    """Return one mail domain, with its organisation."""
    chosen = select(MailDomain).options(joinedload(MailDomain.organisation))
    return db.session.scalar(chosen.where(MailDomain.domain == domain))


def nearest_domain(domains: Sequence[str]) -> MailDomain | None:
    """Return the longest of *domains* that is known, with its organisation if that is active."""
    chosen = (
        select(MailDomain)
        .join(MailDomain.organisation)
        .options(joinedload(MailDomain.organisation))
        .where(MailDomain.domain.in_(domains), Organisation.is_active)
    )
    return max(db.session.scalars(chosen), key=lambda found: len(found.domain), default=None)


def unconfirmed_domains() -> list[MailDomain]:
    """Return the mail domains that askers have placed and nobody has looked at."""
    chosen = select(MailDomain).options(joinedload(MailDomain.organisation))
    waiting = chosen.where(MailDomain.is_confirmed.is_(False)).order_by(MailDomain.domain)
    return list(db.session.scalars(waiting))


def queue(key: str) -> Queue | None:
    """Return the queue with this key, with its organisation and members."""
    return db.session.scalar(_queues().where(Queue.key == key))


def queues(*, with_inactive: bool = False) -> list[Queue]:
    """Return the queues by bokmål name, with organisation and members."""
    chosen = _queues().order_by(Queue.name_nb)
    if not with_inactive:
        chosen = chosen.where(Queue.is_active)
    return list(db.session.scalars(chosen))


def _queues() -> Select[Queue]:
    members = selectinload(Queue.memberships).joinedload(Membership.user)
    return select(Queue).options(joinedload(Queue.organisation), members)


def _people() -> Select[User]:
    return select(User).options(joinedload(User.organisation), selectinload(User.memberships))


_OF_SESSION = _people().where(User.session_key == bindparam("session_key"), User.is_active)
"""Built once: every request of somebody signed in asks it."""


def _one(chosen: Select[User], facts: dict[str, object] | None = None) -> User | None:
    return db.session.scalars(chosen, facts).unique().one_or_none()
