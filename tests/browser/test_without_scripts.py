"""The main job with scripts switched off: every step has a plain form."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.mailbox import link_in, newest_mail
from tests.browser.pages import ANNE, ASTRID, BERIT, INGRID

QUESTION = "Må kommunen svare når en nabo klager på lukt fra et gammelt avløpsanlegg?"
ANSWER = "Ja. Kommunen skal føre tilsyn etter forurensningsloven § 48 og svare naboen."
TITLE = "Skal kommunen svare en nabo som klager på lukt fra avløp?"
GUIDE = "Behandle søknad om utslipp fra bolig og hytte (kapittel 12)"
MOST_LOOKS = 30
"""Looks in the search while the worker takes the new answer into the index."""

SignedIn = Callable[..., Page]


def test_the_main_job_needs_no_scripts(
    open_browser: Callable[..., Page], signed_in: SignedIn
) -> None:
    visitor = open_browser(java_script_enabled=False)
    reference = ask(visitor)
    anne, berit, astrid = (
        signed_in(email, java_script_enabled=False) for email in (ANNE, BERIT, ASTRID)
    )
    answer(anne, reference)
    approve(berit, reference)
    make_public(anne, reference)
    publish(astrid)
    find(visitor)


def ask(page: Page) -> str:
    page.goto("/sporsmal/nytt")
    no_idle_controls(page)
    page.get_by_label("Hva lurer du på?").fill(QUESTION)
    page.get_by_label("Beskriv saken").fill("Anlegget er fra 1974.")
    page.get_by_role("button", name="Vis lignende svar").click()
    expect(page.get_by_role("heading", name="Disse svarene ligner")).to_be_visible()
    expect(page.get_by_label("Hva lurer du på?")).to_have_value(QUESTION)
    page.get_by_label("E-postadressen din på jobben").fill(INGRID)
    page.get_by_label("Tema").select_option("avlop")
    page.get_by_role("button", name="Se over før du sender").click()
    page.get_by_role("button", name="Send spørsmålet").click()
    expect(page.get_by_role("heading", name="Sjekk e-posten din")).to_be_visible()
    page.goto(link_in(newest_mail(page, to=INGRID, subject="Bekreft"), "/sporsmal/bekreft/"))
    page.get_by_role("button", name="Bekreft og send spørsmålet").click()
    return re.search(r"20\d\d-\d{5}", page.get_by_role("heading", level=1).inner_text())[0]


def answer(anne: Page, reference: str) -> None:
    anne.goto(f"/arbeidsflate/sporsmal/{reference}")
    anne.get_by_role("button", name="Ta spørsmålet").click()
    no_idle_controls(anne)
    anne.get_by_label("Svar til innsenderen").fill(ANSWER)
    box = anne.get_by_role("group", name="Vis også til")
    box.get_by_role("searchbox").fill("utslipp fra bolig og hytte")
    box.get_by_role("button", name="Søk").click()
    expect(anne.get_by_label("Svar til innsenderen")).to_have_value(ANSWER)
    box.get_by_role("button", name=GUIDE).click()
    expect(box.get_by_role("checkbox", name=GUIDE)).to_be_checked()
    anne.get_by_role("button", name="Lagre utkast").click()
    expect(anne.get_by_label("Svar til innsenderen")).to_have_value(ANSWER)
    anne.get_by_role("button", name="Send til kvalitetssikring").click()
    expect(anne.get_by_role("button", name="Ta tilbake og skriv mer")).to_be_visible()


def approve(berit: Page, reference: str) -> None:
    berit.goto(f"/arbeidsflate/sporsmal/{reference}")
    expect(berit.locator("a.law").first).to_be_visible()
    berit.get_by_role("button", name="Godkjenn og send svaret").click()
    expect(berit.get_by_role("link", name="Lag offentlig versjon")).to_be_visible()


def make_public(anne: Page, reference: str) -> None:
    anne.goto(f"/redaksjon/artikkel/ny?sporsmal={reference}")
    anne.get_by_role("button", name="Lag utkast").click()
    no_idle_controls(anne)
    anne.get_by_label("Tittel").fill(TITLE)
    anne.get_by_label("Kort svar").fill("Ja, kommunen skal svare naboen.")
    box = anne.get_by_role("group", name="Lover")
    box.get_by_role("searchbox").fill("forurensningsloven § 48")
    box.get_by_role("button", name="Søk").click()
    expect(anne.get_by_label("Tittel")).to_have_value(TITLE)
    anne.get_by_role("button", name="Send til kvalitetssikring").click()
    expect(anne.get_by_role("button", name="til utkast igjen")).to_be_visible()


def publish(astrid: Page) -> None:
    astrid.goto("/redaksjon")
    astrid.get_by_role("link", name="Til kvalitetssikring").click()
    astrid.get_by_role("link", name=TITLE).click()
    astrid.get_by_role("button", name="Publiser svaret").click()
    expect(astrid.get_by_role("heading", name=TITLE)).to_be_visible()


def find(page: Page) -> None:
    page.goto("/")
    no_idle_controls(page)
    page.get_by_role("searchbox", name="Hva lurer du på?").fill("nabo klager på lukt fra avløp")
    page.get_by_role("search").get_by_role("button", name="Søk").click()
    found = page.locator("main").get_by_role("link", name=TITLE)
    for _ in range(MOST_LOOKS):
        if found.count():
            break
        page.wait_for_timeout(300)
        page.reload()
    found.click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    no_idle_controls(page)


def no_idle_controls(page: Page) -> None:
    """Check that nothing is shown that only a script could serve."""
    for idle in (
        "button[type=button]:not([popovertarget])",
        "[role=toolbar]",
        "[data-copy] button",
    ):
        for control in page.locator(idle).all():
            assert not control.is_visible(), control.evaluate("each => each.outerHTML")
