"""Reads of the subject tree."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from helpdesk.accounts.models import Queue
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import NotAllowedNow
from helpdesk.foundation.language import N_
from helpdesk.topics.models import Topic

INDENT = "\u2003"
"""An em space: a list to choose from still answers to the first letters of a name."""
VERSION = "topics"
"""The counter that grows with every change of the tree: part of the key of pages with topics."""


@dataclass(frozen=True)
class TopicNode:
    """A topic and the topics under it, in their order."""

    topic: Topic
    children: Sequence["TopicNode"]


def tree(*, with_inactive: bool = False) -> list[TopicNode]:
    """Return the topics without a parent and, under each, its children; one statement."""
    children: dict[int | None, list[Topic]] = defaultdict(list)
    for topic in _all(with_inactive=with_inactive):
        children[topic.parent_id].append(topic)
    return _nodes(children, None)


def by_slug(slug: str) -> Topic | None:
    """Return the active topic at ``/tema/<slug>``, with its parent."""
    chosen = select(Topic).options(joinedload(Topic.parent))
    return db.session.scalar(chosen.where(Topic.slug == slug, Topic.is_active))


def by_id(topic_id: int) -> Topic | None:
    """Return the topic with this key, active or not, with its parent and queue."""
    chosen = select(Topic).options(joinedload(Topic.parent), joinedload(Topic.queue))
    return db.session.scalar(chosen.where(Topic.id == topic_id))


def choices(language: str) -> list[tuple[str, str]]:
    """Return (slug, name) of every active topic for a list to choose from, children indented."""
    return [
        (node.topic.slug, INDENT * depth + node.topic.name(language))
        for node, depth in walk(tree())
    ]


def node(topic: Topic) -> TopicNode:
    """Return *topic* with the active topics under it."""
    under = next((each for each, _ in walk(tree()) if each.topic.id == topic.id), None)
    return under or TopicNode(topic=topic, children=[])


def ids_under(topic: Topic) -> list[int]:
    """Return the key of *topic* and of everything below it, inactive topics included."""
    for node, _depth in walk(tree(with_inactive=True)):
        if node.topic.id == topic.id:
            return [below.topic.id for below, _ in walk([node])]
    return []


def has_active_children(topic: Topic) -> bool:
    """Tell whether an active topic stands right under *topic*."""
    below = select(Topic.id).where(Topic.parent_id == topic.id, Topic.is_active)
    return db.session.scalar(below.limit(1)) is not None


def is_taken(slug: str) -> bool:
    """Tell whether any topic, active or not, has this address."""
    return db.session.scalar(select(Topic.id).where(Topic.slug == slug)) is not None


def walk(nodes: Iterable[TopicNode], depth: int = 0) -> Iterator[tuple[TopicNode, int]]:
    """Yield each node before its children, with its depth (0: no parent)."""
    for node in nodes:
        yield node, depth
        yield from walk(node.children, depth + 1)


def queue_for(topic: Topic) -> Queue:
    """
    Return the queue that questions under *topic* go to: its own, else its nearest ancestor's.

    A queue that was closed counts as none.

    Raises:
        NotAllowedNow: no administrator has given this part of the tree a queue.
    """
    for queue_id in _queues_above(topic):
        queue = db.session.scalar(_OPEN_QUEUE, {"queue_id": queue_id})
        if queue is not None:
            return queue
    raise NotAllowedNow(
        f"topic {topic.slug} has no queue",
        says=N_("Temaet har ikke fått en kø ennå. Velg et annet tema."),
    )


def _all(*, with_inactive: bool) -> list[Topic]:
    chosen = select(Topic).order_by(Topic.position, Topic.name_nb)
    if not with_inactive:
        chosen = chosen.where(Topic.is_active)
    return list(db.session.scalars(chosen))


_OPEN_QUEUE = (
    select(Queue)
    .options(joinedload(Queue.organisation))
    .where(Queue.id == bindparam("queue_id"), Queue.is_active)
)


def _queues_above(topic: Topic) -> Iterator[int]:
    """Yield the key of the topic's own queue, then those of its ancestors, the nearest first."""
    if topic.queue_id is not None:
        yield topic.queue_id
    if topic.parent_id is None:
        return
    known = {each.id: each for each in _all(with_inactive=True)}
    above = known.get(topic.parent_id)
    while above is not None:
        if above.queue_id is not None:
            yield above.queue_id
        above = known.get(above.parent_id) if above.parent_id else None


def _nodes(children: dict[int | None, list[Topic]], parent_id: int | None) -> list[TopicNode]:
    return [
        TopicNode(topic=topic, children=_nodes(children, topic.id))
        for topic in children.get(parent_id, [])
    ]
