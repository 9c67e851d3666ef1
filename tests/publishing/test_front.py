"""The front page, and what machines read."""

from datetime import UTC, datetime

import feedparser
import pytest
import time_machine
from flask.testing import FlaskClient
from lxml import etree

from helpdesk.foundation import installation
from helpdesk.foundation.db import db
from helpdesk.publishing import figures
from helpdesk.publishing.models import Article
from helpdesk.topics.models import Topic
from tests import browsing
from tests.cast import Cast
from tests.factories import publishing as make
from tests.publishing.reading import statements, url_of


def test_the_front_page_costs_six_statements_and_one_from_the_cache(
    client: FlaskClient, article: Article
) -> None:
    with statements() as rendered:
        client.get("/")
    with statements() as kept:
        client.get("/")
    assert (len(rendered) <= 6, len(kept) <= 1) == (True, True), rendered


def test_the_front_page_leads_on(client: FlaskClient, cast: Cast, article: Article) -> None:
    response = client.get("/")
    said = browsing.words(response)
    assert "Finn svaret, eller spør en fagperson" in said
    assert "Forurensning 1" in said
    assert "Avløp 1" in said
    assert "Utslipp etter kapittel 12" in said
    assert "10 arbeidsdager" in said
    assert len(browsing.page(response).xpath("//main//form[@role='search']")) == 1


def test_a_topic_counts_all_that_stands_below_it_once(
    client: FlaskClient, cast: Cast, article: Article
) -> None:
    deep = Topic(
        slug="hytteavlop",
        name_nb="Avløp i hytteområder",
        name_nn="Avløp i hytteområde",
        parent=cast.topic,
        queue=cast.queue,
        aliases=[],
    )
    db.session.add(deep)
    db.session.flush()
    make.published(cast.miljodir, deep, by=cast.anne, title="Gjelder det hytter?")
    said = browsing.words(client.get("/"))
    assert "Forurensning 2" in said
    assert "Avløp 2" in said


def test_the_front_page_tells_how_fast_answers_come_now(client: FlaskClient, cast: Cast) -> None:
    make.answered_question(cast.kari, cast.queue, cast.topic, answered_by=cast.anne)
    client.get("/")
    with time_machine.travel(datetime(2026, 4, 1, 9, tzinfo=UTC)):
        figures.refresh()
    assert "5 arbeidsdager" in browsing.words(client.get("/"))
    with time_machine.travel(datetime(2026, 9, 1, 9, tzinfo=UTC)):
        figures.refresh()
    assert installation.fact(figures.ANSWER_DAYS) is None


def test_the_feed_is_valid_and_narrowed_by_topic(
    client: FlaskClient, cast: Cast, article: Article
) -> None:
    make.published(cast.nve, cast.nve_topic, by=cast.vera, title="Hva er overvann & flom?")
    everything = feedparser.parse(client.get("/feed.atom").data)
    assert not everything.bozo
    assert {entry.title for entry in everything.entries} == {
        "Når trenger en hytte utslippstillatelse?",
        "Hva er overvann & flom?",
    }
    narrowed = feedparser.parse(client.get("/feed.atom?tema=forurensning").data)
    assert [entry.link for entry in narrowed.entries] == [f"http://127.0.0.1:8000{url_of(article)}"]
    assert client.get("/feed.atom?tema=finnes-ikke").status_code == 404


def test_a_character_no_xml_can_hold_does_not_break_the_feed(
    client: FlaskClient, cast: Cast, article: Article
) -> None:
    texts = {"title": "Et \x01 tegn", "short_answer": "To \x0c tegn.\ufffe"}
    make.published(cast.miljodir, cast.topic, by=cast.anne, **texts)
    feed = feedparser.parse(client.get("/feed.atom").data)
    assert not feed.bozo
    assert feed.entries[0].title == "Et  tegn"


def test_the_map_of_the_site_names_what_is_published(client: FlaskClient, article: Article) -> None:
    index = etree.fromstring(client.get("/sitemap.xml").data)
    (part,) = index.xpath("//*[local-name()='loc']/text()")
    assert part.endswith("/sitemap-1.xml")
    listed = etree.fromstring(client.get("/sitemap-1.xml").data)
    addresses = listed.xpath("//*[local-name()='loc']/text()")
    assert f"http://127.0.0.1:8000{url_of(article)}" in addresses
    assert client.get("/sitemap-2.xml").status_code == 404


def test_machines_are_told_where_to_go_and_whom_to_tell(client: FlaskClient) -> None:
    assert "Disallow: /arbeidsflate\n" in client.get("/robots.txt").text
    security = client.get("/.well-known/security.txt").text
    assert "Contact: mailto:svar@miljokommune.example\n" in security
    assert "Expires: " in security


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("/om", "Etatene som svarer"),
        ("/personvern", "12 måneder"),
        ("/tilgjengelighet", "WCAG 2.1"),
    ],
)
def test_the_service_says_what_it_is(
    client: FlaskClient, cast: Cast, address: str, word: str
) -> None:
    assert word in client.get(address).text
