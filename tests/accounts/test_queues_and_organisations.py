"""Administering queues, organisations and mail domains: the services behind the pages."""

import pytest

from helpdesk.accounts import domains, queries
from helpdesk.accounts.domains import Known, NotAllowed
from helpdesk.accounts.models import MemberRole, User
from helpdesk.accounts.service import organisations, queues
from helpdesk.accounts.service.organisations import Names
from helpdesk.accounts.service.queues import QueueRules
from helpdesk.foundation import clock, events
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import (
    AlreadyExists,
    InvalidInput,
    NotAllowedNow,
    NotFound,
    NotPermitted,
)
from tests.cast import Cast

RULES = QueueRules(name_nb="Kystverket", name_nn="", service_days=15, needs_review=False)
NAMES = Names(name_nb="Kystverket", name_nn="", former_names=["Kystdirektoratet"])


def test_odd_takes_on_an_agency_with_its_queue(cast: Cast) -> None:
    made = organisations.add_agency(
        actor=cast.odd,
        key="kystverket",
        names=NAMES,
        mail_domains=["Kystverket.no", "@bw.kystverket.no"],
        rules=RULES,
    )
    assert made.name("nn") == "Kystverket"
    assert domains.organisation_for("per@kystverket.no") == Known(made)
    queue = queries.queue("kystverket")
    assert queue is not None
    assert (queue.organisation_id, queue.service_days, queue.needs_review) == (made.id, 15, False)
    assert [e.kind for e in events.of_subject(made.subject)] == ["accounts.add_agency"]
    assert [e.kind for e in events.of_subject(queue.subject)] == ["accounts.add_queue"]


@pytest.mark.parametrize("domain", ["nve.no", "kommune.no", "no", "x y.no", "<script>", "a..no"])
def test_an_agency_cannot_have_these_domains(cast: Cast, domain: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        organisations.add_agency(
            actor=cast.odd, key="kystverket", names=NAMES, mail_domains=[domain], rules=RULES
        )
    assert refused.value.field == "domain"
    db.session.rollback()
    assert queries.organisation("kystverket") is None


def test_a_key_is_given_once(cast: Cast) -> None:
    with pytest.raises(AlreadyExists):
        organisations.add_agency(
            actor=cast.odd, key="nve", names=NAMES, mail_domains=[], rules=RULES
        )


def test_domains_come_and_go(cast: Cast) -> None:
    nve = organisations.organisation("nve")
    organisations.add_domain(actor=cast.odd, organisation=nve, domain="varsom.no")
    assert domains.organisation_for("x@varsom.no") == Known(nve)
    organisations.remove_domain(actor=cast.odd, organisation=nve, domain="varsom.no")
    assert domains.organisation_for("x@varsom.no") == NotAllowed("varsom.no")
    with pytest.raises(NotFound):
        organisations.remove_domain(actor=cast.odd, organisation=nve, domain="miljodir.no")


def test_confirming_a_domain_places_its_people_where_it_belongs(cast: Cast) -> None:
    domains.claim_domain("nykommune.kommune.no", cast.alver)
    person = domains.person_for("x@nykommune.kommune.no", cast.alver, "nb", clock.now())
    other = domains.person_for("x@annen.kommune.no", cast.alver, "nb", clock.now())
    db.session.commit()
    assert [d.domain for d in queries.unconfirmed_domains()] == ["nykommune.kommune.no"]
    organisations.confirm_domain(
        actor=cast.odd, domain="nykommune.kommune.no", organisation=cast.bodo
    )
    db.session.expire_all()
    assert queries.unconfirmed_domains() == []
    placed = db.session.get_one(User, person.id)
    assert (placed.is_placed, placed.organisation_id) == (True, cast.bodo.id)
    assert not db.session.get_one(User, other.id).is_placed
    with pytest.raises(NotFound):
        organisations.confirm_domain(
            actor=cast.odd, domain="nykommune.kommune.no", organisation=cast.alver
        )


def test_odd_changes_what_a_queue_is_called_and_its_rules(cast: Cast) -> None:
    queues.save(actor=cast.odd, queue=cast.queue, rules=RULES)
    assert (cast.queue.service_days, cast.queue.needs_review) == (15, False)
    assert [e.kind for e in events.of_subject(cast.queue.subject)] == ["accounts.save_queue"]


def test_a_member_is_added_promoted_and_taken_out(cast: Cast) -> None:
    queue = queues.queue("miljodir")
    for role, is_lead in ((MemberRole.EXPERT, False), (MemberRole.REVIEWER, True)):
        queues.place_member(
            actor=cast.odd, queue=queue, email=cast.astrid.email, role=role, is_lead=is_lead
        )
    placed = [m for m in queue.memberships if m.user_id == cast.astrid.id]
    assert [(m.role, m.is_lead) for m in placed] == [(MemberRole.REVIEWER, True)]
    queues.remove_member(actor=cast.odd, queue=queue, user_id=cast.astrid.id)
    db.session.expire_all()
    assert cast.astrid.id not in {m.user_id for m in queues.queue("miljodir").memberships}
    with pytest.raises(NotFound):
        queues.remove_member(actor=cast.odd, queue=queues.queue("miljodir"), user_id=99)


@pytest.mark.parametrize("email", ["vera@nve.no", "kari@alver.kommune.no", "nobody@miljodir.no"])
def test_nobody_from_outside_the_agency_serves_its_queue(cast: Cast, email: str) -> None:
    with pytest.raises(InvalidInput):
        queues.place_member(
            actor=cast.odd,
            queue=queues.queue("miljodir"),
            email=email,
            role=MemberRole.EXPERT,
            is_lead=False,
        )


def test_a_municipality_has_no_queue_and_an_agency_not_a_second(cast: Cast) -> None:
    with pytest.raises(NotAllowedNow):
        queues.open_for(actor=cast.odd, organisation=cast.alver)
    with pytest.raises(AlreadyExists):
        queues.open_for(actor=cast.odd, organisation=cast.nve)


@pytest.mark.parametrize("name", ["kari", "berit", "astrid"])
def test_others_than_administrators_change_no_queue_and_no_organisation(
    cast: Cast, name: str
) -> None:
    actor, nve, queue = getattr(cast, name), cast.nve, cast.queue
    acts = (
        lambda: queues.save(actor=actor, queue=queue, rules=RULES),
        lambda: queues.open_for(actor=actor, organisation=nve),
        lambda: queues.place_member(
            actor=actor,
            queue=queue,
            email=actor.email,
            role=MemberRole.REVIEWER,
            is_lead=True,
        ),
        lambda: organisations.save(actor=actor, organisation=nve, names=NAMES, is_active=False),
        lambda: organisations.add_domain(actor=actor, organisation=nve, domain="x.no"),
        lambda: organisations.confirm_domain(actor=actor, domain="x.no", organisation=nve),
        lambda: organisations.add_agency(
            actor=actor, key="ny", names=NAMES, mail_domains=[], rules=RULES
        ),
    )
    for act in acts:
        with pytest.raises(NotPermitted):
            act()
