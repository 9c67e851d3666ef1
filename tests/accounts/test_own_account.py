"""What people change about their own account."""

from collections.abc import Callable

from flask.testing import FlaskClient

from helpdesk.accounts import passwords
from helpdesk.accounts.models import User
from helpdesk.foundation import events
from helpdesk.foundation.db import db
from helpdesk.foundation.outbox import OutboxMessage
from tests.accounts.test_sign_in import GOOD, ask_for_link, give_password, is_in, links_sent
from tests.browsing import fill, words
from tests.cast import Cast

SignIn = Callable[[User], FlaskClient]
NEW = "seks rare måner danser"


def test_kari_changes_her_name_and_the_language_of_her_pages(cast: Cast, as_user: SignIn) -> None:
    browser = as_user(cast.kari)
    answer = fill(browser, "/konto", name="Kari Nordås Vik", language="nn")
    assert (answer.status_code, answer.location) == (303, "/konto")
    assert 'lang="nn"' in browser.get("/konto").text
    db.session.refresh(cast.kari)
    assert (cast.kari.name, cast.kari.language) == ("Kari Nordås Vik", "nn")


def test_a_name_is_required_and_what_was_typed_stays(cast: Cast, as_user: SignIn) -> None:
    answer = fill(as_user(cast.kari), "/konto", name="", language="en")
    assert answer.status_code == 422
    assert "Skriv navnet ditt." in words(answer)


def test_anne_changes_her_password_and_other_browsers_are_out(
    cast: Cast, as_user: SignIn, client: FlaskClient
) -> None:
    give_password(cast.anne)
    here, elsewhere = as_user(cast.anne), as_user(cast.anne)
    answer = fill(here, "/konto", having="new", current=GOOD, new=NEW)
    assert answer.status_code == 303
    assert is_in(here)
    assert not is_in(elsewhere)
    assert fill(client, "/logg-inn", email=cast.anne.email, password=GOOD).status_code == 422
    assert fill(client, "/logg-inn", email=cast.anne.email, password=NEW).status_code == 303
    row = db.session.scalars(db.select(OutboxMessage)).one()
    assert row.payload["template"] == "accounts/password_changed"
    assert "accounts.set_password" in [e.kind for e in events.of_subject(cast.anne.subject)]


def test_a_wrong_current_password_changes_nothing(cast: Cast, as_user: SignIn) -> None:
    give_password(cast.anne)
    browser = as_user(cast.anne)
    answer = fill(browser, "/konto", having="new", current="feil passord her", new=NEW)
    assert answer.status_code == 422
    assert "Det nåværende passordet er ikke riktig." in words(answer)
    db.session.refresh(cast.anne)
    assert passwords.check(GOOD, cast.anne.password_hash)[0]


def test_short_passwords_and_the_own_address_are_refused(cast: Cast, as_user: SignIn) -> None:
    give_password(cast.anne)
    browser = as_user(cast.anne)
    short = fill(browser, "/konto", having="new", current=GOOD, new="elleve tegn")
    assert "Passordet må ha minst 12 tegn." in words(short)
    address = fill(browser, "/konto", having="new", current=GOOD, new=cast.anne.email)
    assert "ligner for mye på adressen din" in words(address)


def test_who_has_just_come_by_link_needs_no_current_password(
    cast: Cast, client: FlaskClient
) -> None:
    give_password(cast.anne)
    ask_for_link(client, cast.anne.email)
    fill(client, links_sent()[0])
    assert 'name="current"' not in client.get("/konto").text
    assert fill(client, "/konto", having="new", new=NEW).status_code == 303
    db.session.refresh(cast.anne)
    assert passwords.check(NEW, cast.anne.password_hash)[0]
    assert 'name="current"' in client.get("/konto").text


def test_who_has_no_password_cannot_set_one_with_a_session_alone(
    cast: Cast, as_user: SignIn
) -> None:
    browser = as_user(cast.kari)
    assert 'name="new"' not in browser.get("/konto").text
    token = browser.get("/konto").text.split('name="csrf-token" content="')[1].split('"')[0]
    data = {"csrf_token": token, "current": "", "new": NEW}
    assert browser.post("/konto/passord", data=data).status_code == 422
    data["current"] = "noe annet her nå"
    assert browser.post("/konto/passord", data=data).status_code == 422
    db.session.refresh(cast.kari)
    assert cast.kari.password_hash is None


def test_kari_signs_out_everywhere(cast: Cast, as_user: SignIn) -> None:
    here, elsewhere = as_user(cast.kari), as_user(cast.kari)
    answer = fill(here, "/konto", action="/konto/logg-ut-overalt")
    assert answer.location == "/logg-ut"
    assert not is_in(here)
    assert not is_in(elsewhere)


def test_no_link_sent_before_outlives_the_sessions(
    cast: Cast, as_user: SignIn, client: FlaskClient
) -> None:
    give_password(cast.anne)
    acts = (
        lambda here: fill(here, "/konto", having="new", current=GOOD, new=NEW),
        lambda here: fill(here, "/konto", action="/konto/logg-ut-overalt"),
    )
    for act in acts:
        ask_for_link(client, cast.anne.email)
        link = links_sent()[-1]
        assert client.get(link).status_code == 200
        assert act(as_user(cast.anne)).status_code == 303
        assert client.get(link).status_code == 410
        db.session.refresh(cast.anne)
