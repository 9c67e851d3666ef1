"""Filling a letter in through the pages, without scripts; nothing of it stays on the server."""

import io
import logging
import zipfile

import docx as word
import pytest
from werkzeug.datastructures import MultiDict

from helpdesk.exchange import registers
from helpdesk.foundation.db import db
from helpdesk.letters import importing, office
from helpdesk.letters.importing import ColumnFields, LetterFields, MergeFieldFields
from helpdesk.letters.models import FieldType
from tests.browsing import form_of, page, send, words

URL = "/brevmaler/varsel/fyll-ut"
SECRET = "Xhemmelig-navn-Q7"
BODY = """Til {{ navn }}, {{ dato }}

{% if gebyr %}
Betal {{ belop }} kroner som {{ mulkt }}.
{% else %}
Det koster ikke noe.
{% endif %}

{{ funn }}

{% for rad in vedlegg %}
- {{ rad.navn }} ({{ rad.dato }})
{% endfor %}"""
FIELDS = (
    MergeFieldFields(name="navn", label="Navn", help="Mottakeren.", example="Kari Eksempel"),
    MergeFieldFields(name="dato", label="Dato", type=FieldType.DATE, example="2026-11-02"),
    MergeFieldFields(name="gebyr", label="Gebyr?", type=FieldType.YES_NO),
    MergeFieldFields(name="belop", label="Beløp", type=FieldType.NUMBER),
    MergeFieldFields(name="mulkt", label="Mulkt", type=FieldType.CHOICE, choices=("A", "B")),
    MergeFieldFields(name="funn", label="Funn", type=FieldType.LONG),
    MergeFieldFields(
        name="vedlegg",
        label="Vedlegg",
        type=FieldType.ROWS,
        columns=(ColumnFields(name="navn", label="Hva"), ColumnFields(name="dato", label="Når")),
    ),
)
FILLED = {
    "felt-navn": f"{SECRET} <b>{{{{ x }}}}",
    "felt-dato": "23.11.2026",
    "felt-gebyr": "ja",
    "felt-belop": "12 500",
    "felt-mulkt": "B",
    "felt-funn": "- dekk\r\n- maling",
    "felt-vedlegg-0-navn": "Kart",
    "felt-vedlegg-0-dato": "1. mai",
}


@pytest.fixture
def letters(cast):
    more = {"topics": ("avlop",), "summary": "Prøve."}
    importing.upsert(
        LetterFields(
            key="varsel", title="Varsel", body=BODY, fields=FIELDS, next=("vedtak",), **more
        )
    )
    importing.upsert(
        LetterFields(key="vedtak", title="Vedtak", body="Til {{ navn }}: {{ annet }}", **more)
    )
    importing.upsert(
        LetterFields(
            key="varsel-nn",
            title="Varsel på nynorsk",
            body="Til {{ navn }}, {{ dato }}",
            language="nn",
            sister="varsel",
            **more,
        )
    )
    db.session.commit()


def fields_of_type(response, kind, name):
    return page(response).xpath(f"//input[@type='{kind}'][@name='{name}']")


def letter_text(response):
    return " ".join(page(response).xpath("string(//div[contains(@class,'letter-paper')])").split())


def test_empty_form_shows_the_letter_with_its_labels_and_sets_no_cookie(client, letters):
    response = client.get(URL)
    assert response.headers.getlist("Set-Cookie") == []
    assert "Til [Navn], [Dato]" in letter_text(response)
    assert "[Ta med dette hvis «Gebyr?» er ja:]" in letter_text(response)
    shown = words(response)
    assert "Eksempel: Kari Eksempel" in shown
    assert "Eksempel: 2. november 2026" in shown
    assert "7 felt er ikke fylt ut" in shown


def test_filled_letter_is_shown_and_downloaded_as_word_without_scripts(client, letters):
    shown = send(client, URL, form_of(client.get(URL)), press="act=vis", **FILLED)
    assert shown.status_code == 200
    text = letter_text(shown)
    assert f"Til {SECRET} <b>{{{{ x }}}}, 23. november 2026" in text
    assert "Betal 12\u00a0500 kroner som B." in text.replace("12 500", "12\u00a0500")
    assert "Alle feltene er fylt ut." in words(shown)
    sent = send(client, URL, form_of(shown), press="act=docx")
    assert sent.headers["Content-Disposition"] == "attachment; filename=varsel.docx"
    assert sent.headers["Cache-Control"] == "no-store"
    document = word.Document(io.BytesIO(sent.data))
    lines = [p.text for p in document.paragraphs]
    assert lines == [
        f"Til {SECRET} <b>{{{{ x }}}}, 23. november 2026",
        "Betal 12\u00a0500 kroner som B.",
        "dekk",
        "maling",
        "Kart (1. mai)",
    ]
    assert document.core_properties.version.startswith("utgave 1, ")


def test_opendocument_is_offered_and_pdf_only_where_it_can_be_made(client, letters, monkeypatch):
    monkeypatch.setattr(office.shutil, "which", lambda _name: None)
    shown = client.get(URL + "?ny")
    assert "OpenDocument" in words(shown)
    assert "PDF" not in words(shown)
    sent = client.post(URL, data={"act": "odt", **FILLED})
    with zipfile.ZipFile(io.BytesIO(sent.data)) as package:
        assert SECRET in package.read("content.xml").decode()
    assert client.post(URL, data={"act": "pdf", **FILLED}).mimetype == "text/html"


def test_faults_say_what_and_how_and_nothing_is_lost(client, letters):
    wrong = FILLED | {"felt-dato": "31.02.2026", "felt-belop": "mange"}
    response = client.post(URL, data=wrong | {"act": "docx"})
    assert response.status_code == 422
    shown = words(response)
    assert "Skriv datoen for «Dato» slik: 23.11.2026." in shown
    assert "Skriv «Beløp» som et tall, for eksempel 12 500 eller 2,5." in shown
    fields = form_of(response).fields
    assert fields["felt-dato"] == "31.02.2026"
    assert fields_of_type(response, "text", "felt-dato")
    assert fields["felt-belop"] == "mange"
    assert fields["felt-navn"] == FILLED["felt-navn"]
    assert page(response).xpath("//a[@href='#felt-dato']")


def test_row_is_added_and_an_empty_list_is_taken_out(client, letters):
    more = send(client, URL, form_of(client.get(URL)), press="rad=vedlegg", **FILLED)
    assert page(more).xpath("//input[@name='felt-vedlegg-1-navn']/@autofocus")
    assert form_of(more).fields["felt-vedlegg-0-navn"] == "Kart"
    none = client.post(URL, data=FILLED | {"felt-vedlegg-none": "y"})
    assert "Kart" not in letter_text(none)


def test_what_is_written_follows_to_the_next_letter_and_back(client, letters):
    first = client.post(URL, data=FILLED | {"act": "vis"})
    button = page(first).xpath("//button[@formaction='/brevmaler/vedtak/fyll-ut']")[0]
    assert button.text_content().strip() == "Vedtak"
    second = client.post("/brevmaler/vedtak/fyll-ut", data=FILLED | {"videre": "neste"})
    assert f"Til {SECRET}" in letter_text(second)
    kept = dict(form_of(second).form_values())
    assert kept["felt-funn"].replace("\r\n", "\n") == "- dekk\n- maling"
    assert kept["felt-vedlegg-0-dato"] == "1. mai"
    back = client.post(URL, data=kept | {"felt-annet": "x", "videre": "neste"})
    assert letter_text(back) == letter_text(first)


def test_language_is_switched_with_the_fields(client, letters):
    first = client.post(URL, data=FILLED)
    assert page(first).xpath("//button[@formaction='/brevmaler/varsel-nn/fyll-ut']")
    second = client.post("/brevmaler/varsel-nn/fyll-ut", data=FILLED | {"videre": "bytt"})
    assert f"Til {SECRET}" in letter_text(second)
    assert page(second).xpath("//button[@formaction='/brevmaler/varsel/fyll-ut']")


def test_page_that_is_being_filled_in_gets_only_the_letter(client, letters):
    response = client.post(f"{URL}/vis", data=FILLED)
    assert response.status_code == 200
    assert "<html" not in response.text
    assert SECRET in response.text
    assert "<b>{{" not in response.text


def test_form_from_another_site_is_refused(client, letters):
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://x.example"}):
        assert client.post(URL, data=FILLED, headers=headers).status_code == 403


def test_nothing_that_was_written_stays(client, letters, settings, caplog, capfd, tmp_path):
    caplog.set_level(logging.DEBUG)
    answers = [
        client.post(URL, data=FILLED | {"act": act}) for act in ("vis", "docx", "odt", "pdf", "rad")
    ]
    answers.append(client.post(URL, data=FILLED | {"felt-dato": "x", "act": "docx"}))
    answers.append(client.post(f"{URL}/vis", data=FILLED))
    answers.append(client.post(URL, data=FILLED, headers={"Sec-Fetch-Site": "cross-site"}))
    for answer in answers:
        assert SECRET not in str(answer.headers)
        assert answer.headers.getlist("Set-Cookie") == []
        assert SECRET not in answer.request.full_path
    db.session.remove()
    out = capfd.readouterr()
    assert SECRET not in out.out + out.err + caplog.text
    held = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
    assert SECRET.encode() not in held


def test_too_many_posts_are_refused_and_their_form_is_not_kept(client, letters, app, tmp_path):
    statuses = {client.post(URL + "/vis", data={"felt-navn": SECRET}).status_code for _ in range(3)}
    assert statuses == {200}
    counts = app.extensions["counts_in_memory"]
    while client.post(URL + "/vis", data={"felt-navn": SECRET}).status_code != 429:
        pass
    assert counts is not None
    db.session.remove()
    held = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
    assert SECRET.encode() not in held


@pytest.mark.parametrize(
    "data",
    [
        {"rad": "finnes-ikke"},
        {"rad": "navn"},
        {"act": "../../etc"},
        {"felt-gebyr": "kanskje", "felt-mulkt": "<script>"},
        {"felt-dato": "0000-00-00", "felt-belop": "9" * 5_000},
        {"felt-navn": "x" * 200_000},
        {"felt-vedlegg-9999-navn": "x", "felt-vedlegg-x-y": "z", "felt-vedlegg--1-navn": "x"},
        {"felt-<script>": "x", "felt-a-b-c-d": "x", "felt-" + "a" * 500: "x"},
        {"felt-navn": "\0\x07\ud7ff", "felt-funn": "\n" * 9_000},
    ],
)
def test_nonsense_gives_a_page_and_never_an_error(client, letters, data):
    response = client.post(URL, data=data)
    assert response.status_code in {200, 422}
    assert "<script>" not in response.text.replace('<script type="module"', "")


def test_a_flood_of_fields_of_other_letters_is_bounded(client, letters):
    many = MultiDict((f"felt-f{n}", "x") for n in range(900))
    response = client.post(URL, data=many)
    assert len(page(response).xpath("//input[@data-carried]")) == 200


def test_withdrawn_or_unknown_letter_cannot_be_filled_in(client, letters):
    importing.upsert(
        LetterFields(
            key="varsel",
            title="Varsel",
            body=BODY,
            fields=FIELDS,
            next=("vedtak",),
            topics=("avlop",),
            summary="Prøve.",
            withdrawn_reason="Ny lov.",
        )
    )
    db.session.commit()
    assert client.get(URL).status_code == 404
    assert client.post(URL, data=FILLED).status_code == 404
    assert client.get("/brevmaler/finnes-ikke/fyll-ut").status_code == 404


def test_demo_chain_can_be_walked_with_rows_and_conditions(app, client):
    registers.load()
    importing_demo()
    slugs = [
        "forhandsvarsel-palegg",
        "palegg-opprydding",
        "varsel-tvangsmulkt",
        "vedtak-tvangsmulkt",
    ]
    data = {
        "felt-mottaker_navn": "Ola",
        "felt-mulkt_type": "løpende mulkt for hver dag",
        "felt-belop": "5000",
        "felt-merknader_kom": "nei",
        "felt-lopende": "ja",
    }
    for slug, following in zip(slugs, [*slugs[1:], "oversendelse-klage"], strict=True):
        shown = client.post(f"/brevmaler/{slug}/fyll-ut", data=data)
        assert "Til: Ola" in letter_text(shown)
        assert page(shown).xpath(f"//button[@formaction='/brevmaler/{following}/fyll-ut']")
        data |= dict(form_of(shown).form_values())
    assert "5000 kroner, som løpende mulkt for hver dag," in letter_text(shown)
    assert "Mulkten løper fra fristen er brutt" in letter_text(shown)
    assert "Vi har ikke fått merknader" in letter_text(shown)


def importing_demo():
    from helpdesk.exchange import lines

    for _number, line in lines.read(registers.FOLDER / "letters.jsonl"):
        given = {k: v for k, v in lines.as_object(line).items() if k != "kind"}
        importing.upsert(lines.build(LetterFields, given))
    db.session.commit()
