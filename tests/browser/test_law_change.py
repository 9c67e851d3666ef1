"""A law change in a browser: found, looked at, started, and its notice gone when the work is."""

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.pages import ASTRID


def test_a_changed_section_is_followed_to_the_end(
    page: Page, signed_in: Callable[..., Page], examine: Callable[[Page], None]
) -> None:
    astrid = signed_in(ASTRID)
    astrid.goto("/redaksjon/lovendringer")
    astrid.get_by_role("link", name="Merk en lovendring").click()
    astrid.get_by_label("Søk etter Paragraf, kapittel eller lov").fill("forurensningsloven § 37")
    astrid.get_by_role("button", name="forurensningsloven § 37").click()
    astrid.get_by_label("Hva som er endret").fill("Pålegg kan nå også gis muntlig.")
    astrid.get_by_label("Endringen gjelder fra").fill("2027-01-01")
    astrid.get_by_label("Vis «Under ny vurdering» på sidene").check()
    astrid.get_by_role("button", name="Se hva endringen berører").click()
    expect(astrid.locator("#berort-tittel")).to_contain_text("viser til forurensningsloven § 37")
    examine(astrid)
    astrid.get_by_role("button", name="Merk endringen og lag").click()
    expect(astrid.get_by_role("progressbar")).to_be_visible()
    examine(astrid)
    astrid.locator("table th a").first.click()
    text = astrid.locator("dd a").first.get_attribute("href") or ""
    page.goto(text)
    expect(page.get_by_role("region", name="Under ny vurdering")).to_be_visible()
    examine(page)
    astrid.get_by_role("button", name="Ta oppgaven").click()
    astrid.get_by_label("Hva du kom fram til").fill("Teksten stemmer.")
    astrid.get_by_role("button", name="Merk som ferdig").click()
    expect(astrid.get_by_text("Oppgaven er ferdig.")).to_be_visible()
    page.goto(urlsplit(text).path)
    expect(page.get_by_role("region", name="Under ny vurdering")).to_have_count(0)
