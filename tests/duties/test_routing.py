"""Which agency answers: the rule, as a table and by its properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.duties.routing import Claim, Finding, Ground, hit_of, responsible

MDIR, NVE, DIBK = 1, 2, 3
AVLOP, FLOM, BYGG, ANNET = 10, 11, 12, 13

LOCAL = "FOR-2004-06-01-931"
PROCEDURE = "LOV-1967-02-10"
BUILDING = "FOR-2017-06-19-840"

CLAIMS = [
    Claim("utslipp", MDIR, frozenset({f"{LOCAL}/12-3", f"{LOCAL}/12-4"}), frozenset({AVLOP})),
    Claim("varsel", MDIR, frozenset({f"{PROCEDURE}/16"}), frozenset({ANNET})),
    Claim("flomfare", NVE, frozenset({f"{BUILDING}/7-2"}), frozenset({FLOM, BYGG})),
    Claim("byggesak", DIBK, frozenset({f"{BUILDING}/13-5", f"{PROCEDURE}/11a"}), frozenset({BYGG})),
    Claim("annen-ordning", DIBK, frozenset({"LOV-2008-06-27-71/27-2"}), frozenset({AVLOP})),
]


@pytest.mark.parametrize(
    ("cited", "topic", "duty", "ground"),
    [
        # The topic alone
        ((), FLOM, "flomfare", Ground.TOPIC),
        ((), BYGG, None, None),
        ((), 99, None, None),
        # A reference where no duty has the topic
        ((f"{LOCAL}/12-3",), 99, "utslipp", Ground.LAW),
        ((PROCEDURE,), 99, None, None),
        # Both
        ((f"{LOCAL}/12-3",), AVLOP, "utslipp", Ground.BOTH),
        ((f"{LOCAL}/kap-12",), AVLOP, "utslipp", Ground.BOTH),
        ((LOCAL,), AVLOP, "utslipp", Ground.BOTH),
        ((f"{BUILDING}/7-2",), BYGG, "flomfare", Ground.BOTH),
        ((f"{BUILDING}/13-5", f"{LOCAL}/12-3"), BYGG, "byggesak", Ground.BOTH),
        # The reference belongs to an agency of the topic, though to another duty
        ((f"{BUILDING}/13-5",), AVLOP, "byggesak", Ground.BOTH),
        # Rules of case handling carry nothing away from those who know the subject
        ((f"{PROCEDURE}/16",), FLOM, None, None),
        # A law nobody has a duty under says nothing
        (("LOV-2005-05-27-31/1",), FLOM, "flomfare", Ground.TOPIC),
        # Two of the topic's agencies are hit
        ((f"{LOCAL}/12-3", "LOV-2008-06-27-71/27-2"), AVLOP, None, None),
    ],
)
def test_the_rule(
    cited: tuple[str, ...], topic: int, duty: str | None, ground: Ground | None
) -> None:
    found = responsible(cited, topic, CLAIMS)
    assert (found and found.duty, found and found.ground) == (duty, ground)


def test_the_finding_names_the_reference_that_hit() -> None:
    cited = (f"{PROCEDURE}/99", f"{LOCAL}/12-4")
    found = responsible(cited, AVLOP, CLAIMS)
    assert found == Finding(MDIR, "utslipp", Ground.BOTH, f"{LOCAL}/12-4")


def test_a_chapter_does_not_hold_the_sections_of_another() -> None:
    claim = Claim("a", MDIR, frozenset({f"{LOCAL}/12-3"}), frozenset())
    assert hit_of([f"{LOCAL}/kap-1"], claim) == ""
    assert hit_of([f"{LOCAL}/kap-12"], claim) == f"{LOCAL}/kap-12"


KEYS = st.sampled_from(
    [LOCAL, f"{LOCAL}/12-3", f"{LOCAL}/kap-12", f"{LOCAL}/13-1", PROCEDURE, f"{PROCEDURE}/16"]
)
SETS = st.frozensets(KEYS, min_size=1, max_size=3)
TOPICS = st.frozensets(st.integers(1, 4), min_size=1, max_size=2)
SOME = st.lists(st.builds(Claim, st.text(min_size=1), st.integers(1, 3), SETS, TOPICS), max_size=6)


@given(st.lists(KEYS, max_size=3), st.integers(1, 5), SOME)
def test_whoever_is_found_has_a_duty_that_the_question_touches(
    cited: list[str], topic: int, claims: list[Claim]
) -> None:
    found = responsible(cited, topic, claims)
    if found is None:
        return
    touched = [each for each in claims if topic in each.topics or hit_of(cited, each)]
    assert found.agency_id in {each.agency_id for each in touched if each.duty == found.duty}
    assert (found.law in cited) == (found.ground is not Ground.TOPIC)


@given(st.lists(KEYS, max_size=3), st.integers(1, 5), SOME)
def test_the_order_of_the_duties_does_not_choose_the_agency(
    cited: list[str], topic: int, claims: list[Claim]
) -> None:
    one, other = responsible(cited, topic, claims), responsible(cited, topic, claims[::-1])
    assert (one and one.agency_id) == (other and other.agency_id)


@given(st.lists(KEYS, max_size=3), st.integers(1, 5), SOME)
def test_one_agency_with_all_duties_is_always_found_where_any_is_touched(
    cited: list[str], topic: int, claims: list[Claim]
) -> None:
    alone = [Claim(each.duty, MDIR, each.laws, each.topics) for each in claims]
    touched = any(topic in each.topics or hit_of(cited, each) for each in alone)
    assert (responsible(cited, topic, alone) is not None) == touched
