"""Whom a mail address speaks for, by its domain; and the accounts made from that."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from helpdesk.accounts import queries
from helpdesk.accounts.models import MailDomain, Organisation, OrganisationKind, User
from helpdesk.foundation import events
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput
from helpdesk.foundation.language import Language

MUNICIPAL = "kommune.no"
"""Every domain under it belongs to a municipality. Source: Norid's rules, category domains."""


@dataclass(frozen=True)
class Known:
    """The address belongs to *organisation*; *is_confirmed* unless only an asker said so."""

    organisation: Organisation
    is_confirmed: bool = True


@dataclass(frozen=True)
class UnknownMunicipality:
    """A municipality's address, of a domain nobody has placed yet: the asker may choose."""

    domain: str


@dataclass(frozen=True)
class NotAllowed:
    """An address from outside those the service is for."""

    domain: str


Place = Known | UnknownMunicipality | NotAllowed


def domain_of(email: str) -> str:
    """Return the domain of an address in lower case, ``""`` where there is none."""
    return email.strip().rpartition("@")[2].lower().rstrip(".") if "@" in email else ""


def with_parents(domain: str) -> list[str]:
    """Return *domain* and the domains above it, longest first, down to two labels."""
    labels = domain.split(".")
    return [".".join(labels[start:]) for start in range(len(labels) - 1)]


def municipal_domain(domain: str) -> str | None:
    """Return the part of *domain* that stands directly under ``kommune.no``, if it is there."""
    labels = domain.split(".")
    is_below = domain.endswith("." + MUNICIPAL) and all(labels)
    return ".".join(labels[-3:]) if is_below else None


def organisation_for(email: str) -> Place:
    """Return whom *email* speaks for: by its domain, or the nearest known one above it."""
    domain = domain_of(email)
    known = queries.nearest_domain(with_parents(domain))
    if known is not None:
        return Known(known.organisation, is_confirmed=known.is_confirmed)
    municipal = municipal_domain(domain)
    return UnknownMunicipality(municipal) if municipal else NotAllowed(domain)


def person_for(
    email: str, organisation: Organisation, language: Language | str, at: datetime
) -> User:
    """
    Return the account of *email*, made now without a password if there is none; does not commit.

    An account that exists is returned as it is: it keeps its organisation, and may be inactive.
    """
    known = queries.by_email(email)
    if known is not None:
        return known
    user = User(
        email=email.strip().lower(),
        organisation=organisation,
        is_placed=_is_sure(organisation_for(email), organisation),
        language=Language(language),
        created_at=at,
        memberships=[],
    )
    try:
        with db.session.begin_nested():
            db.session.add(user)
    except IntegrityError:
        return person_for(email, organisation, language, at)
    events.record("accounts.make_account", user.subject, actor_id=user.id)
    return user


def claim_domain(domain: str, organisation: Organisation) -> MailDomain:
    """
    Note that an asker has placed the unknown *domain* at *organisation*; does not commit.

    An administrator confirms or corrects it. A domain placed in the meantime stays as it is.

    Raises:
        InvalidInput: not a municipality, or not a domain directly under ``kommune.no``.
    """
    if municipal_domain(domain) != domain or not _is_municipality(organisation):
        raise InvalidInput(f"{domain} cannot be claimed for {organisation.key}")
    known = queries.mail_domain(domain)
    if known is not None:
        return known
    claimed = MailDomain(domain=domain, organisation=organisation, is_confirmed=False)
    db.session.add(claimed)
    events.record("accounts.claim_domain", organisation.subject, actor_id=None, text=domain)
    return claimed


def _is_sure(place: Place, organisation: Organisation) -> bool:
    if not isinstance(place, Known):
        return False
    return place.is_confirmed and place.organisation.id == organisation.id


def _is_municipality(organisation: Organisation) -> bool:
    return organisation.is_active and organisation.kind is OrganisationKind.MUNICIPALITY
