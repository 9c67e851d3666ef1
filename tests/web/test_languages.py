"""The language of a page: chosen, remembered, or what the browser asks for."""

from urllib.parse import urljoin

from flask import Flask
from flask.testing import FlaskClient

from tests.browsing import page

PAGE = "/tilgjengelighet"


def language_of(client: FlaskClient, url: str = PAGE, accept: str | None = None) -> str:
    headers = {} if accept is None else {"Accept-Language": accept}
    return str(page(client.get(url, headers=headers)).get("lang"))


ASKED_FOR = [
    (None, "nb"),
    ("", "nb"),
    ("no", "nb"),
    ("nb-NO", "nb"),
    ("nn-NO,nn;q=0.9,no;q=0.8,nb;q=0.7,en;q=0.6", "nn"),
    ("no,nn;q=0.9", "nb"),
    ("en-GB", "en"),
    ("se-NO, nn;q=0.5", "nn"),
    ("de, fr;q=0.5", "nb"),
    ("*", "nb"),
    ("nb;q=0.2, en;q=0.9", "en"),
    ("en;q=0, nn;q=0.1", "nn"),
    ("en;q=0", "nb"),
    ("nn;q=x, ;;;,=\u00e5", "nb"),
    ("x" * 5000, "nb"),
]
"""What a browser asks for, and the language it gets."""


def test_the_browser_is_asked_when_nothing_was_chosen(client: FlaskClient) -> None:
    assert [(accept, language_of(client, accept=accept)) for accept, _ in ASKED_FOR] == ASKED_FOR


def test_a_chosen_language_is_remembered_against_the_browser(client: FlaskClient) -> None:
    assert language_of(client, f"{PAGE}?sprak=nn", "en") == "nn"
    assert language_of(client, accept="en") == "nn"
    assert language_of(client, "/om", "en") == "nn"
    assert language_of(client, f"{PAGE}?sprak=nb", "en") == "nb"
    assert language_of(client, accept="en") == "nb"


def test_a_language_we_do_not_have_changes_nothing(client: FlaskClient) -> None:
    for odd in ("de", "no", "NN", "", "nn,en", "__class__"):
        answer = client.get(f"{PAGE}?sprak={odd}", headers={"Accept-Language": "en"})
        assert page(answer).get("lang") == "en", odd
        assert "Set-Cookie" not in answer.headers


def test_another_visitor_is_not_touched_by_the_choice(app: Flask, client: FlaskClient) -> None:
    assert language_of(client, f"{PAGE}?sprak=nn") == "nn"
    assert language_of(app.test_client()) == "nb"


def test_a_cookie_somebody_made_up_is_no_choice(client: FlaskClient) -> None:
    client.set_cookie("okt", "eyJsYW5ndWFnZSI6Im5uIn0.forged.forged")
    assert language_of(client, accept="en") == "en"


def test_each_page_leads_to_itself_in_the_other_languages(client: FlaskClient) -> None:
    shown = client.get("/sok?q=støy&sprak=en")
    found = page(shown).xpath("//nav[@class='language-links']//a")
    links = {link.get("lang"): link.get("href") for link in found}
    assert set(links) == {"nb", "nn", "en"}
    for code, url in links.items():
        shown_there = client.get(urljoin("/sok", url))
        assert page(shown_there).get("lang") == code
        assert "støy" in shown_there.text
        assert url.count("sprak=") == 1


def test_errors_speak_the_language_too(client: FlaskClient) -> None:
    titles = {
        page(client.get("/finnes-ikke", headers={"Accept-Language": code})).findtext(".//h1")
        for code in ("nb", "nn", "en")
    }
    assert len(titles) == 3
