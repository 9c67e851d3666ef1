"""References to laws in a query find first what cites them."""

from datetime import date

import pytest

from helpdesk.foundation import counters
from helpdesk.foundation.db import db
from helpdesk.laws.models import Law, LawKind, LawStatus
from helpdesk.laws.queries import REGISTER
from helpdesk.search import queries
from helpdesk.search.hits import SearchRequest
from tests.cast import Cast
from tests.factories.catalogue import shelve
from tests.factories.publishing import regulation
from tests.search.conftest import index_now

OLD, NEW = "LOV-1967-02-10", "LOV-2025-06-20-81"
REGULATION = "FOR-2004-06-01-931"


def law(law_id: str, name: str, **facts: object) -> None:
    values: dict[str, object] = {
        "law_id": law_id,
        "slug": law_id.lower(),
        "kind": LawKind.LAW,
        "name_nb": f"{name}loven",
        "name_nn": f"{name}lova",
        "abbreviations": [],
        "status": LawStatus.IN_FORCE,
        "in_force_from": date(1970, 1, 1),
    }
    db.session.add(Law(**(values | facts)))
    counters.following(REGISTER)
    db.session.commit()


@pytest.fixture
def cited(cast: Cast) -> Cast:
    """Articles of which some cite sections, and one that only repeats the words of the query."""
    law(OLD, "forvaltnings", abbreviations=["fvl."])
    regulation()
    author = cast.miljodir
    shelve(author, key="cites", title="Veiledning", text="Kommunen hjelper.", laws=[f"{OLD}/11"])
    shelve(author, key="chapter", title="Hytter", text="Kommunen.", laws=[f"{REGULATION}/12-3"])
    shelve(author, key="other", title="Andre hytter", text="x", laws=[f"{REGULATION}/13-1"])
    words = "Forvaltningsloven, forvaltningslova, fvl og forurensningsforskriften kapittel 12. "
    shelve(author, key="words", title="Kapittel 11 og 12", text=words * 3)
    index_now()
    return cast


def first(query: str) -> str:
    return queries.search(SearchRequest(text=query)).hits[0].key


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("fvl § 11", "cites"),
        ("fvl. § 11", "cites"),
        ("forvaltningsloven §11", "cites"),
        ("§ 11 i forvaltningslova", "cites"),
        ("forurensningsforskriften kapittel 12", "chapter"),
        ("forureiningsforskrifta § 12-3", "chapter"),
        ("§ 11 forvaltningslova", "cites"),
        ("§ 11 fvl", "cites"),
        ("forvaltningsloven paragraf 11", "cites"),
        ("forurensingsforskriften kapittel 12", "chapter"),
        ("forurensningsforskritten § 12-3", "chapter"),
    ],
)
def test_a_section_finds_what_cites_it(cited: Cast, query: str, expected: str) -> None:
    assert first(query) == expected


def test_the_name_of_an_old_law_finds_what_cites_the_new_one(cast: Cast) -> None:
    law("LOV-1981-05-29-38", "vilt", replaced_by="LOV-2025-06-20-102", status=LawStatus.REPEALED)
    law("LOV-2025-06-20-102", "viltressurs")
    shelve(cast.miljodir, key="new", title="Felling", text="x", laws=["LOV-2025-06-20-102/4"])
    shelve(cast.miljodir, key="else", title="Uttak", text="x")
    index_now()
    assert first("viltloven § 3") == "new"
    assert first("viltloven") == "new"


@pytest.mark.parametrize(
    "query",
    [
        "fvl. § 11",
        "§ 11 i forvaltningslova",
        "§ 11 forvaltningsloven",
        "forvaltningslova paragraf 11",
    ],
)
def test_all_ways_of_writing_a_reference_find_the_same(cited: Cast, query: str) -> None:
    found = queries.search(SearchRequest(text=query))
    usual = queries.search(SearchRequest(text="forvaltningsloven § 11"))
    assert [(hit.key, hit.score) for hit in found.hits] == [
        (hit.key, hit.score) for hit in usual.hits
    ]


def test_an_abbreviation_of_several_meanings_is_a_law_beside_a_section_only(cast: Cast) -> None:
    law("LOV-1977-06-10-82", "motorferdsel")
    shelve(cast.miljodir, key="cites", title="Kjøring", text="x", laws=["LOV-1977-06-10-82/6"])
    shelve(cast.miljodir, key="else", title="Veg mfl.", text="x")
    index_now()
    assert first("mfl § 6") == "cites"
    assert first("veg mfl.") == "else"


@pytest.mark.parametrize("text", ["§", "§ 99999999999999", "fvl § 11 " * 40, "§§ 1–999 fvl"])
def test_no_reference_is_too_strange(cited: Cast, text: str) -> None:
    queries.search(SearchRequest(text=text))
