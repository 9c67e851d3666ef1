"""People, organisations and queues."""

from helpdesk.accounts.models import (
    MailDomain,
    MemberRole,
    Membership,
    Organisation,
    OrganisationKind,
    Queue,
    User,
)
from helpdesk.foundation import clock
from helpdesk.foundation.db import db


def municipality(number: str, name: str, *, county: str, domain: str) -> Organisation:
    made = Organisation(
        key=f"kommune-{number}",
        kind=OrganisationKind.MUNICIPALITY,
        name_nb=name,
        name_nn=name,
        number=number,
        county_name=county,
        former_names=[],
        domains=[MailDomain(domain=domain)],
    )
    db.session.add(made)
    return made


def agency(key: str, name: str, *, domain: str) -> Organisation:
    made = Organisation(
        key=key,
        kind=OrganisationKind.AGENCY,
        name_nb=name,
        name_nn=name,
        former_names=[],
        domains=[MailDomain(domain=domain)],
    )
    db.session.add(made)
    return made


def queue(organisation: Organisation, **facts: object) -> Queue:
    values = {"key": organisation.key, "name_nb": organisation.name_nb} | facts
    made = Queue(organisation=organisation, name_nn=values["name_nb"], **values)
    db.session.add(made)
    return made


def user(email: str, name: str, organisation: Organisation, **facts: object) -> User:
    values = {"memberships": [], "created_at": clock.now()} | facts
    made = User(email=email, name=name, organisation=organisation, **values)
    db.session.add(made)
    return made


def member(person: User, of: Queue, role: MemberRole = MemberRole.EXPERT, **facts: object) -> None:
    db.session.add(Membership(user=person, queue=of, role=role, **facts))
