"""The scripts, in a real browser under our content policy: quicker for those who have them."""

from collections.abc import Callable, Iterator

import jinja2
import pytest
from playwright.sync_api import Browser, Page, expect

from helpdesk.web.styleguide import samples
from tests.templates.workbench import Workbench, serving

pytestmark = pytest.mark.browser

ASK = """
{% extends "layouts/desk.html" %}
{% from "components/autosave.html" import autosave %}
{% from "components/field.html" import field %}
{% from "components/form.html" import form %}
{% from "components/picker.html" import picker %}
{% from "components/radios.html" import radios %}
{% from "components/search_box.html" import search_box %}
{% from "components/select.html" import select %}
{% from "components/similar_answers.html" import similar_answers %}
{% from "components/textarea.html" import textarea %}
{% block title %}Spør{% endblock %}
{% block header_search %}{{ search_box(suggest_url="/forslag") }}{% endblock %}
{% block content %}
<a class="row-title" href="#a">Første</a> <a class="row-title" href="#b">Andre</a>
{% call form(draft_key="ny", action="/sendt") %}
{{ field(samples.form.title) }}
{{ textarea(samples.form.text, limit=20, markdown=True, preview_url="/vis",
            attributes={"data-key": "r"}) }}
{{ autosave(samples.form.text, "/lagre", 3, "/konflikt") }}
{{ similar_answers([samples.form.title], "/lignende", topic_field=samples.form.topic) }}
{{ select(samples.form.topic) }}
{{ radios(samples.form.language) }}
{{ picker("lenker", "Lenker", "/finn") }}
{% endcall %}
{% endblock %}
"""


@pytest.fixture
def bench() -> Iterator[Workbench]:
    """A server with answers for the scripts."""
    with serving() as running:
        yield running


@pytest.fixture
def window(
    chromium: Browser,
    bench: Workbench,
    page: Callable[..., str],
    jinja: jinja2.Environment,
) -> Iterator[Page]:
    """A browser window with a form that has every script's hook; fails on any complaint."""
    bench.pages["/"] = page(jinja.from_string(ASK), name="Anne Berg", samples=samples())
    context = chromium.new_context(base_url=bench.url, locale="nb-NO")
    shown = context.new_page()
    shown.set_default_timeout(10_000)
    complaints: list[str] = []
    shown.on("pageerror", lambda error: complaints.append(str(error)))
    shown.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    shown.goto("/", wait_until="networkidle")
    yield shown
    context.close()
    assert [text for text in complaints if "status of 409" not in text] == []


def test_what_is_left_of_a_text_is_counted(window: Page) -> None:
    window.fill("#text", "Hva gjelder?")
    expect(window.locator("#text-counter")).to_have_text("8 tegn igjen")
    window.fill("#text", "Hva gjelder for gråvann?")
    expect(window.locator("#text-counter")).to_have_text("4 tegn for mye")


def test_a_draft_survives_a_closed_page_until_it_is_discarded(
    window: Page, bench: Workbench
) -> None:
    bench.answers["/lignende"] = (200, "")
    window.fill("#title", "Gjelder kapittel 12?")
    window.check("#language-1")
    expect(window.locator("[data-draft-state]")).to_have_text("Lagret i nettleseren din")
    window.reload(wait_until="networkidle")
    expect(window.locator("#title")).to_have_value("Gjelder kapittel 12?")
    expect(window.locator("#language-1")).to_be_checked()
    window.get_by_role("button", name="Forkast utkastet").click()
    expect(window.locator("#title")).to_have_value("")
    assert window.evaluate("localStorage.length") == 0


def test_signing_out_clears_the_drafts(window: Page, bench: Workbench) -> None:
    bench.answers["/logg-ut"] = (200, "")
    window.evaluate("localStorage.setItem('utkast:ny', '[]')")
    window.click(".account-button")
    window.get_by_role("button", name="Logg ut").click()
    window.wait_for_url("**/logg-ut")
    assert window.evaluate("localStorage.getItem('utkast:ny')") is None


def test_similar_answers_appear_without_the_numbers_of_persons(
    window: Page, bench: Workbench
) -> None:
    bench.answers["/lignende"] = (200, "<p>Et lignende svar</p>")
    window.fill("#title", "Gjelder dette 010190 12345 for gråvann?")
    expect(window.locator("[data-similar]")).to_have_text("Et lignende svar")
    assert bench.received == [("/lignende", {"q": "Gjelder dette  for gråvann?"}, None)]


def test_the_topic_that_is_proposed_can_be_chosen(window: Page, bench: Workbench) -> None:
    line = '<p data-suggested-topic><button type="button" data-topic="stoy">Velg</button></p>'
    bench.answers["/lignende"] = (200, line)
    window.fill("#title", "Gjelder dette for gråvann?")
    window.get_by_role("button", name="Velg").click()
    expect(window.locator("#topic")).to_have_value("stoy")
    expect(window.locator("#topic")).to_be_focused()
    expect(window.locator("[data-suggested-topic]")).to_have_count(0)


def test_an_answer_is_saved_while_it_is_written(window: Page, bench: Workbench) -> None:
    bench.answers["/lagre"] = (200, {"version": 4, "time": "14.05"})
    window.fill("#text", "Nei.")
    state = window.locator("[data-autosave]")
    expect(state).to_have_text("Lagret kl. 14.05")
    expect(state).to_have_attribute("data-version", "4")
    sent = {"token": "session-token", "text": "Nei.", "version": 3}
    assert bench.received == [("/lagre", {}, sent)]


def test_an_answer_that_somebody_else_changed_is_not_overwritten(
    window: Page, bench: Workbench
) -> None:
    bench.answers["/lagre"] = (409, {})
    window.fill("#text", "Nei.")
    link = window.locator("[data-autosave] a")
    expect(link).to_have_attribute("href", "/konflikt")
    window.fill("#text", "Nei, aldri.")
    window.wait_for_timeout(1800)
    assert len(bench.received) == 1


def test_markdown_is_written_by_button_and_seen_as_it_will_look(
    window: Page, bench: Workbench
) -> None:
    bench.answers |= {"/vis": (200, "<p>Se <strong>her</strong></p>"), "/lagre": (500, {})}
    window.fill("#text", "her")
    window.locator("#text").select_text()
    window.get_by_role("button", name="Fet skrift").click()
    expect(window.locator("#text")).to_have_value("**her**")
    window.get_by_role("button", name="Forhåndsvis").click()
    expect(window.locator("#text-preview strong")).to_have_text("her")
    expect(window.locator("#text")).to_be_hidden()


def test_a_guide_is_searched_and_picked(window: Page, bench: Workbench) -> None:
    item = {"value": "guide:stoyklage", "label": "Veileder: Støyklage", "note": "Utgave 2"}
    bench.answers["/finn"] = (200, {"items": [item]})
    window.fill("#lenker-q", "støy")
    window.get_by_role("button", name="Legg til: Veileder: Støyklage").click()
    picked = window.locator("[data-picked] input")
    expect(picked).to_be_checked()
    expect(picked).to_have_attribute("name", "lenker")
    expect(picked).to_have_value("guide:stoyklage")


def test_the_desk_is_walked_by_keyboard(window: Page) -> None:
    window.keyboard.press("j")
    window.keyboard.press("j")
    expect(window.locator(".row-title").nth(1)).to_be_focused()
    window.keyboard.press("k")
    window.keyboard.press("o")
    assert window.url.endswith("#a")
    window.keyboard.press("/")
    expect(window.locator("#sok")).to_be_focused()


def test_shortcuts_never_take_a_letter_from_somebody_who_writes(window: Page) -> None:
    window.keyboard.press("r")
    expect(window.locator("#text")).to_be_focused()
    window.keyboard.type("kort?")
    expect(window.locator("#text")).to_have_value("kort?")
    expect(window.locator("dialog")).to_be_hidden()


def test_shortcuts_can_be_switched_off(window: Page) -> None:
    window.keyboard.press("?")
    expect(window.locator("dialog")).to_be_visible()
    window.uncheck("#snarveier-pa")
    window.keyboard.press("Escape")
    window.locator("body").focus()
    window.keyboard.press("/")
    expect(window.locator("#sok")).not_to_be_focused()
