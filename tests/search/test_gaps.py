"""What is found between two states: no index yet, an index that lags, pages past the last."""

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from helpdesk.catalogue import service
from helpdesk.catalogue.models import ItemKind
from helpdesk.foundation.db import db
from helpdesk.search import facet_links, hits, index, queries
from helpdesk.search.hits import SearchRequest, SearchResults
from helpdesk.web import rate_limits
from tests import browsing
from tests.cast import Cast
from tests.factories import publishing as make
from tests.factories.catalogue import shelve
from tests.publishing.reading import withdraw
from tests.search.conftest import index_now

LAW = "LOV-1981-03-13-6"


@pytest.fixture
def unindexed(shelf: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The shelf, while there is no index."""
    monkeypatch.setattr(index.here(), "snapshot", lambda: None)
    return shelf


def found(**asked: object) -> SearchResults:
    return queries.search(SearchRequest(**{"text": ""} | asked))  # type: ignore[arg-type]


def keys(**asked: object) -> set[str]:
    return {hit.key for hit in found(**asked).hits}


def test_a_withdrawn_article_is_not_counted_while_the_index_lags(shelf: Cast) -> None:
    before = found(text="slamavskiller")
    service.mark_withdrawn(ItemKind.ARTICLE, "septik")
    db.session.commit()
    after = found(text="slamavskiller")
    assert after.total == len(after.hits) == before.total - 1
    kinds = {facet.value: facet.count for facet in found().facets.kinds}
    assert kinds == {"article": 3, "guide": 1}


def test_without_an_index_and_words_the_newest_are_shown(
    unindexed: Cast, client: FlaskClient
) -> None:
    assert len(found().hits) == found().total == 5
    assert keys(kind=ItemKind.GUIDE) == {"avlop-kap-12"}
    assert keys(agency="nve") == {"overvann"}
    assert "Hvem betaler for overvann" in browsing.words(client.get("/sok"))
    assert found(text="er og på").total == 0


def test_without_an_index_the_filters_hold(unindexed: Cast) -> None:
    assert keys(law=LAW) == {"tvangsmulkt"}
    assert keys(law=f"{LAW}/73", text="mulkt") == {"tvangsmulkt"}
    assert keys(law=f"{LAW}/73", text="slamavskiller") == set()
    assert keys(law=f"{LAW}/7") == set()
    assert keys(topic="forurensning") == {"tvangsmulkt", "septik", "utslepp", "avlop-kap-12"}
    assert keys(topic="forurensning", text="slamavskiller") == {"septik"}
    assert keys(topic="ukjent") == set()


@pytest.mark.parametrize("state", ["standing", "withdrawn"])
def test_the_number_of_an_article_leads_to_its_page_without_an_index_too(
    cast: Cast, client: FlaskClient, state: str
) -> None:
    article = make.published(cast.miljodir, cast.topic, by=cast.anne)
    if state == "withdrawn":
        withdraw(cast, article)
        index_now()
    number = article.number
    assert client.get(f"/sok?q={number}").location == f"/svar/{number}"
    assert client.get(f"/svar/{number}", follow_redirects=True).status_code == 200
    assert client.get(f"/sok?q={number + 1}").status_code == 200


def test_pages_that_cannot_be_opened_are_not_linked(
    cast: Cast, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hits, "MOST_PAGES", 2)
    for number in range(31):
        shelve(cast.miljodir, key=f"k{number}", title="Støy fra skytebane", text="")
    index_now()
    assert found(text="støy").total == 31
    page = browsing.page(client.get("/sok?q=støy"))
    assert {link for link in page.xpath("//a/@href") if "side=" in link} == {
        "/sok?q=st%C3%B8y&side=2"
    }


def test_long_names_in_the_address_are_cut(shelf: Cast, app: Flask, client: FlaskClient) -> None:
    url = f"/sok?q=avløp&etat={'x' * 3_000}&tema={'y' * 3_000}"
    assert client.get(url).status_code == 200
    with app.test_request_context(url):
        asked = facet_links.request_of(request.args)
    assert (len(asked.agency or ""), len(asked.topic or "")) == (60, 60)


def test_searching_and_typing_are_counted_apart(
    shelf: Cast,
    client: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert [rate_limits.LIMITS[name][0].count for name in ("search", "suggest")] == [120, 600]
    codes = [client.get("/sok?q=avløp").status_code for _ in range(121)]
    assert codes == [200] * 120 + [429]
    assert "Vent" in browsing.words(client.get("/sok?q=avløp"))
    assert client.get("/sok/forslag?q=avl").status_code == 200
    limit = rate_limits.Limit(1, rate_limits.MINUTE, rate_limits.of_address)
    monkeypatch.setitem(rate_limits.LIMITS, "suggest", (limit,))
    answer = client.get("/sok/forslag?q=avl", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json["status"]) == (429, 429)
    assert client.get("/sporsmal/lignende?q=avløp").status_code == 429
