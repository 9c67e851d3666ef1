"""Everybody who has no business with a case looks for it everywhere, and finds nothing."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

import config
from helpdesk.accounts.models import User
from helpdesk.foundation.db import db
from helpdesk.foundation.outbox import OutboxMessage
from helpdesk.web.access import Access, access_of
from tests.browsing import words
from tests.cast import Cast
from tests.journeys import marked_case
from tests.journeys.marked_case import CONTENT, PERSON, Case

ALL = CONTENT | PERSON


@dataclass
class World:
    """The site with the case in it, and the people who look."""

    app: Flask
    settings: config.Settings
    cast: Cast
    as_user: Callable[[User], FlaskClient]
    case: Case

    def __post_init__(self) -> None:
        """Seat those who look: another municipality, another agency, an editor, an admin."""
        names = ("ingrid", "vera", "astrid", "odd")
        people = {name: self.as_user(getattr(self.cast, name)) for name in names}
        self.strangers = {"visitor": self.app.test_client()} | people


@pytest.fixture
def world(
    app: Flask, settings: config.Settings, cast: Cast, as_user: Callable[[User], FlaskClient]
) -> World:
    return World(app, settings, cast, as_user, marked_case.make(app, cast, as_user, settings))


def found(text: str, marks: dict[str, str]) -> list[str]:
    return [name for name, mark in marks.items() if mark.lower() in text.lower()]


def everything(answer: TestResponse) -> str:
    """Return headers and content of an answer, a document unpacked."""
    content = answer.data
    if content.startswith(b"PK"):
        document = zipfile.ZipFile(io.BytesIO(content))
        content = b" ".join(document.read(name) for name in document.namelist())
    return str(answer.headers) + content.decode(errors="replace")


def those_who_work_with_it_see_it_all(world: World) -> None:
    """Without this the other checks would prove nothing."""
    anne, reference = world.as_user(world.cast.anne), world.case.reference
    seen = anne.get(f"/arbeidsflate/sporsmal/{reference}").text
    seen += anne.get(f"/arbeidsflate/sporsmal/{reference}/svar/versjoner").text
    seen += anne.get(
        f"/sporsmal/{reference}/vedlegg/{world.case.places['attachment_id']}"
    ).get_data(as_text=True)
    assert found(seen, ALL) == list(ALL)


def no_address_of_the_site_tells_a_stranger(world: World) -> None:
    leaks, opened = [], set()
    for rule in world.app.url_map.iter_rules():
        if "GET" not in rule.methods:
            continue
        is_public = access_of(rule.endpoint) is Access.PUBLIC
        for name, browser in world.strangers.items():
            if name == "visitor" and not is_public:
                continue  # led to the sign-in page, as tests/house_rules/test_endpoints.py sees to
            answer = browser.get(world.case.address(rule))
            if answer.status_code == 200:
                opened.add(rule.endpoint)
            leaks += [
                (name, rule.endpoint, mark)
                for mark in found(everything(answer), ALL if is_public else CONTENT)
            ]
    assert leaks == []
    assert len(opened) > 50, "most addresses should lead to a page"
    assert {"publishing.article", "questions.status", "publishing.feed"} <= opened


def a_colleague_it_was_not_shared_with_sees_nothing(world: World) -> None:
    nils = world.as_user(world.cast.nils)
    for rule in world.app.url_map.iter_rules():
        if rule.endpoint.startswith("questions.") and "GET" in rule.methods:
            answer = nils.get(world.case.address(rule))
            assert found(everything(answer), CONTENT) == [], rule.endpoint


def the_secret_link_shows_how_far_it_has_come_and_no_more(world: World) -> None:
    shown = world.app.test_client().get(f"/sporsmal/status/{world.case.status_token}")
    assert world.case.reference in words(shown)
    assert found(everything(shown), ALL) == []


def looking_for_the_secrets_finds_nothing(world: World) -> None:
    """What was typed may be repeated; no other word of the case may come with it."""
    leaks = []
    for name, mark in ALL.items():
        others = {each: word for each, word in ALL.items() if each != name}
        for place in ("/sok?q=", "/sok/forslag?q=", "/sporsmal/lignende?q=", "/finnes-ikke/"):
            for who in ("visitor", "odd"):
                answer = world.strangers[who].get(place + quote(f"{mark} hytta avløp"))
                leaks += [(who, place, each) for each in found(everything(answer), others)]
    assert leaks == []


def the_reference_is_worth_nothing_to_a_stranger(world: World) -> None:
    for browser in world.strangers.values():
        known = browser.get(f"/sok?q={world.case.reference}", follow_redirects=True)
        unknown = browser.get("/sok?q=2020-00001", follow_redirects=True)
        assert known.status_code == unknown.status_code
        assert found(everything(known), ALL) == []


def an_error_shows_nothing_even_to_those_who_may_see_it(world: World) -> None:
    """A page that failed is sent on and photographed."""
    for person in (world.cast.kari, world.cast.anne):
        browser = world.as_user(person)
        for base in ("/sporsmal/", "/arbeidsflate/sporsmal/"):
            for tail in ("x", "/finnes-ikke", "/vedlegg/999"):
                answer = browser.get(f"{base}{world.case.reference}{tail}")
                assert answer.status_code in {403, 404}
                assert found(everything(answer), CONTENT) == [], (base, tail)


def no_mail_carries_anything_of_it(world: World) -> None:
    mails = list(marked_case.mails(world.settings))
    assert len(mails) >= 6
    assert [mail for mail in mails if found(mail, ALL)] == []


def nothing_of_it_stays_in_the_outbox(world: World) -> None:
    rows = db.session.scalars(sa.select(OutboxMessage)).all()
    payloads = [{k: v for k, v in row.payload.items() if k != "to"} for row in rows]
    kept = json.dumps(payloads, ensure_ascii=False)
    assert found(kept, ALL) == []
    assert world.case.status_token not in kept


def no_file_name_and_no_index_holds_a_word_of_it(world: World) -> None:
    files = [path for path in world.settings.data.rglob("*") if path.is_file()]
    assert any(path.is_relative_to(world.settings.files_folder) for path in files)
    assert found(" ".join(str(path) for path in files), ALL) == []
    index = [path for path in files if path.is_relative_to(world.settings.index_folder)]
    assert index
    assert found(" ".join(path.read_bytes().decode("latin-1") for path in index), ALL) == []


def the_article_does_not_say_which_case_it_came_from(world: World) -> None:
    article = world.app.test_client().get("/svar/1", follow_redirects=True)
    assert urlsplit(article.request.url).path == f"/svar/1/{world.case.places['publishing.slug']}"
    assert article.status_code == 200
    assert world.case.reference not in everything(article)


CHECKS = (
    those_who_work_with_it_see_it_all,
    no_address_of_the_site_tells_a_stranger,
    a_colleague_it_was_not_shared_with_sees_nothing,
    the_secret_link_shows_how_far_it_has_come_and_no_more,
    looking_for_the_secrets_finds_nothing,
    the_reference_is_worth_nothing_to_a_stranger,
    an_error_shows_nothing_even_to_those_who_may_see_it,
    no_mail_carries_anything_of_it,
    nothing_of_it_stays_in_the_outbox,
    no_file_name_and_no_index_holds_a_word_of_it,
    the_article_does_not_say_which_case_it_came_from,
)


def test_nothing_private_leaks(world: World, subtests: pytest.Subtests) -> None:
    for check in CHECKS:
        with subtests.test(check.__name__):
            check(world)
