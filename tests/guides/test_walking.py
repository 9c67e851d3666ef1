"""The way through a guide, as it stands in an address."""

from hypothesis import given
from hypothesis import strategies as st

from helpdesk.guides.flow import Course, Flow, Node, Reply
from helpdesk.guides.walking import walked
from tests.guides.charts import guide_like

CHECK = Node("sjekk", "Sjekk søknaden", Course("Er den fullstendig?", "vedtak", "mangler"))
ASK = Node("mangler", "Be om mer", Course(next_to="sjekk"))
DECIDE = Node("vedtak", "Skriv vedtaket")
FLOW = Flow((CHECK, ASK, DECIDE))


def go(flow, *replies):
    walk = walked(flow, "")
    for reply in replies:
        walk = walked(flow, walk.after(reply, flow))
    return walk


def test_walk_begins_at_the_first_step():
    assert walked(FLOW, "").here is CHECK
    assert walked(FLOW, "").way == ""


def test_way_tells_where_one_is_and_what_was_replied():
    walk = go(FLOW, Reply.NO, Reply.ON, Reply.YES)
    assert walk.here is DECIDE
    assert [(each.node.title, each.reply) for each in walk.passed] == [
        ("Sjekk søknaden", Reply.NO),
        ("Be om mer", Reply.ON),
        ("Sjekk søknaden", Reply.YES),
    ]
    assert [node.anchor for node in walk.steps] == ["sjekk", "mangler", "vedtak"]


def test_one_step_back_is_where_one_came_from():
    walk = go(FLOW, Reply.NO, Reply.ON)
    back = walked(FLOW, walk.passed[-1].way)
    assert back.here is ASK
    assert back == go(FLOW, Reply.NO)


def test_new_title_or_order_leaves_a_way_as_it_was():
    way = go(FLOW, Reply.NO, Reply.ON).way
    changed = Flow((CHECK, DECIDE, Node("mangler", "Nytt navn", ASK.course)))
    assert not walked(changed, way).is_broken
    assert walked(changed, way).here is CHECK


def test_changed_guide_says_so_and_stops_where_the_way_still_holds():
    way = go(FLOW, Reply.NO, Reply.ON, Reply.YES).way
    gone = Flow((Node("sjekk", "Sjekk", Course("Nok?", "vedtak", "vedtak")), DECIDE))
    walk = walked(gone, way)
    assert walk.is_broken
    assert walk.here.anchor == "sjekk"


def test_swapped_replies_do_not_lead_somewhere_else_in_silence():
    way = go(FLOW, Reply.NO).way
    swapped = Node("sjekk", "Sjekk", Course("Mangler noe?", "mangler", "vedtak"))
    walk = walked(Flow((swapped, ASK, DECIDE)), way)
    assert walk.is_broken
    assert walk.here is swapped


@given(st.text(max_size=40))
def test_any_text_in_the_address_leads_somewhere(text):
    assert walked(FLOW, text).here in FLOW.nodes


@given(st.integers(0, 500), st.randoms(use_true_random=False))
def test_every_way_comes_to_an_end_and_is_read_back_as_it_was_written(seed, dice):
    flow = guide_like(seed)
    walk = walked(flow, "")
    for _step in range(400):
        ways = flow.ways_on(walk.here.anchor)
        if not ways:
            break
        again = walked(flow, walk.after(dice.choice(list(ways)), flow))
        if again.is_broken:  # a loop was gone through more often than an address holds
            return
        walk = again
    assert flow.is_end(walk.here.anchor)
    assert walked(flow, walk.way) == walk


@given(st.integers(0, 500))
def test_every_step_is_reached_by_some_way(seed):
    flow = guide_like(seed)
    waiting, seen = [walked(flow, "")], {}
    while waiting:
        walk = waiting.pop()
        if walk.here.anchor not in seen:
            seen[walk.here.anchor] = walk
            replies = flow.ways_on(walk.here.anchor)
            waiting += [walked(flow, walk.after(reply, flow)) for reply in replies]
    assert seen.keys() == flow.by_anchor.keys()
    assert not any(walk.is_broken for walk in seen.values())
