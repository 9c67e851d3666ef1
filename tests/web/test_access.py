"""The door of every view, tried by everybody, and the form that waited outside it."""

from collections.abc import Callable
from urllib.parse import unquote

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from helpdesk.accounts import passwords
from helpdesk.accounts.models import User
from helpdesk.foundation.db import db
from helpdesk.foundation.kept_forms import KeptForm
from helpdesk.web import access
from tests.browsing import fill, form_of, page, send, words
from tests.cast import Cast

PASSWORD = "fire blå hester løper"

OPEN_TO: dict[str, set[str]] = {
    "public": {"visitor", "kari", "anne", "astrid", "odd", "closed"},
    "signed_in": {"kari", "anne", "astrid", "odd"},
    "expert": {"anne"},
    "editor": {"astrid"},
    "staff": {"anne", "astrid"},
    "admin": {"odd"},
}
"""Kari asks, Anne is an expert, Astrid an editor, Odd an administrator; Nils is shut out."""


@pytest.fixture
def doors(app: Flask) -> Flask:
    """The app with one page behind each mark, and one without a mark."""
    for mark in OPEN_TO:
        view = getattr(access, mark)(lambda: "inne")
        app.add_url_rule(f"/dor/{mark}", f"doors.{mark}", view, methods=["GET", "POST"])
    app.add_url_rule("/dor/uten-merke", "doors.unmarked", lambda: "inne")
    return app


@pytest.fixture
def people(
    doors: Flask, cast: Cast, as_user: Callable[[User], FlaskClient]
) -> dict[str, FlaskClient]:
    browsers = {name: as_user(getattr(cast, name)) for name in ("kari", "anne", "astrid", "odd")}
    browsers |= {"visitor": doors.test_client(), "closed": as_user(cast.nils)}
    cast.nils.is_active = False
    cast.nils.end_sessions()
    db.session.commit()
    return browsers


def outcome(answer: TestResponse) -> str:
    if answer.status_code == 303 and answer.location.startswith("/logg-inn"):
        return "sign in"
    return {200: "in", 403: "refused"}[answer.status_code]


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_each_door_opens_for_whom_it_should(people: dict[str, FlaskClient], method: str) -> None:
    for mark, welcome in OPEN_TO.items():
        expected = dict.fromkeys(people, "refused") | {"visitor": "sign in", "closed": "sign in"}
        expected |= dict.fromkeys(welcome, "in")
        found = {
            name: outcome(browser.open(f"/dor/{mark}", method=method))
            for name, browser in people.items()
        }
        assert found == expected, mark


def test_the_table_knows_every_mark() -> None:
    assert set(OPEN_TO) == set(access.Access)


def test_a_view_without_a_mark_is_closed_to_all(people: dict[str, FlaskClient]) -> None:
    assert {outcome(browser.get("/dor/uten-merke")) for browser in people.values()} == {"refused"}


def test_a_visitor_is_led_to_where_she_was_going(client: FlaskClient, cast: Cast) -> None:
    cast.kari.password_hash = passwords.hashed(PASSWORD)
    sent = client.get("/sporsmal?etter=x&visning=delte")
    signed_in = fill(client, sent.location, email=cast.kari.email, password=PASSWORD)
    assert signed_in.location == "/sporsmal?etter=x&visning=delte"


def test_sign_in_leads_nowhere_else(app: Flask, cast: Cast) -> None:
    cast.kari.password_hash = passwords.hashed(PASSWORD)
    for onward in ("https://evil.example", "//evil.example", "/\\evil.example", "javascript:x"):
        browser = app.test_client()
        form = form_of(browser.get("/logg-inn", query_string={"til": onward}), having="email")
        signed_in = send(browser, "/logg-inn", form, email=cast.kari.email, password=PASSWORD)
        assert signed_in.status_code == 303
        assert signed_in.location.startswith("/")
        assert "evil" not in signed_in.location


def test_a_form_sent_after_the_session_ended_comes_back_filled_in(
    client: FlaskClient, cast: Cast
) -> None:
    cast.kari.password_hash = passwords.hashed(PASSWORD)
    fill(client, "/logg-inn", email=cast.kari.email, password=PASSWORD)
    form = form_of(client.get("/konto"), having="name")
    cast.kari.end_sessions()
    db.session.commit()
    sent_away = _sent_from(client, "/konto", form, name="Kari Ny Nordås")
    assert outcome(sent_away) == "sign in"
    assert "Det du skrev, er tatt vare på" in words(client.get(sent_away.location))
    db.session.refresh(cast.kari)
    assert cast.kari.name == "Kari Nordås"
    onward = fill(client, sent_away.location, email=cast.kari.email, password=PASSWORD).location
    assert onward.startswith("/konto?behold=")
    shown = client.get(onward)
    assert page(shown).xpath("//input[@name='name']/@value") == ["Kari Ny Nordås"]
    assert send(client, "/konto", form_of(shown, having="name")).status_code == 303
    db.session.refresh(cast.kari)
    assert cast.kari.name == "Kari Ny Nordås"


def test_what_a_stranger_filled_in_never_stands_in_another_browsers_form(
    client: FlaskClient, cast: Cast, as_user: Callable[[User], FlaskClient]
) -> None:
    wanted = {"name": "Ondsinnet", "email": "fremmed@alver.kommune.no", "is_admin": "y"}
    for url, who in (("/admin/personer/ny", cast.odd), ("/konto", cast.kari)):
        onward = unquote(client.post(url, data=wanted).location).removeprefix("/logg-inn?til=")
        assert onward.startswith(f"{url}?behold=")
        shown = as_user(who).get(onward)
        assert shown.status_code == 200
        assert "Ondsinnet" not in shown.text


def _sent_from(client: FlaskClient, url: str, form: object, **fields: object) -> TestResponse:
    """Send a form as a browser does, which says which page it stood on."""
    client.environ_base["HTTP_REFERER"] = f"http://localhost{url}"
    answer = send(client, url, form, **fields)
    del client.environ_base["HTTP_REFERER"]
    return answer


def test_no_password_and_no_session_token_is_ever_kept(client: FlaskClient, cast: Cast) -> None:
    typed = {"csrf_token": "t", "current": PASSWORD, "new": PASSWORD, "password": PASSWORD}
    client.post("/konto/passord", data=typed | {"note": "x"})
    kept = db.session.scalars(sa.select(KeptForm)).one()
    assert kept.fields == {"note": ["x"]}
    client.post("/konto/passord", data=typed)
    assert len(db.session.scalars(sa.select(KeptForm)).all()) == 1


def test_a_kept_form_leads_back_to_a_page_of_ours(client: FlaskClient, cast: Cast) -> None:
    elsewhere = ["https://evil.example/konto", "http://localhost.evil.example/"]
    for referrer in ["", *elsewhere, "http://localhost//evil"]:
        answer = client.post("/konto", data={"name": "x"}, headers={"Referer": referrer})
        assert answer.location.startswith("/logg-inn?til=%2Fkonto%3Fbehold%3D"), referrer
