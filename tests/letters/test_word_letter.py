"""Uploaded Word documents: what is found in them, what they become, and that none does harm."""

import io
import re
import zipfile
from datetime import date

import docx
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from helpdesk.foundation.language import TextLanguage
from helpdesk.letters import word_letter
from helpdesk.letters.fields import facts, fields_for
from helpdesk.letters.stamp import Stamp
from tests.letters import words_made
from tests.letters.words_made import everything

FINDING = (Phase.explicit, Phase.reuse, Phase.generate)
"""Making a failing document smaller takes minutes and says no more."""

STAMP = Stamp("Varsel", "varsel", TextLanguage.NB, "Miljødirektoratet", 3, date(2026, 5, 12))
TEMPLATE = words_made.template()
FIELDS = facts(fields_for(word_letter.examine("brev.docx", TEMPLATE).text, []))
ANSWERS = {
    "navn": "Kari Nordås",
    "gebyr": True,
    "belop": "5000",
    "frist": date(2026, 11, 23),
    "svar": "ja",
    "vedlegg": ({"navn": "Kart", "dato": "1. mai"}, {"navn": "Bilder", "dato": ""}),
    "saksnummer": "2026/1",
}


def opened(answers):
    return docx.Document(io.BytesIO(word_letter.filled(TEMPLATE, FIELDS, answers, STAMP)))


def test_fields_are_found_with_their_types():
    found = fields_for(word_letter.examine("brev.docx", TEMPLATE).text, [])
    assert [(field.name, field.type.value) for field in found] == [
        ("navn", "text"),
        ("gebyr", "yes_no"),
        ("belop", "number"),
        ("frist", "date"),
        ("svar", "choice"),
        ("vedlegg", "rows"),
        ("saksnummer", "text"),
    ]


def test_filled_document_has_every_answer_in_place_and_no_tags():
    document = opened(ANSWERS)
    assert [p.text for p in document.paragraphs] == [
        "Til Kari Nordås",
        "Du må betale 5000 kroner innen 23. november 2026.",
        "Svar: Ja",
    ]
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows == [["Hva", "Dato"], ["Kart", "1. mai"], ["Bilder", ""]]
    assert document.sections[0].header.paragraphs[0].text == "Sak 2026/1"
    assert not re.search(r"\{\{|\{%", everything(document))


def test_condition_that_is_not_met_takes_its_paragraphs_away():
    lines = [p.text for p in opened(ANSWERS | {"gebyr": False, "svar": "nei"}).paragraphs]
    assert lines == ["Til Kari Nordås", "Det koster ikke noe.", "Svar: Nei"]


def test_what_is_not_answered_stands_as_labels():
    document = opened({})
    assert document.paragraphs[0].text == "Til [Navn]"
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["[Navn]", "[Dato]"]


def test_properties_say_which_edition_and_nothing_of_the_author():
    facts = opened(ANSWERS).core_properties
    assert (facts.title, facts.author) == ("Varsel", "Miljødirektoratet")
    assert facts.version == "utgave 3, 12.05.2026"
    custom = custom_properties(word_letter.filled(TEMPLATE, FIELDS, ANSWERS, STAMP))
    assert custom["Brevmal"] == "varsel"
    assert custom["Utgave"] == "3"
    assert custom["Henvisning"] == "Brevmal «Varsel», utgave 3, 12. mai 2026"


def custom_properties(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        said = package.read("docProps/custom.xml").decode()
    return dict(re.findall(r'name="(\w+)"><vt:\w+>(.*?)</vt', said))


nasty = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        [
            "<w:p/>",
            "</w:t></w:r></w:p>",
            "&amp;&lt;",
            "]]>",
            "<!--",
            "{{ navn }}",
            "{% for a in b %}",
            "{_{ navn }_}",
            "{# x #}",
            "\x00\x07\x0b\x0c\x1f",
            "\ufffe\uffff",
            "\ud800",
            "\ue0000\ue001",
            "x" * 9_000,
            "a\nb\tc",
            "${jndi:ldap://x}",
        ]
    ),
)


@settings(max_examples=60, phases=FINDING, suppress_health_check=[HealthCheck.too_slow])
@given(nasty, nasty)
def test_no_answer_becomes_markup_or_breaks_the_document(one, two):
    answers = ANSWERS | {"navn": one, "vedlegg": ({"navn": two, "dato": one},)}
    document = opened(answers)
    assert len(document.paragraphs) == 3
    assert len(document.tables[0].rows) == 2
    shown = word_letter.preview(TEMPLATE, FIELDS, answers, TextLanguage.NB)
    assert set(re.findall(r"<(\w+)", shown)) <= {
        *("p", "br", "mark", "table", "tbody", "tr", "td", "thead", "th")
    }
