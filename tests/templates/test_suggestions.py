"""The suggestions while typing, in a real browser: by keyboard, by mouse, by touch, by ear."""

from collections.abc import Callable, Iterator

import jinja2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.templates.workbench import Workbench, serving

pytestmark = pytest.mark.browser

TWO_BOXES = """
{% extends "layouts/public.html" %}
{% from "components/search_box.html" import search_box %}
{% block title %}Søk{% endblock %}
{% block header_search %}{{ search_box(id="sok-topp", suggest_url="/forslag") }}{% endblock %}
{% block heading %}<h1>Søk</h1>{% endblock %}
{% block content %}{{ search_box(large=True, suggest_url="/forslag", label="Hva lurer du på?") }}
<p>Tekst under feltet.</p>{% endblock %}
"""
ITEMS = [
    {"label": "Gråvann", "url": "/a", "kind": "topic", "language": "nb"},
    {"label": "Gråvatn frå hytte?", "url": "/b", "kind": "article", "language": "nn"},
    {"label": "Gråvann <b>og</b> slam", "url": "/c", "kind": "article", "language": "nb"},
]


@pytest.fixture
def bench(page: Callable[..., str], jinja: jinja2.Environment) -> Iterator[Workbench]:
    """A server with a page that has two search boxes, and three suggestions."""
    with serving() as running:
        running.pages["/"] = page(jinja.from_string(TWO_BOXES))
        running.answers["/forslag"] = (200, {"suggestions": [], "items": ITEMS})
        yield running


@pytest.fixture
def context(chromium: Browser, bench: Workbench) -> Iterator[BrowserContext]:
    """A browser's window on a phone in the hand."""
    made = chromium.new_context(
        base_url=bench.url, has_touch=True, viewport={"width": 320, "height": 800}
    )
    yield made
    made.close()


@pytest.fixture
def window(context: BrowserContext) -> Iterator[Page]:
    """The page, opened; fails on any complaint of the browser."""
    shown = context.new_page()
    shown.set_default_timeout(10_000)
    complaints: list[str] = []
    shown.on("pageerror", lambda error: complaints.append(str(error)))
    shown.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    shown.goto("/", wait_until="networkidle")
    yield shown
    assert complaints == []


def typed(window: Page, text: str = "grå", field: str = "#sok") -> Locator:
    """Type into a search box, and return its field once it is a combobox with a list."""
    box = window.locator(field)
    box.focus()
    expect(box).to_have_role("combobox")
    box.press_sequentially(text)
    expect(box).to_have_attribute("aria-expanded", "true")
    return box


def test_the_list_opens_and_its_length_is_announced(window: Page) -> None:
    box = typed(window)
    expect(window.get_by_role("listbox", name="Forslag")).to_be_visible()
    expect(window.get_by_role("option")).to_have_text([item["label"] for item in ITEMS])
    expect(window.get_by_role("option").nth(1).locator("[lang=nn]")).to_have_count(1)
    expect(window.get_by_role("status").filter(has_text="3 forslag")).to_have_count(1)
    assert box.get_attribute("aria-controls") == "sok-forslag"


def test_arrows_walk_the_list_round_and_enter_goes_there(window: Page, bench: Workbench) -> None:
    box = typed(window)
    for expected in ("sok-forslag-0", "sok-forslag-1", "sok-forslag-2", None, "sok-forslag-0"):
        box.press("ArrowDown")
        assert box.get_attribute("aria-activedescendant") == expected
    for expected in (None, "sok-forslag-2"):
        box.press("ArrowUp")
        assert box.get_attribute("aria-activedescendant") == expected
    expect(window.locator("#sok-forslag-2")).to_have_attribute("aria-selected", "true")
    expect(box).to_be_focused()
    bench.pages["/c"] = bench.pages["/"]
    box.press("Enter")
    window.wait_for_url("**/c")


def test_enter_without_a_choice_searches_for_what_was_typed(window: Page, bench: Workbench) -> None:
    box = typed(window)
    bench.pages["/sok"] = bench.pages["/"]
    box.press("Enter")
    window.wait_for_url("**/sok?q=gr%C3%A5")


def test_home_and_end_move_in_the_field_and_give_up_the_choice(window: Page) -> None:
    box = typed(window)
    for key, place in (("Home", 0), ("End", 3)):
        box.press("ArrowDown")
        box.press(key)
        assert box.get_attribute("aria-activedescendant") is None
        assert box.evaluate("field => field.selectionStart") == place


def test_escape_closes_the_list_first_and_keeps_the_text(window: Page) -> None:
    box = typed(window)
    box.press("ArrowDown")
    box.press("Escape")
    expect(window.get_by_role("listbox")).to_have_count(0)
    expect(box).to_have_value("grå")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press("ArrowDown")
    expect(window.get_by_role("listbox")).to_be_visible()


def test_the_list_closes_when_the_focus_leaves(window: Page) -> None:
    box = typed(window)
    box.press("Tab")
    expect(window.get_by_role("listbox")).to_have_count(0)
    typed(window, "v")
    window.get_by_text("Tekst under feltet.").dispatch_event("mousedown")
    box.blur()
    expect(window.get_by_role("listbox")).to_have_count(0)


@pytest.mark.parametrize("press", ["click", "tap"])
def test_a_press_on_a_suggestion_goes_there(window: Page, bench: Workbench, press: str) -> None:
    typed(window)
    bench.pages["/b"] = bench.pages["/"]
    getattr(window.get_by_role("option").nth(1), press)()
    window.wait_for_url("**/b")


def test_nothing_found_is_said_and_nothing_opens(window: Page, bench: Workbench) -> None:
    bench.answers["/forslag"] = (200, {"items": []})
    box = window.locator("#sok")
    box.focus()
    expect(box).to_have_role("combobox")
    box.press_sequentially("qwx")
    expect(window.get_by_role("status").filter(has_text="Ingen forslag.")).to_have_count(1)
    expect(box).to_have_attribute("aria-expanded", "false")


def test_a_server_that_fails_leaves_a_plain_field(window: Page, bench: Workbench) -> None:
    bench.answers["/forslag"] = (200, "ikke JSON")
    box = window.locator("#sok")
    box.focus()
    expect(box).to_have_role("combobox")
    box.press_sequentially("grå")
    window.wait_for_timeout(500)
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("grå")


def test_every_search_box_of_a_page_has_a_list_of_its_own(window: Page) -> None:
    box = typed(window, field="#sok-topp")
    expect(window.locator("#sok-topp-forslag")).to_be_visible()
    expect(window.locator("#sok-forslag")).to_be_hidden()
    box.press("Escape")
    typed(window)
    expect(window.locator("#sok-forslag")).to_be_visible()


@pytest.mark.parametrize("field", ["#sok", "#sok-topp"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_list_has_no_barriers_on_a_phone(window: Page, field: str, scheme: str) -> None:
    window.emulate_media(color_scheme=scheme)
    box = typed(window, field=field)
    box.press("ArrowDown")
    assert [fault["id"] for fault in Axe().run(window).response["violations"]] == []
    assert window.evaluate("document.documentElement.scrollWidth") <= 320
    for option in window.get_by_role("option").all():
        assert option.bounding_box()["height"] >= 44


def test_the_choice_shows_in_forced_colours(window: Page) -> None:
    window.emulate_media(forced_colors="active")
    box = typed(window)
    box.press("ArrowDown")
    colours = [
        option.evaluate("each => getComputedStyle(each).backgroundColor")
        for option in window.get_by_role("option").all()
    ]
    assert colours[0] != colours[1] == colours[2]


def test_without_scripts_it_is_a_plain_search_field(chromium: Browser, bench: Workbench) -> None:
    context = chromium.new_context(base_url=bench.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    expect(page.locator("#sok")).to_have_role("searchbox")
    assert page.locator("[role=listbox]").count() == 0
    context.close()
