"""Editors decide which searches others are shown."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

import config
from helpdesk.accounts.models import User
from helpdesk.foundation import clock, installation
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import NotPermitted
from helpdesk.foundation.events import Event
from helpdesk.search import log_import, log_queries, most_searched, queries, service
from helpdesk.search.models import SearchWording
from helpdesk.search.search_log import Click, Recorder, Search
from tests import browsing
from tests.cast import Cast

TEXT = "tømme slamavskiller"
PAGE = "/redaksjon/sok"


@pytest.fixture
def wording(shelf: Cast, settings: config.Settings) -> SearchWording:
    """A search that is shown to others."""
    recorder, today = Recorder(settings.search_log_folder), clock.today().isoformat()
    for name in "abcde":
        recorder.write(Search(search=name, on=today, text=TEXT, language="nb", hits=1, visit=name))
        recorder.write(Click(click=name, on=today, url="/svar/18"))
    log_import.import_all(settings.search_log_folder)
    return db.session.scalars(sa.select(SearchWording)).one()


def told() -> list[str]:
    return [each.label for each in queries.suggestions("tøm") if each.kind == "search"]


def test_astrid_takes_a_search_away_and_back(
    shelf: Cast, wording: SearchWording, as_user: Callable[[User], FlaskClient]
) -> None:
    browser = as_user(shelf.astrid)
    name = f"{PAGE}/{wording.id}"
    assert told() == [TEXT]
    assert (
        browsing.fill(browser, PAGE, action=f"{name}/foresla-ikke").location == f"{PAGE}#foreslas"
    )
    assert told() == []
    said = browsing.words(browser.get(PAGE))
    assert "Ingen søk foreslås nå" in said
    assert "Foreslå likevel" in said
    assert browsing.fill(browser, PAGE, action=f"{name}/foresla").location == f"{PAGE}#foreslas"
    assert told() == [TEXT]
    kinds = list(db.session.scalars(sa.select(Event.kind).order_by(Event.id)))
    assert kinds[-2:] == ["search.withhold", "search.show_again"]


def test_what_is_taken_away_leaves_the_front_page_at_once(
    shelf: Cast, wording: SearchWording
) -> None:
    installation.note(most_searched.FACT, '{"nb": ["tømme slamavskiller", "støy"], "nn": []}')
    db.session.commit()
    service.withhold(actor=shelf.astrid, wording=wording)
    assert installation.fact(most_searched.FACT) == '{"nb": ["støy"], "nn": []}'
    assert [each.text for each in log_queries.withheld()] == [TEXT]


def test_only_editors_decide(shelf: Cast, wording: SearchWording) -> None:
    for decide in (service.withhold, service.show_again):
        with pytest.raises(NotPermitted):
            decide(actor=shelf.anne, wording=wording)


def test_the_privacy_page_tells_of_it_in_every_language(client: FlaskClient) -> None:
    for language, words in (
        ("nb", ("Når du søker, lagrer vi ordene", "minst fem forskjellige besøk", "13 måneder")),
        ("nn", ("Når du søkjer, lagrar vi orda", "minst fem ulike besøk", "13 månader")),
        (
            "en",
            ("When you search, we store the words", "at least five different visits", "13 months"),
        ),
    ):
        said = browsing.words(client.get("/personvern", headers={"Accept-Language": language}))
        assert [each for each in words if each not in said] == []
