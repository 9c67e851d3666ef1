"""Building a guide with branches in the editors' pages, without scripts and without drawing."""

import pytest

from helpdesk.foundation.db import db
from helpdesk.guides.queries import guides
from tests.browsing import fill, form_of, page, send, words
from tests.factories import catalogue, editorial

DESK = "/redaksjon/veiledere"
SLUG = "behandle-soknad-om-utslipp"
HERE = f"{DESK}/{SLUG}"
FIRST = f"{HERE}/steg/steg-les-soknaden"
ASKED = "Er søknaden fullstendig?"


@pytest.fixture
def draft(cast):
    return editorial.guide(cast.anne, cast.miljodir, cast.topic)


def titles():
    return [step.title for step in guides.in_work(SLUG).steps]


def branch(client, **fields):
    given = {"goes_on": "sporsmal", "question": ASKED, "yes_to": "steg-skriv-vedtaket"}
    return fill(client, FIRST, having="goes_on", **given | fields)


def test_editor_names_a_new_step_for_no_and_publishes_the_branch(cast, as_user, client, draft):
    anne = as_user(cast.anne)
    assert branch(anne, no_new="Be om det som mangler").status_code == 303
    assert titles() == ["Les søknaden", "Be om det som mangler", "Skriv vedtaket"]
    new = guides.in_work(SLUG).steps[1]
    assert new.course.next_to == "steg-skriv-vedtaket"
    assert "Skriv hva som skal gjøres i steget «Be om det" in words(anne.get(HERE))
    fill(anne, f"{HERE}/steg/{new.anchor}", having="text", text="Skriv brev.")
    assert "Hvis nei → 2. Be om det" in words(anne.get(HERE)).replace("\xa0", " ")
    fill(anne, HERE, action="/send")
    fill(as_user(cast.berit), HERE, action="/publiser")
    public = words(client.get(f"/veiledere/{SLUG}")).replace("\xa0", " ")
    assert "Hvis ja → 3. Skriv vedtaket" in public


def test_draft_with_a_fault_is_saved_but_cannot_be_sent(cast, as_user, draft):
    anne = as_user(cast.anne)
    assert branch(anne).status_code == 303
    shown = anne.get(HERE)
    assert "«Les søknaden» stiller et spørsmål, men sier ikke hva som skjer ved nei" in words(shown)
    assert not page(shown).xpath("//form[contains(@action, '/send')]")
    opened = form_of(anne.get(FIRST), having="goes_on")
    assert (opened.fields["goes_on"], opened.fields["question"]) == ("sporsmal", ASKED)


def test_faults_are_named_while_she_types_and_nothing_is_stored(cast, as_user, draft):
    anne = as_user(cast.anne)
    opened = form_of(anne.get(FIRST), having="goes_on")
    data = dict(opened.form_values()) | {"goes_on": "sporsmal", "question": ASKED}
    answer = anne.post(f"{HERE}/flyt?steg=steg-les-soknaden", data=data)
    assert answer.status_code == 200
    assert "sier ikke hva som skjer ved ja" in words(answer)
    assert page(answer).xpath("//svg//text[contains(@class, 'asked')]")
    named = data | {"yes_to": "steg-skriv-vedtaket", "no_new": "Be om mer"}
    said = words(anne.post(f"{HERE}/flyt?steg=steg-les-soknaden", data=named))
    assert "alle veier har en slutt" in said
    assert "2. Be om mer" in said
    assert len(titles()) == 2


def test_question_that_was_not_chosen_is_not_left_out_in_silence(cast, as_user, draft):
    refused = branch(as_user(cast.anne), goes_on="rekkefolge")
    assert refused.status_code == 422
    assert "Du har fylt ut et spørsmål" in words(refused)
    assert form_of(refused, having="question").fields["question"] == ASKED


def test_removing_a_step_says_what_led_there_and_which_answers_pointed_there(cast, as_user, draft):
    catalogue.shelve(cast.miljodir, links=(f"guide:{SLUG}#steg-skriv-vedtaket",))
    db.session.commit()
    anne = as_user(cast.anne)
    branch(anne, no_new="Be om det som mangler")
    shown = fill(anne, HERE, action="/steg/steg-skriv-vedtaket/fjern")
    said = words(anne.get(shown.location))
    assert "Disse stegene fører nå et annet sted: «Les søknaden», «Be om det som mangler»" in said
    assert "Disse svarene peker til steget" in said
    targets = [step.course.targets for step in guides.in_work(SLUG).steps]
    assert not any("steg-skriv-vedtaket" in each.values() for each in targets)


def test_moving_a_step_says_which_ways_changed(cast, as_user, draft):
    anne = as_user(cast.anne)
    branch(anne, no_new="Be om det som mangler")
    fill(anne, f"{HERE}/steg/nytt", having="goes_on", title="Arkiver", text="…")
    moved = fill(anne, HERE, action="/steg/steg-arkiver/flytt")
    assert "Disse stegene fører nå et annet sted" in words(anne.get(moved.location))


def test_second_of_two_who_lead_a_step_elsewhere_sees_both(cast, as_user, draft):
    anne, dag = as_user(cast.anne), as_user(cast.dag)
    his = form_of(dag.get(FIRST), having="goes_on")
    branch(anne, no_new="Be om det som mangler")
    met = send(dag, FIRST, his, goes_on="slutt")
    assert met.status_code == 409
    assert ASKED in [pre.text for pre in page(met).xpath("//pre")]
    again = form_of(met, having="goes_on")
    assert again.fields["goes_on"] == "slutt"
