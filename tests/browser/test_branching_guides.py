"""Guides that branch, in Chromium: built and walked through by keyboard alone."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.pages import ASTRID
from tests.browser.test_by_keyboard import press, tab_to, write

GUIDE = "/veiledere/avlop-kap-12"


def test_a_caseworker_walks_through_a_guide_by_keyboard(page: Page) -> None:
    page.goto(GUIDE)
    press(page, page.get_by_role("link", name="Gå gjennom steg for steg"))
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Avklar om saken hører under kapittel 12")
    for answer in ("Ja", "Nei", "Gå videre", "Ja", "Gå videre", "Ja", "Gå videre", "Ja"):
        press(page, page.locator(".walk-on").get_by_role("link", name=answer, exact=True))
        page.wait_for_load_state()
    expect(heading).to_have_text("Følg opp anlegget")
    end = page.locator(".walk-end")
    expect(end).to_contain_text("Gjør dette, med dette brevet, innen denne fristen")
    expect(end.get_by_role("link", name="Be om det som mangler")).to_be_visible()
    press(page, page.get_by_role("link", name="Ett steg tilbake"))
    expect(heading).to_have_text("Underrett partene og ta imot klager")


def test_each_box_of_the_flowchart_leads_to_its_step(page: Page) -> None:
    page.goto(GUIDE)
    chart = page.get_by_role("group", name="Flytskjema: Behandle søknad")
    press(page, chart.get_by_role("link", name="Skriv avslaget"))
    assert page.url.endswith("#skriv-avslaget")


def test_the_flowchart_is_folded_and_fits_on_a_phone(open_browser: Callable[..., Page]) -> None:
    page = open_browser(viewport={"width": 320, "height": 800})
    page.goto(GUIDE)
    chart = page.locator(".flowchart-smal")
    expect(chart).to_be_hidden()
    press(page, page.locator(".flow-narrow summary"))
    expect(chart).to_be_visible()
    box = chart.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    size = chart.locator("text").first.evaluate(
        "each => parseFloat(getComputedStyle(each).fontSize) * each.getScreenCTM().a"
    )
    assert size >= 13


def test_text_stays_inside_its_box(page: Page) -> None:
    page.goto(GUIDE)
    page.evaluate("document.fonts.ready")
    too_wide = page.locator(".flowchart-bred a").evaluate_all(
        """boxes => boxes.flatMap((box) => {
          const edge = box.querySelector("rect").getBBox();
          return [...box.querySelectorAll("text")]
            .map((text) => text.getBBox())
            .filter((text) => text.x < edge.x || text.x + text.width > edge.x + edge.width);
        }).length"""
    )
    assert too_wide == 0


def test_an_editor_builds_a_branch_by_keyboard(signed_in: Callable[..., Page]) -> None:
    page = signed_in(ASTRID)
    page.goto("/redaksjon/veiledere/ny")
    write(page, page.get_by_label("Tittel"), "Gi råd om grener i en bekk")
    press(page, page.get_by_role("button", name="Lag veilederen"))
    press(page, page.get_by_role("link", name="Legg til steg"))
    write(page, page.get_by_label("Tittel på steget"), "Se på bekken")
    write(page, page.get_by_label("Hva skal gjøres?"), "Dra dit.")
    faults = page.locator("[data-flow-faults]")
    tab_to(page, page.get_by_role("radio", name="Neste steg i rekkefølgen"))
    page.keyboard.press("ArrowDown")
    write(page, page.get_by_label("Spørsmål som kan besvares"), "Er bekken tett?")
    expect(faults).to_contain_text("«Se på bekken» stiller et spørsmål")
    write(page, page.get_by_label("Hvis ja: nytt steg"), "Rydd bekken")
    write(page, page.get_by_label("Hvis nei: nytt steg"), "Avslutt saken")
    expect(faults).to_contain_text("alle veier har en slutt")
    expect(page.locator("[data-flow-chart]")).to_contain_text("Rydd bekken")
    press(page, page.get_by_role("button", name="Lagre steget"))
    expect(page.get_by_role("link", name="1. Se på bekken")).to_be_visible()
    expect(page.locator(".step-rows > li")).to_have_count(3)
