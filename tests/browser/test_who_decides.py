"""Who decides, in a browser: by keyboard alone, and without scripts; the table on a phone."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.test_by_keyboard import press, tab_to, write

WHO = "/myndighet-og-plikt/hvem-avgjor"
TASK = "Gi tillatelse til snøskuterkjøring for bestemte formål"


def test_by_keyboard_from_the_menu_to_who_decides(page: Page) -> None:
    page.goto("/")
    press(page, page.locator(".site-nav").get_by_role("link", name="Myndighet og plikt"))
    press(page, page.locator("main").get_by_role("link", name=re.compile("Hvem avgjør")))
    press(page, page.locator("main").get_by_role("link", name="Motorferdsel"))
    press(page, page.get_by_role("link", name="En søknad, en melding eller en godkjenning"))
    press(page, page.get_by_role("link", name=TASK))
    expect(page.get_by_role("heading", name="Den som avgjør, er kommunen")).to_be_visible()
    expect(page.get_by_role("heading", name="På dette grunnlaget")).to_be_visible()
    expect(page.get_by_text("Statsforvalteren").first).to_be_visible()
    shared = page.url
    page.goto("/")
    page.goto(shared)
    expect(page.get_by_role("heading", name="Den som avgjør, er kommunen")).to_be_visible()


def test_without_scripts_own_words_lead_there_too(open_browser: Callable[..., Page]) -> None:
    page = open_browser(java_script_enabled=False)
    page.goto(WHO)
    page.get_by_role("searchbox", name="Beskriv saken med egne ord").fill("løyve til snøskuter")
    page.locator("main").get_by_role("button", name="Søk").click()
    page.get_by_role("link", name=TASK).click()
    expect(page.get_by_role("heading", name="Den som avgjør, er kommunen")).to_be_visible()
    page.get_by_role("link", name="Spør en fagperson").click()
    expect(page.get_by_role("heading", name="Still et spørsmål")).to_be_visible()


def test_the_table_is_narrowed_by_keyboard(page: Page) -> None:
    page.goto("/myndighet-og-plikt")
    press(page, page.get_by_role("link", name="Hopp til innholdet"))
    tab_to(page, page.get_by_label("Tema"))
    page.keyboard.type("Radon")
    press(page, page.get_by_role("button", name="Vis oppgavene"))
    page.wait_for_url("**tema=radon*")
    expect(page.get_by_role("status")).to_have_text("4 oppgaver")
    write(page, page.get_by_label("Søk med egne ord"), "utleie")
    page.keyboard.press("Enter")
    expect(page.locator("tbody th[scope=row]").first).to_contain_text("radon i utleieboliger")


def test_the_head_of_the_table_stays_in_sight(page: Page) -> None:
    page.goto("/myndighet-og-plikt")
    page.mouse.wheel(0, 4000)
    page.wait_for_function("window.scrollY > 2000")
    head = page.locator(".duty-table thead th").first
    expect(head).to_be_in_viewport()
    assert head.bounding_box()["y"] < 5


def test_where_there_is_no_room_a_row_is_a_list_and_nothing_runs_out(
    open_browser: Callable[..., Page],
) -> None:
    for width in (320, 1000):
        page = open_browser(viewport={"width": width, "height": 700})
        page.goto("/myndighet-og-plikt?tema=avlop")
        assert page.evaluate("document.documentElement.scrollWidth") == width
        cell = page.locator(".duty-table td[data-label='Statlig etat']").first
        label = cell.evaluate("each => getComputedStyle(each, '::before').content")
        assert label == '"Statlig etat"'
        expect(page.locator(".duty-table td[data-empty]").first).to_be_hidden()
