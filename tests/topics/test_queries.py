"""Reading the subject tree."""

import pytest

from helpdesk.foundation.db import db
from helpdesk.foundation.errors import NotAllowedNow
from helpdesk.topics import queries
from helpdesk.topics.models import Topic
from tests.cast import Cast


def add(slug: str, parent: Topic | None, **facts: object) -> Topic:
    made = Topic(slug=slug, name_nb=slug, name_nn=slug, parent=parent, aliases=[], **facts)
    db.session.add(made)
    db.session.flush()
    return made


def test_the_tree_holds_every_active_topic_in_its_order(cast: Cast) -> None:
    add("avfall", cast.topic.parent)
    add("skjult", cast.topic.parent, is_active=False)
    shown = [(node.topic.slug, depth) for node, depth in queries.walk(queries.tree())]
    assert shown == [
        ("forurensning", 0),
        ("avfall", 1),
        ("avlop", 1),
        ("klimatilpasning", 0),
    ]
    assert len(list(queries.walk(queries.tree(with_inactive=True)))) == 5


def test_choices_are_indented_and_in_the_readers_language(cast: Cast) -> None:
    assert queries.choices("nn") == [
        ("forurensning", "Forureining"),
        ("avlop", "\u2003Avløp"),
        ("klimatilpasning", "Klimatilpassing"),
    ]


def test_a_topic_is_found_by_its_address_while_it_is_active(cast: Cast) -> None:
    found = queries.by_slug("avlop")
    assert found is cast.topic
    cast.topic.is_active = False
    assert queries.by_slug("avlop") is None
    assert queries.by_slug("finnes-ikke") is None


def test_questions_go_to_the_topics_own_queue_else_the_nearest_above(cast: Cast) -> None:
    hytte = add("hytteavlop", cast.topic)
    gravann = add("gravann", hytte)
    assert queries.queue_for(cast.nve_topic) is cast.nve_queue
    assert queries.queue_for(gravann) is cast.queue
    hytte.queue = cast.nve_queue
    assert queries.queue_for(gravann) is cast.nve_queue


def test_a_closed_queue_counts_as_none(cast: Cast) -> None:
    cast.topic.queue = cast.nve_queue
    cast.nve_queue.is_active = False
    assert queries.queue_for(cast.topic) is cast.queue
    with pytest.raises(NotAllowedNow):
        queries.queue_for(cast.nve_topic)


def test_what_stands_under_a_topic_is_found_at_any_depth(cast: Cast) -> None:
    hytte = add("hytteavlop", cast.topic)
    gravann = add("gravann", hytte, is_active=False)
    assert queries.ids_under(cast.topic) == [cast.topic.id, hytte.id, gravann.id]
    assert queries.ids_under(cast.nve_topic) == [cast.nve_topic.id]
