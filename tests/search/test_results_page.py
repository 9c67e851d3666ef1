"""What the results page tells beside the hits: what was searched, what is set, what to do next."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from helpdesk.foundation.db import db
from helpdesk.search import facet_links
from tests.browsing import form_of, page, words
from tests.cast import Cast
from tests.factories.catalogue import shelve
from tests.search.conftest import index_now

LONG = (
    "Kan en hytteeier nekte tømming av tanken? "
    + "Tanken ligger langt fra veien, sier eieren. " * 8
)


def search(client: FlaskClient, **query: str):
    return client.get("/sok", query_string=query)


def hit_titles(response) -> list[str]:
    return [link.text for link in page(response).xpath("//*[@class='hit-title']/a")]


def link_to(response, text: str) -> str:
    (link,) = page(response).xpath(f"//main//a[starts-with(normalize-space(), '{text}')]")
    return link.get("href")


def test_no_hits_with_a_filter_tell_which_and_what_there_is_without(
    shelf: Cast, client: FlaskClient
) -> None:
    shown = search(client, q="overvann", tema="avlop")
    assert "Ingen treff i temaet Avløp" in words(shown)
    assert link_to(shown, "Uten filter: 1 treff") == "/sok?q=overvann"
    assert link_to(shown, "Avløp") == "/sok?q=overvann"
    assert "Ingen treff fra Norges vassdrags" in words(
        search(client, q="slamavskiller", etat="nve")
    )


def test_no_hits_with_several_filters_offer_to_take_each_away(
    shelf: Cast, client: FlaskClient
) -> None:
    shown = search(client, q="overvann", tema="avlop", type="veileder")
    assert "Ingen treff med disse filtrene: Avløp, Veiledere" in words(shown)
    assert link_to(shown, "Avløp") == "/sok?q=overvann&type=veileder"
    assert link_to(shown, "Veiledere") == "/sok?q=overvann&tema=avlop"


def test_a_filter_nobody_knows_is_named_as_it_was_given(shelf: Cast, client: FlaskClient) -> None:
    assert "Ingen treff i temaet <b>" in words(search(client, q="overvann", tema="<b>"))


def test_the_folded_filters_tell_which_one_is_set(shelf: Cast, client: FlaskClient) -> None:
    shown = page(search(client, q="slamavskiller", tema="avlop"))
    assert shown.xpath("string(//nav[@class='facets']//summary)").strip() == (
        "Avgrens treffene (1 valgt: Avløp)"
    )


@pytest.mark.parametrize("query", ["og", "hva er", "når kan", "av i på"])
def test_small_words_alone_are_told_from_misspelt_ones(
    shelf: Cast, client: FlaskClient, query: str
) -> None:
    told = words(search(client, q=query))
    assert "Bare småord" in told
    assert "skrivefeil" not in told
    assert "Bare småord" not in words(search(client, q=f"{query} romferge"))


def test_a_number_of_no_answer_is_told(shelf: Cast, client: FlaskClient) -> None:
    assert "Det finnes ikke noe publisert svar 9999" in words(search(client, q="svar 9999"))
    for other in ("9999", "svar 9999 avløp"):
        assert "Det finnes ikke" not in words(search(client, q=other))


@pytest.mark.parametrize("typed", ["2026 00015", "2026–00015", "sak 2026 00015"])
def test_a_reference_is_known_without_its_dash(client: FlaskClient, typed: str) -> None:
    assert search(client, q=typed).location == "/sporsmal/2026-00015"


@pytest.mark.parametrize("query", ["NVE", "nve.", "Norges vassdrags- og energidirektorat"])
def test_an_agencys_name_leads_to_all_that_is_from_it(
    shelf: Cast, client: FlaskClient, query: str
) -> None:
    shelf.nve.short_name = "NVE"
    db.session.commit()
    shown = search(client, q=query)
    assert link_to(shown, "Vis alt fra Norges vassdrags") == "/sok?etat=nve"
    assert "energidirektorat (1)" in words(shown)


def test_an_agency_is_offered_at_no_hits_and_by_its_former_names(
    shelf: Cast, client: FlaskClient
) -> None:
    shelf.miljodir.former_names = ["Klif", "SFT"]
    index_now()
    shown = search(client, q="klif", ordrett="ja")
    assert link_to(shown, "Vis alt fra Miljødirektoratet") == "/sok?etat=miljodir"
    assert "Vis alt fra" not in words(search(client, q="klif og avløp"))
    assert "Vis alt fra" not in words(search(client, q="DSB"))


def test_everything_is_listed_by_when_it_was_published(cast: Cast, client: FlaskClient) -> None:
    for day in (5, 9, 2):
        at = datetime(2026, 1, day, tzinfo=UTC)
        shelve(cast.miljodir, key=f"dag-{day}", title=f"Dag {day}", published_at=at)
    shelve(cast.nve, key="annen", title="Annen", published_at=datetime(2026, 1, 7, tzinfo=UTC))
    index_now()
    shown = client.get("/sok")
    assert hit_titles(shown) == ["Dag 9", "Annen", "Dag 5", "Dag 2"]
    assert "Alt som er publisert, nyeste først" in words(shown)
    assert hit_titles(search(client, etat="miljodir")) == ["Dag 9", "Dag 5", "Dag 2"]


def test_the_second_page_says_so_in_its_title(cast: Cast, client: FlaskClient) -> None:
    for number in range(12):
        shelve(cast.miljodir, key=f"k{number}", title=f"Støy {number}")
    index_now()
    titles = [page(search(client, q="støy", side=side)).findtext(".//title") for side in ("1", "2")]
    assert titles[0].startswith("Søk: støy – ")
    assert titles[1].startswith("Søk: støy, side 2 – ")


def test_a_long_question_goes_whole_to_the_ask_form(shelf: Cast, client: FlaskClient) -> None:
    shown = search(client, q=LONG)
    assert page(shown).xpath("//main//input[@type='search']")[0].value == LONG.strip()
    assert "vi har bare lett etter det første av den: «Kan en hytteeier" in words(shown)
    (ask,) = {
        link.get("href")
        for link in page(shown).xpath("//main//a[contains(@href, '/sporsmal/nytt')]")
    }
    form = form_of(client.get(ask), having="title")
    assert form.fields["title"] == "Kan en hytteeier nekte tømming av tanken?"
    assert form.fields["text"].strip() == LONG.strip()


def test_what_is_longer_than_the_box_is_bounded_and_has_no_title_if_it_has_no_end(
    app: Flask,
) -> None:
    asked = facet_links.request_of({"q": "tank " * 1000})
    assert len(asked.text) <= facet_links.LONGEST_QUERY
    assert len(asked.as_typed) <= facet_links.LONGEST_TYPED
    given = parse_qs(urlsplit(facet_links.ask_address(asked)).query)
    assert given.keys() == {"beskrivelse"}


def test_english_readers_are_told_that_answers_are_norwegian(
    shelf: Cast, client: FlaskClient
) -> None:
    assert "The answers are in Norwegian." in words(search(client, q="slamavskiller", sprak="en"))
    assert "Svarene er på norsk" not in words(search(client, q="slamavskiller", sprak="nb"))
