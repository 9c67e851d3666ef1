"""What a page asks of the database: a few statements, as many at 60 things as at 10, no scans."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from helpdesk.accounts.models import User
from helpdesk.foundation import counters
from helpdesk.foundation.db import db
from tests.browsing import fill, form_of, send
from tests.cast import Cast
from tests.factories.questions import TEXT, TITLE
from tests.house_rules import counted_site
from tests.house_rules.counted_site import Site, Statement, statements

FEW, MANY = 10, 60

RENDERED = {
    "visitor": {
        "/": 6,
        "/svar/1/{article}": 11,
        "/svar/1/utgave/1": 10,
        "/tema/avlop": 7,
        "/lov": 4,
        "/lov/for-2004-06-01-931": 10,
        "/lov/for-2004-06-01-931/12-3": 8,
        "/veiledere": 5,
        "/veiledere/behandle-soknad-om-utslipp": 8,
        "/veiledere/behandle-soknad-om-utslipp/gjennomgang": 8,
        "/brevmaler": 5,
        "/brevmaler/brev-om-mangelfull-soknad": 11,
        "/brevmaler/brev-om-mangelfull-soknad/utgave/1": 11,
        "/brevmaler/brev-om-mangelfull-soknad/fyll-ut": 9,
        "/myndighet-og-plikt": 10,
        "/myndighet-og-plikt?tema=avlop&kraft=must": 10,
        "/myndighet-og-plikt?q=utslipp": 15,
        "/myndighet-og-plikt.csv": 10,
        "/myndighet-og-plikt/hvem-avgjor": 10,
        "/myndighet-og-plikt/hvem-avgjor?tema=avlop": 10,
        "/myndighet-og-plikt/behandle-soknad-om-utslipp-fra-hytter": 10,
        "/om": 3,
        "/personvern": 2,
        "/feed.atom": 4,
        "/sitemap.xml": 3,
        "/sitemap-1.xml": 5,
        "/sok?q=utslippstillatelse": 7,
        "/sok?q=utslippstillatelse&type=svar&tema=avlop": 7,
        "/sok?q=qwertyuiop": 12,
        "/sok/forslag?q=utsl": 5,
        "/api/v1/search?q=utslippstillatelse&topic=avlop": 5,
        "/api/v1/articles?page_size=5": 2,
        "/api/v1/articles/1": 2,
        "/sporsmal/lignende?q=trenger+hytta+tillatelse": 7,
        "/sporsmal/nytt": 2,
        "/logg-inn": 1,
        "/finnes-ikke/her": 3,
    },
    "kari": {
        "/": 7,
        "/svar/1/{article}": 11,
        "/sok?q=utslippstillatelse": 9,
        "/sporsmal": 5,
        "/sporsmal/{reference}": 7,
        "/sporsmal/nytt": 4,
        "/konto": 3,
    },
    "anne": {
        "/arbeidsflate": 6,
        "/arbeidsflate?visning=ufordelte": 6,
        "/arbeidsflate/sporsmal/{reference}": 27,
        "/arbeidsflate/sporsmal/{reference}/svar/versjoner": 6,
        "/redaksjon": 6,
        "/redaksjon/artikkel/1/utgave/1": 13,
        "/redaksjon/veiledere/behandle-soknad-om-utslipp": 8,
        "/redaksjon/veiledere": 7,
    },
    "astrid": {
        "/redaksjon/synonymer": 6,
        "/redaksjon/synonymer/prov?q=utslippstillatelse": 17,
        "/redaksjon/sok": 10,
        "/redaksjon/oppgaver": 6,
        "/redaksjon/oppgaver/{task}": 9,
        "/redaksjon/lovendringer": 8,
        "/redaksjon/lovendringer/{sweep}": 11,
        "/redaksjon/lovendringer/ny": 5,
        "/redaksjon/lovhenvisninger": 6,
    },
    "odd": {"/admin": 10, "/admin/utboks": 7, "/admin/personer": 7},
}
"""Most statements of a page that no cache holds, with those for the session and the menus."""

PAGES = [(who, page) for who, pages in RENDERED.items() for page in pages]

KEPT = [
    "/",
    "/myndighet-og-plikt",
    "/svar/1/{article}",
    "/tema/avlop",
    "/veiledere",
    "/personvern",
    "/feed.atom",
]
FROM_THE_CACHE = 1
SUBMIT = {"visitor": 20, "kari": 23}
"""Kari's question goes to the queue at once, with a mail to each of its three members in one go."""

BIG = ("question", "message", "article", "edition", "edition_topic", "catalogue_item")

WIDE = re.compile(r"\((status|state|queue_id|kind|status=\? AND kind|is_active)=\?\)$")
"""A search by these alone is a scan by another name, unless the list ends with its page."""

_IN_WORK = "drafts and what is scheduled are few, whatever is published"
_ACTIVE = "only what somebody still owes an answer to, however many were answered"

MEANT = {
    ("/", "catalogue_item"): "counts by topic, once for every change of the shelf",
    ("/lov", "catalogue_item"): "counts by law, once for every change of the shelf",
    ("/sitemap-1.xml", "catalogue_item"): "the map names everything, once for every change",
    ("/redaksjon/lovhenvisninger", "catalogue_item"): "looks for faults in all that is published",
    ("/redaksjon", "edition"): _IN_WORK,
    ("/redaksjon/artikkel/1/utgave/1", "edition"): _IN_WORK,
    ("/redaksjon/synonymer", "edition"): _IN_WORK,
    ("/redaksjon/synonymer/prov?q=utslippstillatelse", "edition"): _IN_WORK,
    ("/redaksjon/sok", "edition"): _IN_WORK,
    ("/arbeidsflate", "question"): _ACTIVE,
    ("/arbeidsflate?visning=ufordelte", "question"): _ACTIVE,
    ("/arbeidsflate/sporsmal/{reference}", "question"): _ACTIVE,
    ("/arbeidsflate/sporsmal/{reference}/svar/versjoner", "question"): _ACTIVE,
}
"""Reads of all of a big table that are meant: page and table, and why."""


@pytest.fixture
def site(app: Flask, cast: Cast, as_user: Callable[[User], FlaskClient]) -> Site:
    return counted_site.make(app, cast, as_user, FEW)


def counts(site: Site) -> dict[tuple[str, str], int]:
    return {(who, page): len(site.open(who, page)) for who, page in PAGES}


def test_pages_ask_little_and_no_more_when_there_is_more(site: Site) -> None:
    counts(site)  # the registers and the templates are read once in a process
    few = counts(site)
    site.grow(MANY - FEW)
    many = counts(site)
    assert {at: (few[at], many[at]) for at in PAGES if few[at] != many[at]} == {}
    limits = {
        (who, page): limit for who, pages in RENDERED.items() for page, limit in pages.items()
    }
    assert {at: count for at, count in many.items() if count > limits[at]} == {}


def test_no_page_reads_all_of_a_big_table(site: Site) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL reads small tables whole, whatever indexes there are")
    read = {
        (page, table)
        for who, page in PAGES
        for statement in site.open(who, page)
        for table in read_whole(statement)
    }
    assert read - set(MEANT) == set()


def read_whole(statement: Statement) -> set[str]:
    """Return the big tables that SQLite would read from end to end."""
    text, values = statement
    plan = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values)
    steps = [row[3] for row in plan]
    db.session.rollback()
    return {table_of(step) for step in steps if is_whole(step, ends=" LIMIT " in f" {text} ")}


def table_of(step: str) -> str:
    return re.sub(r"_\d+$", "", step.split()[1])


def is_whole(step: str, *, ends: bool) -> bool:
    """
    Tell whether a step of a plan reads a big table from end to end.

    Args:
        ends: the statement stops after a page of rows.
    """
    verb = step.split()[0]
    if verb not in {"SCAN", "SEARCH"} or table_of(step) not in BIG:
        return False
    if verb == "SCAN":
        return not (ends and "USING INDEX" in step)
    return not ends and WIDE.search(step) is not None


@pytest.mark.parametrize(
    ("step", "ends", "whole"),
    [
        ("SCAN question", False, True),
        ("SCAN question_1", True, True),
        ("SCAN article USING COVERING INDEX x", False, True),
        ("SCAN catalogue_item USING INDEX ix_published_at", True, False),
        ("SEARCH catalogue_item USING INDEX x (status=?)", False, True),
        ("SEARCH catalogue_item USING INDEX x (status=? AND kind=?)", False, True),
        ("SEARCH catalogue_item USING INDEX x (kind=? AND key=?)", False, False),
        ("SCAN topic", False, False),
    ],
)
def test_a_plan_is_read_as_it_is_meant(step: str, ends: bool, whole: bool) -> None:
    assert is_whole(step, ends=ends) is whole


def test_a_kept_page_asks_once_and_not_at_all_where_nothing_changed(site: Site) -> None:
    unchanged = 0 if db.engine.dialect.name == "sqlite" else FROM_THE_CACHE
    for page in KEPT:
        site.look("visitor", page)
        with statements() as again:
            site.look("visitor", page)
        counters.following("something-else")
        db.session.commit()
        with statements() as after_a_change:
            site.look("visitor", page)
        assert (len(again), len(after_a_change)) == (unchanged, FROM_THE_CACHE), page


@pytest.mark.parametrize("who", ["kari", "visitor"])
def test_asking_asks_little(site: Site, who: str) -> None:
    facts = {"title": TITLE, "text": TEXT, "topic": "avlop"}
    if who == "visitor":
        facts["email"] = site.cast.kari.email
    browser = site.browsers[who]
    summary = fill(browser, "/sporsmal/nytt", press="step=see_over", **facts)
    form = form_of(summary, having="submit_key")
    with statements() as sent:
        assert send(browser, "/sporsmal/nytt", form, press="step=send").status_code == 303
    assert len(sent) <= SUBMIT[who], sent
