"""Editing duties in the browser, without scripts."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from helpdesk.accounts.models import User
from helpdesk.duties.models import DutyEdition, Force, Role
from helpdesk.duties.queries import duties
from helpdesk.duties.service import desk
from tests.browsing import fill, form_of, page, send, words
from tests.cast import Cast
from tests.factories import editorial, publishing

Browse = Callable[[User], FlaskClient]

DESK = "/redaksjon/myndighet-og-plikt"
SLUG = "behandle-soknad-om-utslipp-fra-hytter"
HERE = f"{DESK}/{SLUG}"
FACTS = f"{HERE}/oppgaven"
TOLD = {"force": "may", "role": "authority", "state_agency": "nve"}


@pytest.fixture(autouse=True)
def draft(cast: Cast) -> DutyEdition:
    publishing.regulation()
    return editorial.duty(cast.anne, cast.miljodir, cast.topic)


def test_expert_describes_a_task_and_a_reviewer_publishes_it(
    cast: Cast, as_user: Browse, client: FlaskClient
) -> None:
    anne = as_user(cast.anne)
    said = {"title": "Gi pålegg", "summary": "Om retting.", "topics": ["avlop"]}
    fill(anne, f"{DESK}/ny", **said, laws=["FOR-2004-06-01-931/12-3"])
    here = f"{DESK}/gi-palegg"
    lacking = words(anne.get(here))
    assert "Velg om oppgaven må gjøres" in lacking
    assert "Velg den statlige etaten" in lacking
    saved = fill(anne, f"{here}/oppgaven", **TOLD, deadline="Straks", text="Se § 12-3.")
    assert saved.location == here
    edition = duties.in_work("gi-palegg")
    assert (edition.force, edition.role, edition.state_agency.key) == (
        Force.MAY,
        Role.AUTHORITY,
        "nve",
    )
    fill(anne, here, action="/send")
    fill(as_user(cast.berit), here, action="/publiser")
    text = words(client.get("/myndighet-og-plikt/gi-palegg"))
    assert "Kan: det er opp til den som har oppgaven" in text
    assert "Straks" in text


def test_nothing_is_chosen_for_the_editor(cast: Cast, as_user: Browse) -> None:
    anne = as_user(cast.anne)
    fill(anne, f"{DESK}/ny", title="Uten valg")
    shown = page(anne.get(f"{DESK}/uten-valg/oppgaven"))
    assert not shown.xpath("//input[@type='radio'][@checked]")
    refused = fill(anne, f"{DESK}/uten-valg/oppgaven", deadline="Straks")
    assert refused.status_code == 422
    assert "Velg om loven gir myndighet eller plikt." in words(refused)
    assert form_of(refused, having="deadline").fields["deadline"] == "Straks"


def test_second_of_two_sees_both_and_loses_nothing(cast: Cast, as_user: Browse) -> None:
    anne, dag = as_user(cast.anne), as_user(cast.dag)
    his = form_of(dag.get(FACTS), having="text")
    fill(anne, FACTS, deadline="Annes frist")
    met = send(dag, FACTS, his, deadline="Dags frist")
    assert met.status_code == 409
    assert "Annes frist" in words(met)
    again = form_of(met, having="text")
    assert again.fields["deadline"] == "Dags frist"
    assert send(dag, FACTS, again).status_code == 303
    assert duties.in_work(SLUG).deadline == "Dags frist"


def test_preview_is_the_public_page(cast: Cast, as_user: Browse) -> None:
    shown = as_user(cast.anne).get(f"{HERE}/forhandsvisning")
    assert "forhåndsvisning" in words(shown)
    assert "samlet vurdering" in words(shown)


def test_text_is_rendered_for_the_toolbar(cast: Cast, as_user: Browse) -> None:
    anne = as_user(cast.anne)
    token = page(anne.get(FACTS)).xpath("//input[@name='csrf_token']/@value")[0]
    answer = anne.post(f"{DESK}/forhandsvis", data={"csrf_token": token, "text": "**ja**"})
    assert "<strong>ja</strong>" in answer.text


def test_submitted_duty_cannot_be_written_in(cast: Cast, as_user: Browse) -> None:
    anne = as_user(cast.anne)
    form = form_of(anne.get(FACTS), having="text")
    fill(anne, HERE, action="/send")
    assert send(anne, FACTS, form, text="For sent.").status_code == 409
    assert duties.in_work(SLUG).text != "For sent."


def test_identity_number_stops_the_duty(cast: Cast, as_user: Browse) -> None:
    anne = as_user(cast.anne)
    fill(anne, FACTS, deadline="Sak 13097248022")
    assert "Ta bort fødselsnummeret" in words(anne.get(HERE))


def test_new_edition_begins_with_the_same_words(cast: Cast, draft: DutyEdition) -> None:
    editorial.published(draft, cast.berit)
    again = editorial.reopened(desk, SLUG, cast.anne)
    names = ("force", "role", "decider", "deadline", "appeals_body", "state_agency_id", "html")
    assert [getattr(again, name) for name in names] == [getattr(draft, name) for name in names]


def test_expert_of_another_agency_does_not_find_the_draft(cast: Cast, as_user: Browse) -> None:
    vera = as_user(cast.vera)
    for url in (HERE, FACTS, f"{HERE}/forhandsvisning"):
        assert vera.get(url).status_code == 404


def test_word_of_an_address_is_no_slug(cast: Cast, as_user: Browse) -> None:
    refused = fill(as_user(cast.anne), f"{DESK}/ny", title="Noe", slug="hvem-avgjor")
    assert refused.status_code == 422
