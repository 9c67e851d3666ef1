"""Uploading a Word document, describing its fields, publishing it and filling it in."""

import io

import docx as word
import pytest

from helpdesk.foundation.db import db
from helpdesk.foundation.files import StoredFile
from helpdesk.letters import importing, service
from helpdesk.letters.importing import LetterFields
from helpdesk.letters.queries import letters
from tests.browsing import fill, form_of, page, send, words
from tests.factories import editorial
from tests.letters import words_made

DESK = "/redaksjon/brevmaler"
SLUG = "brev-om-mangelfull-soknad"
HERE = f"{DESK}/{SLUG}"


@pytest.fixture
def draft(cast):
    made = editorial.letter(cast.anne, cast.miljodir, cast.topic)
    service.save_text(
        actor=cast.anne, edition=made, seen_version=made.version, text="Til {{ navn }}", fields=[]
    )
    return made


def upload(browser, data, name="Mal for varsel.docx"):
    shown = browser.get(f"{HERE}/dokument")
    form = form_of(shown, having="document")
    return send(browser, f"{HERE}/dokument", form, document=(io.BytesIO(data), name))


def test_document_goes_from_the_editor_to_the_caseworkers_disk(cast, as_user, client, draft):
    anne = as_user(cast.anne)
    sent = upload(anne, words_made.template())
    assert sent.location == f"{HERE}/tekst#flettefelt"
    described = anne.get(sent.location)
    assert "Vi fant 7 flettefelt" in words(described)
    assert "Word-dokumentet Mal for varsel.docx" in words(described)
    kinds = page(described).xpath("//select/option[@selected]/@value")
    assert kinds == ["text", "yes_no", "number", "date", "choice", "rows", "text"]
    form = {"fields-0-label": "Mottaker", "fields-4-choices": "ja\nnei"}
    form["fields-5-columns"] = "navn: Hva det er\ndato: Når"
    assert fill(anne, f"{HERE}/tekst", **form).status_code == 303
    fill(anne, HERE, action="/send")
    fill(as_user(cast.berit), HERE, action="/publiser")
    public = client.get(f"/brevmaler/{SLUG}")
    assert "Til [Navn]" in words(public)
    url = f"/brevmaler/{SLUG}/fyll-ut"
    answers = {
        "felt-navn": "Kari <b>",
        "felt-gebyr": "nei",
        "felt-svar": "nei",
        "felt-vedlegg-0-navn": "Kart",
        "felt-saksnummer": "2026/9",
    }
    shown = send(client, url, form_of(client.get(url)), press="act=vis", **answers)
    assert "Til Kari <b>" in words(shown)
    assert "Det koster ikke noe." in words(shown)
    made = send(client, url, form_of(shown), press="act=docx")
    document = word.Document(io.BytesIO(made.data))
    assert [p.text for p in document.paragraphs] == [
        "Til Kari <b>",
        "Det koster ikke noe.",
        "Svar: Nei",
    ]
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["Kart", ""]
    assert document.sections[0].header.paragraphs[0].text == "Sak 2026/9"
    unfilled = word.Document(io.BytesIO(client.get(f"/brevmaler/{SLUG}/last-ned").data))
    assert unfilled.paragraphs[0].text == "Til [Mottaker]"


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (words_made.word("{{ ''.__class__ }}"), "a.docx", "kan ikke være navnet på et flettefelt"),
        (
            words_made.word("en", "{% if a %}"),
            "a.docx",
            "Linje 2: «{% if a %}» blir ikke avsluttet",
        ),
        (b"%PDF-1.4 %%EOF", "a.pdf", "Vi kan bare ta imot Word-dokumenter"),
        (b"noe annet", "a.docx", "Filen er ikke et Word-dokument"),
        (
            words_made.related(
                words_made.word("x"),
                "attachedTemplate",
                "http://x.example/a.dotm",
                is_external=True,
            ),
            "a.docx",
            "Dokumentet henter noe utenfra",
        ),
    ],
)
def test_document_that_cannot_be_used_is_refused_in_plain_words(
    cast, as_user, draft, data, name, says
):
    response = upload(as_user(cast.anne), data, name)
    assert response.status_code == 422
    assert says in words(response)
    assert letters.in_work(SLUG).document is None
    assert db.session.query(StoredFile).count() == 0


def test_new_edition_keeps_the_old_document(cast, as_user, client, draft):
    anne, berit = as_user(cast.anne), as_user(cast.berit)
    for text in ("Det gamle {{ navn }}", "Det nye {{ navn }}"):
        upload(anne, words_made.word(text))
        fill(anne, HERE, action="/send")
        fill(berit, HERE, action="/publiser")
        fill(anne, HERE, action="/ny-utgave")
    for number, text in ((1, "Det gamle"), (2, "Det nye")):
        data = client.get(f"/brevmaler/{SLUG}/utgave/{number}/last-ned").data
        assert word.Document(io.BytesIO(data)).paragraphs[0].text == f"{text} [Navn]"


def test_letter_is_written_here_in_the_place_of_the_document(cast, as_user, draft):
    anne = as_user(cast.anne)
    upload(anne, words_made.word("Til {{ navn }}"))
    assert "text" not in form_of(anne.get(f"{HERE}/tekst")).fields
    writing = f"{HERE}/tekst?skriv=1"
    form = form_of(anne.get(writing), having="text")
    assert (
        anne.post(writing, data=dict(form.form_values()) | {"text": "Hei {{ navn }}"}).status_code
        == 303
    )
    edition = letters.in_work(SLUG)
    assert (edition.document, edition.text) == (None, "Hei {{ navn }}")


def test_second_of_two_who_upload_is_told(cast, as_user, draft):
    anne, dag = as_user(cast.anne), as_user(cast.dag)
    his = form_of(dag.get(f"{HERE}/dokument"), having="document")
    upload(anne, words_made.word("Annes {{ navn }}"))
    late = (io.BytesIO(words_made.word("Dags {{ navn }}")), "b.docx")
    met = send(dag, f"{HERE}/dokument", his, document=late)
    assert met.status_code == 422
    assert "Noen andre har lagret" in words(met)
    assert letters.in_work(SLUG).text == "Annes {{ navn }}"


def test_expert_of_another_agency_cannot_upload(cast, as_user, draft):
    assert as_user(cast.vera).get(f"{HERE}/dokument").status_code == 404
    assert as_user(cast.vera).get(f"{HERE}/rekkefolge").status_code == 404


def test_editor_sets_the_order_with_the_picker(cast, as_user, draft):
    for key in ("palegg", "klage"):
        importing.upsert(LetterFields(key=key, title=f"Brevet {key}", body="x", topics=("avlop",)))
    db.session.commit()
    anne = as_user(cast.anne)
    url = f"{HERE}/rekkefolge"
    found = fill(anne, url, press="next_search=1", next_q="palegg")
    offered = page(found).xpath("//button[@name='next_add']/@value")
    assert offered == ["letter:palegg"]
    picked = send(anne, url, form_of(found, having="next_q"), press="next_add=letter:palegg")
    form = form_of(picked, having="next_q")
    assert send(anne, url, form, sister="letter:klage").location == HERE
    edition = letters.in_work(SLUG)
    assert (edition.next_slugs, edition.sister_slug) == (["palegg"], "klage")
    assert "Brevet palegg" in words(anne.get(HERE))


@pytest.mark.parametrize(
    "sent", [{"next": "guide:x"}, {"next": "../x"}, {"sister": ["letter:a", "letter:b"]}]
)
def test_what_is_no_letter_cannot_follow(cast, as_user, draft, sent):
    response = fill(as_user(cast.anne), f"{HERE}/rekkefolge", having="next_q", **sent)
    assert response.status_code == 422
    assert letters.in_work(SLUG).next_slugs == []


def test_two_who_set_the_order_see_both(cast, as_user, draft):
    anne, dag = as_user(cast.anne), as_user(cast.dag)
    url = f"{HERE}/rekkefolge"
    his = form_of(dag.get(url), having="next_q")
    fill(anne, url, having="next_q", next="letter:a")
    met = send(dag, url, his, next="letter:b")
    assert met.status_code == 409
    assert letters.in_work(SLUG).next_slugs == ["a"]


def test_picker_of_letters_offers_letters_only(cast, as_user, draft):
    guide = editorial.guide(cast.anne, cast.miljodir, cast.topic, title="Om pålegg")
    editorial.published(guide, cast.berit)
    importing.upsert(LetterFields(key="palegg", title="Pålegg", body="x", topics=("avlop",)))
    db.session.commit()
    found = as_user(cast.anne).get("/redaksjon/velg/innhold?q=pålegg&type=letter").json
    assert [item["value"] for item in found["items"]] == ["letter:palegg"]
