"""The people of the demo: invented, with one password known to everybody."""

from dataclasses import dataclass, field

from sqlalchemy import select

from helpdesk.accounts import passwords
from helpdesk.accounts.models import MemberRole, Membership, Organisation, Queue, User
from helpdesk.exchange.registers import rows
from helpdesk.foundation import clock
from helpdesk.foundation.db import db

PASSWORD = "demo-passord"  # noqa: S105 - printed at start; a demo only listens on loopback


@dataclass(frozen=True)
class Person:
    """One person of the demo, and what she may do where."""

    email: str
    name: str
    organisation: str
    role: MemberRole | None = None
    facts: dict[str, bool] = field(default_factory=dict)

    @property
    def is_lead(self) -> bool:
        """Tell whether the person leads her queue: the reviewer, or the only expert there."""
        return self.role is MemberRole.REVIEWER or self.email.startswith("expert@")

    @property
    def task(self) -> str:
        """Return what the person does, in a word or two."""
        if self.facts:
            return "editor" if "is_editor" in self.facts else "administrator"
        if self.role is None:
            return "asks"
        return "reviewer" if self.role is MemberRole.REVIEWER else "expert"


NAMED = (
    Person("kari@alver.kommune.no", "Kari Nordås", "kommune-4631"),
    Person("nils@alver.kommune.no", "Nils Sætre", "kommune-4631"),
    Person("ingrid@bodo.kommune.no", "Ingrid Hauge", "kommune-1804"),
    Person("anne@miljodir.no", "Anne Brekke", "miljodir", MemberRole.EXPERT),
    Person("berit@miljodir.no", "Berit Solheim", "miljodir", MemberRole.REVIEWER),
    Person("astrid@miljodir.no", "Astrid Vik", "miljodir", facts={"is_editor": True}),
    Person("odd@miljodir.no", "Odd Berg", "miljodir", facts={"is_admin": True}),
)

EXPERT_NAMES = (
    *("Vera Moen", "Jon Dahl", "Siri Lie", "Per Holm", "Eli Ruud"),
    *("Ola Foss", "Tone Bakke", "Arne Myhre", "Guri Stene", "Leif Haug", "Mari Tveit", "Nora Vold"),
)

_WITH_COLLEAGUES = frozenset({"Anne Brekke", "Berit Solheim"})
"""Where one expert serves a queue alone, nobody could approve, so that queue sends without."""


def everybody() -> list[Person]:
    """Return the named people and one expert for every other agency with a queue."""
    agencies = [
        row
        for row in rows("agencies.csv")
        if row["has_queue"] == "yes" and row["key"] != "miljodir"
    ]
    experts = [
        Person(f"expert@{row['mail_domains'].split('|')[0]}", name, row["key"], MemberRole.REVIEWER)
        for row, name in zip(agencies, EXPERT_NAMES, strict=False)
    ]
    return [*NAMED, *experts]


def load() -> None:
    """Add everybody to the database, in the transaction at hand."""
    organisations = {each.key: each for each in db.session.scalars(select(Organisation))}
    queues = {each.key: each for each in db.session.scalars(select(Queue))}
    password_hash = passwords.hashed(PASSWORD)
    for person in everybody():
        user = User(
            email=person.email,
            name=person.name,
            organisation=organisations[person.organisation],
            password_hash=password_hash,
            created_at=clock.now(),
            **person.facts,
        )
        db.session.add(user)
        if person.role is not None:
            queue = queues[person.organisation]
            queue.needs_review = queue.needs_review and person.name in _WITH_COLLEAGUES
            db.session.add(
                Membership(user=user, queue=queue, role=person.role, is_lead=person.is_lead)
            )
