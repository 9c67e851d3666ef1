"""What administrators do with queues and those who serve them."""

from dataclasses import dataclass

from helpdesk.accounts import policy, queries
from helpdesk.accounts.models import (
    MemberRole,
    Membership,
    Organisation,
    OrganisationKind,
    Queue,
    User,
)
from helpdesk.foundation import events
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import AlreadyExists, InvalidInput, NotAllowedNow, NotFound
from helpdesk.foundation.language import N_

NOBODY = N_("Vi finner ingen aktiv konto med denne adressen. Legg til personen først.")
ELSEWHERE = N_("Personen arbeider ikke i etaten som har køen. Endre virksomheten først.")
ASKS_ONLY = N_("Bare etater som svarer på spørsmål, kan ha en kø.")
TAKEN = N_("Det finnes allerede en kø med denne nøkkelen.")


@dataclass(frozen=True, kw_only=True)
class QueueRules:
    """The name of a queue and the rules its answers follow; *service_days*: working days."""

    name_nb: str
    name_nn: str
    service_days: int = 10
    needs_review: bool = True


def queue(key: str) -> Queue:
    """
    Return the queue with this key, with organisation and members.

    Raises:
        NotFound: there is none.
    """
    found = queries.queue(key)
    if found is None:
        raise NotFound(f"no queue {key}")
    return found


def open_for(*, actor: User, organisation: Organisation) -> Queue:
    """
    Give an agency that had none a queue with the agency's name and the usual rules.

    Raises:
        NotPermitted: *actor* is no administrator.
        NotAllowedNow: only agencies answer.
        AlreadyExists: the agency has its queue.
    """
    policy.require_admin(actor, f"open a queue for {organisation.key}")
    if organisation.kind is not OrganisationKind.AGENCY:
        raise NotAllowedNow(f"{organisation.subject} does not answer", says=ASKS_ONLY)
    rules = QueueRules(name_nb=organisation.name_nb, name_nn=organisation.name_nn)
    made = make(actor=actor, organisation=organisation, key=organisation.key, rules=rules)
    db.session.commit()
    return made


def make(*, actor: User, organisation: Organisation, key: str, rules: QueueRules) -> Queue:
    """
    Make a queue, in the transaction at hand.

    Raises:
        AlreadyExists: the key is taken.
    """
    if queries.queue(key) is not None:
        raise AlreadyExists(f"queue {key} exists", says=TAKEN)
    made = Queue(key=key, organisation=organisation, memberships=[])
    _apply(made, rules)
    db.session.add(made)
    events.record("accounts.add_queue", made.subject, actor_id=actor.id, text=_told(rules))
    return made


def save(*, actor: User, queue: Queue, rules: QueueRules) -> None:
    """
    Change a queue's name and rules; they hold for what is sent from now on.

    Raises:
        NotPermitted: *actor* is no administrator.
    """
    policy.require_admin(actor, f"change {queue.subject}")

    _apply(queue, rules)
    events.record("accounts.save_queue", queue.subject, actor_id=actor.id, text=_told(rules))
    db.session.commit()


def place_member(*, actor: User, queue: Queue, email: str, role: MemberRole, is_lead: bool) -> None:
    """
    Let the person with this address serve the queue, or change the role there.

    Raises:
        NotPermitted: *actor* is no administrator.
        InvalidInput: nobody active has the address, or the person works elsewhere.
    """
    policy.require_admin(actor, f"change the members of {queue.subject}")
    place(actor=actor, queue=queue, email=email, role=role, is_lead=is_lead)
    db.session.commit()


def place(
    *, actor: User | None, queue: Queue, email: str, role: MemberRole, is_lead: bool = False
) -> None:
    """Do what ``place_member`` does, in the transaction at hand."""
    user = _colleague(queue, email)

    membership = _membership(queue, user)
    membership.role = role
    membership.is_lead = is_lead
    text = f"{user.subject} {role.value}{' lead' if is_lead else ''}"
    actor_id = actor.id if actor else None
    events.record("accounts.place_member", queue.subject, actor_id=actor_id, text=text)


def remove_member(*, actor: User, queue: Queue, user_id: int) -> None:
    """
    Take a person out of the queue.

    Raises:
        NotPermitted: *actor* is no administrator.
        NotFound: the person does not serve it.
    """
    policy.require_admin(actor, f"change the members of {queue.subject}")
    membership = next((m for m in queue.memberships if m.user_id == user_id), None)
    if membership is None:
        raise NotFound(f"user {user_id} does not serve {queue.subject}")

    queue.memberships.remove(membership)
    events.record(
        "accounts.remove_member", queue.subject, actor_id=actor.id, text=f"user:{user_id}"
    )
    db.session.commit()


def _colleague(queue: Queue, email: str) -> User:
    user = queries.by_email(email)
    if user is None or not user.is_active:
        raise InvalidInput(f"nobody is {email}", field="email", says=NOBODY)
    if user.organisation_id != queue.organisation_id:
        raise InvalidInput(f"{user.subject} works elsewhere", field="email", says=ELSEWHERE)
    return user


def _membership(queue: Queue, user: User) -> Membership:
    found = next((m for m in queue.memberships if m.user_id == user.id), None)
    if found is None:
        found = Membership(user=user, queue=queue)
        db.session.add(found)
    return found


def _apply(queue: Queue, rules: QueueRules) -> None:
    queue.name_nb = rules.name_nb.strip()
    queue.name_nn = rules.name_nn.strip() or queue.name_nb
    queue.service_days = rules.service_days
    queue.needs_review = rules.needs_review


def _told(rules: QueueRules) -> str:
    return f"{rules.service_days} days, review {'on' if rules.needs_review else 'off'}"
