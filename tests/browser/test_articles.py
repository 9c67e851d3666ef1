"""An article in a browser: its structured data passes the content policy, and nothing complains."""

import json
from collections.abc import Callable

from playwright.sync_api import Page, expect


def test_structured_data_passes_the_content_policy(
    page: Page, examine: Callable[[Page], None]
) -> None:
    page.add_init_script(
        "addEventListener('securitypolicyviolation', (e) => console.error(e.violatedDirective))"
    )
    page.goto("/svar/1")
    data = page.locator("script[type='application/ld+json']").text_content()
    assert json.loads(data or "")["mainEntity"]["name"] == page.locator("h1").text_content()
    examine(page)


def test_a_reference_is_copied_and_the_page_printed(page: Page) -> None:
    page.goto("/svar/1")
    page.evaluate("window.print = () => { document.title = 'printed' }")
    page.get_by_role("button", name="Skriv ut").click()
    assert page.title() == "printed"
    assert page.get_by_label("Vis til svaret slik").input_value().startswith("Miljøkommune, svar 1")


def test_a_correction_is_written_and_previewed(
    signed_in: Callable[..., Page], examine: Callable[[Page], None]
) -> None:
    page = signed_in("anne@miljodir.no")
    page.goto("/svar/2")
    page.get_by_role("link", name="Rett eller oppdater").click()
    examine(page)
    page.get_by_label("Språklig retting").check()
    page.get_by_role("button", name="Lag ny utgave").click()
    page.get_by_label("Kort svar").fill("Ring 55 12 34 56.")
    page.get_by_role("button", name="Lagre utkastet").last.click()
    expect(page.locator("#funn mark")).to_have_text("55 12 34 56")
    examine(page)
    page.get_by_text("Behold den, med begrunnelse").click()
    page.get_by_label("Hvorfor opplysningen kan være offentlig").fill("Etatens sentralbord")
    page.get_by_role("button", name="Behold opplysningen").click()
    expect(page.get_by_text("Beholdt: 55 12 34 56")).to_be_visible()
    page.get_by_role("button", name="Lagre og forhåndsvis").click()
    expect(page.get_by_role("heading", name="Kort svar")).to_be_visible()
    examine(page)
    page.go_back()
    page.get_by_role("button", name="Forkast utkastet").click()
    expect(page.get_by_text("Utkastet er forkastet.")).to_be_visible()
