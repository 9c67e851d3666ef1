"""The most used searches on the front page: which they are, and what they cost."""

import itertools
import json
from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient

import config
from helpdesk.foundation import clock, installation
from helpdesk.foundation.language import Language
from helpdesk.search import index, log_import, log_queries, most_searched
from helpdesk.search.search_log import Click, Recorder, Search
from tests import browsing
from tests.cast import Cast
from tests.publishing.reading import statements

THREE = ("tømme slamavskiller", "tvangsmulkt", "overvann fra vei")

_names = itertools.count()


@pytest.fixture
def recorder(settings: config.Settings) -> Recorder:
    return Recorder(settings.search_log_folder)


def searched(
    recorder: Recorder, text: str, *, visits: int = 5, language: str = "nb", opened: bool = True
) -> None:
    """Let so many visits have searched for *text*."""
    on = clock.today().isoformat()
    for _ in range(visits):
        name = f"s{next(_names)}"
        recorder.write(Search(search=name, on=on, text=text, language=language, hits=2, visit=name))
        if opened:
            recorder.write(Click(click=name, on=on, url="/svar/18/slamavskiller"))
    log_import.import_all(recorder.folder)


def shown(client: FlaskClient, language: str = "nb") -> list[tuple[str, str]]:
    """Return the searches on the front page, and where they lead."""
    page = browsing.page(client.get("/", headers={"Accept-Language": language}))
    links = page.xpath("//*[@class='popular-searches']//a")
    return [(link.text, link.get("href")) for link in links]


def test_the_most_used_searches_stand_below_the_search_box(
    shelf: Cast, recorder: Recorder, client: FlaskClient
) -> None:
    for visits, text in enumerate(THREE, start=5):
        searched(recorder, text, visits=visits)
    assert shown(client) == []
    most_searched.refresh()
    assert shown(client) == [
        ("overvann fra vei", "/sok?q=overvann+fra+vei"),
        ("tvangsmulkt", "/sok?q=tvangsmulkt"),
        ("tømme slamavskiller", "/sok?q=t%C3%B8mme+slamavskiller"),
    ]
    response = client.get("/")
    assert "Hva lurer du på? Søk Mye søkt etter overvann fra vei" in browsing.words(response)
    for _text, url in shown(client):
        assert "treff" in browsing.words(client.get(url))


def test_they_are_those_of_pages_in_the_language_at_hand(
    shelf: Cast, recorder: Recorder, client: FlaskClient
) -> None:
    for text in THREE:
        searched(recorder, text)
    for text in ("løyve til utslepp", "hytte", "utsleppsløyve"):
        searched(recorder, text, language="nn")
    most_searched.refresh()
    assert {text for text, _url in shown(client)} == set(THREE)
    assert {text for text, _url in shown(client, "nn")} == {
        "løyve til utslepp",
        "hytte",
        "utsleppsløyve",
    }
    assert shown(client, "en") == []
    for text in THREE:
        searched(recorder, text, visits=1, language="en")
    most_searched.refresh()
    page = browsing.page(client.get("/", headers={"Accept-Language": "en"}))
    items = page.xpath("//*[@class='popular-searches']//li")
    assert [item.get("lang") for item in items] == ["nb", "nb", "nb"]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("slamavskiller hytte", {"visits": 4}),
        ("slamavskiller hytte", {"opened": False}),
        ("slamavskiller [navn]", {}),
        ("slamavskiller hos ola", {}),
        ("slamavskiler", {}),
        ("romferge", {}),
        ("slamavskiller tømme", {}),
        ("slamavskiller hytte " * 4, {}),
    ],
    ids=["few", "unopened", "masked", "unpublished", "slip", "nonsense", "twice", "long"],
)
def test_what_never_stands_there(
    shelf: Cast, recorder: Recorder, text: str, facts: dict[str, int]
) -> None:
    for each in THREE:
        searched(recorder, each, visits=9)
    searched(recorder, " ".join(text.split()), **facts)
    most_searched.refresh()
    assert set(most_searched.of_fact(installation.fact(most_searched.FACT), "nb")) == set(THREE)


def test_there_are_six_at_most_and_fewer_than_three_are_none(
    shelf: Cast, recorder: Recorder, client: FlaskClient
) -> None:
    for text in THREE[:2]:
        searched(recorder, text)
    most_searched.refresh()
    assert shown(client) == []
    for text in ("hytte", "veileder", "søknad", "tilsyn", "kommune", "avløp"):
        searched(recorder, text, visits=6)
    most_searched.refresh()
    assert len(shown(client)) == most_searched.MOST


def test_what_was_searched_for_long_ago_is_left_out(shelf: Cast, recorder: Recorder) -> None:
    searched(recorder, "tvangsmulkt")
    assert log_queries.most_searched(Language.NB, limit=6) == ["tvangsmulkt"]
    with time_machine.travel(clock.now() + log_queries.RECENT + timedelta(days=1)):
        assert log_queries.most_searched(Language.NB, limit=6) == []


def test_without_an_index_they_stay_as_they_were(
    shelf: Cast, recorder: Recorder, client: FlaskClient
) -> None:
    for text in THREE:
        searched(recorder, text)
    most_searched.refresh()
    index.here().store.discard()
    index.here().look_again()
    most_searched.refresh()
    assert len(shown(client)) == 3


def test_what_no_longer_leads_anywhere_goes(shelf: Cast) -> None:
    installation.note(most_searched.FACT, json.dumps({"nb": ["romferge"] * 3}))
    most_searched.refresh()
    assert most_searched.of_fact(installation.fact(most_searched.FACT), "nb") == []


def test_they_cost_the_front_page_no_statement_of_its_own(
    shelf: Cast, recorder: Recorder, client: FlaskClient
) -> None:
    for text in THREE:
        searched(recorder, text)
    with statements() as without:
        shown(client)
    most_searched.refresh()
    with statements() as rendered:
        assert len(shown(client)) == 3
    with statements() as kept:
        shown(client)
    most_searched.refresh()  # nothing has changed, so nothing is written
    with statements() as after:
        shown(client)
    assert len(rendered) == len(without)
    assert (len(kept) <= 1, len(after) <= 1) == (True, True)
