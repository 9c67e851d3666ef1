"""The page of an article, as its readers meet it."""

import json
from datetime import UTC, datetime

import pytest
import time_machine
from flask.testing import FlaskClient

from helpdesk.foundation import counters
from helpdesk.publishing.models import Article
from helpdesk.publishing.queries import editing
from helpdesk.publishing.service import corrections, drafting, reviewing
from helpdesk.publishing.states import ChangeClass
from helpdesk.topics import queries as topics
from tests import browsing
from tests.cast import Cast
from tests.factories import publishing as make
from tests.factories.publishing import loaded
from tests.publishing.reading import next_edition, statements, url_of, withdraw
from tests.search.conftest import index_now

OTHER = {"title": "Hvem fører tilsyn med avløpsanlegg?"}


def test_an_article_says_first_what_the_reader_needs(client: FlaskClient, article: Article) -> None:
    said = browsing.words(client.get(url_of(article)))
    places = [
        said.index(each)
        for each in (
            "Når trenger en hytte utslippstillatelse?",
            "Generell veiledning",
            "Miljødirektoratet – Seksjon for vann",
            "Kort svar",
            "Når den har innlagt vann.",
            "Et utslipp krever tillatelse.",
            "Bakgrunnen for spørsmålet",
            "Utgave 1, 9. mars 2026",
        )
    ]
    assert places == sorted(places)
    assert "Utslipp etter kapittel 12" in said
    reference = 'value="Miljøkommune, svar 1, utgave 1, 9. mars 2026"'
    assert reference in client.get(url_of(article)).text


def test_short_and_old_addresses_lead_to_the_page(client: FlaskClient, article: Article) -> None:
    for address in (f"/svar/{article.number}", f"/svar/{article.number}/gammel-tittel"):
        response = client.get(address)
        assert (response.status_code, response.location) == (301, url_of(article))


@pytest.mark.parametrize(
    "address", ["/svar/99", "/svar/99/noe", "/svar/1/utgave/2", "/svar/99/utgave/1"]
)
def test_what_is_not_public_is_not_found(
    client: FlaskClient, article: Article, address: str
) -> None:
    assert client.get(address).status_code == 404


def test_a_draft_has_no_public_page(client: FlaskClient, cast: Cast) -> None:
    number = make.submitted(cast.miljodir, cast.topic, by=cast.anne).article.number
    assert client.get(f"/svar/{number}").status_code == 404
    assert client.get(f"/svar/{number}/utgave/1").status_code == 404


def test_structured_data_holds_the_question_and_its_answer(client: FlaskClient, cast: Cast) -> None:
    title = 'Gjelder "</script>" også <b>hytter</b> & naust?'
    make.published(cast.miljodir, cast.topic, by=cast.anne, title=title)
    shown = browsing.page(client.get("/svar/1", follow_redirects=True))
    (script,) = shown.xpath("//script[@type='application/ld+json']")
    data = json.loads(script.text)
    assert (data["@type"], data["mainEntity"]["name"]) == ("QAPage", title)
    answer = data["mainEntity"]["acceptedAnswer"]
    assert answer["text"].startswith("Når den har innlagt vann.")
    assert answer["author"]["name"] == "Miljødirektoratet"


def test_a_page_costs_eight_statements_and_at_most_one_from_the_cache(
    client: FlaskClient, article: Article
) -> None:
    address = url_of(article)
    with statements() as rendered:
        client.get(address)
    with statements() as kept:
        client.get(address)
    assert 1 < len(rendered) <= 8, rendered
    assert len(kept) <= 1, kept


def test_an_unchanged_page_answers_304_and_sets_no_cookie(
    client: FlaskClient, article: Article
) -> None:
    for address in ("/", url_of(article), "/feed.atom", "/sitemap.xml", "/om", "/personvern"):
        first = client.get(address)
        assert first.status_code == 200, address
        assert "Set-Cookie" not in first.headers
        again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b""), address


def test_pages_are_fresh_after_a_correction(
    client: FlaskClient, cast: Cast, article: Article
) -> None:
    other = make.published(cast.miljodir, cast.topic, by=cast.dag, **OTHER)
    index_now()
    beside = f"/svar/{other.number}"
    for address in ("/", url_of(article), beside):
        assert url_of(article) in client.get(address, follow_redirects=True).text
    next_edition(
        cast,
        article,
        title="Hva gjelder for hytter nå?",
        change_class=ChangeClass.CHANGED_LAW,
        change_note="Ny forskrift.",
    )
    for address in ("/", f"/svar/{article.number}", beside):
        assert "Hva gjelder for hytter nå?" in client.get(address, follow_redirects=True).text
    said = browsing.words(client.get(f"/svar/{article.number}", follow_redirects=True))
    assert "Endret regelverk" in said
    assert "Ny forskrift." in said


def test_pages_are_fresh_after_a_topic_was_renamed(
    client: FlaskClient, cast: Cast, article: Article
) -> None:
    addresses = ("/", url_of(article))
    for address in addresses:
        assert ">Avløp<" in client.get(address).text
    cast.topic.name_nb = "Avløpsvann"
    counters.following(topics.VERSION)
    for address in addresses:
        assert ">Avløpsvann<" in client.get(address).text


def test_an_old_edition_stays_citable_and_says_so(
    client: FlaskClient, cast: Cast, article: Article
) -> None:
    address = f"/svar/{article.number}/utgave/1"
    assert "eldre utgave" not in client.get(address).text
    next_edition(
        cast,
        article,
        short_answer="Alltid.",
        change_class=ChangeClass.SUBSTANTIVE,
        change_note="Snudd.",
    )
    response = client.get(address)
    assert "Dette er en eldre utgave" in response.text
    assert "Når den har innlagt vann." in response.text
    assert '<meta name="robots" content="noindex">' in response.text
    assert f'rel="canonical" href="http://127.0.0.1:8000{url_of(article)}"' in response.text
    assert "noindex" not in client.get(url_of(article)).text


def test_a_withdrawn_article_stays_marked_and_leaves_every_list(
    client: FlaskClient, cast: Cast, article: Article
) -> None:
    other = make.published(cast.miljodir, cast.topic, by=cast.dag, **OTHER)
    index_now()
    lists = ("/", "/feed.atom", "/sitemap-1.xml", "/tema/avlop", f"/svar/{other.number}")
    for address in lists:
        assert url_of(article) in client.get(address, follow_redirects=True).text, address
    withdraw(cast, article, successor_number=other.number)
    for address in lists:
        assert url_of(article) not in client.get(address, follow_redirects=True).text, address
    response = client.get(url_of(article))
    said = browsing.words(response)
    assert response.status_code == 200
    assert "Svaret er trukket tilbake" in said
    assert "Loven er opphevet." in said
    assert f'href="/svar/{other.number}"' in response.text
    assert "noindex" in response.text


def test_a_text_past_its_check_date_says_so_when_the_day_comes(
    client: FlaskClient, article: Article
) -> None:
    with time_machine.travel(datetime(2028, 3, 9, 9, tzinfo=UTC)):
        assert "skulle vært kontrollert" not in client.get(url_of(article)).text
    with time_machine.travel(datetime(2028, 3, 10, 9, tzinfo=UTC)):
        assert "skulle vært kontrollert" in client.get(url_of(article)).text


def test_no_public_page_holds_a_word_of_the_case(client: FlaskClient, cast: Cast) -> None:
    edition = loaded(make.from_case(cast))
    drafting.submit(
        actor=cast.anne, edition=edition, text=make.text(cast.topic), seen_version=edition.version
    )
    edition = loaded(edition)
    reviewing.publish(actor=cast.berit, edition=edition, seen_version=edition.version)
    corrections.correct(
        actor=cast.anne,
        article=editing.article(1),
        change_class=ChangeClass.SUBSTANTIVE,
        note=make.SECRET,
    )
    addresses = ["/", "/svar/1", "/svar/1/utgave/1", "/svar/1/utgave/2", "/feed.atom", "/om"]
    addresses += ["/feed.atom?tema=avlop", "/sitemap.xml", "/sitemap-1.xml", "/tema/avlop"]
    for address in addresses:
        text = client.get(address, follow_redirects=True).text
        for private in (make.SECRET, "Kari", "Nordås", "Alver", "alver.kommune.no", "2026-0"):
            assert private not in text.replace("2026-03-09", ""), (address, private)


def test_the_law_a_text_builds_on_is_linked(client: FlaskClient, article: Article) -> None:
    response = client.get("/svar/1", follow_redirects=True)
    said = browsing.words(response)
    assert "forurensningsforskriften Gjelder fra 1. juli 2004 § 12-3 Krav om tillatelse" in said
    assert 'href="/lov/for-2004-06-01-931/12-3"' in response.text
    assert "https://lovdata.no/forskrift/2004-06-01-931/" in response.text
