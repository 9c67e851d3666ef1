"""Where a question goes: to the agency that answers for the duty it touches, else by its topic."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from helpdesk.accounts.models import Queue
from helpdesk.duties import queries as duties
from helpdesk.duties import routing
from helpdesk.duties.routing import Finding
from helpdesk.foundation.db import db
from helpdesk.laws import linking
from helpdesk.topics import queries as topics
from helpdesk.topics.models import Topic


@dataclass(frozen=True)
class Route:
    """
    The queue of a new question, and why.

    Args:
        duty: the slug of a duty that points to the queue's agency; None: the topic decided alone.
        law: the reference in the question that hit the duty; None: its topic did.
    """

    queue: Queue
    duty: str | None = None
    law: str | None = None


def route(text: str, topic: Topic) -> Route:
    """
    Return where a question with *text* under *topic* goes.

    Raises:
        NotAllowedNow: no administrator has given this part of the tree a queue.
    """
    default = topics.queue_for(topic)
    found = routing.responsible(linking.cited_keys(text), topic.id, duties.claims())
    if found is None:
        return Route(default)
    queue = own_queue(_open_queues(found.agency_id), default)
    return _by_duty(queue, found) if queue is not None else Route(default)


def own_queue(queues: Sequence[Queue], default: Queue) -> Queue | None:
    """
    Return which of an agency's open *queues* takes its questions; None: it has none of its own.

    The topic's *default* queue, if it is one of them: an administrator has chosen between them.
    """
    if default.id in {queue.id for queue in queues}:
        return default
    main = next((queue for queue in queues if queue.key == queue.organisation.key), None)
    return main or next(iter(queues), None)


def _by_duty(queue: Queue, found: Finding) -> Route:
    return Route(queue, duty=found.duty, law=found.law or None)


def _open_queues(agency_id: int) -> list[Queue]:
    chosen = select(Queue).options(joinedload(Queue.organisation))
    mine = chosen.where(Queue.organisation_id == agency_id, Queue.is_active)
    return list(db.session.scalars(mine.order_by(Queue.id)))
