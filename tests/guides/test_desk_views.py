"""Editing guides in the browser, without scripts."""

import pytest

from helpdesk.foundation import counters
from helpdesk.foundation.db import db
from helpdesk.guides.queries import guides
from helpdesk.laws.models import Law, LawKind, LawStatus
from helpdesk.laws.queries import REGISTER
from tests.browsing import fill, form_of, page, send, words
from tests.factories import catalogue, editorial

DESK = "/redaksjon/veiledere"
SLUG = "behandle-soknad-om-utslipp"
HERE = f"{DESK}/{SLUG}"
STEP = f"{HERE}/steg/steg-les-soknaden"


@pytest.fixture
def draft(cast):
    return editorial.guide(cast.anne, cast.miljodir, cast.topic)


def titles():
    return [step.title for step in guides.in_work(SLUG).steps]


def test_expert_makes_a_guide_and_a_reviewer_publishes_it(cast, as_user, client):
    anne = as_user(cast.anne)
    made = fill(
        anne,
        f"{DESK}/ny",
        title="Behandle søknad om utslipp",
        summary="For saksbehandlere.",
        topics=["avlop"],
    )
    assert made.location == HERE
    fill(anne, f"{HERE}/steg/nytt", title="Les søknaden", text="Les **alt**.", deadline="I dag")
    assert fill(anne, HERE, action="/send").status_code == 303
    berit = as_user(cast.berit)
    assert fill(berit, HERE, action="/publiser").status_code == 303
    assert "Les søknaden" in words(client.get(f"/veiledere/{SLUG}"))


def test_address_is_proposed_from_the_title_and_a_taken_one_is_refused(cast, as_user, draft):
    anne = as_user(cast.anne)
    again = fill(anne, f"{DESK}/ny", title="Behandle søknad om utslipp")
    assert again.location == f"{HERE}-2"
    refused = fill(anne, f"{DESK}/ny", title="Noe annet", slug=SLUG)
    assert refused.status_code == 422
    assert "Denne adressen er i bruk" in words(refused)
    assert form_of(refused, having="title").fields["title"] == "Noe annet"


def test_the_editors_own_agency_answers_unless_she_chooses_another(cast, as_user):
    form = form_of(as_user(cast.astrid).get(f"{DESK}/ny"), having="owner")
    assert form.fields["owner"] == str(cast.astrid.organisation_id)


def test_guide_without_a_title_comes_back_with_everything_typed(cast, as_user):
    response = fill(as_user(cast.anne), f"{DESK}/ny", title="", summary="Det jeg skrev.")
    assert response.status_code == 422
    assert form_of(response, having="summary").fields["summary"].strip() == "Det jeg skrev."


def test_steps_are_added_moved_changed_and_removed_by_plain_buttons(cast, as_user, draft):
    anne = as_user(cast.anne)
    added = fill(anne, f"{HERE}/steg/nytt", title="Følg opp", text="Se etter.")
    assert added.location == f"{HERE}#steg-folg-opp"
    fill(anne, HERE, action="/steg/steg-folg-opp/flytt")
    assert titles() == ["Les søknaden", "Følg opp", "Skriv vedtaket"]
    fill(anne, HERE, action="/steg/steg-les-soknaden/flytt")
    assert titles() == ["Følg opp", "Les søknaden", "Skriv vedtaket"]
    fill(anne, STEP, title="Les hele søknaden", text="Alt.", deadline="Innen én uke")
    assert guides.in_work(SLUG).steps[1].deadline == "Innen én uke"
    fill(anne, HERE, action="/steg/steg-skriv-vedtaket/fjern")
    assert titles() == ["Følg opp", "Les hele søknaden"]


def test_step_without_a_title_comes_back_with_everything_typed(cast, as_user, draft):
    response = fill(as_user(cast.anne), f"{HERE}/steg/nytt", title="", text="Det jeg skrev.")
    assert response.status_code == 422
    assert form_of(response, having="text").fields["text"].strip() == "Det jeg skrev."
    assert len(titles()) == 2


def test_second_of_two_sees_both_texts_and_loses_nothing(cast, as_user, draft):
    anne, dag = as_user(cast.anne), as_user(cast.dag)
    hers = form_of(anne.get(STEP), having="text")
    his = form_of(dag.get(STEP), having="text")
    assert send(anne, STEP, hers, text="Annes tekst.").status_code == 303
    met = send(dag, STEP, his, text="Dags tekst.")
    assert met.status_code == 409
    assert "Annes tekst." in words(met)
    again = form_of(met, having="text")
    assert again.fields["text"].strip() == "Dags tekst."
    assert send(dag, STEP, again).status_code == 303
    assert guides.in_work(SLUG).steps[0].text == "Dags tekst."


def test_details_saved_by_two_show_what_differs(cast, as_user, draft):
    url = f"{HERE}/opplysninger"
    anne, dag = as_user(cast.anne), as_user(cast.dag)
    his = form_of(dag.get(url), having="summary")
    fill(anne, url, summary="Annes sammendrag.")
    met = send(dag, url, his, title="Dags tittel")
    assert met.status_code == 409
    stored = [pre.text for pre in page(met).xpath("//pre")]
    assert stored == ["Behandle søknad om utslipp", "Annes sammendrag."]


def test_laws_and_links_are_searched_and_picked_without_scripts(cast, as_user, draft):
    db.session.add(
        Law(
            law_id="LOV-1981-03-13-6",
            slug="lov-1981-03-13-6",
            kind=LawKind.LAW,
            name_nb="forurensningsloven",
            name_nn="forureiningslova",
            abbreviations=[],
            status=LawStatus.IN_FORCE,
        )
    )
    counters.following(REGISTER)
    catalogue.shelve(cast.miljodir)
    anne = as_user(cast.anne)
    searched = fill(
        anne, STEP, text="Uferdig", laws_q="forurensningsloven § 11", press="laws_search=1"
    )
    assert searched.status_code == 200
    found = page(searched).xpath("//button[@name='laws_add']/@value")
    assert found == ["LOV-1981-03-13-6/11"]
    picked = send(anne, STEP, form_of(searched, having="text"), press=f"laws_add={found[0]}")
    again = form_of(picked, having="text")
    assert again.fields["text"].strip() == "Uferdig"
    linked = send(anne, STEP, again, links_q="tvangsmulkt", press="links_search=1")
    link = page(linked).xpath("//button[@name='links_add']/@value")[0]
    both = send(anne, STEP, form_of(linked, having="text"), press=f"links_add={link}")
    assert send(anne, STEP, form_of(both, having="text")).status_code == 303
    step = guides.in_work(SLUG).steps[0]
    assert (step.laws, step.links) == (["LOV-1981-03-13-6/11"], ["article:svar-1"])


def test_made_up_law_or_link_is_refused(cast, as_user, draft):
    response = fill(as_user(cast.anne), STEP, text="…", laws="LOV-1900-01-01-1", links="tull")
    assert response.status_code == 422
    assert "Vi kjenner ikke denne loven" in words(response)


def test_pickers_answer_scripts_with_json(cast, as_user):
    catalogue.shelve(cast.miljodir)
    db.session.commit()
    answer = as_user(cast.anne).get("/redaksjon/velg/innhold?q=tvangsmulkt")
    assert answer.json["items"][0]["value"] == "article:svar-1"
    assert as_user(cast.anne).get("/redaksjon/velg/lover?q=").json == {"items": []}
    assert as_user(cast.kari).get("/redaksjon/velg/innhold?q=a").status_code == 403


def test_preview_is_the_public_page_and_says_so(cast, as_user, client, draft):
    shown = as_user(cast.anne).get(f"{HERE}/forhandsvisning")
    assert "forhåndsvisning" in words(shown)
    editorial.published(guides.in_work(SLUG), cast.berit)
    public = page(client.get(f"/veiledere/{SLUG}")).xpath("//ol[@class='guide-steps']")[0]
    assert (
        page(shown).xpath("//ol[@class='guide-steps']")[0].text_content() == public.text_content()
    )


def test_author_is_not_offered_to_publish_and_is_refused_if_she_tries(cast, as_user, draft):
    astrid = as_user(cast.astrid)
    fill(astrid, f"{HERE}/steg/nytt", title="Mitt", text="Skrevet av Astrid.")
    fill(astrid, HERE, action="/send")
    shown = astrid.get(HERE)
    assert not page(shown).xpath("//form[contains(@action, '/publiser')]")
    token = page(shown).xpath("//input[@name='csrf_token']/@value")[0]
    refused = astrid.post(f"{HERE}/publiser", data={"csrf_token": token})
    assert refused.status_code == 403
    assert guides.public(SLUG) is None


def test_reviewer_returns_with_remarks_that_the_author_sees(cast, as_user, draft):
    fill(as_user(cast.anne), HERE, action="/send")
    berit = as_user(cast.berit)
    empty = fill(berit, f"{HERE}/returner", text="")
    assert empty.status_code == 422
    fill(berit, f"{HERE}/returner", text="Skriv fristen i steg to.")
    assert "Skriv fristen i steg to." in words(as_user(cast.anne).get(HERE))


def test_incomplete_guide_says_what_it_lacks_and_cannot_be_sent(cast, as_user):
    anne = as_user(cast.anne)
    fill(anne, f"{DESK}/ny", title="Tom veileder")
    shown = anne.get(f"{DESK}/tom-veileder")
    assert "Legg til minst ett steg." in words(shown)
    assert not page(shown).xpath("//form[contains(@action, '/send')]")


def test_withdrawing_asks_for_the_reason_and_keeps_the_page(cast, as_user, client, draft):
    editorial.published(draft, cast.berit)
    assert fill(as_user(cast.berit), f"{HERE}/trekk", text="Ny forskrift.").status_code == 303
    assert "Ny forskrift." in words(client.get(f"/veiledere/{SLUG}"))


def test_reviewer_marks_as_checked(cast, as_user, draft):
    editorial.published(draft, cast.berit)
    berit = as_user(cast.berit)
    assert fill(berit, f"{HERE}/kontrollert", due_on="2020-01-01").status_code == 422
    assert fill(berit, f"{HERE}/kontrollert", due_on="2099-01-01").status_code == 303
    assert guides.public(SLUG).check_due_on.year == 2099


def test_list_shows_states_and_narrows_to_one(cast, as_user, draft):
    editorial.published(draft, cast.berit)
    editorial.guide(cast.anne, cast.miljodir, cast.topic, title="Et utkast")
    anne = as_user(cast.anne)
    assert "Et utkast" in words(anne.get(DESK))
    only = words(anne.get(f"{DESK}?visning=published"))
    assert "Et utkast" not in only
    assert "Behandle søknad om utslipp" in only
    assert "Et utkast" not in words(anne.get(f"{DESK}?visning=kontroll"))


def test_expert_sees_only_her_own_agencys_works(cast, as_user, draft):
    vera = as_user(cast.vera)
    assert "Behandle søknad" not in words(vera.get(DESK))
    for url in (HERE, f"{HERE}/opplysninger", f"{HERE}/forhandsvisning", STEP):
        assert vera.get(url).status_code == 404
    assert "Behandle søknad" in words(as_user(cast.astrid).get(DESK))


@pytest.mark.parametrize("name", ["kari", "odd"])
def test_people_outside_the_editorial_team_do_not_get_in(cast, as_user, name):
    assert as_user(getattr(cast, name)).get(DESK).status_code == 403


def test_given_up_draft_that_was_never_published_leads_to_the_list(cast, as_user, draft):
    anne = as_user(cast.anne)
    assert fill(anne, HERE, action="/forkast").location == DESK
    assert anne.get(HERE).status_code == 404


def test_new_edition_starts_from_the_published_words(cast, as_user, draft):
    editorial.published(draft, cast.berit)
    fill(as_user(cast.anne), HERE, action="/ny-utgave")
    assert titles() == ["Les søknaden", "Skriv vedtaket"]


def test_step_preview_renders_markdown_for_the_toolbar(cast, as_user, draft):
    anne = as_user(cast.anne)
    token = page(anne.get(STEP)).xpath("//input[@name='csrf_token']/@value")[0]
    answer = anne.post(f"{DESK}/forhandsvis", data={"csrf_token": token, "text": "**Ja**"})
    assert "<strong>Ja</strong>" in answer.text
