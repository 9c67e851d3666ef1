"""Questions go to the agency that answers for the duty they touch, and the desk says why."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from helpdesk.accounts.models import User
from helpdesk.foundation.db import db
from helpdesk.questions import routing
from helpdesk.questions.models import Question
from helpdesk.topics import queries as topics
from tests.browsing import fill, form_of, page, send, words
from tests.cast import Cast
from tests.factories import accounts, editorial, publishing
from tests.factories.questions import TITLE

PAGE = "/sporsmal/nytt"
CITING = "Gjelder forurensningsforskriften § 12-3 her?"
DUTY = "/myndighet-og-plikt/behandle-soknad-om-utslipp-fra-hytter"


@pytest.fixture(autouse=True)
def _register(cast: Cast) -> None:
    publishing.regulation()


def publish(cast: Cast, agency: object, topic: object, **facts: object) -> None:
    draft = editorial.duty(cast.anne, cast.miljodir, topic, agency=agency, **facts)
    editorial.published(draft, cast.astrid)


def test_without_duties_the_topic_decides(cast: Cast) -> None:
    found = routing.route(CITING, cast.topic)
    assert (found.queue, found.duty, found.law) == (cast.queue, None, None)


def test_the_agency_of_the_duty_goes_before_the_topics_own_queue(cast: Cast) -> None:
    publish(cast, cast.nve, cast.topic)
    found = routing.route("Uten henvisning", cast.topic)
    assert (found.queue, found.law) == (cast.nve_queue, None)
    cited = routing.route(CITING, cast.topic)
    assert (cited.queue, cited.law) == (cast.nve_queue, "FOR-2004-06-01-931/12-3")


def test_an_agency_without_an_open_queue_leaves_it_to_the_topic(cast: Cast) -> None:
    publish(cast, accounts.agency("kystverket", "Kystverket", domain="kystverket.no"), cast.topic)
    assert routing.route(CITING, cast.topic).duty is None
    publish(cast, cast.nve, cast.nve_topic, title="Noe annet")
    cast.nve_queue.is_active = False
    db.session.commit()
    assert routing.route(CITING, cast.topic).queue == cast.queue


def test_withdrawn_and_unpublished_duties_decide_nothing(cast: Cast) -> None:
    editorial.duty(cast.anne, cast.miljodir, cast.topic, agency=cast.nve)
    assert routing.route(CITING, cast.topic).queue == cast.queue


def test_of_several_queues_the_topics_own_then_the_main_one_takes_it(cast: Cast) -> None:
    unit = accounts.queue(cast.miljodir, key="natur", name_nb="Natur")
    db.session.commit()
    organisations = routing._open_queues(cast.miljodir.id)
    assert {queue.key for queue in organisations} == {"miljodir", "natur"}
    assert routing.own_queue(organisations, unit) is unit
    assert routing.own_queue(organisations, cast.nve_queue).key == "miljodir"
    assert routing.own_queue([], cast.queue) is None


def ask(client: FlaskClient, **changes: object) -> Question:
    typed = {"title": TITLE, "text": CITING, "topic": "avlop"} | changes
    summary = fill(client, PAGE, having="title", press="step=see_over", **typed)
    assert "Norges vassdrags- og energidirektorat" in words(summary)
    send(client, PAGE, form_of(summary, having="title"), press="step=send")
    db.session.expire_all()
    return db.session.scalars(sa.select(Question).order_by(Question.id.desc())).first()


def test_question_by_its_law_says_so_on_the_desk(
    cast: Cast, as_user: Callable[[User], FlaskClient]
) -> None:
    publish(cast, cast.nve, cast.topic)
    question = ask(as_user(cast.kari))
    assert (question.queue_id, question.routed_by_duty) == (cast.nve_queue.id, DUTY.split("/")[-1])
    shown = as_user(cast.vera).get(f"/arbeidsflate/sporsmal/{question.reference}")
    assert "Hvorfor spørsmålet kom hit Spørsmålet viser til" in words(shown)
    assert "§ 12-3" in words(shown)
    assert page(shown).xpath(f"//a[@href='{DUTY}']")


def test_question_by_its_topic_says_so_on_the_desk(
    cast: Cast, as_user: Callable[[User], FlaskClient]
) -> None:
    publish(cast, cast.nve, cast.topic)
    question = ask(as_user(cast.kari), text="Uten henvisning.")
    shown = as_user(cast.vera).get(f"/arbeidsflate/sporsmal/{question.reference}")
    assert "Alle oppgaver om Avløp hører til" in words(shown)


def test_moved_question_says_who_moved_it(
    cast: Cast, as_user: Callable[[User], FlaskClient]
) -> None:
    publish(cast, cast.nve, cast.topic)
    question = ask(as_user(cast.kari))
    vera = as_user(cast.vera)
    here = f"/arbeidsflate/sporsmal/{question.reference}"
    fill(vera, here, action="/flytt", topic="avlop", queue="miljodir", note="Hører hos dere.")
    db.session.expire_all()
    assert question.routed_by_duty is None
    shown = words(as_user(cast.anne).get(here))
    assert "Vera Moen flyttet spørsmålet" in shown


def test_question_of_the_topics_queue_says_so(
    cast: Cast, as_user: Callable[[User], FlaskClient]
) -> None:
    assert topics.queue_for(cast.topic) == cast.queue
    question = _asked(as_user(cast.kari))
    shown = as_user(cast.anne).get(f"/arbeidsflate/sporsmal/{question.reference}")
    assert "Spørsmål om Avløp går til denne køen." in words(shown)


def _asked(client: FlaskClient) -> Question:
    typed = {"title": TITLE, "text": CITING, "topic": "avlop"}
    summary = fill(client, PAGE, having="title", press="step=see_over", **typed)
    send(client, PAGE, form_of(summary, having="title"), press="step=send")
    return db.session.scalars(sa.select(Question).order_by(Question.id.desc())).first()
