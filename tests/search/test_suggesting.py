"""Suggestions while somebody types, letter by letter."""

import pytest
from flask.testing import FlaskClient

from helpdesk.search import queries
from tests.cast import Cast
from tests.factories.catalogue import shelve
from tests.search.conftest import index_now


@pytest.fixture
def titles(shelf: Cast) -> Cast:
    """More titles: with letters that keyboards lack, and beginning with small words."""
    for number, title in enumerate(
        (
            "Støy fra skytebane ved skole",
            "Snøskuter i utmark",
            "Når kan kommunen kreve avliving av elg?",
            "Kva er eit mindre avløpsanlegg?",
            "Hva er innlagt vann?",
            "El-sykkel på stien",
        )
    ):
        shelve(shelf.miljodir, key=f"t{number}", title=title, url=f"/svar/{30 + number}/t")
    index_now()
    return shelf


def suggested(typed: str) -> list[str]:
    return [each.label for each in queries.suggestions(typed)]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("stoy", "Støy fra skytebane ved skole"),
        ("stoey", "Støy fra skytebane ved skole"),
        ("snosk", "Snøskuter i utmark"),
        ("avlop", "Avløp fra hus og hytter"),
        ("avløp", "Avløp fra hus og hytter"),
        ("nar kan", "Når kan kommunen kreve avliving av elg?"),
        ("fra skyteb", "Støy fra skytebane ved skole"),
    ],
)
def test_letters_that_a_keyboard_lacks_make_no_difference(
    titles: Cast, typed: str, title: str
) -> None:
    assert title in suggested(typed)


def test_a_topic_is_suggested_without_its_letters(titles: Cast) -> None:
    assert "Avløp" in suggested("avlo")


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("når kan", "Når kan kommunen kreve avliving av elg?"),
        ("kva", "Kva er eit mindre avløpsanlegg?"),
        ("hva er", "Hva er innlagt vann?"),
        ("Hva  er ", "Hva er innlagt vann?"),
        ("el-sy", "El-sykkel på stien"),
    ],
)
def test_a_title_is_suggested_as_it_begins_small_words_too(
    titles: Cast, typed: str, title: str
) -> None:
    assert suggested(typed)[0] == title


def test_titles_that_begin_so_come_before_those_that_hold_such_a_word(titles: Cast) -> None:
    found = suggested("avl")
    begun, held = "Avløp fra hus og hytter", "Når kan kommunen kreve avliving av elg?"
    early = "Kva er eit mindre avløpsanlegg?"
    assert found.index(begun) < found.index(early) < found.index(held)


def test_each_suggestion_says_what_it_is(titles: Cast, client: FlaskClient) -> None:
    items = client.get("/sok/forslag?q=avl").get_json()["items"]
    named = {item["label"]: item["kind_name"] for item in items}
    assert named["Avløp"] == "Tema"
    assert named["Avløp fra hus og hytter"] == "Veileder"
    assert named["Når kan kommunen kreve avliving av elg?"] == "Svar"
