"""Whom a mail address speaks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.accounts import domains, queries
from helpdesk.accounts.domains import Known, NotAllowed, UnknownMunicipality
from helpdesk.accounts.models import User
from helpdesk.foundation import clock, events
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput
from tests.cast import Cast


@pytest.mark.parametrize(
    "email",
    [
        "kari@alver.kommune.no",
        "Kari@ALVER.kommune.no",
        "k@post.alver.kommune.no",
        " k@alver.kommune.no ",
    ],
)
def test_a_municipality_is_known_by_its_domain_or_one_below(cast: Cast, email: str) -> None:
    assert domains.organisation_for(email) == Known(cast.alver)


@pytest.mark.parametrize(
    "email",
    [
        "kari@gmail.com",
        "kari@kommune.no",
        "kari@alverkommune.no",
        "kari@alver.kommune.no.example.com",
        "kari@example.com@alver.kommune",
        "kari",
        "",
        "@",
        "kari@.kommune.no",
    ],
)
def test_strangers_are_not_allowed(cast: Cast, email: str) -> None:
    assert isinstance(domains.organisation_for(email), NotAllowed)


def test_an_unknown_municipality_lets_the_asker_choose(cast: Cast) -> None:
    place = domains.organisation_for("kari@post.nykommune.kommune.no")
    assert place == UnknownMunicipality("nykommune.kommune.no")


def test_a_municipality_that_is_closed_is_no_longer_known(cast: Cast) -> None:
    cast.alver.is_active = False
    place = domains.organisation_for("kari@alver.kommune.no")
    assert place == UnknownMunicipality("alver.kommune.no")


def test_a_claimed_domain_is_known_but_not_confirmed(cast: Cast) -> None:
    domains.claim_domain("nykommune.kommune.no", cast.bodo)
    place = domains.organisation_for("kari@nykommune.kommune.no")
    assert place == Known(cast.bodo, is_confirmed=False)


def test_a_second_claim_does_not_move_the_domain(cast: Cast) -> None:
    domains.claim_domain("nykommune.kommune.no", cast.bodo)
    domains.claim_domain("nykommune.kommune.no", cast.alver)
    domains.claim_domain("alver.kommune.no", cast.bodo)
    assert domains.organisation_for("x@nykommune.kommune.no") == Known(cast.bodo, False)
    assert domains.organisation_for("x@alver.kommune.no") == Known(cast.alver)


@pytest.mark.parametrize("domain", ["kommune.no", "gmail.com", "a.b.kommune.no", ""])
def test_only_a_municipal_domain_can_be_claimed(cast: Cast, domain: str) -> None:
    with pytest.raises(InvalidInput):
        domains.claim_domain(domain, cast.alver)


def test_a_domain_cannot_be_claimed_for_an_agency(cast: Cast) -> None:
    with pytest.raises(InvalidInput):
        domains.claim_domain("nykommune.kommune.no", cast.nve)


def test_the_first_question_makes_an_account_without_a_password(cast: Cast) -> None:
    person = domains.person_for("Ny@Alver.kommune.no", cast.alver, "nn", clock.now())
    db.session.commit()
    assert person.email == "ny@alver.kommune.no"
    assert person.password_hash is None
    assert person.language == "nn"
    assert person.is_placed
    assert [event.kind for event in events.of_subject(person.subject)] == ["accounts.make_account"]


def test_an_account_is_never_made_twice(cast: Cast) -> None:
    assert domains.person_for("KARI@alver.kommune.no", cast.bodo, "nb", clock.now()) is cast.kari
    assert cast.kari.organisation is cast.alver


def test_who_chose_the_municipality_is_no_colleague_before_it_is_confirmed(cast: Cast) -> None:
    domains.claim_domain("nykommune.kommune.no", cast.alver)
    person = domains.person_for("spion@nykommune.kommune.no", cast.alver, "nb", clock.now())
    assert person.organisation is cast.alver
    assert not person.is_placed
    assert person.may_ask


def test_choosing_another_municipality_than_the_domains_makes_no_colleague(cast: Cast) -> None:
    person = domains.person_for("spion@alver.kommune.no", cast.bodo, "nb", clock.now())
    assert not person.is_placed


@given(st.text(alphabet="ab.@-kommune", max_size=30))
def test_a_municipal_domain_always_stands_right_under_kommune_no(text: str) -> None:
    found = domains.municipal_domain(text)
    assert found is None or (found.endswith(".kommune.no") and found.count(".") == 2)


def test_the_account_table_refuses_capitals(cast: Cast) -> None:
    assert queries.by_email("KARI@ALVER.KOMMUNE.NO") is cast.kari
    assert isinstance(cast.kari, User)
