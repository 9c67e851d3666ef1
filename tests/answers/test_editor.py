"""The editor: two browsers, saving by button and by script, linking, conflict, revisions."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from helpdesk.accounts.models import User
from helpdesk.answers.queries import drafts
from helpdesk.foundation.db import db
from helpdesk.laws import service as laws
from tests.browsing import fill, form_of, page, send, words
from tests.cast import Cast
from tests.factories import answers, catalogue

Browse = Callable[[User], FlaskClient]

REGULATION = {
    "law_id": "FOR-2004-06-01-931",
    "slug": "for-2004-06-01-931",
    "kind": "forskrift",
    "name_nb": "forurensningsforskriften",
    "name_nn": "forureiningsforskrifta",
    "abbreviations": "",
    "official_title": "Forskrift om begrensning av forurensning",
    "official_language": "nb",
    "ministry": "KLD",
    "in_force_from": "2004-07-01",
    "in_force_until": "",
    "status": "in_force",
    "replaced_by": "",
    "url": "https://lovdata.no/forskrift/2004-06-01-931",
    "source": "",
}


@pytest.fixture
def regulation(cast: Cast) -> None:
    """Forurensningsforskriften, in the register of laws."""
    laws.import_laws([REGULATION])
    db.session.commit()


def address(question: object) -> str:
    return f"/arbeidsflate/sporsmal/{question.reference}"


def autosave(browser: FlaskClient, question: object, text: str, version: int) -> TestResponse:
    """Save as the script does, with the token that stands in the page."""
    return browser.post(
        f"{address(question)}/svar/utkast",
        json={"text": text, "version": version},
        headers={"X-CSRFToken": token_of(browser, question)},
    )


def token_of(browser: FlaskClient, question: object) -> str:
    """Return the token that the page holds for scripts."""
    shown = page(browser.get(address(question)))
    return shown.xpath("//meta[@name='csrf-token']/@content")[0]


def test_draft_is_saved_while_it_is_written(cast: Cast, as_user: Browse) -> None:
    question, browser = answers.claimed(cast), as_user(cast.anne)
    first = autosave(browser, question, "Nei", 0)
    assert first.status_code == 200
    assert first.json["version"] == 1
    assert set(first.json) == {"version", "saved_at", "time"}
    assert autosave(browser, question, "Nei, men", 1).json["version"] == 2
    assert "Nei, men" in words(browser.get(address(question)))


def test_script_without_token_saves_nothing(cast: Cast, as_user: Browse) -> None:
    question = answers.drafted(cast, "Nei")
    sent = {"text": "Ja", "version": 1}
    saved = as_user(cast.anne).post(f"{address(question)}/svar/utkast", json=sent)
    assert saved.status_code == 400
    assert answers.answer_of(question).text == "Nei"


@pytest.mark.parametrize("sent", [[], {"text": 1, "version": 1}, {"text": "a"}, "x"])
def test_script_that_sends_nonsense_is_refused(cast: Cast, as_user: Browse, sent: object) -> None:
    question, browser = answers.claimed(cast), as_user(cast.anne)
    token = token_of(browser, question)
    refused = browser.post(
        f"{address(question)}/svar/utkast", json=sent, headers={"X-CSRFToken": token}
    )
    assert refused.status_code == 400


def test_two_browsers_never_overwrite_each_other(cast: Cast, as_user: Browse) -> None:
    question = answers.drafted(cast, "Kommunen kan kreve dette.")
    anne, dag = as_user(cast.anne), as_user(cast.dag)
    forms = [form_of(browser.get(address(question)), having="version") for browser in (anne, dag)]

    saved = send(anne, address(question), forms[0], text="Kommunen kan alltid kreve dette.")
    assert saved.status_code == 303
    late = send(dag, address(question), forms[1], text="Kommunen kan sjelden kreve dette.")
    assert late.location.endswith("/svar/konflikt")

    shown = dag.get(late.location)
    sides = [side.text_content().strip() for side in page(shown).xpath("//*[@class='compared']")]
    assert sides == ["Kommunen kan sjelden kreve dette.", "Kommunen kan alltid kreve dette."]
    assert page(shown).xpath("//del/text()") == ["sjelden "]
    assert page(shown).xpath("//ins/text()") == ["alltid "]

    merged = "Kommunen kan ofte kreve dette."
    fill(dag, late.location, text=merged)
    assert answers.answer_of(question).text == merged
    kept = words(anne.get(f"{address(question)}/svar/versjoner"))
    assert "3 lagrede versjoner" in words(anne.get(address(question)))
    assert "lagt til side" in kept


def test_of_two_saves_at_the_same_moment_one_wins_and_none_is_lost(
    cast: Cast, as_user: Browse, app: Flask
) -> None:
    question = answers.claimed(cast)
    browsers = {"Ja": as_user(cast.anne), "Nei": as_user(cast.dag)}
    tokens = {text: token_of(browser, question) for text, browser in browsers.items()}
    start, url = Barrier(len(browsers)), f"{address(question)}/svar/utkast"
    db.session.commit()

    def save(text: str) -> int:
        with app.app_context():
            start.wait()
            sent = {"text": text, "version": 0}
            headers = {"X-CSRFToken": tokens[text]}
            return browsers[text].post(url, json=sent, headers=headers).status_code

    with ThreadPoolExecutor() as pool:
        assert sorted(pool.map(save, browsers)) == [200, 409]
    kept = {each.is_aside for each in drafts.revisions(question)}
    assert kept == {True, False}


def test_late_script_is_told_of_the_conflict(cast: Cast, as_user: Browse) -> None:
    question = answers.drafted(cast, "Nei")
    late = autosave(as_user(cast.dag), question, "Ja", 0)
    assert late.status_code == 409
    shown = words(as_user(cast.dag).get(late.json["conflict"]))
    assert "Ja" in shown
    assert "Nei" in shown


def test_late_submission_does_not_send_on_what_was_not_read(cast: Cast, as_user: Browse) -> None:
    question = answers.drafted(cast, "Nei")
    browser = as_user(cast.dag)
    form = form_of(browser.get(address(question)), having="version")
    autosave(as_user(cast.anne), question, "Nei, men", 1)
    late = send(browser, address(question), form, press="act=kvalitetssikre", text="Ja")
    assert late.location.endswith("/svar/konflikt")
    assert answers.answer_of(question).state == "draft"


def test_text_set_aside_while_the_answer_is_reviewed_can_be_read(
    cast: Cast, as_user: Browse
) -> None:
    question, browser = answers.submitted(cast, "Nei"), as_user(cast.dag)
    late = autosave(browser, question, "Nei, men", 1)
    shown = browser.get(late.json["conflict"])
    assert "Nei, men" in words(shown)
    assert page(shown).xpath("//textarea") == []


def test_colleague_is_said_to_be_writing(cast: Cast, as_user: Browse) -> None:
    question = answers.drafted(cast)
    assert "Anne Brekke skriver også her nå." in words(as_user(cast.dag).get(address(question)))
    assert "skriver også" not in words(as_user(cast.anne).get(address(question)))


def test_two_revisions_are_compared(cast: Cast, as_user: Browse) -> None:
    question = answers.drafted(cast, "Nei, aldri.")
    autosave(as_user(cast.dag), question, "Nei, sjelden.", 1)
    shown = as_user(cast.anne).get(f"{address(question)}/svar/versjoner")
    assert page(shown).xpath("//del/text()") == ["aldri."]
    assert page(shown).xpath("//ins/text()") == ["sjelden."]


def test_revisions_of_another_question_are_not_shown(cast: Cast, as_user: Browse) -> None:
    one, two = answers.drafted(cast, "Nei"), answers.drafted(cast, "Ja")
    browser = as_user(cast.anne)
    foreign = page(browser.get(f"{address(two)}/svar/versjoner")).xpath(
        "//input[@name='til']/@value"
    )[0]
    assert browser.get(f"{address(one)}/svar/versjoner?til={foreign}").status_code == 404


def test_expert_links_by_search_and_pick_without_scripts(cast: Cast, as_user: Browse) -> None:
    item = catalogue.shelve(cast.miljodir, title="Hva er gråvann?")
    question, browser = answers.claimed(cast), as_user(cast.anne)
    searched = fill(
        browser,
        address(question),
        having="version",
        press="links_search=1",
        text="Nei",
        links_q="gråvann",
    )
    form = form_of(browser.get(searched.location), having="version")
    assert form.fields["text"].strip() == "Nei"
    send(browser, address(question), form, press=f"links_add={item.address}")
    assert [link.target for link in answers.answer_of(question).links] == [item.address]

    form = form_of(browser.get(address(question)), having="version")
    send(browser, address(question), form, links=[])
    assert answers.answer_of(question).links == []


def test_picker_finds_things_and_sections(cast: Cast, as_user: Browse, regulation: None) -> None:
    catalogue.shelve(cast.miljodir, title="Hva er gråvann?")
    browser = as_user(cast.anne)
    found = browser.get("/arbeidsflate/oppslag?q=gråvann").json["items"]
    assert found == [
        {"value": "article:svar-1", "label": "Hva er gråvann?", "note": "Miljødirektoratet"}
    ]
    found = browser.get("/arbeidsflate/oppslag?q=forurensningsforskriften § 12-3").json["items"]
    assert found[0]["value"] == "law:FOR-2004-06-01-931/12-3"


def test_sections_in_the_text_are_shown_and_linked_by_themselves(
    cast: Cast, as_user: Browse, regulation: None
) -> None:
    question = answers.submitted(cast)
    shown = page(as_user(cast.berit).get(address(question)))
    links = shown.xpath("//*[@id='svar']//a[@class='law']/@href")
    assert links == ["https://lovdata.no/forskrift/2004-06-01-931/%C2%A712-3"]
    assert "forurensningsforskriften § 12-3" in shown.xpath("//aside")[0].text_content()


def test_preview_shows_safe_html(cast: Cast, as_user: Browse, regulation: None) -> None:
    browser = as_user(cast.anne)
    token = token_of(browser, answers.claimed(cast))
    text = "**Nei**, se forurensningsforskriften § 12-3 <script>alert(1)</script>"
    preview = browser.post(
        "/arbeidsflate/forhandsvisning", data={"text": text, "csrf_token": token}
    )
    assert "<strong>Nei</strong>" in preview.text
    assert 'class="law"' in preview.text
    assert "<script" not in preview.text


@pytest.mark.parametrize(("text", "version"), [("a\0b\ud800c", 1), ("Ny", 10**30), ("Ny", -1)])
def test_autosave_of_what_no_database_holds_is_still_answered(
    cast: Cast, as_user: Browse, text: str, version: int
) -> None:
    question = answers.drafted(cast)
    saved = autosave(as_user(cast.anne), question, text, version)
    assert saved.status_code in {200, 409}
