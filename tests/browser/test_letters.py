"""A letter filled in by keyboard, kept in the browser only, downloaded to disk and opened there."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
from playwright.sync_api import Page, expect

from tests.browser.test_by_keyboard import press, tab_to, write

FIRST = "/brevmaler/forhandsvarsel-palegg"
DOCUMENT = re.compile(r"^Dokument\b")
"""The first cell of each row of enclosures."""
KEPT = "() => Object.entries(localStorage).filter(([key]) => key.startsWith('utkast:brev'))"


def download(page: Page, name: str, folder: Path) -> Path:
    """Press the button *name* by keyboard, and return the file that came."""
    button = page.get_by_role("button", name=name)
    tab_to(page, button)
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path


def test_letter_is_filled_by_keyboard_and_goes_on_to_the_next(page: Page, tmp_path: Path) -> None:
    page.goto(FIRST)
    press(page, page.get_by_role("link", name="Fyll ut brevet"))
    page.wait_for_url("**/fyll-ut")
    letter = page.locator(".letter-paper")
    write(page, page.get_by_label("Mottakers navn"), "Ola <Testmann>")
    tab_to(page, page.get_by_label("Dato", exact=True).first)
    page.keyboard.type("11232026")
    expect(letter).to_contain_text("23. november 2026")
    write(page, page.get_by_label("Hva kommunen så"), "- to bilvrak")
    # The frame stands around the button and its words.
    press(page, page.locator("[name='felt-har_vedlegg']").first, "Space")
    write(page, page.get_by_label(DOCUMENT).first, "Kart")
    press(page, page.get_by_role("button", name="Legg til en rad"))
    expect(page.get_by_label(DOCUMENT).nth(1)).to_be_focused()
    page.keyboard.type("Bilder")
    expect(letter).to_contain_text("Bilder,")
    expect(letter.locator("li").first).to_have_text("to bilvrak")
    expect(page.locator("[data-state]")).to_have_text("Lagret i nettleseren din")
    check_word(download(page, "Last ned som Word", tmp_path))
    with zipfile.ZipFile(download(page, "Last ned som OpenDocument", tmp_path)) as package:
        assert "Ola &lt;Testmann&gt;" in package.read("content.xml").decode()
    press(page, page.get_by_role("button", name="Pålegg om opprydding"))
    page.wait_for_url("**/palegg-opprydding/fyll-ut")
    expect(page.get_by_label("Mottakers navn")).to_have_value("Ola <Testmann>")
    expect(page.get_by_label(DOCUMENT).nth(1)).to_have_value("Bilder")
    assert "Ola" not in page.url
    assert page.context.cookies() == []
    assert page.complaints == []


def check_word(path: Path) -> None:
    lines = [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]
    for line in ("Dato: 23. november 2026", "to bilvrak", "Disse dokumentene følger brevet:"):
        assert line in lines
    assert lines[0].startswith("Til: Ola <Testmann>, ")
    assert "{" not in "".join(lines)


def test_browser_keeps_the_letter_until_it_is_deleted(page: Page) -> None:
    url = f"{FIRST}/fyll-ut"
    page.goto(url)
    page.get_by_label("Mottakers navn").fill("Ola")
    page.get_by_label("Avsenders navn").fill("Kari")
    page.get_by_role("button", name="Legg til en rad").click()
    page.get_by_label(DOCUMENT).nth(1).fill("Kart")
    expect(page.locator("[data-state]")).to_have_text("Lagret i nettleseren din")
    page.goto(url)
    expect(page.get_by_label("Mottakers navn")).to_have_value("Ola")
    expect(page.get_by_label(DOCUMENT).nth(1)).to_have_value("Kart")
    expect(page.locator(".letter-paper")).to_contain_text("Til: Ola")
    page.goto("/brevmaler/avslag-utslipp/fyll-ut")
    expect(page.get_by_label("Avsenders navn")).to_have_value("Kari")
    expect(page.get_by_label("Mottakers navn")).to_have_value("")
    page.goto(url)
    page.get_by_role("button", name="Slett det jeg har skrevet").click()
    expect(page.get_by_label("Mottakers navn")).to_have_value("")
    kept = page.evaluate(KEPT)
    assert "Ola" not in str(kept)
    assert "Kari" not in str(kept)


def test_language_is_switched_with_what_was_written(open_browser: Callable[..., Page]) -> None:
    page = open_browser(java_script_enabled=False)
    page.goto("/brevmaler/forelopig-svar/fyll-ut")
    page.get_by_label("Saksnummer").fill("2026/77")
    page.get_by_role("button", name="Bytt til nynorsk").click()
    expect(page.get_by_role("heading", name="Førebels svar når saka tek tid")).to_be_visible()
    expect(page.get_by_label("Saksnummer")).to_have_value("2026/77")
    expect(page.locator(".letter-paper")).to_contain_text("Saksnummer: 2026/77")
