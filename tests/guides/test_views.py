"""The pages of guides that anybody reads."""

import pytest
import sqlalchemy as sa

from helpdesk.catalogue import queries as shelf
from helpdesk.catalogue.models import ItemKind
from helpdesk.foundation.db import db
from helpdesk.guides import service
from helpdesk.guides.queries import guides
from helpdesk.guides.steps import StepText
from tests.browsing import page, words
from tests.factories import catalogue, editorial

SLUG = "behandle-soknad-om-utslipp"
URL = f"/veiledere/{SLUG}"


@pytest.fixture
def guide(cast):
    draft = editorial.guide(cast.anne, cast.miljodir, cast.topic)
    return editorial.published(draft, cast.berit)


def test_visitor_reads_the_steps_in_order_with_their_deadlines(client, guide):
    shown = page(client.get(URL))
    titles = [" ".join(h.text_content().split()) for h in shown.xpath("//main//li/h2")]
    assert titles == ["1 Steg 1: Les søknaden", "2 Steg 2: Skriv vedtaket"]
    assert "Frist Innen seks uker" in words(client.get(URL)).replace("FristInnen", "Frist Innen")


def test_list_of_steps_leads_to_each_step(client, guide):
    shown = page(client.get(URL))
    hrefs = shown.xpath("//aside//nav[@data-current-step]//a/@href")
    assert hrefs == ["#steg-les-soknaden", "#steg-skriv-vedtaket"]
    assert all(shown.xpath(f"//*[@id='{href[1:]}']") for href in hrefs)


def test_page_says_edition_agency_and_check_date(client, guide):
    text = words(client.get(URL))
    assert "Utgave 1" in text
    assert "Miljødirektoratet" in text
    assert "Kontrollert" in text


def test_step_shows_its_letter_and_the_guide_the_answers_that_use_it(cast, client, guide):
    letter = editorial.letter(cast.anne, cast.miljodir, cast.topic)
    editorial.published(letter, cast.berit)
    catalogue.shelve(cast.miljodir, links=(f"guide:{SLUG}",))
    draft = editorial.reopened(service.desk, SLUG, cast.anne)
    text = StepText("Les søknaden", "Les.", links=("letter:brev-om-mangelfull-soknad",))
    step = draft.steps[0]
    service.save_step(
        actor=cast.anne, edition=draft, step=step, seen_version=step.version, text=text
    )
    editorial.published(draft, cast.berit)
    shown = page(client.get(URL))
    assert shown.xpath("//dl[@class='step-facts']//a/text()") == ["Brev om mangelfull søknad"]
    assert "Svar som bruker veilederen Når kan kommunen" in words(client.get(URL))


def test_draft_is_not_public(cast, client):
    editorial.guide(cast.anne, cast.miljodir, cast.topic)
    assert client.get(URL).status_code == 404
    assert "Behandle søknad" not in words(client.get("/veiledere"))


def test_new_edition_is_on_the_page_and_the_list_at_once(cast, client, guide):
    assert "Behandle søknad om utslipp" in words(client.get("/veiledere"))
    assert client.get(URL).status_code == 200
    draft = editorial.reopened(service.desk, SLUG, cast.anne)
    draft.title = "Ny tittel på veilederen"
    editorial.published(draft, cast.berit)
    assert "Ny tittel på veilederen" in words(client.get("/veiledere"))
    assert "Ny tittel på veilederen" in words(client.get(URL))


def test_unchanged_page_is_answered_with_304(client, guide):
    tag = client.get(URL).headers["ETag"]
    assert client.get(URL, headers={"If-None-Match": tag}).status_code == 304


def test_page_from_the_cache_asks_the_database_once_at_most(client, guide):
    client.get(URL)
    assert len(statements(client, URL)) <= 1


def test_statements_do_not_grow_with_the_guide(cast, client, guide):
    few = len(statements(client, URL + "?a"))
    draft = editorial.reopened(service.desk, SLUG, cast.anne)
    for place in range(10):
        text = StepText(f"Steg {place}", "Les.", links=("letter:a", f"letter:b{place}"))
        service.add_step(actor=cast.anne, edition=draft, text=text)
    editorial.published(draft, cast.berit)
    # Links add the one statement that looks them up, however many there are.
    assert len(statements(client, URL + "?b")) <= few + 1


def statements(client, url):
    seen = []
    listen = lambda *args: seen.append(args[2])  # noqa: E731
    sa.event.listen(db.engine, "before_cursor_execute", listen)
    try:
        assert client.get(url).status_code == 200
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", listen)
    return [each for each in seen if not each.startswith(("BEGIN", "PRAGMA"))]


def test_withdrawn_guide_stays_with_its_reason(cast, client, guide):
    assert client.get(URL).status_code == 200
    edition = guides.public(SLUG)
    service.desk.withdraw(
        actor=cast.berit, work=edition.work, edition=edition, reason="Ny forskrift."
    )
    response = client.get(URL)
    assert response.status_code == 200
    assert "Trukket tilbake" in words(response)
    assert "Ny forskrift." in words(response)
    assert "noindex" in response.text
    assert "Behandle søknad" not in words(client.get("/veiledere"))


def test_list_is_narrowed_by_topic(cast, client, guide):
    assert "Behandle søknad" in words(client.get("/veiledere?tema=avlop"))
    assert "Behandle søknad" not in words(client.get("/veiledere?tema=klimatilpasning"))
    assert client.get("/veiledere?tema=finnes-ikke").status_code == 404


def test_long_list_goes_on_on_the_next_page(cast, client):
    for number in range(21):
        draft = editorial.guide(cast.anne, cast.miljodir, cast.topic, title=f"Veileder {number:02}")
        editorial.published(draft, cast.berit)
    first = client.get("/veiledere?tema=avlop")
    assert "Veileder 19" in words(first)
    assert "Veileder 20" not in words(first)
    following = page(first).xpath("//a[@rel='next']/@href")[0]
    assert "Veileder 20" in words(client.get(following))


def test_guide_past_its_check_date_says_so(cast, client, guide):
    db.session.execute(sa.text("UPDATE guide_edition SET check_due_on = '2020-01-01'"))
    assert "Ikke kontrollert i det siste" in words(client.get(URL))


def test_nynorsk_guide_is_marked_as_such(cast, client):
    draft = editorial.guide(cast.anne, cast.miljodir, cast.topic, language="nn")
    editorial.published(draft, cast.berit)
    shown = page(client.get(URL))
    assert shown.xpath("//h1/@lang") == ["nn"]
    assert shown.xpath("//ol[@class='guide-steps']/@lang") == ["nn"]


def test_guide_stands_on_the_shelf_with_what_its_steps_cite(cast, guide):
    item = shelf.item(f"{ItemKind.GUIDE}:{SLUG}")
    assert "Innen seks uker" in item.text
    assert [topic.slug for topic in item.topics] == ["avlop"]
