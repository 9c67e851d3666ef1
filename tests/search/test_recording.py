"""What a search and a click leave behind, seen from the browser, and what editors see of it."""

import json
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from lxml.html import HtmlElement
from werkzeug.test import TestResponse

import config
from helpdesk.accounts.models import User
from helpdesk.foundation.db import db
from helpdesk.search import log_import, queries
from helpdesk.search.models import SearchClick, SearchEntry
from helpdesk.web import rate_limits
from tests import browsing
from tests.cast import Cast
from tests.factories.catalogue import shelve
from tests.search.conftest import index_now

SignIn = Callable[[User], FlaskClient]
PAGE = "/redaksjon/sok"


@pytest.fixture
def lines(settings: config.Settings) -> Callable[[], list[dict[str, object]]]:
    """Return a function that gives what was written so far."""

    def read() -> list[dict[str, object]]:
        files = sorted(settings.search_log_folder.glob("*.jsonl"))
        texts = [file.read_text(encoding="utf-8") for file in files]
        return [json.loads(line) for text in texts for line in text.splitlines()]

    return read


def look(client: FlaskClient, url: str, **facts: object) -> TestResponse:
    """Open a page to its end, as a server does."""
    response = client.get(url, **facts)
    response.close()
    return response


def hits_of(response: TestResponse) -> HtmlElement:
    (section,) = browsing.page(response).xpath("//section[@aria-labelledby='treff']")
    return section


def stamp_on(response: TestResponse) -> str | None:
    return hits_of(response).get("data-stamp")


OURS = {"Sec-Fetch-Site": "same-origin"}


def press(
    client: FlaskClient,
    page: TestResponse,
    url: str = "/svar/18/slamavskiller",
    headers: dict[str, str] = OURS,
    **facts: str | None,
) -> int:
    """Open a hit of a page of hits."""
    given = {"stamp": stamp_on(page), "shown": hits_of(page).get("data-shown"), "url": url}
    answer = client.post("/sok/klikk", data=given | facts, headers=headers)
    answer.close()
    return answer.status_code


def test_a_search_is_written_without_the_person(shelf: Cast, client, lines) -> None:
    log_import.renew_day_key()
    url = "/sok?q=Slamavskiller+til+kari@alver.kommune.no&tema=avlop"
    facts = {"REMOTE_ADDR": "192.0.2.7"}
    found = look(client, url, environ_base=facts, headers={"User-Agent": "Nettleser/1"})
    (line,) = lines()
    assert line.pop("search")
    visit = str(line.pop("visit"))
    assert len(visit) == 32
    assert line == {
        "on": line["on"],
        "text": "slamavskiller til [e-postadresse]",
        "language": "nb",
        "hits": 2,
        "filters": {"topic": "avlop"},
        "unknown": {},
    }
    assert len(str(line["on"])) == 10
    assert "192.0.2.7" not in str(lines())
    assert "Set-Cookie" not in found.headers


def test_visits_are_told_apart_within_a_wording_and_never_across(shelf, client, lines) -> None:
    log_import.renew_day_key()
    for query, address in (
        ("overvann", "192.0.2.7"),
        ("overvann", "192.0.3.8"),
        ("slamavskiller", "192.0.2.7"),
    ):
        look(client, f"/sok?q={query}", environ_base={"REMOTE_ADDR": address})
        look(client, f"/sok?q={query}", environ_base={"REMOTE_ADDR": address})
    visits = [line["visit"] for line in lines()]
    assert visits[::2] == visits[1::2]
    assert len(set(visits)) == 3


def test_until_the_worker_has_made_the_days_key_nobody_is_told_apart(shelf, client, lines) -> None:
    look(client, "/sok?q=tank")
    assert lines()[0]["visit"] is None


@pytest.mark.parametrize(
    "url",
    ["/sok/forslag?q=tank", "/sok", "/sok?q=2026-00042", "/sok?q=18", "/api/v1/search?q=tank"],
)
def test_what_is_no_search_of_a_reader_is_not_written(shelf, client, lines, url: str) -> None:
    look(client, url)
    assert lines() == []


def test_a_page_fetched_ahead_or_asked_for_its_head_is_not_written(shelf, client, lines) -> None:
    look(client, "/sok?q=tank", headers={"Sec-Purpose": "prefetch"})
    client.head("/sok?q=tank").close()
    assert lines() == []


@pytest.mark.parametrize(
    ("name", "is_written"), [("anne", False), ("astrid", False), ("kari", True)]
)
def test_searches_of_experts_and_editors_are_left_out(
    shelf: Cast, as_user: SignIn, lines, name: str, is_written: bool
) -> None:
    answer = look(as_user(getattr(shelf, name)), "/sok?q=slamavskiller")
    assert (len(lines()) == 1) is is_written
    assert (stamp_on(answer) is not None) is is_written


def test_a_click_is_counted_once_with_its_search(
    shelf: Cast, settings: config.Settings, client: FlaskClient
) -> None:
    page = look(client, "/sok?q=slamavskiller+utslepp")
    assert press(client, page) == 204
    assert press(client, page, "/svar/19/utslepp") == 204
    log_import.import_all(settings.search_log_folder)
    (clicked,) = db.session.scalars(sa.select(SearchClick))
    (entry,) = db.session.scalars(sa.select(SearchEntry))
    assert (clicked.search_id, clicked.url) == (entry.search_id, "/svar/18/slamavskiller")


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("1", 1),
        ("12", 12),
        ("5000", 5000),
        ("0", None),
        ("5001", None),
        ("NaN", None),
        ("-3", None),
    ],
)
def test_where_an_opened_hit_stood_is_kept_where_it_can_be_true(
    shelf: Cast, client: FlaskClient, lines, told: str, kept: int | None
) -> None:
    page = look(client, "/sok?q=slamavskiller")
    assert press(client, page, position=told) == 204
    assert lines()[-1]["position"] == kept


def test_a_later_page_counts_its_hits_from_the_first_and_is_no_search(
    shelf: Cast, client: FlaskClient, lines
) -> None:
    for number in range(12):
        shelve(shelf.miljodir, key=f"t{number}", title=f"Tank {number}", url=f"/svar/3{number}/t")
    index_now()
    first, second = (look(client, f"/sok?q=tank&side={page}") for page in (1, 2))
    assert [hits_of(page).get("data-first") for page in (first, second)] == ["1", "11"]
    assert hits_of(second).get("data-click-url") == "/sok/klikk"
    assert hits_of(second).get("data-stamp") is None
    assert len(lines()) == 1


@pytest.mark.parametrize(
    ("stamp", "url"),
    [
        ("", "/svar/18"),
        ("forfalsket.stempel.x", "/svar/18"),
        (None, "https://evil.example/"),
        (None, "//evil.example"),
        (None, "/" + "x" * 300),
    ],
)
def test_a_click_needs_a_stamp_of_ours_and_a_page_of_ours(
    shelf: Cast, client: FlaskClient, lines, stamp: str | None, url: str
) -> None:
    page = look(client, "/sok?q=slamavskiller")
    assert press(client, page, url, stamp=stamp_on(page) if stamp is None else stamp) == 400
    assert len(lines()) == 1


def test_a_click_is_on_what_was_a_hit_of_that_search(
    shelf: Cast, client: FlaskClient, lines
) -> None:
    page, other = (look(client, f"/sok?q={query}") for query in ("slamavskiller", "overvann"))
    assert press(client, page, "/svar/20/overvann") == 400
    assert press(client, page, shown=hits_of(other).get("data-shown")) == 400
    assert press(client, page, "/svar/20/overvann", shown=hits_of(other).get("data-shown")) == 400
    for shown in ("", stamp_on(page), None):
        assert press(client, page, shown=shown) == 400
    assert len(lines()) == 2
    assert press(client, page) == 204


def test_a_hit_of_a_later_page_is_opened_under_the_stamp_of_the_first(
    shelf: Cast, client: FlaskClient, lines
) -> None:
    for number in range(12):
        shelve(shelf.miljodir, key=f"t{number}", title=f"Tank {number}", url=f"/svar/3{number}/t")
    index_now()
    first, second = (look(client, f"/sok?q=tank&side={page}") for page in (1, 2))
    (url, *_) = hits_of(second).xpath(".//*[@class='hit-title']//a/@href")
    assert press(client, first, url) == 400
    assert press(client, first, url, shown=hits_of(second).get("data-shown")) == 204
    assert lines()[-1]["click"] == lines()[0]["search"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_a_click_that_no_page_of_ours_sent_is_refused(
    shelf: Cast, client: FlaskClient, lines, headers: dict[str, str]
) -> None:
    page = look(client, "/sok?q=slamavskiller")
    assert press(client, page, headers=headers) == 403
    assert len(lines()) == 1
    assert press(client, page, headers={"Origin": "http://localhost"}) == 204


def test_clicks_without_end_are_refused(shelf, client, monkeypatch: pytest.MonkeyPatch) -> None:
    limit = rate_limits.Limit(1, rate_limits.MINUTE, rate_limits.of_address)
    monkeypatch.setitem(rate_limits.LIMITS, "click", (limit,))
    page = look(client, "/sok?q=slamavskiller")
    assert [press(client, page) for _ in range(2)] == [204, 429]


def test_a_search_of_five_visits_becomes_a_suggestion(
    shelf: Cast, app: Flask, settings: config.Settings, client: FlaskClient
) -> None:
    log_import.renew_day_key()
    for number in range(5):
        address = {"REMOTE_ADDR": f"192.0.{number}.7"}
        answer = look(client, "/sok?q=Tømme+slamavskiller", environ_base=address)
    press(client, answer)
    log_import.import_all(settings.search_log_folder)
    told = [(each.label, each.url, each.kind) for each in queries.suggestions("tømme s")]
    assert told[0] == ("tømme slamavskiller", "/sok?q=t%C3%B8mme+slamavskiller", "search")


def test_astrid_sees_what_people_did_not_find(
    shelf: Cast, settings: config.Settings, client: FlaskClient, as_user: SignIn
) -> None:
    browser = as_user(shelf.astrid)
    assert "Ingen søk i denne perioden" in browsing.words(browser.get(PAGE))
    for network in range(4):
        look(client, "/sok?q=romferge", environ_base={"REMOTE_ADDR": f"192.0.{network}.7"})
        log_import.import_all(settings.search_log_folder)
    look(client, "/sok?q=slamavskiller&tema=finnes-ikke")
    look(client, "/sok?q=slamavskiller")
    log_import.import_all(settings.search_log_folder)
    said = browsing.words(browser.get(f"{PAGE}?dager=7"))
    assert "Siste 7 dager: 6 søk. 4 var uten treff, og i 1 åpnet ingen noe treff." in said
    assert "… 4" in said
    assert "slamavskiller 1" in said
    assert "blant de tre første" not in said
    for position in ("2", "14"):
        press(client, look(client, "/sok?q=slamavskiller"), position=position)
    log_import.import_all(settings.search_log_folder)
    assert "Av 2 treff som ble åpnet, sto 1 blant de tre første." in browsing.words(
        browser.get(PAGE)
    )


def test_only_editors_see_what_people_search_for(cast: Cast, as_user: SignIn) -> None:
    assert as_user(cast.anne).get(PAGE).status_code == 403
    assert as_user(cast.odd).get(PAGE).status_code == 403
