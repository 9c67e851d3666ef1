"""What administrators do with people's accounts."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from helpdesk.accounts import domains, mail, placing, policy, queries, sign_in_links
from helpdesk.accounts.models import MemberRole, Organisation, User
from helpdesk.accounts.service import queues
from helpdesk.foundation import clock, events
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import AlreadyExists, InvalidInput, NotFound, NotPermitted
from helpdesk.foundation.language import N_, Language

NO_ADDRESS = N_("Skriv en hel e-postadresse, som kari@alver.kommune.no.")
TAKEN = N_("Det finnes allerede en konto med denne adressen.")
NO_SUCH_PLACE = N_("Velg en virksomhet fra listen.")
NOT_YOURSELF = N_("Du kan ikke stenge din egen konto eller si fra deg rollen som administrator.")

_NOWHERE: Mapping[str, MemberRole] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Person:
    """What an administrator decides about a person."""

    name: str
    organisation_key: str
    language: Language = Language.NB
    is_editor: bool = False
    is_admin: bool = False


def add(
    *, actor: User | None, email: str, person: Person, places: Mapping[str, MemberRole] = _NOWHERE
) -> User:
    """
    Make an account without a password and tell the person by mail.

    Args:
        actor: the administrator; None for the command line.
        places: the role in each queue, by the queue's key.

    Raises:
        NotPermitted: *actor* is no administrator.
        AlreadyExists: the address has an account.
        InvalidInput: the organisation does not exist, or does not have one of the queues.
        NotFound: a queue does not exist.
    """
    policy.require_admin(actor, f"add {email}")
    if not domains.domain_of(email):
        raise InvalidInput(f"{email!r} is no address", field="email", says=NO_ADDRESS)
    if queries.by_email(email) is not None:
        raise AlreadyExists(f"{email} has an account", says=TAKEN)

    user = User(
        email=email.strip().lower(),
        name=person.name.strip(),
        organisation=_organisation(person.organisation_key),
        language=person.language,
        is_editor=person.is_editor,
        is_admin=person.is_admin,
        created_at=clock.now(),
        memberships=[],
    )
    db.session.add(user)
    db.session.flush()
    actor_id = actor.id if actor else None
    events.record("accounts.add_person", user.subject, actor_id=actor_id, text=_rights(user))
    for key, role in places.items():
        queues.place(actor=actor, queue=queues.queue(key), email=email, role=role)
    mail.account_made(user)
    db.session.commit()
    return user


def save(*, actor: User, user: User, person: Person) -> None:
    """
    Change name, organisation, language and roles; who leaves an agency leaves its queues.

    Raises:
        NotPermitted: *actor* is no administrator, or would stop being one.
        InvalidInput: the organisation does not exist.
    """
    policy.require_admin(actor, f"change {user.subject}")
    if user.is_admin and not person.is_admin and not policy.can_take_admin_from(actor, user):
        raise NotPermitted(f"{actor.subject} may not resign", says=NOT_YOURSELF)

    user.name = person.name.strip()
    user.language = person.language
    user.is_editor = person.is_editor
    user.is_admin = person.is_admin
    _move(actor, user, _organisation(person.organisation_key))
    events.record("accounts.save_person", user.subject, actor_id=actor.id, text=_rights(user))
    db.session.commit()


def deactivate(*, actor: User | None, user: User) -> None:
    """
    Close the account at once: every session ends, no link works.

    Args:
        actor: the administrator; None for the command line.

    Raises:
        NotPermitted: *actor* is no administrator, or it is the own account.
    """
    if actor is not None and not policy.can_deactivate(actor, user):
        raise NotPermitted(f"{actor.subject} may not close {user.subject}", says=NOT_YOURSELF)

    user.is_active = False
    user.end_sessions()
    sign_in_links.forget_of(user)
    actor_id = actor.id if actor else None
    events.record("accounts.deactivate", user.subject, actor_id=actor_id)
    db.session.commit()


def reactivate(*, actor: User, user: User) -> None:
    """Open a closed account again."""
    policy.require_admin(actor, f"reactivate {user.subject}")

    user.is_active = True
    events.record("accounts.reactivate", user.subject, actor_id=actor.id)
    db.session.commit()


def send_link(*, actor: User, user: User) -> None:
    """Have a sign-in link sent to somebody who cannot get in."""
    policy.require_admin(actor, f"send a link to {user.subject}")

    sign_in_links.request(user.email, onward="/", language=user.language)
    events.record("accounts.send_link", user.subject, actor_id=actor.id)
    db.session.commit()


def person(user_id: int) -> User:
    """
    Return the user with this key.

    Raises:
        NotFound: there is none.
    """
    user = queries.by_id(user_id)
    if user is None:
        raise NotFound(f"no user {user_id}")
    return user


def _move(actor: User, user: User, organisation: Organisation) -> None:
    was_placed, user.is_placed = user.is_placed, True
    if not was_placed:
        placing.announce([user.id])
    if user.organisation_id == organisation.id:
        return
    user.organisation = organisation
    for membership in [m for m in user.memberships if m.queue.organisation_id != organisation.id]:
        user.memberships.remove(membership)
        events.record(
            "accounts.remove_member",
            membership.queue.subject,
            actor_id=actor.id,
            text=user.subject,
        )


def _organisation(key: str) -> Organisation:
    found = queries.organisation(key)
    if found is None:
        raise InvalidInput(f"no organisation {key}", field="organisation", says=NO_SUCH_PLACE)
    return found


def _rights(user: User) -> str:
    roles = [name for name in ("is_editor", "is_admin") if getattr(user, name)]
    return f"{user.organisation.key}: {', '.join(roles) or '-'}"
