"""Getting in and out through the pages, and everything that must not get in."""

import re
from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes

import time_machine
from flask import current_app
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from helpdesk import wiring
from helpdesk.accounts import passwords
from helpdesk.accounts.models import SignInLink, User
from helpdesk.accounts.sign_in_links import LINK_LIFE
from helpdesk.foundation import clock, outbox
from helpdesk.foundation.db import db
from tests.browsing import fill, page, words
from tests.cast import Cast

GOOD = "fire blå hester løper"
SEND = "send_link=1"


def give_password(person: User) -> None:
    person.password_hash = passwords.hashed(GOOD)
    db.session.commit()


def is_in(client: FlaskClient) -> bool:
    return client.get("/konto").status_code == 200


def ask_for_link(client: FlaskClient, email: str, *, onward: str = "/") -> TestResponse:
    answer = fill(client, f"/logg-inn?til={onward}", email=email, press=SEND)
    outbox.deliver_due(wiring.OUTBOX_HANDLERS)
    return answer


def links_sent() -> list[str]:
    """Return the addresses in the mails about signing in, oldest first."""
    folder = current_app.extensions["settings"].mail_folder
    mails = [message_from_bytes(path.read_bytes()) for path in sorted(folder.glob("*.eml"))]
    texts = [mail.get_payload(decode=True).decode() for mail in mails]
    return [
        found[1] for text in texts if (found := re.search(r"https?://[^/]+(/logg-inn/\S+)", text))
    ]


def test_anne_signs_in_with_her_password_and_goes_where_she_was_going(
    client: FlaskClient, cast: Cast
) -> None:
    give_password(cast.anne)
    sent_away = client.get("/konto?a=1")
    assert sent_away.location == "/logg-inn?til=%2Fkonto%3Fa%3D1"
    answer = fill(client, sent_away.location, email=" Anne@Miljodir.no ", password=GOOD)
    assert (answer.status_code, answer.location) == (303, "/konto?a=1")
    assert is_in(client)
    db.session.refresh(cast.anne)
    assert cast.anne.signed_in_at is not None


def test_a_wrong_password_and_an_unknown_address_get_the_same_page(
    client: FlaskClient, cast: Cast
) -> None:
    give_password(cast.anne)
    for email in ("anne@miljodir.no", "nobody@miljodir.no", "kari@alver.kommune.no"):
        answer = fill(client, "/logg-inn", email=email, password="feil passord her")
        assert answer.status_code == 422
        said = words(answer)
        assert "E-postadressen eller passordet er ikke riktig" in said
        assert email in answer.text
        assert "feil passord her" not in answer.text
    assert not is_in(client)


def test_a_link_can_be_asked_for_and_nobody_learns_who_has_an_account(
    client: FlaskClient, cast: Cast
) -> None:
    known = ask_for_link(client, cast.kari.email)
    unknown = ask_for_link(client, "ukjent@alver.kommune.no")
    assert known.status_code == unknown.status_code == 200
    assert words(known).replace(cast.kari.email, "X") == words(unknown).replace(
        "ukjent@alver.kommune.no", "X"
    )
    assert len(links_sent()) == 1


def test_kari_signs_in_by_link_in_two_steps(client: FlaskClient, cast: Cast) -> None:
    ask_for_link(client, cast.kari.email, onward="/konto")
    path = links_sent()[0]
    shown = client.get(path)
    assert "Logg inn som kari@alver.kommune.no" in words(shown)
    assert not is_in(client)
    answer = fill(client, path)
    assert (answer.status_code, answer.location) == (303, "/konto")
    assert is_in(client)


def test_a_mail_scanner_that_opens_the_link_does_not_use_it_up(
    client: FlaskClient, cast: Cast
) -> None:
    ask_for_link(client, cast.kari.email)
    path = links_sent()[0]
    for _ in range(3):
        assert client.get(path).status_code == 200
        assert client.head(path).status_code == 200
    assert fill(client, path).status_code == 303


def test_a_link_works_once(app_client: Callable[[], FlaskClient], cast: Cast) -> None:
    kari, thief = app_client(), app_client()
    ask_for_link(kari, cast.kari.email)
    path = links_sent()[0]
    form_of_thief = thief.get(path)
    assert fill(kari, path).status_code == 303
    stolen = thief.post(path, data={"csrf_token": _token(form_of_thief)})
    assert stolen.status_code == 410
    assert thief.get(path).status_code == 410
    assert not is_in(thief)


def test_a_link_dies_after_an_hour(client: FlaskClient, cast: Cast) -> None:
    ask_for_link(client, cast.kari.email)
    path = links_sent()[0]
    with time_machine.travel(clock.now() + LINK_LIFE + timedelta(seconds=1), tick=False):
        assert client.get(path).status_code == 410


def test_a_newer_link_kills_the_older(client: FlaskClient, cast: Cast) -> None:
    ask_for_link(client, cast.kari.email)
    ask_for_link(client, cast.kari.email)
    older, newer = links_sent()
    assert client.get(older).status_code == 410
    assert client.get(newer).status_code == 200


def test_a_link_signs_in_its_own_person_only(
    app_client: Callable[[], FlaskClient], cast: Cast
) -> None:
    client = app_client()
    ask_for_link(client, cast.kari.email)
    ask_for_link(client, cast.ingrid.email)
    first, second = links_sent()
    fill(client, second)
    assert "ingrid@bodo.kommune.no" in client.get("/konto").text
    other = app_client()
    fill(other, first)
    assert "kari@alver.kommune.no" in other.get("/konto").text


def test_the_database_holds_no_token(client: FlaskClient, cast: Cast) -> None:
    ask_for_link(client, cast.kari.email)
    token = links_sent()[0].removeprefix("/logg-inn/")
    stored = db.session.scalars(db.select(SignInLink)).one()
    assert token not in stored.digest
    assert client.get(f"/logg-inn/{stored.digest}").status_code == 410


def test_nils_who_was_deactivated_is_out_at_once_and_no_way_leads_in(
    client: FlaskClient, cast: Cast, as_user: Callable[[User], FlaskClient]
) -> None:
    give_password(cast.nils)
    ask_for_link(client, cast.nils.email)
    browser = as_user(cast.nils)
    assert is_in(browser)
    cast.nils.is_active = False
    db.session.commit()
    assert not is_in(browser)
    assert client.get(links_sent()[0]).status_code == 410
    assert fill(client, "/logg-inn", email=cast.nils.email, password=GOOD).status_code == 422
    ask_for_link(client, cast.nils.email)
    assert len(links_sent()) == 1


def test_the_session_from_before_the_sign_in_is_worth_nothing(
    client: FlaskClient, cast: Cast
) -> None:
    give_password(cast.anne)
    client.get("/logg-inn?sprak=nn")
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"
        before = dict(session)
    fill(client, "/logg-inn", email=cast.anne.email, password=GOOD)
    with client.session_transaction() as session:
        assert "planted" not in session
        assert session["language"] == "nn"
        assert session.get("csrf_token") != before["csrf_token"]


def test_everybody_begins_where_they_work(client: FlaskClient, cast: Cast) -> None:
    homes = {
        cast.kari: "/sporsmal",
        cast.anne: "/arbeidsflate",
        cast.astrid: "/redaksjon",
        cast.odd: "/admin",
    }
    for person, home in homes.items():
        give_password(person)
        answer = fill(client, "/logg-inn", email=person.email, password=GOOD)
        assert answer.location == home
        client.post("/logg-ut", data={"csrf_token": _token(client.get("/logg-ut"))})


def test_the_main_menu_leads_to_work_and_offers_asking_only_to_askers(
    client: FlaskClient, cast: Cast, as_user: Callable[[User], FlaskClient]
) -> None:
    def menu(browser: FlaskClient) -> list[str]:
        links = page(browser.get("/veiledere")).xpath("//nav[@class='site-nav']//a")
        return [link.text_content().strip() for link in links]

    open_to_all = ["Veiledere", "Brevmaler", "Myndighet og plikt"]
    assert menu(client) == ["Still et spørsmål", *open_to_all]
    assert menu(as_user(cast.kari))[-1] == "Mine spørsmål"
    assert menu(as_user(cast.anne)) == [*open_to_all, "Arbeidsflate", "Redaksjon"]


def test_onward_addresses_of_others_are_forgotten(client: FlaskClient, cast: Cast) -> None:
    give_password(cast.anne)
    for onward in ("https://evil.example", "//evil.example", "/\\evil.example", "/logg-ut"):
        answer = fill(client, f"/logg-inn?til={onward}", email=cast.anne.email, password=GOOD)
        assert answer.location == "/arbeidsflate"
        client.post("/logg-ut", data={"csrf_token": _token(client.get("/logg-ut"))})


def test_what_is_missing_or_malformed_is_said_on_the_form(client: FlaskClient) -> None:
    answer = fill(client, "/logg-inn", email="kari", password="")
    assert answer.status_code == 422
    said = words(answer)
    assert "Skriv en hel e-postadresse" in said
    assert "Skriv passordet ditt" in said


def test_signing_out_ends_the_session_and_says_that_drafts_are_gone(
    client: FlaskClient, cast: Cast
) -> None:
    give_password(cast.anne)
    fill(client, "/logg-inn", email=cast.anne.email, password=GOOD)
    assert "data-clear-drafts" in client.get("/logg-ut").text
    answer = client.post("/logg-ut", data={"csrf_token": _token(client.get("/logg-ut"))})
    assert answer.status_code == 303
    assert "Utkastene som lå i denne nettleseren, er slettet" in words(client.get("/logg-ut"))
    assert not is_in(client)


def test_another_site_cannot_sign_anne_out(cast: Cast, as_user: Callable) -> None:
    browser = as_user(cast.anne)
    assert browser.post("/logg-ut").status_code == 400
    assert browser.post("/logg-ut", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert is_in(browser)


def test_an_old_hash_is_renewed_at_sign_in(client: FlaskClient, cast: Cast) -> None:
    from pwdlib import PasswordHash
    from pwdlib.hashers.argon2 import Argon2Hasher

    old = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8192, parallelism=1),)).hash(GOOD)
    cast.anne.password_hash = old
    db.session.commit()
    fill(client, "/logg-inn", email=cast.anne.email, password=GOOD)
    db.session.refresh(cast.anne)
    assert cast.anne.password_hash != old
    assert passwords.check(GOOD, cast.anne.password_hash) == (True, None)


def _token(response: TestResponse) -> str:
    from tests.browsing import form_of

    return str(form_of(response).fields["csrf_token"])
