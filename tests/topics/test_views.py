"""The administrators' pages about topics, by browser without scripts."""

from collections.abc import Callable

from flask.testing import FlaskClient

from helpdesk.accounts.models import User
from helpdesk.foundation.db import db
from helpdesk.topics import queries
from tests.browsing import fill, form_of, words
from tests.cast import Cast

SignIn = Callable[[User], FlaskClient]


def test_odd_adds_a_topic_under_another(cast: Cast, as_user: SignIn) -> None:
    browser = as_user(cast.odd)
    answer = fill(
        browser,
        "/admin/temaer/nytt",
        name_nb="Slam",
        parent="avlop",
        aliases="septik\r\nslamtømming",
    )
    assert answer.status_code == 303
    made = queries.by_slug("slam")
    assert made is not None
    assert made.aliases == ["septik", "slamtømming"]
    assert "– – Slam" in words(browser.get("/admin/temaer"))


def test_a_topic_on_top_needs_a_queue_and_the_form_says_so(cast: Cast, as_user: SignIn) -> None:
    browser = as_user(cast.odd)
    answer = fill(browser, "/admin/temaer/nytt", name_nb="Støy")
    assert answer.status_code == 422
    assert "Et tema øverst i treet må ha en kø." in words(answer)
    assert 'value="Støy"' in answer.text


def test_odd_changes_a_topic(cast: Cast, as_user: SignIn) -> None:
    browser, page = as_user(cast.odd), f"/admin/temaer/{cast.topic.id}"
    shown = form_of(browser.get(page)).fields
    assert (shown["parent"], shown["queue"], shown["aliases"].strip()) == (
        "forurensning",
        "miljodir",
        "kloakk",
    )
    assert fill(browser, page, name_nn="Avlaup", queue="nve").status_code == 303
    changed = queries.by_id(cast.topic.id)
    assert changed is not None
    db.session.refresh(changed)
    assert (changed.name_nn, changed.queue_id) == ("Avlaup", cast.nve_queue.id)
    assert fill(browser, page, name_nb="").status_code == 422
    assert fill(browser, page, parent="avlop").status_code == 422
