"""The main job in a real browser: Alver asks, Miljødirektoratet answers, Bodø finds it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.mailbox import link_in, newest_mail
from tests.browser.pages import ANNE, ASTRID, BERIT, KARI

QUESTION = "Kan kommunen kreve at en hytteeier tømmer septiktanken oftere?"
SECRET = "hyttefeltet ved Skogsvatnet"
DETAILS = f"Tanken går full hver sommer, og naboene klager. Det gjelder {SECRET}."
ANSWER = "Ja. Kommunen kan stille vilkår etter forurensningsforskriften § 12-3 og føre tilsyn."
PUBLIC_TITLE = "Når kan kommunen kreve at en tett tank tømmes oftere?"
SHORT_ANSWER = "Ja, kommunen kan stille vilkår om hyppigere tømming."
GUIDE = "Behandle søknad om utslipp fra bolig og hytte (kapittel 12)"
PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"

Examine = Callable[[Page], None]


@dataclass(frozen=True)
class Windows:
    """A window for each who has a part; everybody's pages are examined."""

    visitor: Page
    kari: Page
    anne: Page
    berit: Page
    astrid: Page
    examine: Examine


@pytest.fixture
def windows(page: Page, signed_in: Callable[..., Page], examine: Examine) -> Windows:
    people = (signed_in(email) for email in (KARI, ANNE, BERIT, ASTRID))
    return Windows(page, *people, examine)


def test_from_question_to_published_answer(windows: Windows) -> None:
    reference = kari_asks_and_confirms(windows)
    anne_takes_it_and_asks_for_more(windows, reference)
    anne_writes_while_it_is_saved(windows, reference)
    berit_returns_it_and_then_sends_it(windows, reference)
    anne_makes_the_public_version(windows, reference)
    address = astrid_publishes_it(windows)
    everybody_finds_it(windows, address)


def kari_asks_and_confirms(windows: Windows) -> str:
    page = windows.visitor
    page.goto("/sporsmal/nytt")
    windows.examine(page)
    page.get_by_label("Hva lurer du på?").press_sequentially(QUESTION)
    page.get_by_label("Beskriv saken").fill(DETAILS)
    expect(page.get_by_role("heading", name="Disse svarene ligner")).to_be_visible()
    expect(page.locator("[data-similar] li").first).to_be_visible()
    windows.examine(page)
    page.get_by_label("Vedlegg").set_input_files(
        {"name": "vedtak.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    page.get_by_label("E-postadressen din på jobben").fill(KARI)
    page.get_by_role("button", name="Se over før du sender").click()
    expect(page.get_by_role("heading", name="Se over spørsmålet")).to_be_visible()
    expect(page.get_by_text("vedtak.pdf")).to_be_visible()
    windows.examine(page)
    page.get_by_role("button", name="Send spørsmålet").click()
    expect(page.get_by_role("heading", name="Sjekk e-posten din")).to_be_visible()
    windows.examine(page)
    return confirm(windows, page)


def confirm(windows: Windows, page: Page) -> str:
    """Follow the link in the mail, and return the reference on the receipt."""
    mail = newest_mail(page, to=KARI, subject="Bekreft")
    windows.examine(page)
    page.goto(link_in(mail, "/sporsmal/bekreft/"))
    windows.examine(page)
    page.get_by_role("button", name="Bekreft og send spørsmålet").click()
    expect(page.get_by_role("heading", name=re.compile(r"20\d\d-\d{5}"))).to_be_visible()
    windows.examine(page)
    reference = re.search(r"20\d\d-\d{5}", page.locator("main").inner_text())
    assert reference is not None
    receipt = newest_mail(page, to=KARI, subject=reference[0])
    assert SECRET not in receipt
    page.goto(link_in(receipt, "/sporsmal/status/"))
    expect(page.get_by_role("heading", name=reference[0])).to_be_visible()
    assert SECRET not in page.content()
    windows.examine(page)
    return reference[0]


def anne_takes_it_and_asks_for_more(windows: Windows, reference: str) -> None:
    anne, kari = windows.anne, windows.kari
    anne.goto("/arbeidsflate?visning=ufordelte")
    windows.examine(anne)
    anne.get_by_role("row").filter(has_text=reference).get_by_role("link").click()
    expect(anne.get_by_text(SECRET).first).to_be_visible()
    expect(anne.get_by_role("link", name="vedtak.pdf")).to_be_visible()
    anne.get_by_role("button", name="Ta spørsmålet").click()
    expect(anne.get_by_label("Svar til innsenderen")).to_be_visible()
    windows.examine(anne)
    anne.get_by_text("Be innsenderen om mer").click()
    ask_more = anne.locator("form[action$='/be-om-mer']")
    ask_more.get_by_role("textbox").fill("Hvor stor er tanken?")
    ask_more.get_by_role("button", name="Send til innsenderen").click()
    expect(anne.locator(".message", has_text="Hvor stor er tanken?")).to_be_visible()
    kari.goto(f"/sporsmal/{reference}")
    expect(kari.get_by_text("Vi venter på deg").first).to_be_visible()
    windows.examine(kari)
    kari.locator("form[enctype] textarea").fill("Den er på tre kubikkmeter.")
    kari.get_by_role("button", name="Send meldingen").click()
    expect(kari.locator(".message", has_text="tre kubikkmeter")).to_be_visible()


def anne_writes_while_it_is_saved(windows: Windows, reference: str) -> None:
    anne = windows.anne
    anne.goto(f"/arbeidsflate/sporsmal/{reference}")
    field = anne.get_by_label("Svar til innsenderen")
    field.press_sequentially(ANSWER)
    expect(anne.locator("[data-autosave][data-state=saved]")).to_contain_text("Lagret kl.")
    anne.get_by_role("button", name="Forhåndsvis").click()
    law = anne.locator(".preview a.law")
    expect(law).to_have_attribute("href", re.compile("lovdata.no"))
    windows.examine(anne)
    anne.get_by_role("button", name="Forhåndsvis").click()
    anne.reload()
    expect(field).to_have_value(ANSWER)
    pick(anne, "Vis også til", "utslipp fra bolig og hytte", GUIDE)
    windows.examine(anne)
    submit(anne)


def pick(page: Page, label: str, query: str, title: str) -> None:
    """Search in a picker and take one of the hits."""
    box = page.get_by_role("group", name=label)
    box.get_by_role("searchbox").press_sequentially(query)
    box.get_by_role("button", name=f"Legg til: {title}").click()
    expect(box.get_by_role("checkbox", name=title)).to_be_checked()


def submit(page: Page) -> None:
    page.get_by_role("button", name="Send til kvalitetssikring").click()
    expect(page.get_by_role("button", name="Ta tilbake og skriv mer")).to_be_visible()


def berit_returns_it_and_then_sends_it(windows: Windows, reference: str) -> None:
    anne, berit, kari = windows.anne, windows.berit, windows.kari
    assert anne.get_by_role("button", name="Godkjenn").count() == 0
    berit.goto("/arbeidsflate?visning=venter")
    windows.examine(berit)
    berit.get_by_role("row").filter(has_text=reference).get_by_role("link").click()
    windows.examine(berit)
    berit.get_by_text("Send tilbake med merknader").click()
    berit.get_by_label("Merknader").fill("Vis til tilsynet også.")
    berit.get_by_role("button", name="Send tilbake", exact=True).click()
    anne.reload()
    expect(anne.get_by_text("Vis til tilsynet også.", exact=True)).to_be_visible()
    windows.examine(anne)
    anne.get_by_label("Svar til innsenderen").fill(ANSWER + " Skriv ned tilsynet.")
    submit(anne)
    berit.goto(f"/arbeidsflate/sporsmal/{reference}")
    berit.get_by_role("button", name="Godkjenn og send svaret").click()
    expect(berit.get_by_role("link", name="Lag offentlig versjon")).to_be_visible()
    windows.examine(berit)
    mail = newest_mail(kari, to=KARI, subject=f"Du har fått svar på spørsmål {reference}")
    assert ANSWER[:20] not in mail
    kari.goto(f"/sporsmal/{reference}")
    expect(kari.locator(".message", has_text=ANSWER[:20])).to_be_visible()
    expect(kari.locator("main").get_by_role("link", name=GUIDE)).to_be_visible()
    windows.examine(kari)


def anne_makes_the_public_version(windows: Windows, reference: str) -> None:
    anne = windows.anne
    anne.goto(f"/arbeidsflate/sporsmal/{reference}")
    anne.get_by_role("link", name="Lag offentlig versjon").click()
    windows.examine(anne)
    anne.get_by_role("button", name="Lag utkast").click()
    expect(anne.get_by_text(SECRET).first).to_be_visible()
    windows.examine(anne)
    anne.get_by_label("Tittel").fill(PUBLIC_TITLE)
    anne.get_by_label("Kort svar").fill(SHORT_ANSWER)
    anne.get_by_label("Spørsmålet slik leserne ser det").fill(
        "Spør Kari Nordås på tlf. 900 12 345 om gnr. 12 bnr. 34."
    )
    anne.get_by_role("button", name="Send til kvalitetssikring").click()
    expect(anne.get_by_text("kan ikke sendes videre ennå")).to_be_visible()
    windows.examine(anne)
    settle_the_findings(anne)
    anne.get_by_role("button", name="Lagre og forhåndsvis").click()
    expect(anne.get_by_role("heading", name=PUBLIC_TITLE)).to_be_visible()
    windows.examine(anne)
    anne.go_back()
    anne.get_by_role("button", name="Send til kvalitetssikring").click()
    expect(anne.get_by_role("button", name="Gjør teksten til utkast igjen")).to_be_visible()


def settle_the_findings(anne: Page) -> None:
    """Keep one finding with a reason; rewrite the text so that the others are gone."""
    marked = anne.locator("mark", has_text="gnr. 12 bnr. 34")
    finding = anne.locator("#funn li").filter(has=marked)
    finding.get_by_text("Behold den, med begrunnelse").click()
    finding.get_by_label("Hvorfor opplysningen kan være offentlig").fill("Oppdiktet eiendom.")
    finding.get_by_role("button", name="Behold opplysningen").click()
    expect(anne.get_by_text("Beholdt: gnr. 12 bnr. 34")).to_be_visible()
    anne.get_by_label("Spørsmålet slik leserne ser det").fill(
        "En tank går full hver sommer. Kan kommunen kreve mer?"
    )
    anne.get_by_role("button", name="Lagre utkastet").last.click()
    expect(anne.locator("#funn li")).to_have_count(0)


def astrid_publishes_it(windows: Windows) -> str:
    astrid = windows.astrid
    astrid.goto("/redaksjon")
    astrid.get_by_role("link", name="Til kvalitetssikring").click()
    expect(astrid.get_by_role("heading", name="Til kvalitetssikring")).to_be_visible()
    windows.examine(astrid)
    astrid.get_by_role("link", name=PUBLIC_TITLE).click()
    expect(astrid.get_by_role("button", name="Publiser svaret")).to_be_visible()
    assert SECRET not in astrid.content()
    windows.examine(astrid)
    astrid.get_by_role("button", name="Publiser svaret").click()
    astrid.wait_for_url("**/svar/**")
    return astrid.url


def everybody_finds_it(windows: Windows, address: str) -> None:
    page = windows.visitor
    page.goto(address)
    expect(page.get_by_role("heading", name=PUBLIC_TITLE)).to_be_visible()
    expect(page.locator("script[type='application/ld+json']")).to_have_count(1)
    assert SECRET not in page.content()
    windows.examine(page)
    law = page.get_by_role("link", name="§ 12-3", exact=True).first
    section = str(law.get_attribute("href"))
    above = page.get_by_role("navigation", name="Brødsmulesti").get_by_role("link").last
    topic = str(above.get_attribute("href"))
    assert topic.startswith("/tema/")
    for where in ("/", topic, section, "/sok?q=tett+tank+tømmes+oftere"):
        page.goto(where)
        expect(page.locator("main").get_by_role("link", name=PUBLIC_TITLE).first).to_be_visible()
        windows.examine(page)
    page.locator("main").get_by_role("link", name=PUBLIC_TITLE).first.click()
    page.get_by_role("complementary").get_by_role("link", name=GUIDE).click()
    expect(page.get_by_role("link", name=PUBLIC_TITLE)).to_be_visible()
    windows.examine(page)
    page.goto("/")
    page.locator("main input[type=search]").press_sequentially("når kan kommunen kreve at en t")
    expect(page.get_by_role("option", name=PUBLIC_TITLE)).to_be_visible()
