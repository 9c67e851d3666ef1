"""The graph of a guide: where steps lead, and what is named as wrong."""

import pytest
from hypothesis import given

from helpdesk.guides.flow import Course, Flow, Node, Reply
from tests.guides.charts import flows


def flow(**courses):
    """Return a graph of steps whose titles are their anchors."""
    return Flow(tuple(Node(anchor, anchor, course) for anchor, course in courses.items()))


def said(graph):
    return [fault.says % fault.facts for fault in graph.faults()]


ASKS = "Er den fullstendig?"


def test_steps_with_nothing_said_follow_each_other_to_the_end():
    graph = flow(a=Course(), b=Course(), c=Course())
    assert graph.ways_on("a") == {Reply.ON: "b"}
    assert graph.is_end("c")
    assert not graph.faults()
    assert graph.steps_left("a") == (2, 2)


def test_question_leads_by_yes_and_by_no():
    graph = flow(a=Course(ASKS, "c", "b"), b=Course(next_to="d"), c=Course(), d=Course())
    assert graph.ways_on("a") == {Reply.YES: "c", Reply.NO: "b"}
    assert not graph.faults()
    assert graph.steps_left("a") == (2, 2)


def test_loop_with_a_way_out_is_no_fault_and_has_no_longest_way():
    graph = flow(a=Course(ASKS, "c", "b"), b=Course(next_to="a"), c=Course(is_end=True))
    assert not graph.faults()
    assert graph.steps_left("a") == (1, None)
    assert graph.steps_left("c") == (0, 0)


@pytest.mark.parametrize(
    ("courses", "fault"),
    [
        ({"a": Course(ASKS, "b", "x"), "b": Course()}, "«a» går ved nei til et steg som ikke"),
        ({"a": Course(next_to="x")}, "«a» går videre til et steg som ikke finnes"),
        ({"a": Course(ASKS, "b"), "b": Course()}, "sier ikke hva som skjer ved nei"),
        ({"a": Course("", "b", "b"), "b": Course()}, "stiller ikke noe spørsmål"),
        ({"a": Course(ASKS, "b", "b", "b"), "b": Course()}, "en annen vei videre"),
        ({"a": Course(next_to="b", is_end=True), "b": Course()}, "både en slutt og"),
        ({"a": Course(ASKS, "a", "b"), "b": Course()}, "«a» fører til seg selv"),
        ({"a": Course(is_end=True), "b": Course()}, "Ingen vei fører til steget «b»"),
        ({"a": Course(), "b": Course(next_to="a")}, "går i ring uten en vei ut: «a», «b»"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_fault_is_named_with_the_titles_of_its_steps(courses, fault):
    assert any(fault in text for text in said(flow(**courses)))


def test_of_steps_in_a_row_that_nobody_reaches_only_the_first_is_told():
    graph = flow(a=Course(is_end=True), b=Course(), c=Course())
    assert said(graph) == ["Ingen vei fører til steget «b»."]


@given(flows())
def test_graph_without_faults_can_be_left_from_every_step(graph):
    if not graph.faults():
        assert graph.reached == graph.by_anchor.keys()
        assert all(can_end(graph, node.anchor) for node in graph.nodes)


@given(flows())
def test_at_least_is_never_more_than_at_most(graph):
    for node in graph.nodes:
        least, most = graph.steps_left(node.anchor)
        assert most is None or least <= most


def can_end(graph, anchor):
    seen, waiting = set(), [anchor]
    while waiting:
        here = waiting.pop()
        if graph.is_end(here):
            return True
        if here not in seen:
            seen.add(here)
            waiting += graph.ways_on(here).values()
    return False
