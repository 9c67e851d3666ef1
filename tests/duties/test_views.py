"""The table, the file, who decides, and the page of one duty, as anybody reads them."""

import csv
import io

import pytest
from flask import Flask
from flask.testing import FlaskClient

from helpdesk.catalogue import service as shelf
from helpdesk.catalogue.models import ItemKind
from helpdesk.duties.models import Force, Role
from helpdesk.duties.service import desk
from helpdesk.search import index
from tests.browsing import page, words
from tests.cast import Cast
from tests.factories import catalogue, editorial, publishing

TABLE = "/myndighet-og-plikt"
FILE = f"{TABLE}.csv"
WHO = f"{TABLE}/hvem-avgjor"
PERMIT = "behandle-soknad-om-utslipp-fra-hytter"
PROCEDURE = "LOV-1981-03-13-6"


@pytest.fixture(autouse=True)
def _duties(cast: Cast) -> None:
    publishing.regulation()
    guide = editorial.published(
        editorial.guide(cast.anne, cast.miljodir, cast.topic), cast.astrid
    ).work.slug
    letter = editorial.published(
        editorial.letter(cast.anne, cast.miljodir, cast.topic), cast.astrid
    ).work.slug
    links = (f"guide:{guide}", f"letter:{letter}", "guide:finnes-ikke")
    made = (
        editorial.duty(cast.anne, cast.miljodir, cast.topic, links=links),
        editorial.duty(
            cast.anne,
            cast.miljodir,
            cast.topic,
            title="Sørge for tømming av slam",
            summary="Kommunen tømmer slamavskillere.",
            role=Role.DUTY,
            said={"appeals_body": "", "deadline": "", "decider": "=kommunen"},
        ),
        editorial.duty(
            cast.anne,
            cast.miljodir,
            cast.nve_topic,
            title="Gi pålegg om overvann",
            summary="Kommunen kan gi pålegg.",
            agency=cast.nve,
            force=Force.MAY,
        ),
    )
    for edition in made:
        editorial.published(edition, cast.astrid)
    index.catch_up()


def tasks(response: object) -> list[str]:
    found = page(response).xpath(
        "//table[contains(@class, 'duty-table')]//th[@scope='row']/a/text()"
    )
    return [" ".join(title.split()) for title in found]


def test_the_table_is_a_real_one_grouped_by_topic(client: FlaskClient) -> None:
    shown = page(client.get(TABLE))
    (table,) = shown.xpath("//table[contains(@class, 'duty-table')]")
    assert table.xpath("caption")[0].text_content()
    assert len(table.xpath("thead/tr/th[@scope='col']")) == 10
    groups = [
        " ".join(h.text_content().split()) for h in table.xpath("tbody/tr/th[@scope='rowgroup']")
    ]
    assert groups == ["Avløp 2", "Klimatilpasning 1"]
    assert all(len(row.xpath("*")) == 10 for row in table.xpath("tbody/tr[not(@class)]"))
    assert "3 oppgaver" in words(client.get(TABLE))


def test_a_row_says_all_and_leads_to_its_guide_letter_and_law(client: FlaskClient) -> None:
    (row,) = page(client.get(TABLE)).xpath(f"//tr[th/a[@href='{TABLE}/{PERMIT}']]")
    text = " ".join(row.text_content().split())
    for said in ("Må", "Myndighet", "§ 12-3", "Innen seks uker", "Statsforvalteren"):
        assert said in text
    assert row.xpath(".//a/@href") == [
        f"{TABLE}/{PERMIT}",
        "/lov/for-2004-06-01-931/12-3",
        "/veiledere/behandle-soknad-om-utslipp",
        "/brevmaler/brev-om-mangelfull-soknad",
    ]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3),
        ("tema=avlop", 2),
        ("tema=forurensning", 2),
        ("kraft=may", 1),
        ("kraft=must", 2),
        ("rolle=duty", 1),
        ("etat=nve", 1),
        ("etat=miljodir&rolle=authority", 1),
        ("lov=for-2004-06-01-931", 3),
        ("tema=&kraft=&q=", 3),
        ("tema=finnes-ikke", 0),
        ("lov=finnes-ikke", 0),
        ("kraft=tull", 3),
    ],
)
def test_filters_stand_in_the_address(client: FlaskClient, query: str, count: int) -> None:
    response = client.get(f"{TABLE}?{query}")
    assert response.status_code == 200
    assert len(tasks(response)) == count
    lines = client.get(f"{FILE}?{query}").text.splitlines()
    assert len(lines) == count + 1


def test_filter_in_use_is_said_and_can_be_taken_away(client: FlaskClient) -> None:
    shown = page(client.get(f"{TABLE}?tema=avlop&kraft=must"))
    away = shown.xpath("//ul[contains(@class, 'chosen-filters')]//a/@href")
    assert away == [f"{TABLE}?kraft=must", f"{TABLE}?tema=avlop", TABLE]
    assert shown.xpath("//select[@name='tema']/option[@selected]/@value") == ["avlop"]
    assert shown.xpath("//a[contains(@href, '.csv')]/@href") == [f"{FILE}?tema=avlop&kraft=must"]


def test_search_in_plain_words_puts_the_best_first(client: FlaskClient) -> None:
    assert tasks(client.get(f"{TABLE}?q=hvem+tømmer+slammet"))[0] == "Sørge for tømming av slam"
    assert tasks(client.get(f"{TABLE}?q=overvann&etat=miljodir")) == []


def test_nothing_found_leads_to_the_ask_form(client: FlaskClient) -> None:
    shown = client.get(f"{TABLE}?tema=avlop&kraft=may")
    assert "Ingen oppgaver passer" in words(shown)
    assert page(shown).xpath("//main//a[@href='/sporsmal/nytt?tema=avlop']")


def test_the_file_opens_in_norwegian_excel_and_no_cell_acts(client: FlaskClient) -> None:
    response = client.get(FILE)
    assert response.content_type == "text/csv; charset=utf-8"
    assert response.data.startswith(b"\xef\xbb\xbf")
    text = response.data.decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    assert head[:3] == ["Tema", "Oppgave", "Må eller kan"]
    assert {len(row) for row in rows} == {13}
    by_title = {row[1]: row for row in rows}
    assert by_title["Sørge for tømming av slam"][4] == "'=kommunen"
    assert by_title["Gi pålegg om overvann"][8] == "Norges vassdrags- og energidirektorat"
    assert by_title["Gi pålegg om overvann"][12].endswith(f"{TABLE}/gi-palegg-om-overvann")


def test_table_and_file_are_kept_until_the_shelf_changes(client: FlaskClient) -> None:
    for url in (TABLE, FILE):
        first = client.get(url)
        again = client.get(url, headers={"If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304
    standing = desk.editions.public(PERMIT)
    shelf.mark_withdrawn(ItemKind.DUTY, standing.work.slug)
    assert client.get(TABLE, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_public_pages_set_no_cookie(client: FlaskClient) -> None:
    for url in (TABLE, FILE, WHO, f"{TABLE}/{PERMIT}", f"{TABLE}?q=slam"):
        assert "Set-Cookie" not in client.get(url).headers


def test_page_of_a_duty_says_what_it_means_and_what_to_begin_with(client: FlaskClient) -> None:
    text = words(client.get(f"{TABLE}/{PERMIT}"))
    for said in ("Hvem avgjør eller har oppgaven kommunen", "Innen seks uker", "Må: loven gir"):
        assert said.replace(" ", "") in text.replace(" ", "")
    assert "Begynn med veilederen Behandle søknad om utslipp" in text
    assert "Brev du trenger Brev om mangelfull søknad" in text
    assert client.get(f"{TABLE}/finnes-ikke").status_code == 404


def test_withdrawn_duty_keeps_its_page_and_leaves_the_table(
    cast: Cast, client: FlaskClient
) -> None:
    edition = desk.editions.public(PERMIT)
    desk.withdraw(actor=cast.astrid, work=edition.work, edition=edition, reason="Ny lov.")
    assert "Ny lov." in words(client.get(f"{TABLE}/{PERMIT}"))
    assert len(tasks(client.get(TABLE))) == 2


def test_guide_letter_and_answer_show_the_duty(cast: Cast, client: FlaskClient) -> None:
    article = publishing.published(cast.miljodir, cast.topic, by=cast.anne)
    draft = editorial.reopened(desk, PERMIT, cast.anne)
    draft.links = [*draft.links, f"article:{article.key}"]
    editorial.published(draft, cast.astrid)
    for url in (
        "/veiledere/behandle-soknad-om-utslipp",
        "/brevmaler/brev-om-mangelfull-soknad",
        f"/svar/{article.number}",
    ):
        shown = page(client.get(url, follow_redirects=True))
        assert shown.xpath(f"//aside//a[@href='{TABLE}/{PERMIT}']"), url
    shown = page(client.get(f"/svar/{article.number}", follow_redirects=True))
    assert shown.xpath(f"//aside/section[h2='Gjør dette']//a[@href='{TABLE}/{PERMIT}']")


def test_a_topic_narrows_to_duties_alone_and_laws_show_them_apart(
    cast: Cast, client: FlaskClient
) -> None:
    laws = ("FOR-2004-06-01-931/12-3",)
    catalogue.shelve(cast.miljodir, topic_ids=(cast.topic.id,), laws=laws)
    shown = page(client.get("/tema/avlop"))
    (link,) = shown.xpath("//nav[@class='tabs-links']//a[contains(@href, 'type=duty')]/@href")
    titles = page(client.get(link)).xpath("//*[@class='hit-title']/a/@href")
    assert titles
    assert all(href.startswith(TABLE) for href in titles)
    for url in ("/lov/for-2004-06-01-931", "/lov/for-2004-06-01-931/12-3"):
        assert page(client.get(url)).xpath(f"//main//a[starts-with(@href, '{TABLE}/')]")
    assert shown.xpath(f"//aside//a[@href='{WHO}?tema=avlop']")


def test_search_finds_duties_as_a_kind(app: Flask, client: FlaskClient) -> None:
    found = client.get("/api/v1/search?q=slam&kind=duty").json
    assert [hit["url"] for hit in found["hits"]] == [f"{TABLE}/sorge-for-tomming-av-slam"]


# Who decides: links only, so that it works without scripts


def follow(client: FlaskClient, response: object, text: str) -> object:
    (href,) = page(response).xpath(f"//main//a[normalize-space(text())='{text}']/@href")
    return client.get(href)


def test_a_few_answers_lead_to_who_decides(client: FlaskClient) -> None:
    asked = client.get(WHO)
    act = follow(client, asked, "Avløp")
    assert "Hva slags sak er det?" in words(act)
    task = follow(client, act, "En søknad, en melding eller en godkjenning")
    answer = follow(client, task, "Behandle søknad om utslipp fra hytter")
    text = words(answer)
    assert "Den som avgjør, er kommunen" in text
    assert "Statsforvalteren" in text
    assert "§ 12-3" in text
    assert "Begynn med veilederen Behandle søknad om utslipp" in text
    assert "Brev du trenger Brev om mangelfull søknad" in text
    assert answer.request.query_string.decode() == f"tema=avlop&handling=soknad&oppgave={PERMIT}"


def test_each_answer_can_be_changed(client: FlaskClient) -> None:
    shown = page(client.get(f"{WHO}?tema=avlop&handling=soknad&oppgave={PERMIT}"))
    assert shown.xpath("//dl[contains(@class, 'answers-given')]//a/@href") == [
        WHO,
        f"{WHO}?tema=avlop",
        f"{WHO}?tema=avlop&handling=soknad",
    ]


def test_own_words_lead_to_the_task(client: FlaskClient) -> None:
    shown = client.get(f"{WHO}?q=tømming+av+slam")
    answer = follow(client, shown, "Sørge for tømming av slam")
    assert "Den som har oppgaven, er =kommunen" in words(answer)


@pytest.mark.parametrize("query", ["tema=finnes-ikke", "tema=avlop&handling=regel", "q=qwertyuiop"])
def test_where_nothing_is_known_one_is_sent_to_the_ask_form(
    client: FlaskClient, query: str
) -> None:
    shown = client.get(f"{WHO}?{query}")
    assert "Vi vet ikke hvem som avgjør dette" in words(shown)
    assert page(shown).xpath("//main//a[starts-with(@href, '/sporsmal/nytt?')]")
