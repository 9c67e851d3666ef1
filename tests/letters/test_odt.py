"""The OpenDocument text, opened again and read."""

import io
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from helpdesk.foundation.language import TextLanguage
from helpdesk.letters import odt
from helpdesk.letters.docx import Letter
from helpdesk.letters.filling import FieldFacts
from helpdesk.letters.odt_xml import META, OFFICE, STYLE, TABLE, TEXT
from helpdesk.letters.stamp import Stamp

LETTER = """**Til:** {{ navn }}

# Vedtak

Vi *gir* løyve.

{% for rad in vedlegg %}- {{ rad.navn }}
{% endfor %}

3. tredje

> sitert

| Felt | Verdi |
|------|-------|
| Frist | {{ frist }} |

{% if gebyr %}
Betal.
{% endif %}
"""
FIELDS = (
    FieldFacts("navn", "Mottakers navn", "text"),
    FieldFacts("frist", "Frist", "date"),
    FieldFacts("gebyr", "Gebyr", "yes_no"),
    FieldFacts("vedlegg", "Vedlegg", "rows", (("navn", "Hva"),)),
)
ANSWERS = {
    "navn": "Kari <& Nordås>\nto  linjer\tfane",
    "frist": date(2026, 11, 23),
    "gebyr": False,
    "vedlegg": ({"navn": "Kart"}, {"navn": "Bilder"}),
}
STAMP = Stamp("Løyve", "loyve", TextLanguage.NN, "Miljødirektoratet", 3, date(2026, 5, 12))


def opened(answers, **facts):
    values = {"stamp": STAMP, "text": LETTER, "fields": FIELDS} | facts
    data = odt.filled(Letter(**values), answers)
    package = zipfile.ZipFile(io.BytesIO(data))
    assert package.testzip() is None
    return package


def content(package):
    return etree.fromstring(package.read("content.xml"))


def said(element):
    parts = [element.text or ""]
    for child in element:
        signs = {f"{{{TEXT}}}line-break": "\n", f"{{{TEXT}}}tab": "\t"}
        spaces = " " * int(child.get(f"{{{TEXT}}}c", 0))
        parts += [signs.get(child.tag, spaces), said(child), child.tail or ""]
    return "".join(parts)


def lines(root):
    return [said(each) for each in root.iter(f"{{{TEXT}}}p", f"{{{TEXT}}}h")]


def test_media_type_comes_first_and_is_not_packed():
    first = opened(ANSWERS).infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert opened(ANSWERS).read("mimetype").decode() == odt.MEDIA_TYPE


def test_manifest_names_every_member():
    package = opened(ANSWERS)
    listed = etree.fromstring(package.read("META-INF/manifest.xml"))
    paths = {each.get(f"{{{each.nsmap['manifest']}}}full-path") for each in listed}
    assert paths == {"/"} | set(package.namelist()) - {"mimetype", "META-INF/manifest.xml"}


def test_every_answer_stands_in_its_place():
    root = content(opened(ANSWERS))
    assert lines(root) == [
        "Til: Kari <& Nordås>\nto  linjer\tfane",
        "Vedtak",
        "Vi gir løyve.",
        "Kart",
        "Bilder",
        "tredje",
        "sitert",
        "Felt",
        "Verdi",
        "Frist",
        "23. november 2026",
    ]
    assert root.find(f".//{{{TEXT}}}placeholder") is None


def test_what_is_not_filled_in_is_a_placeholder_with_its_label():
    root = content(opened({}))
    found = [(p.get(f"{{{TEXT}}}description"), p.text) for p in root.iter(f"{{{TEXT}}}placeholder")]
    assert found == [
        ("navn", "[Mottakers navn]"),
        ("vedlegg.navn", "[Hva]"),
        ("frist", "[Frist]"),
    ]
    assert "[Ta med dette dersom «Gebyr» er ja:]" in lines(root)


def test_structure_is_opendocuments_own():
    root = content(opened(ANSWERS))
    assert root.find(f".//{{{TEXT}}}h").get(f"{{{TEXT}}}outline-level") == "1"
    numbered = [item.get(f"{{{TEXT}}}start-value") for item in root.iter(f"{{{TEXT}}}list-item")]
    assert numbered == [None, None, "3"]
    table = root.find(f".//{{{TABLE}}}table")
    assert table[0].get(f"{{{TABLE}}}number-columns-repeated") == "2"
    assert [len(row) for row in table.findall(f"{{{TABLE}}}table-row")] == [2, 2]


def test_every_style_that_is_used_is_there():
    package = opened({})
    roots = [content(package), etree.fromstring(package.read("styles.xml"))]
    defined = {e.get(f"{{{STYLE}}}name") for root in roots for e in root.iter()} - {None}
    used = {
        value
        for element in roots[0].iter()
        for name, value in element.attrib.items()
        if name in {f"{{{TEXT}}}style-name", f"{{{TABLE}}}style-name"}
    }
    assert used <= defined


def test_properties_say_which_edition():
    meta = etree.fromstring(opened(ANSWERS).read("meta.xml"))
    custom = {
        each.get(f"{{{META}}}name"): each.text for each in meta.iter(f"{{{META}}}user-defined")
    }
    assert custom == {
        "Brevmal": "loyve",
        "Utgave": "3",
        "Utgavedato": "2026-05-12",
        "Henvisning": "Brevmal «Løyve», utgåve 3, 12. mai 2026",
    }
    assert meta.find(f".//{{{OFFICE}}}meta")[0].text == "Løyve"


def test_the_same_letter_gives_the_same_bytes():
    letter = Letter(stamp=STAMP, text=LETTER, fields=FIELDS)
    assert odt.filled(letter, ANSWERS) == odt.filled(letter, ANSWERS)


@settings(max_examples=40)
@given(st.text(max_size=120), st.text(max_size=60))
def test_any_text_and_any_answer_give_a_document_that_opens(text, answer):
    root = content(opened({"navn": answer}, text="{{ navn }}\n\n" + text))
    assert root.find(f".//{{{TEXT}}}p") is not None


@pytest.mark.parametrize("text", ["a&#12;b", "![a&#12;b](x)", "# a&#12;b"])
def test_what_no_document_can_hold_is_left_out(text):
    assert lines(content(opened({}, text=text)))[0] == "ab"
