"""What becomes of the graph when a step is changed, named or removed."""

from hypothesis import given
from hypothesis import strategies as st

from helpdesk.guides.flow import Course, Flow, Node, Reply
from helpdesk.guides.planning import diverted, planned, without
from tests.guides.charts import flows

A, B, C = Node("a", "Les"), Node("b", "Vurder"), Node("c", "Vedta")
FLOW = Flow((A, B, C))


def removed(flow, anchor):
    """Return *flow* without the step, as the service leaves it."""
    courses = {change.anchor: change.course for change in without(flow, anchor)}
    nodes = (Node(n.anchor, n.title, courses.get(n.anchor, n.course)) for n in flow.nodes)
    return Flow(tuple(node for node in nodes if node.anchor != anchor))


def test_steps_named_for_yes_and_no_meet_again_where_the_way_went_on():
    asking = Node("a", "Les", Course("Er alt med?"))
    flow = planned(FLOW, asking, {Reply.YES: "Gå videre", Reply.NO: "Be om mer"})
    assert [node.title for node in flow.nodes] == [
        "Les",
        "Gå videre",
        "Be om mer",
        "Vurder",
        "Vedta",
    ]
    assert not flow.faults()
    yes, no = flow.ways_on("a").values()
    assert flow.ways_on(yes) == flow.ways_on(no) == {Reply.ON: "b"}


def test_steps_named_after_the_last_are_ends():
    asking = Node("c", "Vedta", Course("Er det avslag?"))
    flow = planned(FLOW, asking, {Reply.YES: "Skriv avslag", Reply.NO: "Gi tillatelse"})
    assert not flow.faults()


def test_step_that_is_not_stored_yet_stands_last():
    flow = planned(FLOW, Node("nytt", "Følg opp"), {})
    assert flow.nodes[-1].title == "Følg opp"


def test_what_led_to_a_removed_step_leads_to_where_it_led():
    asks = Node("a", "Les", Course("Nok?", "c", "b"))
    flow = Flow((asks, Node("b", "Be om mer", Course(next_to="a")), C))
    assert removed(flow, "c").by_anchor["a"].course == Course("Nok?", "", "b")
    straight = Flow((asks, Node("b", "Be om mer", Course(next_to="c")), C))
    assert removed(straight, "b").by_anchor["a"].course == Course("Nok?", "c", "c")


def test_way_that_ended_at_a_removed_step_ends_before_it():
    flow = Flow((Node("a", "Les", Course(next_to="c")), B, C))
    after = removed(flow, "c")
    assert after.by_anchor["a"].course == Course(is_end=True)


def test_step_that_leads_to_itself_can_be_removed():
    flow = Flow((A, Node("b", "Vurder", Course("Nok?", "c", "b")), C))
    assert removed(flow, "b").ways_on("a") == {Reply.ON: "c"}


@given(flows(), st.data())
def test_nothing_points_to_a_removed_step(flow, data):
    gone = data.draw(st.sampled_from([node.anchor for node in flow.nodes]))
    after = removed(flow, gone)
    assert all(gone not in node.course.targets.values() for node in after.nodes)


def test_steps_that_lead_elsewhere_are_named():
    assert diverted(FLOW, Flow((A, C, B))) == ["Les", "Vedta", "Vurder"]
    assert diverted(FLOW, FLOW) == []
