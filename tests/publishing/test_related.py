"""The answers beside an article: chosen by editors, else like it, never what is not public."""

from flask.testing import FlaskClient

from helpdesk.foundation import heartbeats
from helpdesk.publishing.models import Article
from tests import browsing
from tests.cast import Cast
from tests.factories import publishing as make
from tests.publishing.reading import next_edition, withdraw
from tests.search.conftest import index_now


def published(cast: Cast, title: str, **facts: object) -> Article:
    facts = {"short_answer": "", "text": "Se loven.", "laws": ()} | facts
    return make.published(cast.miljodir, cast.topic, by=cast.anne, title=title, **facts)


def beside(client: FlaskClient, number: int = 1) -> list[str]:
    """Return the titles under "Lignende svar" on the page of an article."""
    page = browsing.page(client.get(f"/svar/{number}", follow_redirects=True))
    section = "//section[h2='Lignende svar']//a"
    return [link.text_content() for link in page.xpath(section)]


def test_what_is_most_like_it_stands_first_and_at_most_five(cast: Cast, client) -> None:
    published(cast, "Hvor ofte skal en tett tank tømmes?")
    for number in range(7):
        published(cast, f"Hvem betaler når en tett tank må tømmes {number}?")
    published(cast, "Når må en tett tank tømmes oftere?")
    published(cast, "Er vindkraft på kommunens eiendom lov?")
    index_now()
    titles = beside(client)
    assert titles[0] == "Når må en tett tank tømmes oftere?"
    assert len(titles) == 5
    assert "Hvor ofte skal en tett tank tømmes?" not in titles


def test_what_an_editor_chose_comes_first_and_only_once(cast: Cast, client: FlaskClient) -> None:
    published(cast, "Er vindkraft på kommunens eiendom lov?")
    published(cast, "Når må en tett tank tømmes oftere?")
    links = ("article:svar-1", "article:svar-2")
    published(cast, "Hvor ofte skal en tett tank tømmes?", links=links)
    index_now()
    assert beside(client, 3) == [
        "Er vindkraft på kommunens eiendom lov?",
        "Når må en tett tank tømmes oftere?",
    ]


def test_the_list_is_fresh_after_corrections_and_withdrawals(cast: Cast, client) -> None:
    published(cast, "Hvor ofte skal en tett tank tømmes?")
    other = published(cast, "Når må en tett tank tømmes oftere?")
    index_now()
    assert beside(client) == ["Når må en tett tank tømmes oftere?"]
    next_edition(cast, other, title="Tømmes tanken for sjelden?")
    assert beside(client) == ["Tømmes tanken for sjelden?"]
    withdraw(cast, other)
    assert beside(client) == []


def test_a_page_shown_before_there_is_an_index_gets_its_list_with_it(cast: Cast, client) -> None:
    published(cast, "Hvor ofte skal en tett tank tømmes?")
    published(cast, "Når må en tett tank tømmes oftere?")
    assert beside(client) == []
    index_now()
    heartbeats.beat("index")  # as the worker does every few seconds
    assert beside(client) == ["Når må en tett tank tømmes oftere?"]


def test_a_page_without_anything_like_it_has_no_empty_list(cast: Cast, client) -> None:
    published(cast, "Hvor ofte skal en tett tank tømmes?")
    index_now()
    assert "Lignende svar" not in client.get("/svar/1", follow_redirects=True).text


def test_what_reads_alike_in_another_area_is_left_out(cast: Cast, client: FlaskClient) -> None:
    published(cast, "Hvor ofte skal en tett tank tømmes?")
    published(cast, "Når må en tett tank tømmes oftere?")
    elsewhere = "Hvor ofte skal en tett tank ved en flomutsatt elv tømmes?"
    make.published(cast.nve, cast.nve_topic, by=cast.vera, title=elsewhere, laws=())
    index_now()
    assert beside(client) == ["Når må en tett tank tømmes oftere?"]
