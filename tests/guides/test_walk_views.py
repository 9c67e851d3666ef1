"""Going through a guide step by step, without scripts; and answers that point to a step."""

import pytest

from helpdesk.foundation.db import db
from helpdesk.guides import importing
from helpdesk.guides.importing import GuideFields, StepFields
from tests.browsing import page, words
from tests.factories import catalogue, editorial, publishing

URL = "/veiledere/avlop"
WALK = f"{URL}/gjennomgang"
LETTER = "letter:brev-om-mangelfull-soknad"

STEPS = (
    StepFields(title="Les", anchor="les", text="…", question="Nok?", yes="vedta", no="be-om-mer"),
    StepFields(title="Be om mer", anchor="be-om-mer", text="…", next="les", links=(LETTER,)),
    StepFields(title="Vedta", anchor="vedta", text="…", deadline="Innen seks uker", end=True),
)


@pytest.fixture
def guide(cast):
    editorial.published(editorial.letter(cast.anne, cast.miljodir, cast.topic), cast.berit)
    bring_in(STEPS)


def bring_in(steps):
    fields = {"key": "avlop", "title": "Behandle søknad", "topics": ("avlop",), "steps": steps}
    importing.upsert(GuideFields(**fields))
    db.session.commit()


def follow(client, response, label):
    (href,) = page(response).xpath(f"//main//a[normalize-space()='{label}']/@href")
    return client.get(href)


def heading(response):
    return page(response).xpath("//h1")[0].text_content()


def test_caseworker_answers_her_way_to_the_end(client, guide):
    first = client.get(WALK)
    assert "Minst 1 steg igjen." in words(first)
    asked = follow(client, first, "Nei")
    assert heading(asked) == "Be om mer"
    again = follow(client, asked, "Gå videre")
    end = follow(client, again, "Ja")
    assert heading(end) == "Vedta"
    said = words(end)
    assert "Gjør dette, med dette brevet, innen denne fristen" in said
    assert "Brev om mangelfull søknad" in said
    assert "Innen seks uker" in said
    assert page(end).xpath("//main//section[@class='walk-end']/ol/li/h3//text()") == [
        "Les",
        "Be om mer",
        "Vedta",
    ]


def test_way_is_shared_by_its_address_and_one_can_go_back(client, guide):
    asked = follow(client, client.get(WALK), "Nei")
    shared = client.get(asked.request.full_path)
    assert heading(shared) == "Be om mer"
    assert heading(follow(client, shared, "Ett steg tilbake")) == "Les"
    assert heading(follow(client, shared, "Begynn på nytt")) == "Les"


def test_search_engines_are_kept_away_from_ways_only(client, guide):
    asked = follow(client, client.get(WALK), "Nei")
    assert page(asked).xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not page(client.get(WALK)).xpath("//meta[@name='robots']")


def test_walk_stores_and_sets_nothing(client, guide):
    assert "Set-Cookie" not in client.get(WALK).headers
    assert client.get(WALK).headers["Cache-Control"] == "public, no-cache"


def test_way_that_no_longer_exists_says_so_and_goes_on_from_what_holds(client, guide):
    end = follow(client, client.get(WALK), "Ja").request.full_path
    changed = (
        StepFields(title="Les", anchor="les", text="…", question="Nok?", yes="x", no="vedta"),
        StepFields(title="Kontroller", anchor="x", text="…"),
        STEPS[2],
    )
    bring_in(changed)
    shown = client.get(end)
    assert shown.status_code == 200
    assert "Denne veien finnes ikke lenger" in words(shown)
    assert heading(shown) == "Les"


@pytest.mark.parametrize("way", ["tull", "aaa", "aaajbbb", "x" * 900])
def test_nonsense_in_the_address_leads_to_the_beginning(client, guide, way):
    shown = client.get(f"{WALK}?vei={way}")
    assert shown.status_code == 200
    assert heading(shown) == "Les"


def test_guide_that_is_not_public_has_no_walk(client, cast):
    editorial.guide(cast.anne, cast.miljodir, cast.topic)
    assert client.get("/veiledere/behandle-soknad-om-utslipp/gjennomgang").status_code == 404


def test_guide_shows_its_flowchart_with_a_link_for_each_step(client, guide):
    shown = page(client.get(URL))
    for name in ("bred", "smal"):
        chart = shown.xpath(f"//svg[contains(@class, 'flowchart-{name}')]")[0]
        assert chart.xpath(".//a/@href") == ["#les", "#be-om-mer", "#vedta"]
        assert chart.xpath(".//a/@aria-label")[0].startswith("1. Les. Nok?; ja fører til steg 3")
        assert not chart.xpath(".//@style")
    assert "Hvis ja → 3. Vedta" in words(client.get(URL)).replace("\xa0", " ")


def test_answer_that_points_to_a_step_is_shown_there_and_leads_there(client, cast, guide):
    catalogue.shelve(cast.miljodir, links=("guide:avlop#be-om-mer",))
    db.session.commit()
    shown = page(client.get(URL))
    about = shown.xpath("//li[@id='be-om-mer']//dl//text()")
    assert "Svar om dette steget" in about
    assert "Svar om dette steget" not in shown.xpath("//li[@id='les']//text()")
    article = publishing.published(
        cast.miljodir, cast.topic, by=cast.anne, links=("guide:avlop#be-om-mer",)
    )
    answer = page(client.get(f"/svar/{article.number}", follow_redirects=True))
    link = answer.xpath("//aside//a[contains(@href, '#be-om-mer')]")[0]
    assert link.get("href") == "/veiledere/avlop#be-om-mer"
    assert link.text_content() == "Behandle søknad: Be om mer"


def test_answer_to_a_step_that_is_gone_leads_to_the_guide(client, cast, guide):
    article = publishing.published(
        cast.miljodir, cast.topic, by=cast.anne, links=("guide:avlop#finnes-ikke",)
    )
    answer = page(client.get(f"/svar/{article.number}", follow_redirects=True))
    assert answer.xpath("//aside//a[text()='Behandle søknad']/@href") == ["/veiledere/avlop"]


def test_editor_finds_a_step_to_point_to(cast, as_user, guide):
    anne = as_user(cast.anne)
    for asked in ("be om mer", "https://x.no/veiledere/avlop%23be-om-mer", "guide:avlop"):
        found = anne.get(f"/redaksjon/velg/innhold?q={asked}").json["items"]
        assert "guide:avlop#be-om-mer" in [item["value"] for item in found], asked
