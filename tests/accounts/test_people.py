"""Administering people: the services behind the pages."""

import pytest

from helpdesk.accounts import queries
from helpdesk.accounts.models import MemberRole, User
from helpdesk.accounts.service import people, queues
from helpdesk.accounts.service.people import Person
from helpdesk.foundation import events
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import AlreadyExists, InvalidInput, NotFound, NotPermitted
from helpdesk.foundation.outbox import OutboxMessage
from tests.cast import Cast

EVA = Person(name="Eva Lie", organisation_key="nve")


def unchanged(user: User, **changes: object) -> Person:
    facts = {
        "name": user.name,
        "organisation_key": user.organisation.key,
        "is_editor": user.is_editor,
        "is_admin": user.is_admin,
    }
    return Person(**(facts | changes))  # type: ignore[arg-type]


def kinds(subject: str) -> list[str]:
    return [event.kind for event in events.of_subject(subject)]


def test_odd_adds_eva_and_she_gets_a_mail(cast: Cast) -> None:
    eva = people.add(actor=cast.odd, email="Eva@NVE.no", person=EVA)
    assert eva.email == "eva@nve.no"
    assert eva.password_hash is None
    assert kinds(eva.subject) == ["accounts.add_person"]
    row = db.session.scalars(db.select(OutboxMessage)).one()
    assert (row.payload["to"], row.payload["template"]) == ("eva@nve.no", "accounts/account_made")


def test_an_expert_is_added_with_her_queue(cast: Cast) -> None:
    places = {"nve": MemberRole.REVIEWER}
    eva = people.add(actor=None, email="eva@nve.no", person=EVA, places=places)
    assert eva.role_in(cast.nve_queue.id) is MemberRole.REVIEWER


@pytest.mark.parametrize(
    ("email", "key", "places", "error"),
    [
        ("kari@alver.kommune.no", "nve", (), AlreadyExists),
        ("KARI@alver.kommune.no", "nve", (), AlreadyExists),
        ("eva", "nve", (), InvalidInput),
        ("eva@nve.no", "nowhere", (), InvalidInput),
        ("eva@nve.no", "nve", ("miljodir",), InvalidInput),
        ("eva@nve.no", "nve", ("nowhere",), NotFound),
    ],
)
def test_what_cannot_be_added(
    cast: Cast, email: str, key: str, places: tuple[str, ...], error: type[Exception]
) -> None:
    person = Person(name="Eva", organisation_key=key)
    roles = dict.fromkeys(places, MemberRole.EXPERT)
    with pytest.raises(error):
        people.add(actor=cast.odd, email=email, person=person, places=roles)
    db.session.rollback()
    assert queries.by_email("eva@nve.no") is None


@pytest.mark.parametrize("name", ["kari", "anne", "berit", "astrid"])
def test_others_than_administrators_change_nobody(cast: Cast, name: str) -> None:
    actor, dag = getattr(cast, name), cast.dag
    acts = (
        lambda: people.add(actor=actor, email="eva@nve.no", person=EVA),
        lambda: people.save(actor=actor, user=dag, person=unchanged(dag, is_admin=True)),
        lambda: people.save(actor=actor, user=actor, person=unchanged(actor, is_admin=True)),
        lambda: people.deactivate(actor=actor, user=dag),
        lambda: people.reactivate(actor=actor, user=dag),
        lambda: people.send_link(actor=actor, user=dag),
        lambda: queues.remove_member(actor=actor, queue=cast.queue, user_id=dag.id),
    )
    for act in acts:
        with pytest.raises(NotPermitted):
            act()


def test_who_leaves_the_agency_leaves_its_queues(cast: Cast) -> None:
    dag = people.person(cast.dag.id)
    people.save(actor=cast.odd, user=dag, person=unchanged(dag, organisation_key="nve"))
    db.session.expire_all()
    assert people.person(dag.id).queue_ids == frozenset()
    assert kinds(cast.queue.subject) == ["accounts.remove_member"]


def test_who_stays_keeps_the_queue(cast: Cast) -> None:
    dag = people.person(cast.dag.id)
    people.save(actor=cast.odd, user=dag, person=unchanged(dag, is_editor=True))
    assert people.person(dag.id).queue_ids == {cast.queue.id}
    assert people.person(dag.id).is_editor


def test_odd_cannot_lock_himself_out(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        people.deactivate(actor=cast.odd, user=cast.odd)
    with pytest.raises(NotPermitted):
        people.save(actor=cast.odd, user=cast.odd, person=unchanged(cast.odd, is_admin=False))


def test_an_administrator_sees_no_case_by_that_right(cast: Cast) -> None:
    odd = people.person(cast.odd.id)
    assert odd.queue_ids == frozenset()
    assert not odd.is_expert
    assert not odd.is_editor


def test_a_closed_account_has_no_session_and_can_be_opened(cast: Cast) -> None:
    key = cast.nils.session_key
    people.deactivate(actor=cast.odd, user=cast.nils)
    assert queries.by_session_key(key) is None
    assert queries.by_session_key(cast.nils.session_key) is None
    people.reactivate(actor=cast.odd, user=cast.nils)
    assert queries.by_session_key(key) is None
    assert queries.by_session_key(cast.nils.session_key) is cast.nils
    assert kinds(cast.nils.subject) == ["accounts.deactivate", "accounts.reactivate"]


def test_people_are_listed_by_page_and_found_by_parts_of_their_names(cast: Cast) -> None:
    assert [u.email for u in queries.people(words="NORDÅS").items] in (
        ["kari@alver.kommune.no"],
        [],  # SQLite folds the letters a to z only
    )
    assert [u.email for u in queries.people(words="kari nord").items] == ["kari@alver.kommune.no"]
    assert queries.people(words="%").items == []
    assert {u.email for u in queries.people(organisation=cast.nve).items} == {
        "vera@nve.no",
        "liv@nve.no",
    }
