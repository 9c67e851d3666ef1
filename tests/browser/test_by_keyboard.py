"""The main job by keyboard alone: everything is reached by Tab, and one sees where one is."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import ANNE, KARI

QUESTION = "Kan kommunen kreve at en bobilplass tar imot tømming fra septiktank?"
ANSWER = "Ja. Kommunen kan stille krav etter forurensningsloven § 26."
MOST_TABS = 120

SHOWS_FOCUS = """each => [each, each.closest(".ds-field")].filter(Boolean).some((shown) => {
  const style = getComputedStyle(shown);
  return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
    || style.boxShadow !== "none";
})"""
"""Round the field itself, or, of a radio button, round it and its label."""


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until *wanted* has the focus, and check that one sees it there."""
    wanted.wait_for(state="attached")
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("each => each === document.activeElement"):
            assert wanted.evaluate(SHOWS_FOCUS), wanted
            return
    raise AssertionError(f"{wanted} is not reached by {MOST_TABS} tabs")


def press(page: Page, wanted: Locator, key: str = "Enter") -> None:
    """Go to a link or a button, and press it."""
    tab_to(page, wanted)
    page.keyboard.press(key)


def write(page: Page, field: Locator, text: str) -> None:
    """Go to a field and type in it."""
    tab_to(page, field)
    page.keyboard.type(text)


def test_a_visitor_finds_an_answer(page: Page) -> None:
    page.goto("/")
    press(page, page.get_by_role("link", name="Hopp til innholdet"))
    field = page.locator("main input[type=search]")
    write(page, field, "gråvann fra hytte")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok?*")
    page.keyboard.press("/")
    expect(field).to_be_focused()
    title = re.compile("Trenger en hytte uten innlagt vann")
    press(page, page.locator("main").get_by_role("link", name=title).first)
    expect(page.get_by_role("heading", name=title)).to_be_visible()


def test_a_question_goes_from_the_form_to_the_reviewer(signed_in: Callable[..., Page]) -> None:
    reference = kari_asks(signed_in(KARI))
    anne = signed_in(ANNE)
    anne_opens_it_from_the_queue(anne, reference)
    anne_answers_it(anne)


def kari_asks(kari: Page) -> str:
    kari.goto("/sporsmal")
    press(kari, kari.locator(".site-nav").get_by_role("link", name="Still et spørsmål"))
    write(kari, kari.get_by_label("Hva lurer du på?"), QUESTION)
    write(kari, kari.get_by_label("Beskriv saken"), "Plassen ligger ved en innsjø.")
    tab_to(kari, kari.get_by_label("Tema"))
    kari.keyboard.type("Avløp")
    press(kari, kari.get_by_role("button", name="Se over før du sender"))
    press(kari, kari.get_by_role("button", name="Send spørsmålet"), "Space")
    expect(kari.get_by_role("heading", name="Spørsmålet er sendt")).to_be_visible()
    return re.search(r"20\d\d-\d{5}", kari.locator("main").inner_text())[0]


def anne_opens_it_from_the_queue(anne: Page, reference: str) -> None:
    anne.goto("/arbeidsflate?visning=ufordelte")
    expect(anne.get_by_role("button", name="Tastatursnarveier")).to_be_visible()
    anne.keyboard.press("?")
    expect(anne.get_by_role("dialog")).to_be_visible()
    anne.keyboard.press("Escape")
    expect(anne.get_by_role("dialog")).to_be_hidden()
    rows = anne.locator(".row-title")
    wanted = anne.get_by_role("row").filter(has_text=reference).locator(".row-title")
    for _ in range(rows.count()):
        anne.keyboard.press("j")
        if wanted.evaluate("each => each === document.activeElement"):
            break
    expect(wanted).to_be_focused()
    anne.keyboard.press("o")
    anne.wait_for_url(f"**/{reference}")


def anne_answers_it(anne: Page) -> None:
    expect(anne.get_by_role("button", name="Tastatursnarveier")).to_be_visible()
    anne.keyboard.press("c")
    field = anne.get_by_label("Svar til innsenderen")
    expect(field).to_be_visible()
    expect(anne.get_by_role("button", name="Tastatursnarveier")).to_be_visible()
    anne.keyboard.press("r")
    expect(field).to_be_focused()
    anne.keyboard.type(ANSWER)
    expect(anne.locator("[data-autosave][data-state=saved]")).to_contain_text("Lagret kl.")
    press(anne, anne.get_by_role("button", name="Send til kvalitetssikring"), "Space")
    expect(anne.get_by_role("button", name="Ta tilbake og skriv mer")).to_be_visible()
