"""The whole way in Chromium: search, answer, step of a guide, walk-through, letter on disk."""

import re
from collections.abc import Callable
from pathlib import Path

import docx
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_branching_guides import walk_to_an_end
from tests.browser.test_by_keyboard import MOST_TABS, press, tab_to, write
from tests.browser.test_letters import download

WORDS = "hytte innlagt vann utslipp"
ANSWER = re.compile("^Trenger en hytte uten innlagt vann")
GUIDE = "Behandle søknad om utslipp fra bolig og hytte (kapittel 12)"
STEP = "myndighet"
LETTER = "Tillatelse til utslipp av sanitært avløpsvann"
NAME = "Kari <Eksempel> & sønn"
COMPLAINT = "sender vi saken til kommunens klagenemnd"
CONDITION = "Anlegget skal ha skriftlig avtale om service."
STAMP = re.compile(rf"Brevmal «{LETTER}», utgave 1, \d+\. [a-z]+ 20\d\d")


def test_by_keyboard_from_a_search_to_a_letter_on_disk(page: Page, tmp_path: Path) -> None:
    page.goto("/")
    press(page, page.get_by_role("link", name="Hopp til innholdet"))
    write(page, page.locator("main input[type=search]"), WORDS)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok?*")
    press(page, page.locator("main").get_by_role("link", name=ANSWER).first)
    press(page, link_to_the_step(page))
    page.wait_for_url(f"**/veiledere/avlop-kap-12#{STEP}")
    answer_points_back(page)
    press_before(page, page.get_by_role("link", name="Gå gjennom steg for steg").first)
    page.wait_for_url("**/gjennomgang")
    walk_to_an_end(page)
    press(page, letter_at_the_end(page))
    press(page, page.get_by_role("link", name="Fyll ut brevet"))
    page.wait_for_url("**/utslippstillatelse/fyll-ut")
    write(page, page.get_by_label("Mottakers navn"), NAME)
    tab_to(page, page.get_by_label("Dato", exact=True))
    page.keyboard.type("11232026")
    write(page, page.get_by_label("Saksnummer"), "2026/77")
    write(page, page.get_by_label("Personekvivalenter"), "5")
    write(page, page.get_by_role("textbox", name=re.compile("^Vilkår")), CONDITION)
    tab_to(page, page.get_by_role("radio", name="Ja"))
    page.keyboard.press("ArrowDown")
    expect(page.locator(".letter-paper")).to_contain_text("Det kom ingen uttalelser.")
    tab_to(page, page.get_by_label("Klageinstans"))
    page.keyboard.type("kommunens")
    expect(page.locator(".letter-paper")).to_contain_text(COMPLAINT)
    check_word(download(page, "Last ned som Word", tmp_path))
    assert NAME not in page.url
    assert page.context.cookies() == []
    assert page.complaints == []


def test_without_scripts_from_a_search_to_a_letter_on_disk(
    open_browser: Callable[..., Page], tmp_path: Path
) -> None:
    page = open_browser(java_script_enabled=False)
    page.goto("/")
    page.get_by_role("searchbox", name="Hva lurer du på?").fill(WORDS)
    page.get_by_role("search").get_by_role("button", name="Søk").click()
    page.locator("main").get_by_role("link", name=ANSWER).first.click()
    link_to_the_step(page).click()
    answer_points_back(page)
    page.get_by_role("link", name="Gå gjennom steg for steg").first.click()
    walk_to_an_end(page, go=lambda _page, link: link.click())
    letter_at_the_end(page).click()
    page.get_by_role("link", name="Fyll ut brevet").click()
    page.get_by_label("Mottakers navn").fill(NAME)
    page.get_by_label("Dato", exact=True).fill("2026-11-23")
    page.get_by_label("Saksnummer").fill("2026/77")
    page.get_by_label("Personekvivalenter").fill("5")
    page.get_by_role("textbox", name=re.compile("^Vilkår")).fill(CONDITION)
    page.get_by_role("radio", name="Nei").check()
    page.get_by_label("Klageinstans").select_option("kommunens klagenemnd")
    page.get_by_role("button", name="Se brevet").click()
    expect(page.locator(".letter-paper")).to_contain_text("Det kom ingen uttalelser.")
    expect(page.get_by_label("Mottakers navn")).to_have_value(NAME)
    with page.expect_download() as coming:
        page.get_by_role("button", name="Last ned som Word").click()
    path = tmp_path / coming.value.suggested_filename
    coming.value.save_as(path)
    check_word(path)
    assert page.context.cookies() == []
    assert page.complaints == []


def press_before(page: Page, wanted: Locator) -> None:
    """Go back to a link above the place one stands at, and press it."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Shift+Tab")
        if wanted.evaluate("each => each === document.activeElement"):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"{wanted} is not reached by {MOST_TABS} tabs back")


def link_to_the_step(page: Page) -> Locator:
    """Return the answer's link to a step of the guide; also see that a duty stands beside it."""
    expect(page.get_by_role("heading", level=1, name=ANSWER)).to_be_visible()
    beside = page.get_by_role("complementary")
    expect(beside.locator("a[href='/myndighet-og-plikt/hytte-innlagt-vatn']")).to_be_visible()
    return beside.get_by_role("link", name=f"{GUIDE}: ")


def answer_points_back(page: Page) -> None:
    expect(page.locator(f"#{STEP}").get_by_role("link", name=ANSWER)).to_be_visible()


def letter_at_the_end(page: Page) -> Locator:
    end = page.locator(".walk-end")
    expect(end).to_contain_text("Innen seks uker")
    return end.get_by_role("link", name=LETTER, exact=True)


def check_word(path: Path) -> None:
    """Open the file as Word would, and look for the values and for the edition it was made of."""
    assert path.suffix == ".docx"
    document = docx.Document(str(path))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[0].startswith(f"Til: {NAME}, ")
    assert {"Dato: 23. november 2026", "Saksnummer: 2026/77", CONDITION} <= set(lines)
    text = "\n".join(lines)
    assert "med inntil 5 personekvivalenter" in text
    assert "Det kom ingen uttalelser." in text
    assert COMPLAINT in text
    assert "{" not in text
    facts = document.core_properties
    assert facts.title == LETTER
    assert facts.identifier == "brevmal:utslippstillatelse:1"
    assert re.fullmatch(r"utgave 1, \d\d\.\d\d\.20\d\d", facts.version)
    assert STAMP.fullmatch(facts.subject)
