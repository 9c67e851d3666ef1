"""Reading the shelf."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa

from helpdesk.accounts.models import Organisation
from helpdesk.catalogue import citing, queries, service, titles
from helpdesk.catalogue.models import ItemKind
from helpdesk.foundation.db import db
from helpdesk.laws.keys import LawPlace
from tests.cast import Cast
from tests.factories.catalogue import PUBLISHED_AT, shelve

SECTION_7 = LawPlace("LOV-1981-03-13-6", "7")


@pytest.fixture
def agency(cast: Cast) -> Organisation:
    return cast.miljodir


def keys(items: object) -> list[str]:
    return [item.key for item in items]  # type: ignore[attr-defined]


def test_a_withdrawn_item_is_found_by_its_address_but_not_in_lists(agency: Organisation) -> None:
    shelve(agency, key="a")
    shelve(agency, key="b")
    service.mark_withdrawn(ItemKind.ARTICLE, "a")
    found = queries.item("article:a")
    assert found is not None
    assert found.agency.key == "miljodir"
    assert keys(queries.items(["article:b", "article:a", "nonsense", "banner:x"])) == ["b"]
    assert keys(queries.newest()) == ["b"]


def test_items_come_in_the_order_they_are_asked_for(agency: Organisation) -> None:
    for key in "abc":
        shelve(agency, key=key)
    assert keys(queries.items(["article:c", "article:a", "article:c"])) == ["c", "a"]
    assert queries.items([]) == []


def test_an_unknown_address_is_nothing(agency: Organisation) -> None:
    assert queries.item("article:none") is None
    assert queries.item("none") is None
    assert queries.page_version(ItemKind.GUIDE, "none") is None


def test_a_guide_knows_the_articles_that_use_it(agency: Organisation) -> None:
    for day, key in enumerate("abc"):
        at = PUBLISHED_AT + timedelta(days=day)
        shelve(agency, key=key, links=["guide:avlop"], published_at=at)
    shelve(agency, key="other", links=["guide:stoy"])
    service.mark_withdrawn(ItemKind.ARTICLE, "b", replaced_by="guide:avlop")
    assert keys(queries.linking_to(ItemKind.GUIDE, "avlop")) == ["c", "a"]


def test_a_topic_holds_what_stands_under_its_subtopics(agency: Organisation, cast: Cast) -> None:
    shelve(agency, key="a", topic_ids=[cast.topic.id])
    shelve(agency, key="b", topic_ids=[cast.nve_topic.id])
    shelve(agency, key="g", kind=ItemKind.GUIDE, topic_ids=[cast.topic.id])
    assert set(keys(queries.of_topic("forurensning").items)) == {"a", "g"}
    assert keys(queries.of_topic("avlop", kind=ItemKind.GUIDE).items) == ["g"]
    assert queries.of_topic("none").items == []
    assert queries.counts_by_topic() == {cast.topic.id: 2, cast.nve_topic.id: 1}


def test_a_list_is_read_page_by_page_newest_first(agency: Organisation, cast: Cast) -> None:
    for number in range(5):
        at = PUBLISHED_AT + timedelta(days=number // 2)
        shelve(agency, key=f"k{number}", topic_ids=[cast.topic.id], published_at=at)
    first = queries.of_topic("avlop", size=3)
    second = queries.of_topic("avlop", size=3, after=first.following)
    assert keys(first.items) + keys(second.items) == ["k4", "k3", "k2", "k1", "k0"]
    assert second.following is None


def test_what_cites_a_section_cites_its_law(agency: Organisation) -> None:
    shelve(agency, key="a", laws=["LOV-1981-03-13-6/7"])
    shelve(agency, key="b", laws=["LOV-1981-03-13-6", "LOV-1981-03-13-6/8"])
    of_law = LawPlace("LOV-1981-03-13-6", None)
    assert keys(citing.of_kind(SECTION_7, ItemKind.ARTICLE, after=None).items) == ["a"]
    assert set(keys(citing.of_kind(of_law, ItemKind.ARTICLE, after=None).items)) == {"a", "b"}


def test_a_follower_replays_the_changes_in_order(agency: Organisation) -> None:
    for key in "abc":
        shelve(agency, key=key)
    shelve(agency, key="a", title="Ny")
    service.mark_withdrawn(ItemKind.ARTICLE, "b")
    changes = queries.changed_since(0, limit=10)
    assert keys(changes) == ["c", "a", "b"]
    assert keys(queries.changed_since(changes[0].version, limit=1)) == ["a"]
    assert queries.changed_since(queries.shelf_version(), limit=10) == []


def test_titles_answer_while_there_is_no_index(agency: Organisation) -> None:
    shelve(agency, key="a", title="Hvor mye er 100 % av gebyret?")
    shelve(agency, key="b", title="Støy fra vindkraft")
    assert keys(titles.titled(["100 %"])) == ["a"]
    assert keys(titles.titled(["STØY", "xyz"])) == ["b"]
    assert titles.titled([]) == []


def test_titles_with_most_of_the_words_come_first(agency: Organisation) -> None:
    shelve(agency, key="a", title="Utslipp fra hytte")
    for key in ("b", "c", "d"):
        shelve(agency, key=key, title="Støy fra vei")
    assert keys(titles.titled(["utslipp", "fra", "hytte"], limit=1)) == ["a"]


@pytest.mark.parametrize(
    "read",
    [
        lambda: queries.of_topic("avlop"),
        lambda: citing.of_kind(SECTION_7, ItemKind.ARTICLE, after=None),
        lambda: queries.linking_to(ItemKind.GUIDE, "g"),
        lambda: queries.newest(),
        lambda: queries.newest(ItemKind.GUIDE),
        lambda: queries.changed_since(3, limit=10),
        lambda: queries.items(["article:a", "guide:b"]),
        lambda: queries.cards(["article:a"]),
        lambda: queries.whole_items(["article:a", "guide:b"]),
    ],
)
def test_every_list_uses_an_index(agency: Organisation, read: Callable[[], object]) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("the plan is read on SQLite; PostgreSQL scans small tables on purpose")
    statements: list[tuple[str, object]] = []

    def note(_c: object, _u: object, statement: str, parameters: object, *_: object) -> None:
        statements.append((statement, parameters))

    shelve(agency, key="a")
    db.session.commit()
    sa.event.listen(db.engine, "before_cursor_execute", note)
    read()
    sa.event.remove(db.engine, "before_cursor_execute", note)
    for statement, parameters in statements:
        if statement.startswith("SELECT"):
            plan = plan_of(statement, parameters)
            assert "SCAN catalogue" not in plan
            assert "SCAN citation" not in plan


def plan_of(statement: str, parameters: object) -> str:
    rows = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
    return "\n".join(row[-1] for row in rows)
