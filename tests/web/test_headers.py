"""What every answer says to the browser, and posts from other sites."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

import config
from helpdesk import create_app
from helpdesk.web.headers import HEADERS
from tests.browsing import page
from tests.cast import Cast

KINDS = {
    "page": "/tilgjengelighet",
    "form": "/logg-inn",
    "closed": "/konto",
    "json": "/readyz",
    "text": "/healthz",
    "feed": "/feed.atom",
    "not found": "/finnes-ikke",
    "wrong method": "/sporsmal/besvart/x",
    "bad address": "/sok?q=%00",
}


def test_every_answer_carries_every_header_once(client: FlaskClient) -> None:
    wrong = [
        (kind, name)
        for kind, address in KINDS.items()
        for answer in (client.get(address), client.get(address))
        for name, value in HEADERS.items()
        if answer.headers.getlist(name) != [value]
    ]
    assert wrong == []


def test_the_content_policy_lets_in_nothing_from_elsewhere() -> None:
    rules = dict(rule.split(" ", 1) for rule in HEADERS["Content-Security-Policy"].split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert rules["form-action"] == "'self'"
    allowed = {word for value in rules.values() for word in value.split()}
    assert allowed == {"'none'", "'self'", "data:"}
    assert rules["img-src"] == "'self' data:"


def test_no_page_asks_the_browser_for_what_the_policy_forbids(client: FlaskClient) -> None:
    for address in ("/", "/sok?q=avløp", "/logg-inn", "/sporsmal/nytt"):
        shown = page(client.get(address))
        assert shown.xpath("//script[not(@src) and not(@type='application/ld+json')]") == []
        assert shown.xpath("//*[@style] | //style | //*[starts-with(name(@*), 'on')]") == []
        for source in shown.xpath("//@src | //link[@rel='stylesheet']/@href"):
            assert source.startswith(("/", "data:")), source


def test_only_behind_tls_the_browser_is_told_to_stay_there(
    client: FlaskClient, settings: config.Settings
) -> None:
    assert "Strict-Transport-Security" not in client.get("/healthz").headers
    secure = create_app(replace(settings, base_url="https://svar.kommune.example"))
    answer = secure.test_client().get("/healthz")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize("base", ["http://127.0.0.1:8000", "https://svar.kommune.example"])
def test_the_session_cookie_is_for_this_site_alone(settings: config.Settings, base: str) -> None:
    app = create_app(replace(settings, base_url=base))
    cookie = app.test_client().get("/?sprak=nn").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Domain" not in cookie
    assert ("Secure" in cookie) is base.startswith("https")


def test_private_pages_are_kept_by_nobody(client: FlaskClient, cast: Cast, as_user) -> None:
    for address in ("/konto", "/sporsmal", "/", "/tilgjengelighet"):
        assert as_user(cast.kari).get(address).headers["Cache-Control"] == "no-store"
    assert client.get("/konto").headers["Cache-Control"] == "no-store"


SENT_FROM = [
    ({}, 405),
    ({"Origin": "http://localhost"}, 405),
    ({"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}, 405),
    ({"Sec-Fetch-Site": "none"}, 405),
    ({"Origin": "https://evil.example"}, 403),
    ({"Origin": "http://localhost.evil.example"}, 403),
    ({"Origin": "https://localhost"}, 403),
    ({"Origin": "null"}, 403),
    ({"Sec-Fetch-Site": "cross-site"}, 403),
    ({"Sec-Fetch-Site": "same-site"}, 403),
    ({"Sec-Fetch-Site": ""}, 403),
    ({"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"}, 403),
]
"""What a browser says of where a form stood, and the answer of a page that takes no form."""


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_post_must_come_from_a_page_of_ours(client: FlaskClient, method: str) -> None:
    found = [
        (sent, client.open("/om", method=method, headers=sent).status_code)
        for sent, _status in SENT_FROM
    ]
    assert found == SENT_FROM


def test_a_link_from_another_site_may_lead_here(app: Flask, client: FlaskClient) -> None:
    headers = {"Origin": "https://avis.example", "Sec-Fetch-Site": "cross-site"}
    assert client.get("/om", headers=headers).status_code == 200
