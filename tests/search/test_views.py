"""The search page and the suggestions, in the browser."""

import pytest
from flask.testing import FlaskClient

from helpdesk.web import rate_limits
from tests.browsing import page as html_of
from tests.cast import Cast
from tests.factories.catalogue import shelve
from tests.search.conftest import index_now


def page(client: FlaskClient, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.get_data(as_text=True)


def test_a_visitor_sees_hits_with_marks_and_facets(shelf: Cast, client: FlaskClient) -> None:
    html = page(client, "/sok?q=slamavskiller+avløp")
    assert '<a class="ds-link" href="/svar/18/slamavskiller">' in html
    assert "<mark>slamavskiller</mark>" in html
    assert 'value="slamavskiller avløp"' in html
    assert 'href="/sok?q=slamavskiller+avl%C3%B8p&amp;type=veileder"' in html
    assert "noindex" in html


def test_a_facet_that_is_set_links_back(shelf: Cast, client: FlaskClient) -> None:
    html = page(client, "/sok?q=avløp&tema=avlop&side=1")
    assert 'href="/sok?q=avl%C3%B8p" aria-current="true"' in html
    assert "Fjern alle filtre" in html


def test_zero_hits_offer_the_ask_form_with_the_text(shelf: Cast, client: FlaskClient) -> None:
    html = page(client, "/sok?q=romferge")
    assert "Vi fant ingenting om dette" in html
    assert 'href="/sporsmal/nytt?tittel=romferge"' in html


def test_zero_hits_lead_to_the_nearest_topics_however_they_are_spelt(
    shelf: Cast, client: FlaskClient
) -> None:
    for query in ("kloakk&etat=nve", "klokkak&ordrett=ja", "avløup&ordrett=ja"):
        html = page(client, f"/sok?q={query}")
        assert "Kanskje står det under et av disse temaene" in html, query
        assert 'href="/tema/avlop"' in html, query
        assert 'href="/tema/klimatilpasning"' not in html, query


def test_zero_hits_near_no_topic_lead_to_the_main_ones(shelf: Cast, client: FlaskClient) -> None:
    html = page(client, "/sok?q=qwzx")
    assert 'href="/tema/forurensning"' in html
    assert 'href="/tema/klimatilpasning"' in html
    assert 'href="/tema/avlop"' not in html


def test_the_topic_and_the_text_go_with_the_asker(shelf: Cast, client: FlaskClient) -> None:
    form = page(client, "/sporsmal/nytt?tittel=Er+romferge+lov%3F&tema=avlop")
    assert 'value="Er romferge lov?"' in form
    offered = page(client, "/sok?q=romferge&tema=avlop")
    assert 'href="/sporsmal/nytt?tittel=romferge&amp;tema=avlop"' in offered


def test_what_is_typed_is_shown_not_run(shelf: Cast, client: FlaskClient) -> None:
    for query in ("<script>alert(1)</script>", '"><img src=x>', "<b>romferge"):
        html = page(client, "/sok?q=" + query)
        assert "<script>alert" not in html
        assert "<img" not in html
        assert "<b>" not in html


@pytest.mark.parametrize("reference", ["2026-00042", "2026-99999"])
def test_a_reference_goes_to_its_page_whether_or_not_it_exists(
    shelf: Cast, client: FlaskClient, reference: str
) -> None:
    response = client.get(f"/sok?q={reference}")
    assert (response.status_code, response.location) == (302, f"/sporsmal/{reference}")


@pytest.mark.parametrize("typed", ["ref. 2026-00042", "Sak nr. 2026-00042", "#2026-00042"])
def test_a_reference_is_known_as_people_write_it(client: FlaskClient, typed: str) -> None:
    answer = client.get("/sok", query_string={"q": typed})
    assert answer.location == "/sporsmal/2026-00042"


@pytest.mark.parametrize("typed", ["18", "svar 18", "Svar-18", "svar nr. 18", "#18"])
def test_an_articles_number_goes_to_the_article(
    shelf: Cast, client: FlaskClient, typed: str
) -> None:
    assert client.get("/sok", query_string={"q": typed}).location == "/svar/18"


def test_a_number_that_is_no_articles_is_searched_for(shelf: Cast, client: FlaskClient) -> None:
    assert client.get("/sok?q=1442").status_code == 200


def test_pages_are_real_links_and_one_past_the_end_is_the_last(
    cast: Cast, client: FlaskClient
) -> None:
    for number in range(23):
        shelve(cast.miljodir, key=f"k{number}", title="Støy fra skytebane", text="")
    index_now()
    assert 'href="/sok?q=st%C3%B8y&amp;side=3"' in page(client, "/sok?q=støy&side=2")
    assert client.get("/sok?q=støy&side=99").location == "/sok?q=st%C3%B8y&side=3"


@pytest.mark.parametrize(
    "query", ["?side=x&type=y&maalform=z&tema=w&etat=v", "?q=a&side=-1", "?q=a&side=0", ""]
)
def test_nonsense_in_the_address_is_left_out(shelf: Cast, client: FlaskClient, query: str) -> None:
    assert client.get("/sok" + query).status_code == 200


def test_while_there_is_no_index_the_page_says_so(cast: Cast, client: FlaskClient) -> None:
    assert "Søket bygges opp akkurat nå" in page(client, "/sok?q=støy")


def test_a_misspelling_is_shown_with_a_way_back(shelf: Cast, client: FlaskClient) -> None:
    html = page(client, "/sok?q=slamavskilelr")
    assert "Viser treff for «slamavskiller»" in html
    assert 'href="/sok?q=slamavskilelr&amp;ordrett=ja"' in html


def test_a_literal_search_replaces_nothing_and_has_a_way_back(
    shelf: Cast, client: FlaskClient
) -> None:
    html = page(client, "/sok?q=slamavskilelr&ordrett=ja")
    assert "Vi leter etter «slamavskilelr» slik du skrev det" in html
    assert "Vi fant ingenting om dette" in html
    assert 'href="/sok?q=slamavskilelr"' in html
    assert client.get("/sok?q=18&ordrett=ja").status_code == 200


def test_every_facet_tells_how_many_would_remain(shelf: Cast, client: FlaskClient) -> None:
    html = html_of(client.get("/sok?q=avløp+overvann+slamavskiller"))
    counted = {
        " ".join(link.xpath("span[@class='facet-label']/text()")): link.xpath(
            "string(span[@class='count'])"
        )
        for link in html.xpath("//nav[@class='facets']//li/a")
    }
    for label, count in counted.items():
        (link,) = html.xpath(f"//nav[@class='facets']//li/a[span[.='{label}']]")
        shown = html_of(client.get(link.get("href"))).xpath("string(//*[@id='treff'])")
        assert shown.strip() == f"{count} treff", label
    assert len(counted) >= 4


def test_suggestions_are_json_and_at_most_eight(shelf: Cast, client: FlaskClient) -> None:
    for number in range(12):
        shelve(shelf.miljodir, key=f"k{number}", title=f"Støy fra bane {number}")
    index_now()
    answer = client.get("/sok/forslag?q=stø").get_json()
    assert len(answer["suggestions"]) == len(answer["items"]) == 8
    assert answer["items"][0].keys() == {"label", "url", "kind", "kind_name", "language"}
    assert client.get("/sok/forslag").get_json()["suggestions"] == []


def test_a_machine_that_searches_without_end_is_asked_to_wait(
    shelf: Cast, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = rate_limits.Limit(2, rate_limits.MINUTE, rate_limits.of_address)
    monkeypatch.setitem(rate_limits.LIMITS, "search", (limit,))
    statuses = [client.get("/sok?q=avløp").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    assert client.get("/sok?q=avløp").headers["Retry-After"]


def test_a_wrong_address_suggests_what_is_like_its_words(shelf: Cast, client: FlaskClient) -> None:
    response = client.get("/gammel/slamavskiller-tømmes")
    assert response.status_code == 404
    assert "/svar/18/slamavskiller" in response.get_data(as_text=True)


def test_a_search_sets_no_cookie(shelf: Cast, client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get("/sok?q=avløp").headers
