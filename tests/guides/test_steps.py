"""The order and the anchors of steps, and what a guide lacks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.guides.models import GuideEdition, GuideStep
from helpdesk.guides.steps import Direction, lacks, moved, new_anchor
from helpdesk.topics.models import Topic


def edition(**facts):
    values = {
        "title": "Tittel",
        "summary": "Hva den er til for.",
        "topics": [Topic(slug="avlop", name_nb="Avløp", name_nn="Avløp")],
        "steps": [GuideStep(title="Les", text="Les alt.", deadline="")],
    }
    return GuideEdition(**values | facts)


def test_step_moves_one_place():
    assert moved(["a", "b", "c"], "b", Direction.UP) == ["b", "a", "c"]
    assert moved(["a", "b", "c"], "b", Direction.DOWN) == ["a", "c", "b"]


@given(st.lists(st.integers(), min_size=1, unique=True), st.data(), st.sampled_from(Direction))
def test_moving_loses_no_step_and_back_again_changes_nothing(items, data, direction):
    item = data.draw(st.sampled_from(items))
    order = moved(items, item, direction)
    assert sorted(order) == sorted(items)
    back = Direction.DOWN if direction is Direction.UP else Direction.UP
    assert order == items or moved(order, item, back) == items


@given(st.lists(st.text(max_size=20), max_size=12))
def test_anchors_of_one_guide_are_all_different_and_fit_an_address(titles):
    taken: list[str] = []
    for title in titles:
        taken.append(new_anchor(title, taken))
    assert len(set(taken)) == len(titles)
    assert all(anchor.isascii() and " " not in anchor for anchor in taken)


def test_anchor_keeps_away_from_the_ids_of_the_page():
    assert new_anchor("Meny", []) == "steg-meny"
    assert new_anchor("!", ["steg"]) == "steg-2"


def test_complete_guide_lacks_nothing():
    assert lacks(edition()) == []


def test_guide_says_what_it_lacks():
    empty = edition(summary=" ", topics=[], steps=[])
    assert len(lacks(empty)) == 3
    step = GuideStep(title="Les", text=" ", deadline="")
    assert lacks(edition(steps=[step]))[0].facts == {"step": "Les"}


def test_identity_number_is_found_wherever_it_stands():
    for facts in ({"title": "Sak 13097248022"}, {"summary": "13097248022"}):
        assert len(lacks(edition(**facts))) == 1
    step = GuideStep(title="Les", text="Les alt.", deadline="13097248022")
    assert len(lacks(edition(steps=[step]))) == 1


@pytest.mark.parametrize(
    "text", ["130972[48022](https://a.no)", "1309&#55;248022", "13097![248022](x)"]
)
def test_marks_do_not_hide_an_identity_number(text):
    assert len(lacks(edition(steps=[GuideStep(title="Les", text=text, deadline="")]))) == 1


def test_no_anchor_keeps_an_identity_number_after_its_title_is_mended():
    assert new_anchor("Sak 130972 48022", []) == "steg"
