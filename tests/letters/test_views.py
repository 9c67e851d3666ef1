"""The pages of letter templates that anybody reads, and the download."""

import io

import docx as word
import pytest

from helpdesk.foundation.language import TextLanguage
from helpdesk.letters import service
from helpdesk.letters.fields import described
from helpdesk.letters.queries import letters
from tests.browsing import page, words
from tests.factories import editorial

SLUG = "brev-om-mangelfull-soknad"
URL = f"/brevmaler/{SLUG}"


@pytest.fixture
def letter(cast):
    draft = editorial.letter(cast.anne, cast.miljodir, cast.topic)
    return editorial.published(draft, cast.berit)


def test_visitor_sees_the_letter_its_fields_and_when_to_use_it(client, letter):
    response = client.get(URL)
    assert "For saksbehandlere som får en søknad" in words(response)
    assert "Vi fikk søknaden [Søknaden mottatt]." in words(response)
    rows = page(response).xpath("//table//tbody/tr")
    assert [row.xpath("string(.//code)") for row in rows] == [
        "mottatt_dato",
        "mangler",
        "kommune_navn",
    ]
    assert rows[0].xpath("string(td[@data-label='Type'])") == "Dato"


def test_chain_shows_the_letters_before_and_after(cast, client, letter):
    first = editorial.letter(cast.anne, cast.miljodir, cast.topic, title="Spørsmål")
    editorial.followed_by(first, cast.anne, SLUG)
    editorial.published(first, cast.berit)
    way = "//nav[@aria-label='Brevene i saken']//li"
    shown = page(client.get(URL)).xpath(way)
    assert [item.text_content().strip() for item in shown] == [
        "Spørsmål",
        "Brev om mangelfull søknad",
    ]
    assert shown[1].xpath("string(.//@aria-current)") == "page"
    shown = page(client.get("/brevmaler/sporsmal"))
    assert shown.xpath(f"{way}//a/text()") == ["Brev om mangelfull søknad"]


def test_letters_only_linked_to_stand_beside_the_chain(cast, client, letter):
    other = editorial.letter(
        cast.anne, cast.miljodir, cast.topic, title="Vedtak", links=(f"letter:{SLUG}",)
    )
    editorial.published(other, cast.berit)
    for url, title in ((URL, "Vedtak"), ("/brevmaler/vedtak", "Brev om mangelfull søknad")):
        beside = page(client.get(url)).xpath("//nav[@aria-label='Andre brev i slike saker']//a")
        assert [link.text_content() for link in beside] == [title]


def test_old_editions_stay_at_their_addresses_with_their_documents(cast, client, letter):
    draft = editorial.reopened(service.desk, SLUG, cast.anne)
    service.write(draft, "Det nye brevet.", [])
    editorial.published(draft, cast.berit)
    shown = page(client.get(URL))
    assert shown.xpath("//ol[@reversed]//a/@href") == [f"{URL}/utgave/2", f"{URL}/utgave/1"]
    old = client.get(f"{URL}/utgave/1")
    assert "Dette er en eldre utgave" in words(old)
    assert "Dette mangler" in words(old)
    assert "Fyll ut brevet" not in words(old)
    document = word.Document(io.BytesIO(client.get(f"{URL}/utgave/1/last-ned").data))
    assert document.core_properties.version.startswith("utgave 1, ")
    assert client.get(f"{URL}/utgave/3").status_code == 404
    draft = editorial.reopened(service.desk, SLUG, cast.anne)
    assert client.get(f"{URL}/utgave/{draft.number}").status_code == 404


def test_page_says_how_to_refer_to_the_edition(client, letter):
    field = page(client.get(URL)).xpath("//input[@id='vis-til']/@value")[0]
    assert field.startswith("Miljøkommune, brevmal «Brev om mangelfull søknad», utgave 1, ")


def test_sister_is_offered_from_both_sides(cast, client, letter):
    sister = editorial.letter(
        cast.anne, cast.miljodir, cast.topic, title="Manglar", language=TextLanguage.NN
    )
    editorial.followed_by(sister, cast.anne, sister_slug=SLUG)
    editorial.published(sister, cast.berit)
    assert "Brevet finst òg på nynorsk: Manglar" in words(client.get(URL))
    assert "Brevet finnes også på bokmål:" in words(client.get("/brevmaler/manglar"))


def test_letter_shows_the_guides_that_use_it(cast, client, letter):
    guide = editorial.guide(cast.anne, cast.miljodir, cast.topic, links=(f"letter:{SLUG}",))
    editorial.published(guide, cast.berit)
    assert "Veiledere som bruker brevet Behandle søknad om utslipp" in words(client.get(URL))


def test_download_is_a_word_document_named_after_the_address(client, letter):
    response = client.get(f"{URL}/last-ned")
    assert response.headers["Content-Disposition"] == f"attachment; filename={SLUG}.docx"
    document = word.Document(io.BytesIO(response.data))
    assert document.core_properties.title == "Brev om mangelfull søknad"
    assert document.core_properties.version.startswith("utgave 1, ")


def test_unchanged_download_is_answered_with_304(client, letter):
    tag = client.get(f"{URL}/last-ned").headers["ETag"]
    again = client.get(f"{URL}/last-ned", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_draft_can_neither_be_read_nor_downloaded(cast, client):
    editorial.letter(cast.anne, cast.miljodir, cast.topic)
    assert client.get(URL).status_code == 404
    assert client.get(f"{URL}/last-ned").status_code == 404


def test_withdrawn_letter_stays_with_its_reason_but_cannot_be_downloaded(cast, client, letter):
    service.desk.withdraw(
        actor=cast.berit, work=letter.work, edition=letter, reason="Loven er endret."
    )
    response = client.get(URL)
    assert "Loven er endret." in words(response)
    assert "Last ned" not in words(response)
    assert client.get(f"{URL}/last-ned").status_code == 404
    assert "Brev om mangelfull" not in words(client.get("/brevmaler"))


def test_new_label_is_on_the_page_at_once_though_the_text_is_the_same(cast, client, letter):
    assert "[Mangler]" in words(client.get(URL))
    draft = editorial.reopened(service.desk, SLUG, cast.anne)
    draft.fields[1].label = "Det som mangler"
    service.write(draft, draft.text, described(draft.fields))
    editorial.published(draft, cast.berit)
    assert "[Det som mangler]" in words(client.get(URL))


def test_list_is_narrowed_by_topic(client, letter):
    assert "Brev om mangelfull" in words(client.get("/brevmaler?tema=avlop"))
    assert "Brev om mangelfull" not in words(client.get("/brevmaler?tema=klimatilpasning"))


def test_stamp_of_a_letter_nobody_published_is_none(cast):
    editorial.letter(cast.anne, cast.miljodir, cast.topic)
    assert letters.stamp(SLUG) is None
