"""The read API: what it gives, what it refuses, and that its description is true."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from helpdesk.publishing import openapi
from helpdesk.publishing.models import Article
from helpdesk.web import api, rate_limits
from tests.cast import Cast
from tests.factories import publishing as make
from tests.publishing.described import faults, schema_of
from tests.publishing.reading import next_edition, withdraw
from tests.search.conftest import index_now

ARTICLES = "/api/v1/articles"


@pytest.fixture
def three(cast: Cast) -> list[Article]:
    """Three published articles, the last withdrawn in favour of the first, and a draft."""
    made = [
        make.published(cast.miljodir, cast.topic, by=cast.anne, title=f"Hvem tømmer tank {n}?")
        for n in range(3)
    ]
    make.draft(cast.miljodir, cast.topic, by=cast.anne, title="Hemmelig utkast om tank")
    withdraw(cast, made[2], successor_number=made[0].number)
    index_now()
    return made


def test_the_description_names_every_address_and_no_other(app: Flask) -> None:
    rules = [rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith(api.PREFIX)]
    real = {re.sub(r"<(?:int:)?(\w+)>", r"{\1}", rule) for rule in rules}
    assert real == set(openapi.DESCRIPTION["paths"])


def test_real_answers_are_as_described(three: list[Article], client: FlaskClient) -> None:
    asked = {
        "/api/v1/search?q=tank": "/api/v1/search",
        "/api/v1/search?q=tnak": "/api/v1/search",
        "/api/v1/articles": "/api/v1/articles",
        "/api/v1/articles/1": "/api/v1/articles/{number}",
        "/api/v1/articles/3": "/api/v1/articles/{number}",
        "/api/v1/openapi.json": "/api/v1/openapi.json",
    }
    for url, path in asked.items():
        answer = client.get(url)
        assert (answer.status_code, answer.mimetype) == (200, "application/json"), url
        assert faults(answer.get_json(), schema_of(path)) == [], url


def test_the_described_bounds_are_the_real_ones(three: list[Article], client: FlaskClient) -> None:
    for path in ("/api/v1/search", ARTICLES):
        for parameter in openapi.DESCRIPTION["paths"][path]["get"]["parameters"]:
            name, schema = parameter["name"], parameter["schema"]
            for value in schema.get("enum", [schema.get("minimum"), schema.get("maximum")]):
                if value is not None:
                    assert client.get(path, query_string={name: value}).status_code == 200
            for value in (0, schema["maximum"] + 1, "x") if "maximum" in schema else ():
                assert client.get(path, query_string={name: value}).status_code == 400
            if "enum" in schema:
                assert client.get(path, query_string={name: "x"}).status_code == 400


def test_a_refusal_says_why(client: FlaskClient) -> None:
    for query, why in (
        ("kind=robot", "«kind» må være en av disse: article, guide, letter"),
        ("language=en", "«language» må være en av disse: nb, nn"),
        ("page_size=51", "«page_size» må være et helt tall fra 1 til 50"),
        ("page=-1", "«page» må være et helt tall"),
        (f"q={'x' * 201}", "«q» kan ha høyst 200 tegn"),
    ):
        answer = client.get(f"/api/v1/search?{query}")
        assert answer.status_code == 400
        assert why in answer.get_json()["detail"]
        assert faults(answer.get_json(), schema_of("/api/v1/search", "400")) == []
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_an_unknown_article_is_json_too(client: FlaskClient) -> None:
    for number in (99, 10**8):
        answer = client.get(f"{ARTICLES}/{number}")
        assert answer.status_code == 404
        assert faults(answer.get_json(), schema_of("/api/v1/articles/{number}", "404")) == []
    assert client.get("/api/v1/finnes-ikke").get_json()["status"] == 404


def test_a_search_gives_hits_with_marks_and_pages(three: list[Article], client) -> None:
    found = client.get("/api/v1/search?q=tømmer+tank&page_size=1").get_json()
    assert (found["query"], found["total"], len(found["hits"])) == ("tømmer tank", 2, 1)
    hit = found["hits"][0]
    assert (hit["kind"], hit["language"], hit["score"] > 0) == ("article", "nb", True)
    assert re.fullmatch(r"svar-\d", hit["key"])
    second = client.get("/api/v1/search?q=tømmer+tank&page_size=1&page=2").get_json()
    assert second["hits"][0]["key"] != hit["key"]
    assert client.get("/api/v1/search?q=tank&page=99").get_json()["hits"] == []


def test_filters_narrow_the_search(three: list[Article], client: FlaskClient) -> None:
    total = {
        query: client.get(f"/api/v1/search?q=tank&{query}").get_json()["total"]
        for query in ("topic=forurensning", "topic=ukjent", "agency=nve", "kind=guide")
    }
    assert total == {"topic=forurensning": 2, "topic=ukjent": 0, "agency=nve": 0, "kind=guide": 0}


def test_articles_are_listed_by_key_without_gaps(three: list[Article], client) -> None:
    first = client.get(f"{ARTICLES}?page_size=1").get_json()
    second = client.get(f"{ARTICLES}?page_size=1&after={first['next']}").get_json()
    assert [page["articles"][0]["number"] for page in (first, second)] == [1, 2]
    assert second["next"] is None


def test_only_what_is_published_is_listed_found_or_read(three: list[Article], client) -> None:
    listed = client.get(ARTICLES).text + client.get("/api/v1/search?q=tank").text
    assert "Hemmelig" not in listed
    assert "tank 2" not in listed
    assert client.get(f"{ARTICLES}/4").status_code == 404


def test_a_withdrawn_article_is_given_by_number_and_says_so(three: list[Article], client) -> None:
    answer = client.get(f"{ARTICLES}/3").get_json()
    assert answer["status"] == "withdrawn"
    assert answer["withdrawn"]["reason"] == "Loven er opphevet."
    assert answer["withdrawn"]["successor"] == "/svar/1"
    assert client.get(f"{ARTICLES}/1").get_json()["withdrawn"] is None


def test_a_tag_spares_the_answer_until_it_changes(cast, three: list[Article], client) -> None:
    tag = client.get(f"{ARTICLES}/1").headers["ETag"]
    again = client.get(f"{ARTICLES}/1", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    next_edition(cast, three[0], title="Hvem tømmer tanken nå?")
    changed = client.get(f"{ARTICLES}/1", headers={"If-None-Match": tag})
    assert changed.get_json()["title"] == "Hvem tømmer tanken nå?"


def test_pages_of_every_site_may_read_it_and_nobody_gets_a_cookie(
    three: list[Article], client: FlaskClient
) -> None:
    for url in ("/api/v1/search?q=tank", f"{ARTICLES}?sprak=nn", "/api/v1/openapi.json"):
        headers = client.get(url, headers={"Origin": "https://kommune.example"}).headers
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "Access-Control-Allow-Credentials" not in headers
        assert "Set-Cookie" not in headers
    asked = client.options(ARTICLES, headers={"Access-Control-Request-Method": "GET"})
    assert asked.headers["Access-Control-Allow-Headers"] == "If-None-Match"


def test_other_pages_stay_closed_to_other_sites(client: FlaskClient) -> None:
    assert "Access-Control-Allow-Origin" not in client.get("/sok?q=tank").headers


def test_a_program_that_asks_without_end_is_told_to_wait(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = rate_limits.Limit(1, rate_limits.MINUTE, rate_limits.of_address)
    monkeypatch.setitem(rate_limits.LIMITS, "search", (limit,))
    client.get(ARTICLES)
    refused = client.get(ARTICLES)
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert faults(refused.get_json(), schema_of(ARTICLES, "429")) == []
