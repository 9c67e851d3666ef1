"""Answers that are published already, shown while somebody asks."""

import pytest

from helpdesk.foundation import counters
from helpdesk.foundation.clock import today
from helpdesk.foundation.db import db
from helpdesk.questions.models import Question
from helpdesk.search import index
from tests.browsing import fill, form_of, send, words
from tests.factories import catalogue, questions
from tests.factories.questions import TEXT, TITLE

PAGE = "/sporsmal/nytt"
PUBLISHED = "Når har en hytte innlagt vann?"


@pytest.fixture
def shelf(cast) -> None:
    """One published answer about cabins, filed under Avløp, and one about something else."""
    catalogue.shelve(
        cast.miljodir,
        title=PUBLISHED,
        text="hytte innlagt vann gråvann utslippstillatelse",
        topic_ids=[cast.topic.id],
    )
    catalogue.shelve(cast.nve, key="svar-2", title="Hvem varsler om flom?", text="flom varsel")
    db.session.commit()
    index.catch_up()


def typed(**changes: object) -> dict[str, object]:
    return {"title": TITLE, "text": TEXT} | changes


def pointed_at(form, address: str):
    form.set("action", address)
    return form


def test_similar_answers_come_while_writing(shelf, client) -> None:
    answer = client.get("/sporsmal/lignende", query_string={"q": TITLE})
    assert answer.status_code == 200
    assert PUBLISHED in answer.text
    assert "flom" not in answer.text
    assert "<html" not in answer.text


def test_similar_answers_come_as_a_plain_page_too_with_a_topic_filled_in(shelf, client) -> None:
    answer = fill(client, PAGE, having="title", press="step=similar", **typed())
    assert answer.status_code == 200
    assert PUBLISHED in words(answer)
    form = form_of(answer, having="title")
    assert form.fields["title"] == TITLE
    assert form.fields["topic"] == "avlop"


def test_a_topic_is_suggested_before_sending_and_can_be_changed(shelf, cast, as_user) -> None:
    client = as_user(cast.kari)
    summary = fill(client, PAGE, having="title", press="step=see_over", **typed())
    assert summary.status_code == 200
    assert "Vi foreslo temaet" in words(summary)
    back = send(client, PAGE, form_of(summary, having="title"), press="step=change")
    assert form_of(back, having="title").fields["topic"] == "avlop"


def test_no_question_of_anybody_is_among_the_similar_ones(shelf, cast, client) -> None:
    questions.received(cast.kari, cast.topic, title="Hemmelig hytte med innlagt vann?")
    index.catch_up()
    answer = client.get("/sporsmal/lignende", query_string={"q": "hytte med innlagt vann"})
    assert "Hemmelig" not in answer.text


def test_the_list_of_similar_answers_is_empty_for_an_empty_text(cast, client) -> None:
    answer = client.get("/sporsmal/lignende?q=")
    assert (answer.status_code, answer.text) == (200, "")


def test_an_answer_found_is_counted_and_the_asking_ends(cast, client) -> None:
    form = pointed_at(form_of(client.get(PAGE), having="title"), "/sporsmal/besvart")
    answer = send(client, PAGE, form, **typed())
    assert answer.location == "/sporsmal/besvart"
    assert counters.current(f"deflected-{today().isoformat()}") == 1
    assert db.session.query(Question).all() == []
    assert 'data-clear-draft="sporsmal"' in client.get(answer.location).text
