"""The administrators' pages, by browser without scripts."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from helpdesk.accounts import domains, queries
from helpdesk.accounts.models import User
from helpdesk.foundation import clock, heartbeats, outbox
from helpdesk.foundation.db import db
from helpdesk.foundation.outbox import OutboxState
from tests.accounts.test_sign_in import is_in
from tests.browsing import fill, form_of, words
from tests.cast import Cast
from tests.factories import accounts

SignIn = Callable[[User], FlaskClient]


@pytest.mark.parametrize("name", ["kari", "anne", "berit", "astrid"])
def test_only_administrators_enter(app: Flask, cast: Cast, as_user: SignIn, name: str) -> None:
    browser = as_user(getattr(cast, name))
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith("/admin"):
            continue
        url = rule.rule
        for variable, value in (
            ("<int:user_id>", "1"),
            ("<int:topic_id>", "1"),
            ("<int:message_id>", "1"),
            ("<key>", "nve"),
            ("<domain>", "a.no"),
        ):
            url = url.replace(variable, value)
        method = "GET" if "GET" in (rule.methods or ()) else "POST"
        assert browser.open(url, method=method).status_code == 403, url


def test_visitors_are_sent_to_the_door(client: FlaskClient, cast: Cast) -> None:
    assert client.get("/admin/personer").location == "/logg-inn?til=%2Fadmin%2Fpersoner"


def test_odd_adds_a_person_and_gives_her_a_place_in_a_queue(cast: Cast, as_user: SignIn) -> None:
    browser = as_user(cast.odd)
    added = fill(
        browser, "/admin/personer/ny", email="eva@nve.no", name="Eva Lie", organisation="nve"
    )
    assert added.status_code == 303
    assert "Eva Lie" in words(browser.get(added.location))
    placed = fill(
        browser, "/admin/koer/nve", having="role", email="eva@nve.no", role="reviewer", is_lead="y"
    )
    assert placed.status_code == 303
    assert "Eva Lie Kvalitetssikrer Ja" in words(browser.get("/admin/koer/nve"))
    again = fill(browser, "/admin/personer/ny", email="eva@nve.no", name="E", organisation="nve")
    assert again.status_code == 422
    assert "Det finnes allerede en konto" in words(again)


def test_odd_closes_the_account_of_nils_and_opens_it_again(cast: Cast, as_user: SignIn) -> None:
    browser, nils = as_user(cast.odd), as_user(cast.nils)
    page = f"/admin/personer/{cast.nils.id}"
    fill(browser, page, action="/steng")
    assert "Kontoen er stengt" in words(browser.get(page))
    assert not is_in(nils)
    fill(browser, page, action="/apne")
    assert "Kontoen er åpen igjen" in words(browser.get(page))


def test_odd_makes_astrid_an_administrator_and_sends_a_link(cast: Cast, as_user: SignIn) -> None:
    browser = as_user(cast.odd)
    page = f"/admin/personer/{cast.astrid.id}"
    shown = form_of(browser.get(page)).fields
    assert (shown["name"], shown["organisation"]) == ("Astrid Vik", "miljodir")
    assert fill(browser, page, having="is_admin", is_admin="y").status_code == 303
    db.session.refresh(cast.astrid)
    assert cast.astrid.is_admin
    assert cast.astrid.is_editor
    assert fill(browser, page, action="/send-lenke").status_code == 303
    assert outbox.counts()[OutboxState.WAITING] == 1


def test_odd_cannot_close_his_own_account(cast: Cast, as_user: SignIn) -> None:
    browser = as_user(cast.odd)
    page = f"/admin/personer/{cast.odd.id}"
    assert "Steng kontoen" not in words(browser.get(page))
    token = browser.get(page).text.split('name="csrf-token" content="')[1].split('"')[0]
    assert browser.post(f"{page}/steng", data={"csrf_token": token}).status_code == 403


def test_the_list_of_people_is_searched_and_paged(cast: Cast, as_user: SignIn) -> None:
    browser = as_user(cast.odd)
    for number in range(25):
        domains.person_for(f"p{number:02}@alver.kommune.no", cast.alver, "nb", clock.now())
    first = browser.get("/admin/personer?q=alver")
    assert "p17@" in first.text
    assert "p18@" not in first.text
    onward = first.text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "p18@" in browser.get("/admin/personer" + onward).text
    assert "Ingen treff" in words(browser.get("/admin/personer?q=finnes-ikke"))


def test_odd_takes_on_an_agency_in_the_browser(cast: Cast, as_user: SignIn) -> None:
    browser = as_user(cast.odd)
    answer = fill(
        browser,
        "/admin/virksomheter/ny",
        name_nb="Kystverket",
        key="kystverket",
        domain="kystverket.no",
        service_days="12",
    )
    assert answer.location == "/admin/koer/kystverket"
    assert "Ingen medlemmer ennå" in words(browser.get(answer.location))
    taken = fill(
        browser, "/admin/virksomheter/ny", name_nb="X", key="ny-etat", domain="kystverket.no"
    )
    assert taken.status_code == 422
    assert "tilhører allerede Kystverket" in words(taken)


def test_odd_confirms_the_domain_an_asker_has_placed(cast: Cast, as_user: SignIn) -> None:
    domains.claim_domain("nykommune.kommune.no", cast.alver)
    browser = as_user(cast.odd)
    listed = browser.get("/admin/virksomheter")
    assert "nykommune.kommune.no" in words(listed)
    answer = fill(
        browser,
        "/admin/virksomheter",
        action="/domener/nykommune.kommune.no",
        organisation="kommune-1804",
    )
    assert answer.status_code == 303
    confirmed = queries.mail_domain("nykommune.kommune.no")
    assert confirmed is not None
    assert confirmed.is_confirmed
    assert confirmed.organisation_id == cast.bodo.id


def test_odd_edits_an_organisation_and_its_domains(cast: Cast, as_user: SignIn) -> None:
    browser, page = as_user(cast.odd), "/admin/virksomheter/nve"
    saved = fill(
        browser, page, having="name_nb", name_nb="NVE", former_names="Vassdragsvesenet\r\nNVE"
    )
    assert saved.status_code == 303
    shown = form_of(browser.get(page), having="name_nb").fields
    assert shown["former_names"].split() == ["Vassdragsvesenet", "NVE"]
    assert fill(browser, page, having="domain", domain="varsom.no").status_code == 303
    wrong = fill(browser, page, having="domain", domain="ikke et domene")
    assert wrong.status_code == 422
    assert "er ikke et domene" in words(wrong)
    assert fill(browser, page, action="/domener/varsom.no/fjern").status_code == 303
    assert "varsom.no" not in browser.get(page).text


def test_odd_gives_an_agency_without_a_queue_one(cast: Cast, as_user: SignIn) -> None:
    accounts.agency("dsb", "DSB", domain="dsb.no")
    browser = as_user(cast.odd)
    answer = fill(browser, "/admin/virksomheter/dsb", action="/admin/koer")
    assert answer.location == "/admin/koer/dsb"
    assert "Gi etaten en kø" not in words(browser.get("/admin/virksomheter/dsb"))
    assert "Gi etaten en kø" not in words(browser.get("/admin/virksomheter/kommune-4631"))


def test_odd_edits_a_queue_and_takes_a_member_out(cast: Cast, as_user: SignIn) -> None:
    browser, page = as_user(cast.odd), "/admin/koer/miljodir"
    assert fill(browser, page, having="service_days", service_days="5").status_code == 303
    assert fill(browser, page, having="service_days", service_days="0").status_code == 422
    stranger = fill(browser, page, having="role", email="vera@nve.no")
    assert "arbeider ikke i etaten" in words(stranger)
    assert fill(browser, page, action=f"/{cast.dag.id}/fjern").status_code == 303
    assert "Dag Lunde" not in words(browser.get(page)).replace("Medlemmet", "")


def test_the_outbox_shows_recipient_and_error_but_never_the_letter(
    cast: Cast, as_user: SignIn
) -> None:
    facts = {
        "to": "kari@alver.kommune.no",
        "template": "accounts/x",
        "facts": {"path": "/hemmelig"},
    }
    letter = outbox.post("mail", facts)
    letter.state, letter.last_error = OutboxState.DEAD, "550 no such user"
    db.session.commit()
    browser = as_user(cast.odd)
    page = browser.get("/admin/utboks")
    assert "550 no such user" in words(page)
    assert "kari@alver.kommune.no" in words(page)
    assert "hemmelig" not in page.text
    assert fill(browser, "/admin/utboks", action="/prov-igjen").status_code == 303
    assert outbox.counts()[OutboxState.DEAD] == 0
    assert "Alt er levert" in words(browser.get("/admin/utboks"))


def test_the_status_page_tells_whether_the_parts_work(cast: Cast, as_user: SignIn) -> None:
    browser = as_user(cast.odd)
    assert "Bakgrunnsoppgavene har ikke vært i gang ennå" in words(browser.get("/admin"))
    heartbeats.beat("outbox")
    said = words(browser.get("/admin"))
    assert "Databasen Virker" in said
    assert "Bakgrunnsoppgavene Virker ikke" in said
    assert "Sender e-post i dag kl." in said


@pytest.mark.parametrize(
    "url", ["/admin/personer/999", "/admin/koer/x", "/admin/virksomheter/x", "/admin/temaer/999"]
)
def test_what_does_not_exist_is_not_found(cast: Cast, as_user: SignIn, url: str) -> None:
    assert as_user(cast.odd).get(url).status_code == 404
