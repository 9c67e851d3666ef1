"""Editing letter templates in the browser, without scripts."""

import io

import docx as word
import pytest

from helpdesk.letters.queries import letters
from tests.browsing import fill, form_of, page, send, words
from tests.factories import editorial

DESK = "/redaksjon/brevmaler"
SLUG = "brev-om-mangelfull-soknad"
HERE = f"{DESK}/{SLUG}"
TEXT = f"{HERE}/tekst"


@pytest.fixture
def draft(cast):
    return editorial.letter(cast.anne, cast.miljodir, cast.topic)


def test_expert_writes_a_letter_describes_its_fields_and_a_reviewer_publishes_it(
    cast, as_user, client
):
    anne = as_user(cast.anne)
    fill(anne, f"{DESK}/ny", title="Varsel", summary="Før et pålegg.", topics=["avlop"])
    saved = fill(anne, f"{DESK}/varsel/tekst", text="Svar innen {{ frist }}.")
    assert saved.location == f"{DESK}/varsel/tekst#flettefelt"
    assert "Vi fant 1 nytt flettefelt" in words(anne.get(saved.location))
    described = {"fields-0-label": "Siste frist", "fields-0-type": "date"}
    assert fill(anne, f"{DESK}/varsel/tekst", **described).location == f"{DESK}/varsel"
    fill(anne, f"{DESK}/varsel", action="/send")
    fill(as_user(cast.berit), f"{DESK}/varsel", action="/publiser")
    assert "Svar innen [Siste frist]." in words(client.get("/brevmaler/varsel"))


def test_wrong_fields_are_named_in_plain_words(cast, as_user, draft):
    anne = as_user(cast.anne)
    fill(anne, TEXT, text="Til {{ Mottakers navn }}\n\nog {{ navn")
    shown = words(anne.get(TEXT))
    assert "Linje 1: «Mottakers navn» kan ikke være navnet på et flettefelt" in shown
    assert "Linje 3: «{{ navn» begynner eller slutter ikke" in shown
    assert "Linje 1" in words(anne.get(HERE))


def test_field_that_left_the_text_is_shown_and_can_be_removed(cast, as_user, draft):
    anne = as_user(cast.anne)
    fill(anne, TEXT, text="Vi fikk søknaden {{ mottatt_dato }}. Dette mangler: {{ mangler }}")
    assert "Feltet «kommune_navn» står ikke i brevet" in words(anne.get(HERE))
    fill(anne, TEXT, **{"fields-2-remove": "y"})
    assert list(letters.in_work(SLUG).labels) == ["mottatt_dato", "mangler"]


def test_example_of_several_lines_keeps_its_lines(cast, as_user, draft):
    fill(as_user(cast.anne), TEXT, **{"fields-1-example": "- kart\r\n- kvittering"})
    assert letters.in_work(SLUG).fields[1].example == "- kart\n- kvittering"


def test_second_of_two_sees_both_letters_and_loses_nothing(cast, as_user, draft):
    anne, dag = as_user(cast.anne), as_user(cast.dag)
    his = form_of(dag.get(TEXT), having="text")
    fill(anne, TEXT, **{"text": "Annes brev {{ dato }}", "fields-0-label": "Annes navn"})
    met = send(dag, TEXT, his, text="Dags brev {{ dato }}")
    assert met.status_code == 409
    assert "Annes brev {{ dato }}" in words(met)
    assert "Annes navn" in words(met)
    again = form_of(met, having="text")
    assert again.fields["text"].strip() == "Dags brev {{ dato }}"
    assert send(dag, TEXT, again).status_code == 303
    assert letters.in_work(SLUG).text == "Dags brev {{ dato }}"


def test_empty_letter_comes_back(cast, as_user, draft):
    response = fill(as_user(cast.anne), TEXT, text=" ", **{"fields-0-label": "Min etikett"})
    assert response.status_code == 422
    assert form_of(response, having="text").fields["fields-0-label"] == "Min etikett"


def test_made_up_field_name_is_ignored(cast, as_user, draft):
    fill(as_user(cast.anne), TEXT, **{"fields-0-name": "<script>"})
    assert "<script>" not in letters.in_work(SLUG).labels


def test_preview_is_the_public_page_with_a_download_of_the_draft(cast, as_user, draft):
    anne = as_user(cast.anne)
    shown = anne.get(f"{HERE}/forhandsvisning")
    assert "forhåndsvisning" in words(shown)
    link = page(shown).xpath("//a[contains(@href, 'last-ned')]/@href")[0]
    document = word.Document(io.BytesIO(anne.get(link).data))
    assert document.core_properties.version == "utgave 1, utkast"


def test_expert_of_another_agency_does_not_find_the_draft(cast, as_user, draft):
    vera = as_user(cast.vera)
    for url in (HERE, TEXT, f"{HERE}/forhandsvisning", f"{HERE}/forhandsvisning/last-ned"):
        assert vera.get(url).status_code == 404


def test_letter_preview_marks_the_fields_for_the_toolbar(cast, as_user, draft):
    anne = as_user(cast.anne)
    token = page(anne.get(TEXT)).xpath("//input[@name='csrf_token']/@value")[0]
    answer = anne.post(f"{DESK}/forhandsvis", data={"csrf_token": token, "text": "{{ navn }}"})
    assert "[navn]</mark>" in answer.text


def test_submitted_letter_cannot_be_written_in(cast, as_user, draft):
    anne = as_user(cast.anne)
    form = form_of(anne.get(TEXT), having="text")
    fill(anne, HERE, action="/send")
    assert send(anne, TEXT, form, text="For sent.").status_code == 409
    assert "For sent." not in letters.in_work(SLUG).text
