"""Guides that branch, in Chromium: built and walked through by keyboard alone."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import ASTRID
from tests.browser.test_by_keyboard import press, tab_to, write

GUIDE = "/veiledere/avlop-kap-12"
MOST_STEPS = 60


def test_a_caseworker_walks_through_a_guide_by_keyboard(page: Page) -> None:
    page.goto(GUIDE)
    press(page, page.get_by_role("link", name="Gå gjennom steg for steg").first)
    titles = walk_to_an_end(page)
    end = page.locator(".walk-end")
    expect(end).to_contain_text("Gjør dette, med dette brevet, innen denne fristen")
    expect(end.get_by_role("heading", level=3)).to_have_count(len(set(titles)))
    letter = end.locator("dd a[href^='/brevmaler/']").first
    expect(letter).to_be_visible()
    press(page, page.get_by_role("link", name="Ett steg tilbake"))
    expect(page.get_by_role("heading", level=1)).to_have_text(titles[-2])


def walk_to_an_end(page: Page, go: Callable[[Page, Locator], None] = press) -> list[str]:
    """
    Take the first way on from each step, the last one where the way has been before.

    Args:
        go: follows a link.

    Returns:
        The titles of the steps, in the order in which they were met.
    """
    titles: list[str] = []
    heading = page.get_by_role("heading", level=1)
    while len(titles) < MOST_STEPS:
        title = heading.inner_text()
        ways = page.locator(".walk-on a")
        if not ways.count():
            return [*titles, title]
        address = page.url
        go(page, ways.last if title in titles else ways.first)
        page.wait_for_url(lambda url, left=address: url != left)
        titles.append(title)
    raise AssertionError(f"no end after {titles}")


def test_each_box_of_the_flowchart_leads_to_its_step(page: Page) -> None:
    page.goto(GUIDE)
    chart = page.get_by_role("group", name="Flytskjema: Behandle søknad")
    box = chart.get_by_role("link", name="Skriv avslaget")
    anchor = box.get_attribute("href")
    press(page, box)
    assert page.url.endswith(anchor)
    expect(page.locator(anchor)).to_be_in_viewport()
    expect(page.locator(anchor).get_by_role("heading")).to_contain_text("Skriv avslaget")


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
