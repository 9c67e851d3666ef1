"""From a changed section to the last finished task, as people meet it without scripts."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from helpdesk.accounts.models import User
from helpdesk.foundation import clock
from helpdesk.foundation.db import db
from helpdesk.laws.models import Law
from tests.browsing import fill, form_of, page, send, words
from tests.cast import Cast
from tests.factories import editorial, publishing, tasks

NEW = "/redaksjon/lovendringer/ny"
NOTICE = "Under ny vurdering"
LAWS = ("FOR-2004-06-01-931/12-3",)

Signed = Callable[[User], FlaskClient]

pytestmark = pytest.mark.usefixtures("regulation")


@pytest.fixture
def addresses(cast: Cast) -> list[str]:
    """An article, a guide and a letter template that build on § 12-3: where they stand."""
    article = publishing.published(cast.miljodir, cast.topic, by=cast.anne, laws=LAWS)
    number = article.number
    for made in (editorial.guide, editorial.letter):
        edition = made(cast.anne, cast.miljodir, cast.topic, laws=LAWS)
        editorial.published(edition, cast.astrid)
    return [
        f"/svar/{number}/nar-trenger-en-hytte-utslippstillatelse",
        "/veiledere/behandle-soknad-om-utslipp",
        "/brevmaler/brev-om-mangelfull-soknad",
    ]


def start(astrid: FlaskClient, **fields: object) -> str:
    """Fill in the form, look at what is touched, start; return where the sweep stands."""
    described = {
        "laws": [*LAWS],
        "what": "Kravet gjelder nå alle utslipp fra hytter.",
        "changed_from": "2027-01-01",
        "source_url": "https://lovdata.no/forskrift/2004-06-01-931",
    } | fields
    shown = fill(astrid, NEW, having="what", press="act=preview", **described)
    assert shown.status_code == 200, words(shown)
    form = form_of(shown, having="what")
    started = send(astrid, NEW, form, press="act=start", laws=[*LAWS])
    assert started.status_code == 303, words(started)
    return str(started.location)


def test_from_a_changed_section_to_the_last_finished_task(
    cast: Cast, as_user: Signed, client: FlaskClient, addresses: list[str]
) -> None:
    astrid, anne = as_user(cast.astrid), as_user(cast.anne)
    assert all(NOTICE not in client.get(each).text for each in addresses)
    sweep = start(astrid, shows_notice="y")
    assert "0 av 3 er ferdige" in words(astrid.get(sweep))
    for each in addresses:
        shown = words(client.get(each))
        assert NOTICE in shown
        assert "Forurensningsforskriften § 12-3 blir endret fra 1. januar 2027." in shown
    law = words(client.get("/lov/for-2004-06-01-931/12-3"))
    assert "§ 12-3 blir endret fra 1. januar 2027" in law
    assert NOTICE in law

    listed = page(anne.get("/redaksjon/oppgaver?visning=etaten"))
    found = [link.get("href") for link in listed.xpath("//table//th/a")]
    assert len(found) == 3
    assert fill(anne, found[0], action="/ta").status_code == 303
    assert "Anne Brekke" in words(anne.get(found[0]))
    for number, task in enumerate(found, start=1):
        fill(anne, task, action="/ferdig", note="Teksten stemmer.")
        assert f"{number} av 3 er ferdige" in words(astrid.get(sweep))
    assert all(NOTICE not in client.get(each).text for each in addresses)


def test_nothing_happens_before_it_was_seen(
    cast: Cast, as_user: Signed, addresses: list[str]
) -> None:
    astrid = as_user(cast.astrid)
    facts = {"laws": [*LAWS], "what": "Nytt krav", "changed_from": "2027-01-01"}
    shown = fill(astrid, NEW, having="what", press="act=preview", **facts)
    assert "3 tekster viser til forurensningsforskriften § 12-3" in words(shown)
    assert "Svar på spørsmål: 1, Veiledere: 1, Brevmaler: 1." in words(shown)
    assert form_of(shown, having="what").fields["what"].strip() == "Nytt krav"
    unseen = fill(astrid, NEW, having="what", press="act=start", **facts)
    assert unseen.status_code == 409
    publishing.published(cast.miljodir, cast.topic, by=cast.anne, laws=LAWS)
    late = send(astrid, NEW, form_of(shown, having="what"), press="act=start", laws=[*LAWS])
    assert late.status_code == 409
    assert "Listen er endret" in words(late)
    assert "4 tekster viser til" in words(late)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"laws": []}, "Velg én paragraf"),
        ({"laws": ["FOR-2004-06-01-931/12-3", "FOR-2004-06-01-931/12-5"]}, "Velg én paragraf"),
        ({"laws": ["LOV-1814-05-17/1"]}, "Vi finner ikke denne paragrafen"),
        ({"what": ""}, "Skriv hva som er endret."),
        ({"source_url": "javascript:alert(1)"}, "Skriv en adresse"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    cast: Cast, as_user: Signed, wrong: dict[str, object], says: str
) -> None:
    facts = {"laws": [*LAWS], "what": "Nytt krav", "changed_from": "2027-01-01"} | wrong
    shown = fill(as_user(cast.astrid), NEW, having="what", press="act=preview", **facts)
    assert shown.status_code == 422
    assert says in words(shown)
    assert form_of(shown, having="what").fields["what"].strip() == facts["what"]


def test_a_new_edition_lifts_the_notice(
    cast: Cast, as_user: Signed, client: FlaskClient, addresses: list[str]
) -> None:
    start(as_user(cast.astrid), shows_notice="y")
    editorial.forget()
    from helpdesk.guides import service as guides

    draft = editorial.reopened(guides.desk, "behandle-soknad-om-utslipp", cast.anne)
    editorial.published(draft, cast.astrid)
    assert NOTICE not in client.get("/veiledere/behandle-soknad-om-utslipp").text
    assert NOTICE in client.get("/brevmaler/brev-om-mangelfull-soknad").text


def test_what_was_typed_in_a_task_comes_back(
    cast: Cast, as_user: Signed, addresses: list[str]
) -> None:
    (first, *_rest) = tasks.of(tasks.swept(cast))
    here, anne = f"/redaksjon/oppgaver/{first.id}", as_user(cast.anne)
    past = (clock.today() - timedelta(days=1)).isoformat()
    late = fill(anne, here, action="/frist", due_on=past)
    assert late.status_code == 422
    assert "Velg en dato som ikke er passert." in words(late)
    empty = fill(anne, here, action="/dropp", reason="")
    assert empty.status_code == 422
    assert "Skriv hvorfor oppgaven ikke skal gjøres." in words(empty)
    assert fill(anne, here, action="/varsel").status_code == 303
    assert "Ta bort varselet fra siden" in words(anne.get(here))
    assert fill(anne, here, action="/dropp", reason="Gjelder ikke").status_code == 303
    assert "Gjelder ikke" in words(anne.get(here))
    assert fill(anne, here, action="/gjenapne").status_code == 303


def test_the_editors_menu_counts_what_waits(
    cast: Cast, as_user: Signed, addresses: list[str]
) -> None:
    tasks.swept(cast)
    menu = words(as_user(cast.anne).get("/redaksjon"))
    assert re.search(r"Oppgaver 3\b", menu)
    assert re.search(r"Oppgaver 0\b", words(as_user(cast.vera).get("/redaksjon")))


def test_citations_that_should_be_looked_at_are_listed(
    cast: Cast, as_user: Signed, regulation: Law
) -> None:
    wrong = ("FOR-2004-06-01-931/12-99",)
    publishing.published(cast.miljodir, cast.topic, by=cast.anne, title="Feil", laws=wrong)
    publishing.published(cast.miljodir, cast.topic, by=cast.anne, title="Rett", laws=LAWS)
    db.session.commit()
    shown = words(as_user(cast.vera).get("/redaksjon/lovhenvisninger"))
    assert "1 henvisning" in shown
    assert "Feil Miljødirektoratet forurensningsforskriften § 12-99" in shown
    assert "Rett" not in shown.replace("Rettet", "")


def test_writers_are_told_of_sections_that_do_not_exist(cast: Cast, as_user: Signed) -> None:
    anne = as_user(cast.anne)
    guide = editorial.guide(cast.anne, cast.miljodir, cast.topic)
    step = f"/redaksjon/veiledere/{guide.work.slug}/steg/{guide.steps[0].anchor}"
    text = "Les.\n\nSe forurensningsforskriften § 12-99."
    fill(anne, step, having="deadline", text=text)
    said = "Vi finner ikke § 12-99 i forurensningsforskriften linje 3"
    assert said in words(anne.get(step))
    letter = editorial.letter(cast.anne, cast.miljodir, cast.topic)
    here = f"/redaksjon/brevmaler/{letter.work.slug}/tekst"
    fill(anne, here, having="text", text=text)
    assert said in words(anne.get(here))
    edition = publishing.from_case(cast)
    written = f"/redaksjon/artikkel/{edition.article.number}/utgave/1"
    fill(anne, written, having="short_answer", press="act=lagre", text=text)
    assert said in words(anne.get(written))
