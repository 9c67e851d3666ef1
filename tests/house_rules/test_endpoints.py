"""Every address of the product: marked, named by the rules, guarded against forged posts."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from helpdesk.web.access import Access, access_of

WRITES = {"POST", "PUT", "PATCH", "DELETE"}


def rules(app: Flask) -> Iterator[Rule]:
    return iter(app.url_map.iter_rules())


def example(rule: Rule) -> str:
    """Return the address of *rule* with something in every place."""
    return re.sub(
        r"<(?:(\w+)(?:\([^)]*\))?:)?\w+>", lambda m: "1" if m[1] == "int" else "x", rule.rule
    )


def test_every_endpoint_has_an_access_mark(app: Flask) -> None:
    unmarked = [rule.endpoint for rule in rules(app) if access_of(rule.endpoint) is None]
    assert unmarked == []


def test_addresses_are_kebab_case(app: Flask) -> None:
    odd = [
        rule.rule
        for rule in rules(app)
        if not re.fullmatch(r"(/(\.?[a-z0-9.-]+|[a-z-]*<[^>]+>(\.xml)?))*/?", rule.rule)
    ]
    assert odd == []


def test_endpoints_are_named_room_dot_view(app: Flask) -> None:
    assert [
        r.endpoint for r in rules(app) if not re.fullmatch(r"[a-z_]+\.[a-z_]+", r.endpoint)
    ] == []


def test_closed_pages_send_visitors_to_sign_in(app: Flask) -> None:
    for rule in rules(app):
        if access_of(rule.endpoint) is Access.PUBLIC or "GET" not in rule.methods:
            continue
        response = app.test_client().get(example(rule))
        assert response.status_code == 303, f"{rule.rule} answered {response.status_code}"
        assert response.location.startswith("/logg-inn")


@pytest.mark.parametrize("method", sorted(WRITES))
def test_a_post_from_another_site_is_refused(app: Flask, method: str) -> None:
    for rule in rules(app):
        if method not in rule.methods:
            continue
        headers = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
        response = app.test_client().open(example(rule), method=method, headers=headers)
        assert response.status_code in {303, 403}, f"{rule.rule} answered {response.status_code}"


def test_a_post_without_a_session_token_changes_nothing(app: Flask, cast, as_user) -> None:
    browsers = [as_user(person) for person in (cast.kari, cast.berit, cast.astrid, cast.odd)]
    for rule in rules(app):
        if not WRITES & rule.methods:
            continue
        for browser in browsers:
            status = browser.post(example(rule), data={}).status_code
            assert status in {400, 403, 404, 422, 429}, f"{rule.rule} answered {status}"


def test_every_answer_carries_the_security_headers(client) -> None:
    for address in ("/", "/healthz", "/finnes-ikke", "/logg-inn"):
        headers = client.get(address).headers
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
