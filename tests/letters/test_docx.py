"""The Word document, opened again and read."""

import io
import zipfile
from datetime import date

import docx as word
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk.foundation.language import TextLanguage
from helpdesk.letters import docx
from helpdesk.letters.filling import FieldFacts
from helpdesk.letters.models import FieldType
from helpdesk.letters.stamp import Stamp

TEXT = """**Til:** {{ navn }}

# Vedtak

Vi *gir* løyve
på samme linje.

- ett
- to, innen {{ frist }}
  - inni

1. først
2. så

Mellom.

3. tredje

> sitert

| Felt | Verdi |
|------|-------|
| Frist | {{ frist }} |

Se [Lovdata](https://lovdata.no).
"""
FIELDS = (
    FieldFacts("navn", "Mottakers navn", FieldType.TEXT),
    FieldFacts("frist", "Frist", FieldType.DATE),
)


def letter(**facts):
    values = {
        "title": "Løyve",
        "slug": "loyve",
        "language": TextLanguage.NN,
        "agency": "Miljødirektoratet",
        "number": 3,
        "published_on": date(2026, 5, 12),
    }
    own = {name: facts.pop(name) for name in ("text", "fields") if name in facts}
    given = {"text": TEXT, "fields": FIELDS} | own
    return docx.Letter(stamp=Stamp(**values | facts), **given)


def opened(**facts):
    return word.Document(io.BytesIO(docx.build(letter(**facts))))


def lines(document):
    words = (
        ("".join(t.text for t in p.paragraph_format.element.iter(qn("w:t"))), p.style.name)
        for p in document.paragraphs
    )
    return [(text, style) for text, style in words if text]


def controls(document):
    return [
        {
            "label": sdt.find(".//" + qn("w:alias")).get(qn("w:val")),
            "name": sdt.find(".//" + qn("w:tag")).get(qn("w:val")),
            "is_date": sdt.find(".//" + qn("w:date")) is not None,
            "text": "".join(t.text for t in sdt.iter(qn("w:t"))),
        }
        for sdt in document.element.iter(qn("w:sdt"))
    ]


def test_headings_lists_quotes_and_tables_are_words_own():
    assert lines(opened()) == [
        ("Til: [Mottakers navn]", "Normal"),
        ("Vedtak", "Heading 1"),
        ("Vi gir løyve på samme linje.", "Normal"),
        ("ett", "List Bullet"),
        ("to, innen [Frist]", "List Bullet"),
        ("inni", "List Bullet 2"),
        ("først", "List Number"),
        ("så", "List Number"),
        ("Mellom.", "Normal"),
        ("tredje", "List Number"),
        ("sitert", "Quote"),
        ("Se Lovdata (https://lovdata.no).", "Normal"),
    ]
    table = opened().tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["Felt", "Verdi"]


def test_bold_and_italic_are_kept():
    document = opened()
    runs = {run.text: run for paragraph in document.paragraphs for run in paragraph.runs}
    assert runs["Til:"].bold
    assert runs["gir"].italic
    assert not runs["Mellom."].bold


def test_two_numbered_lists_are_numbered_apart():
    document = opened()
    ids = [
        p.paragraph_format.element.pPr.numPr.numId.val
        for p in document.paragraphs
        if p.style.name == "List Number"
    ]
    assert ids[0] == ids[1] != ids[2]
    numbering = document.part.numbering_part.element
    starts = [
        numbering.num_having_numId(each).lvlOverride_lst[0].startOverride.val for each in ids[1:]
    ]
    assert starts == [1, 3]


def test_merge_fields_are_content_controls_with_label_and_name():
    found = controls(opened())
    assert [(c["label"], c["name"], c["text"]) for c in found] == [
        ("Mottakers navn", "navn", "[Mottakers navn]"),
        ("Frist", "frist", "[Frist]"),
        ("Frist", "frist", "[Frist]"),
    ]
    assert [c["is_date"] for c in found] == [False, True, True]


def test_a_date_field_asks_for_the_date_in_the_letters_language():
    lid = next(opened().element.iter(qn("w:lid")))
    assert lid.get(qn("w:val")) == "nn-NO"


@pytest.mark.parametrize("language", list(TextLanguage))
def test_document_is_in_the_letters_language(language):
    document = opened(language=language)
    marked = {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))}
    assert marked == {f"{language}-NO"}
    assert document.core_properties.language == f"{language}-NO"


def test_properties_tell_title_agency_and_version():
    facts = opened().core_properties
    assert (facts.title, facts.author) == ("Løyve", "Miljødirektoratet")
    assert facts.version == "utgåve 3, 12.05.2026"
    assert opened(language=TextLanguage.NB).core_properties.version == "utgave 3, 12.05.2026"
    assert opened(published_on=None).core_properties.version == "utgåve 3, utkast"


def test_document_tells_nothing_of_the_machine_that_made_it():
    with zipfile.ZipFile(io.BytesIO(docx.build(letter()))) as packed:
        names = packed.namelist()
        everything = b"".join(packed.read(name) for name in names)
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [name for name in names if "thumbnail" in name or "app.xml" in name]
    for trace in (b"python-docx", b"Microsoft Macintosh", b"rsidRoot"):
        assert trace not in everything


def test_the_same_letter_gives_the_same_bytes():
    first = docx.build(letter())
    docx.build.cache_clear()
    assert docx.build(letter()) == first


def test_page_is_a4():
    section = opened().sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=120), st.text(max_size=20))
def test_any_text_and_any_label_give_a_document_that_opens(text, label):
    fields = (FieldFacts("navn", label, FieldType.LONG),)
    document = opened(text="{{ navn }}\n\n" + text, fields=fields, title=label)
    assert controls(document)[0]["name"] == "navn"


@pytest.mark.parametrize(
    "text", ["a&#12;b", "![a&#12;b](x)", "# a&#12;b", "{&#xe000;9&#xe001;} ab"]
)
def test_what_no_document_can_hold_is_left_out_also_when_entities_say_it(text):
    assert lines(opened(text=text, fields=()))[0][0].strip() == "ab"
