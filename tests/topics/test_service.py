"""Changing the subject tree."""

from dataclasses import replace

import pytest

from helpdesk.foundation import counters, events
from helpdesk.foundation.errors import InvalidInput, NotPermitted
from helpdesk.topics import queries, service
from helpdesk.topics.models import Topic
from helpdesk.topics.service import TopicFacts
from tests.cast import Cast

STOY = TopicFacts(name_nb="Støy", name_nn="", aliases=["bråk"], queue_key="miljodir")
AVLOP = TopicFacts(name_nb="Avløp", name_nn="Avløp", parent_slug="forurensning", queue_key="nve")


def reread(topic: Topic) -> Topic:
    return service.topic(topic.id)


def test_odd_adds_a_topic_whose_address_comes_from_its_name(cast: Cast) -> None:
    before = counters.current(queries.VERSION)
    made = service.add(actor=cast.odd, facts=STOY)
    assert (made.slug, made.name("nn"), made.aliases) == ("stoy", "Støy", ["bråk"])
    assert queries.queue_for(made) is cast.queue
    assert counters.current(queries.VERSION) > before
    assert [event.kind for event in events.of_subject("topic:stoy")] == ["topics.add"]


def test_odd_moves_a_topic_to_another_queue_and_its_address_stays(cast: Cast) -> None:
    facts = replace(AVLOP, name_nb="Avløp og vann")
    service.save(actor=cast.odd, topic=reread(cast.topic), facts=facts)
    assert cast.topic.slug == "avlop"
    assert queries.queue_for(cast.topic) is cast.nve_queue
    assert [event.kind for event in events.of_subject("topic:avlop")] == ["topics.save"]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (replace(STOY, name_nb="Avløp"), "name_nb"),
        (replace(STOY, name_nb="§§"), "name_nb"),
        (replace(STOY, queue_key=""), "queue"),
        (replace(STOY, queue_key="finnes-ikke"), "queue"),
        (replace(STOY, parent_slug="finnes-ikke"), "parent"),
    ],
)
def test_what_cannot_be_added(cast: Cast, facts: TopicFacts, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        service.add(actor=cast.odd, facts=facts)
    assert refused.value.field == field


@pytest.mark.parametrize("parent", ["forurensning", "avlop"])
def test_a_topic_never_stands_under_itself(cast: Cast, parent: str) -> None:
    assert cast.topic.parent is not None
    facts = TopicFacts(name_nb="F", name_nn="", parent_slug=parent, queue_key="miljodir")
    with pytest.raises(InvalidInput) as refused:
        service.save(actor=cast.odd, topic=reread(cast.topic.parent), facts=facts)
    assert refused.value.field == "parent"


def test_a_topic_with_shown_topics_under_it_cannot_be_hidden(cast: Cast) -> None:
    assert cast.topic.parent is not None
    parent = reread(cast.topic.parent)
    hidden = replace(STOY, name_nb="Forurensning", is_active=False)
    with pytest.raises(InvalidInput):
        service.save(actor=cast.odd, topic=parent, facts=hidden)
    service.save(actor=cast.odd, topic=reread(cast.topic), facts=replace(AVLOP, is_active=False))
    service.save(actor=cast.odd, topic=parent, facts=hidden)
    assert queries.by_slug("forurensning") is None


@pytest.mark.parametrize("name", ["kari", "anne", "berit", "astrid"])
def test_others_than_administrators_change_no_topic(cast: Cast, name: str) -> None:
    actor = getattr(cast, name)
    with pytest.raises(NotPermitted):
        service.add(actor=actor, facts=STOY)
    with pytest.raises(NotPermitted):
        service.save(actor=actor, topic=cast.topic, facts=AVLOP)
