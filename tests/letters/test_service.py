"""Writing letters and describing their merge fields."""

from dataclasses import replace

import pytest

from helpdesk.foundation.errors import InvalidInput, NotPermitted, StaleVersion
from helpdesk.foundation.language import TextLanguage
from helpdesk.letters import service
from helpdesk.letters.fields import MOST_FIELDS, FieldText, absent, fields_for
from helpdesk.letters.models import FieldType
from tests.factories import editorial


@pytest.fixture
def draft(cast):
    return editorial.letter(cast.anne, cast.miljodir, cast.topic)


def save(draft, actor, text, fields=()):
    service.save_text(
        actor=actor, edition=draft, seen_version=draft.version, text=text, fields=fields
    )


def test_fields_are_found_by_themselves_and_get_a_label_of_their_name(draft):
    assert [(field.name, field.label) for field in draft.fields] == [
        ("mottatt_dato", "Søknaden mottatt"),
        ("mangler", "Mangler"),
        ("kommune_navn", "Kommune navn"),
    ]


def test_what_was_said_about_a_field_stays_when_the_text_changes(cast, draft):
    said = [FieldText("frist", "Siste frist", "Tre uker fram.", FieldType.DATE, "1. mai 2026")]
    save(draft, cast.anne, "Innen {{ frist }}.", said)
    save(draft, cast.dag, "Svar innen {{ frist }}, {{ navn }}.", said)
    assert [field.label for field in draft.fields] == ["Siste frist", "Navn"]
    assert draft.fields[0].type is FieldType.DATE


def test_letter_is_rendered_with_its_fields_marked(draft):
    assert '<mark class="merge-field" data-field="mangler">[Mangler]</mark>' in draft.html
    assert "<h3>Vi trenger flere opplysninger</h3>" in draft.html


def test_field_that_left_the_text_is_kept_and_named(cast, draft):
    save(draft, cast.anne, "Ingen felt her.", [FieldText("frist", "Frist")])
    assert absent(draft.text, list(draft.labels)) == ["frist"]
    with pytest.raises(InvalidInput) as refused:
        service.desk.submit(actor=cast.anne, work=draft.work, edition=draft)
    assert refused.value.facts == {"name": "frist"}


def test_letter_with_an_ill_formed_field_cannot_be_submitted(cast, draft):
    save(draft, cast.anne, "Til {{ Mottakers navn }}")
    with pytest.raises(InvalidInput) as refused:
        service.desk.submit(actor=cast.anne, work=draft.work, edition=draft)
    assert refused.value.facts["suggestion"] == "{{ mottakers_navn }}"


def test_identity_number_in_an_example_stops_the_letter(cast, draft):
    said = [FieldText("nummer", "Nummer", example="13097248022")]
    save(draft, cast.anne, "Sak {{ nummer }}", said)
    with pytest.raises(InvalidInput):
        service.desk.submit(actor=cast.anne, work=draft.work, edition=draft)


def test_marks_do_not_hide_an_identity_number(cast, draft):
    save(draft, cast.anne, "Sak 130972[48022](https://a.no)")
    with pytest.raises(InvalidInput):
        service.desk.submit(actor=cast.anne, work=draft.work, edition=draft)


def test_second_of_two_who_save_is_told(cast, draft):
    seen = draft.version
    save(draft, cast.anne, "Annes brev.")
    with pytest.raises(StaleVersion):
        service.save_text(
            actor=cast.dag, edition=draft, seen_version=seen, text="Dags brev.", fields=[]
        )
    assert draft.text == "Annes brev."


def test_letter_has_room_for_a_bounded_number_of_fields(cast, draft):
    text = " ".join(f"{{{{ felt{number} }}}}" for number in range(MOST_FIELDS + 1))
    with pytest.raises(InvalidInput):
        save(draft, cast.anne, text)


def test_expert_of_another_agency_cannot_write(cast, draft):
    with pytest.raises(NotPermitted):
        save(draft, cast.vera, "Mitt brev.")


def test_fields_come_in_the_order_of_the_text_and_then_the_rest():
    said = [FieldText("c", "C"), FieldText("a", "A")]
    assert [field.name for field in fields_for("{{ b }} {{ a }}", said)] == ["b", "a", "c"]


def test_notes_of_the_letter_follow_its_language(cast, draft):
    save(draft, cast.anne, "{% if gebyr %}\nBetal.\n{% endif %}")
    assert "Slutt på valget" in service.html_of(draft)
    draft.describe(replace(draft.details, language=TextLanguage.NN))
    assert "Slutt på valet" in service.html_of(draft)
