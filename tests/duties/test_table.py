"""Rows, narrowing them, and putting them under topics."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from helpdesk.accounts.models import Organisation
from helpdesk.duties.models import Force, Role
from helpdesk.duties.table import (
    Basis,
    Narrowing,
    Row,
    bases,
    counts_by_topic,
    grouped,
    holding,
    main_topic,
)
from helpdesk.foundation.language import TextLanguage
from helpdesk.laws.models import LawStatus
from helpdesk.laws.queries import CitedLaw
from helpdesk.topics.models import Topic
from helpdesk.topics.queries import TopicNode

WATER, SEWAGE, HUTS, PLAN = (
    Topic(id=1, slug="vann", name_nb="Vann", name_nn="Vatn"),
    Topic(id=2, slug="avlop", name_nb="Avløp", name_nn="Avløp", parent_id=1),
    Topic(id=3, slug="hytter", name_nb="Hytter", name_nn="Hytter", parent_id=2),
    Topic(id=4, slug="plan", name_nb="Plan", name_nn="Plan"),
)
ALL = [WATER, SEWAGE, HUTS, PLAN]
TREE = [
    TopicNode(WATER, [TopicNode(SEWAGE, [TopicNode(HUTS, [])])]),
    TopicNode(PLAN, []),
]
PARENTS = {1: None, 2: 1, 3: 2, 4: None}
AGENCIES = {key: Organisation(key=key, name_nb=key, name_nn=key) for key in ("miljodir", "nve")}


def law(key: str, title: str, section: str = "") -> CitedLaw:
    return CitedLaw(
        key, title, f"/lov/{key}", None, section, "", "nb", LawStatus.IN_FORCE, None, None, None
    )


def row(slug: str = "a", topics: tuple[Topic, ...] = (SEWAGE,), **facts: object) -> Row:
    values = {
        "slug": slug,
        "title": "Behandle søknad",
        "summary": "",
        "language": TextLanguage.NB,
        "force": Force.MUST,
        "role": Role.AUTHORITY,
        "decider": "kommunen",
        "deadline": "",
        "appeals_body": "",
        "state_agency": AGENCIES["miljodir"],
        "topics": topics,
        "laws": (law("FOR-2004-06-01-931/12-3", "forskriften § 12-3", "12-3"),),
        "checked_on": date(2026, 1, 1),
    } | facts
    return Row(**values)


ROWS = st.lists(
    st.builds(
        row,
        st.text("abcdef", min_size=1, max_size=3),
        st.lists(st.sampled_from(ALL), min_size=1, max_size=3, unique=True).map(tuple),
        force=st.sampled_from(Force),
        role=st.sampled_from(Role),
        state_agency=st.sampled_from(list(AGENCIES.values())),
    ),
    max_size=8,
    unique_by=lambda each: each.slug,
)
NARROWINGS = st.builds(
    Narrowing,
    topics=st.none() | st.frozensets(st.integers(1, 5)),
    force=st.none() | st.sampled_from(Force),
    role=st.none() | st.sampled_from(Role),
    agency=st.none() | st.sampled_from(["miljodir", "nve", "ukjent"]),
    law=st.none() | st.sampled_from(["FOR-2004-06-01-931", ""]),
)


@given(ROWS, NARROWINGS)
def test_every_row_that_passes_stands_under_exactly_one_topic(
    rows: list[Row], wanted: Narrowing
) -> None:
    passing = wanted.rows(rows)
    groups = grouped(passing, TREE, wanted.topics)
    assert sorted(each.slug for group in groups for each in group.rows) == sorted(
        each.slug for each in passing
    )
    order = [group.topic.id for group in groups]
    assert order == sorted(order)


@given(ROWS, NARROWINGS)
def test_narrowing_only_takes_away_and_is_the_same_twice(
    rows: list[Row], wanted: Narrowing
) -> None:
    passing = wanted.rows(rows)
    assert all(each in rows for each in passing)
    assert wanted.rows(passing) == passing
    assert Narrowing().rows(rows) == rows


def test_each_filter_narrows_by_itself() -> None:
    rows = [
        row("a", force=Force.MAY),
        row("b", role=Role.DUTY),
        row("c", state_agency=AGENCIES["nve"]),
        row("d", topics=(PLAN,)),
        row("e", laws=(law("LOV-1981-03-13-6", "forurensningsloven"),)),
    ]

    def slugs(**wanted: object) -> str:
        return "".join(each.slug for each in Narrowing(**wanted).rows(rows))

    assert slugs(force=Force.MAY) == "a"
    assert slugs(role=Role.DUTY) == "b"
    assert slugs(agency="nve") == "c"
    assert slugs(topics={4}) == "d"
    assert slugs(law="LOV-1981-03-13-6") == "e"
    assert slugs(agency="finnes-ikke") == ""
    assert slugs(force=Force.MAY, role=Role.DUTY) == ""


def test_a_search_decides_the_order_and_filters_still_hold() -> None:
    rows = [row("a"), row("b", force=Force.MAY), row("c")]
    wanted = Narrowing(slugs=["c", "borte", "b", "a"], force=Force.MUST)
    assert [each.slug for each in wanted.rows(rows)] == ["c", "a"]


def test_words_are_found_inside_longer_ones_when_all_of_them_are() -> None:
    rows = [row("a", title="Fastsetje snøskuterløyper"), row("b", title="Gi løyve")]
    assert [each.slug for each in holding(rows, ["skuter"])] == ["a"]
    assert [each.slug for each in holding(rows, ["Løype", "SNØ"])] == ["a"]
    assert holding(rows, ["skuter", "løyve"]) == []
    assert holding(rows, []) == []


def test_the_topic_that_says_most_is_one_under_another_or_the_one_asked_for() -> None:
    assert main_topic([WATER, SEWAGE]) is SEWAGE
    assert main_topic([PLAN, WATER]) is PLAN
    assert main_topic([SEWAGE, PLAN], within={4}) is PLAN
    assert main_topic([]) is None


def test_a_topic_counts_what_stands_below_it_once() -> None:
    rows = [row("a", (SEWAGE, HUTS)), row("b", (PLAN,)), row("c", (WATER,))]
    assert counts_by_topic(rows, PARENTS) == {1: 2, 2: 1, 3: 1, 4: 1}


def test_a_law_is_named_once_with_its_sections() -> None:
    cited = [
        law("A/1", "loven § 1", "1"),
        law("B", "forskriften"),
        law("A/11a", "loven § 11 a", "11a"),
        law("A/kap-2", "loven kapittel 2", "kap-2"),
    ]
    assert bases(cited) == [
        Basis(
            "loven",
            [("§ 1", "/lov/A/1"), ("§ 11 a", "/lov/A/11a"), ("kapittel 2", "/lov/A/kap-2")],
            "/lov/A/1",
        ),
        Basis("forskriften", [], "/lov/B"),
    ]
