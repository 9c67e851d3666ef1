"""Errors: the right status, plain words, nothing of what went on inside."""

import json
import traceback
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
import structlog
from flask import Flask, abort
from flask.testing import FlaskClient
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.test import TestResponse

from helpdesk.accounts.models import User
from helpdesk.foundation import errors
from helpdesk.foundation.db import db
from helpdesk.foundation.events import EventText
from helpdesk.search import index
from helpdesk.web.access import public
from helpdesk.web.errors import STATUS, status_of
from tests.browsing import page, words
from tests.cast import Cast
from tests.factories import catalogue

SECRET = "kvernhusbakken 7"
JSON = {"Accept": "application/json"}


def family(kind: type = errors.HelpdeskError) -> Iterator[type[errors.HelpdeskError]]:
    for child in kind.__subclasses__():
        yield child
        yield from family(child)


@pytest.fixture
def fail(app: Flask) -> Callable[..., TestResponse]:
    """Return a function that has a page raise an error and answers as in production."""
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def ask(raised: BaseException, path: str = "/svikt", **headers: str) -> TestResponse:
        def view(**_parts: str) -> str:
            raise raised

        app.view_functions["test.view"] = public(view)
        return app.test_client().get(path, headers=headers)

    for path in ("/svikt", "/api/svikt", "/svikt/<token>"):
        app.add_url_rule(path, "test.view")
    return ask


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """What goes to the log, as it happens."""
    capture = structlog.testing.LogCapture()
    logger = structlog.wrap_logger(structlog.PrintLogger(), processors=[capture])
    monkeypatch.setattr("helpdesk.web.errors.log", logger)
    return capture.entries


def test_every_refusal_has_its_status_and_says_nothing_of_why(
    fail: Callable[..., TestResponse],
) -> None:
    for error, status in {
        errors.NotPermitted: 403,
        errors.NotFound: 404,
        errors.NotAllowedNow: 409,
        errors.StaleVersion: 409,
        errors.AlreadyExists: 409,
        errors.InvalidInput: 400,
    }.items():
        answer = fail(error(f"user 7 at {SECRET}"))
        assert answer.status_code == status
        assert SECRET not in answer.text
        assert len(page(answer).xpath("//h1")) == 1


def test_no_error_of_the_family_is_forgotten() -> None:
    assert [kind for kind in family() if not any(parent in STATUS for parent in kind.__mro__)] == []
    assert status_of(errors.StaleVersion("x")) == 409


def test_two_who_save_at_once_are_told_so(fail: Callable[..., TestResponse]) -> None:
    assert fail(StaleDataError("UPDATE … did not match")).status_code == 409


def test_the_words_meant_for_the_person_are_shown_with_their_facts(
    fail: Callable[..., TestResponse],
) -> None:
    error = errors.NotAllowedNow("x", says="Spørsmålet er %(state)s.", state="<lukket>")
    assert "Spørsmålet er <lukket>." in words(fail(error))
    assert "<lukket>" not in fail(error).text


def test_what_the_framework_refuses_gets_the_same_page(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/svikt/<int:code>", "test.view", public(lambda code: abort(code)))
    for code in (400, 404, 405, 413, 429, 503):
        answer = client.get(f"/svikt/{code}")
        assert answer.status_code == code
        assert "Gå til forsiden" in words(answer)
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_fault_of_ours_is_not_blamed_on_the_reader(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/svikt", "test.view", public(lambda: abort(503)))
    assert "gikk galt hos oss" in words(client.get("/svikt"))


def test_a_wrong_method_is_told_which_are_right(client: FlaskClient) -> None:
    answer = client.post("/om")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_a_fault_hides_its_details_and_gives_a_reference_that_the_log_has(
    fail: Callable[..., TestResponse], logged: list[dict[str, object]]
) -> None:
    answer = fail(ZeroDivisionError(SECRET))
    assert answer.status_code == 500
    for inside in (SECRET, "ZeroDivisionError", "Traceback", ".py"):
        assert inside not in answer.text
    (entry,) = [each for each in logged if each["event"] == "failed"]
    assert f"Referanse: {entry['reference']}" in words(answer)
    assert isinstance(entry["exc_info"], ZeroDivisionError)
    assert entry["path"] == "/svikt"


def test_the_secret_of_a_private_link_is_not_logged(
    fail: Callable[..., TestResponse], logged: list[dict[str, object]]
) -> None:
    fail(ZeroDivisionError(), "/svikt/hemmelig-lenke")
    fail(errors.NotFound("x"), "/svikt/hemmelig-lenke")
    assert [entry["path"] for entry in logged] == ["/svikt/<token>"] * 2


def test_what_stood_in_a_case_does_not_get_into_the_log(
    app: Flask, fail: Callable[..., TestResponse], logged: list[dict[str, object]]
) -> None:
    with pytest.raises(sa.exc.IntegrityError) as refused:
        db.session.execute(sa.insert(EventText).values(event_id=404, text=SECRET))
    fail(refused.value)
    (entry,) = logged
    assert SECRET not in "".join(traceback.format_exception(entry["exc_info"]))


def test_when_even_the_page_fails_there_are_words_and_a_reference(
    app: Flask, fail: Callable[..., TestResponse], logged: list[dict[str, object]]
) -> None:
    db.session.commit()
    with db.engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE installation_fact RENAME TO gone"))
    answer = fail(ZeroDivisionError(SECRET))
    with db.engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE gone RENAME TO installation_fact"))
    assert (answer.status_code, answer.mimetype) == (500, "text/plain")
    assert logged[0]["reference"] in answer.text
    assert SECRET not in answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_what_was_half_done_is_taken_back(app: Flask, client: FlaskClient, cast: Cast) -> None:
    def half() -> str:
        db.session.get_one(User, cast.kari.id).name = "Halvgjort"
        db.session.flush()
        raise errors.NotAllowedNow("x")

    app.add_url_rule("/halvt", "test.half", public(half), methods=["POST"])
    assert client.post("/halvt").status_code == 409
    db.session.refresh(cast.kari)
    assert cast.kari.name == "Kari Nordås"


def test_a_program_is_answered_in_json(fail: Callable[..., TestResponse]) -> None:
    for path, headers in (("/api/svikt", {}), ("/svikt", JSON)):
        refused = fail(errors.NotFound(SECRET), path, **headers)
        assert refused.json["status"] == refused.status_code == 404
        assert set(refused.json) == {"status", "title", "detail"}
        failed = fail(ZeroDivisionError(SECRET), path, **headers)
        assert failed.json["reference"]
        assert SECRET not in json.dumps([refused.json, failed.json])


def test_a_browser_is_answered_with_a_page(fail: Callable[..., TestResponse]) -> None:
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert fail(errors.NotFound("x"), Accept=accept).mimetype == "text/html"
    assert fail(errors.NotFound("x"), Accept="*/*").mimetype == "text/html"


def test_a_wrong_address_leads_to_what_may_have_been_meant(client: FlaskClient, cast: Cast) -> None:
    catalogue.shelve(cast.miljodir, title="Krav til tømming av septiktank")
    db.session.commit()
    index.catch_up()
    answer = client.get("/svar/gammel/tomming-av-septiktank")
    assert answer.status_code == 404
    assert "Krav til tømming av septiktank" in words(answer)
    assert page(answer).xpath("//main//input[@name='q']/@value") == [
        "svar gammel tomming av septiktank"
    ]


def test_a_wrong_address_without_an_index_is_only_not_found(client: FlaskClient) -> None:
    assert client.get("/finnes/ikke").status_code == 404


def test_an_odd_address_is_not_found_and_not_repeated(client: FlaskClient) -> None:
    script, long = "/%3Cscript%3Ealert(1)%3C/script%3E", "/" + "a" * 3000
    found = {address: client.get(address) for address in (script, long, "/%00", "/a?b=%00", "/%ff")}
    assert {answer.status_code for answer in found.values()} == {400, 404}
    assert "<script>alert" not in found[script].text
    assert "a" * 200 not in words(found[long])
