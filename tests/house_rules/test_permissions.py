"""Nobody does what he may not: every address, tried by everybody with a form that is filled in."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

import config
from helpdesk.accounts.models import User
from helpdesk.answers.policy import Act
from helpdesk.foundation.db import db
from tests.cast import Cast
from tests.house_rules import every_thing
from tests.house_rules.who_may import PEOPLE, TABLE

LETTERS = {403: "r", 404: "u"}
SESSION = "0" * 40
AUTOSAVE = "/svar/utkast"

Signed = Callable[[User], FlaskClient]


def outcome(answer: TestResponse) -> str:
    assert answer.status_code != 500, answer.text
    if answer.status_code == 303 and answer.location.startswith("/logg-inn"):
        return "s"
    return LETTERS.get(answer.status_code, "i")


class Doors:
    """Everybody, in front of everything."""

    def __init__(self, app: Flask, cast: Cast, as_user: Signed) -> None:
        self.app, self.as_user = app, as_user
        self.people = every_thing.people(cast)
        self.places = every_thing.make(app, cast)
        self.filled_in = every_thing.filled_in(self.places, cast)

    def tried(self, who: str, method: str, address: str) -> str:
        """Return what *who* meets at *address*, in a browser that has just opened a page."""
        person = self.people[who]
        browser = self.app.test_client() if person is None else self.as_user(person)
        with browser.session_transaction() as session:
            session["csrf_token"] = SESSION
        url = address.format(**self.places)
        if method == "GET":
            return outcome(browser.get(url))
        token = URLSafeTimedSerializer(self.app.secret_key, salt="wtf-csrf-token").dumps(SESSION)
        if url.endswith(AUTOSAVE):
            sent = {"text": "Noen ord", "version": 1}
            return outcome(browser.post(url, json=sent, headers={"X-CSRFToken": token}))
        return outcome(browser.post(url, data=self.filled_in | {"csrf_token": token}))

    def rule(self, method: str, address: str) -> tuple[str, str]:
        """Return the rule of the address map that *address* stands for."""
        path = urlsplit(address.format(**self.places)).path
        rule, _values = self.app.url_map.bind("localhost").match(path, method, return_rule=True)
        return method, rule.rule


@pytest.fixture
def doors(app: Flask, cast: Cast, as_user: Signed) -> Doors:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("the table needs a database that can be put back after each try")
    return Doors(app, cast, as_user)


@contextlib.contextmanager
def put_back(settings: config.Settings) -> Iterator[Callable[[], None]]:
    """Give what puts the database back to what it is now."""
    db.session.commit()
    path = settings.database_url.removeprefix("sqlite:///")
    live, before = sqlite3.connect(path), sqlite3.connect(":memory:")
    live.backup(before)
    yield lambda: before.backup(live)
    live.close()
    before.close()


def test_everybody_meets_at_every_address_what_the_table_says(
    doors: Doors, settings: config.Settings
) -> None:
    wrong = []
    with put_back(settings) as restore:
        for method, address, expected in TABLE:
            for who in PEOPLE:
                met = doors.tried(who, method, address)
                if met != expected[who]:
                    wrong.append(f"{method} {address}: {who} {met}, not {expected[who]}")
                if method == "POST":
                    db.session.rollback()
                    restore()
    assert wrong == []


def test_the_table_holds_every_address_and_every_act(doors: Doors) -> None:
    writing = {"GET", "POST", "PUT", "PATCH", "DELETE"}
    there = {
        (method, rule.rule)
        for rule in doors.app.url_map.iter_rules()
        for method in rule.methods & writing
    }
    assert {doors.rule(method, address) for method, address, _who in TABLE} == there
    addresses = {address for _method, address, _who in TABLE}
    missing = [act for act in Act if f"/arbeidsflate/sporsmal/{{private}}/{act}" not in addresses]
    assert missing == []
