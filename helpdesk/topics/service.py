"""What administrators do with the subject tree."""

from collections.abc import Sequence
from dataclasses import dataclass

from helpdesk.accounts import queries as accounts
from helpdesk.accounts.models import Queue, User
from helpdesk.foundation import counters, events
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput, NotFound, NotPermitted
from helpdesk.foundation.language import N_
from helpdesk.foundation.text import slugify
from helpdesk.topics import policy, queries
from helpdesk.topics.models import Topic

TAKEN = N_("Det finnes allerede et tema med denne adressen. Velg et annet navn.")
NO_NAME = N_("Navnet må ha minst én bokstav.")
NO_QUEUE = N_("Et tema øverst i treet må ha en kø.")
IN_A_RING = N_("Et tema kan ikke ligge under seg selv.")
HAS_CHILDREN = N_("Temaet har aktive undertemaer. Flytt eller skjul dem først.")
NO_PARENT = N_("Velg et overordnet tema fra listen.")


@dataclass(frozen=True, kw_only=True)
class TopicFacts:
    """What an administrator decides about a topic; ``""`` stands for no parent and no queue."""

    name_nb: str
    name_nn: str
    aliases: Sequence[str] = ()
    parent_slug: str = ""
    queue_key: str = ""
    position: int = 0
    is_active: bool = True


def topic(topic_id: int) -> Topic:
    """
    Return the topic with this key, active or not, with its parent and queue.

    Raises:
        NotFound: there is none.
    """
    found = queries.by_id(topic_id)
    if found is None:
        raise NotFound(f"no topic {topic_id}")
    return found


def add(*, actor: User, facts: TopicFacts) -> Topic:
    """
    Add a topic; its address is made from the bokmål name and never changes.

    Raises:
        NotPermitted: *actor* is no administrator.
        InvalidInput: the address is taken, or a topic without a parent has no queue.
    """
    _require_editor(actor, f"add topic {facts.name_nb}")

    made = Topic(slug=_free_slug(facts.name_nb))
    _apply(made, facts)
    db.session.add(made)
    counters.following(queries.VERSION)
    events.record("topics.add", made.subject, actor_id=actor.id, text=_told(made, facts))
    db.session.commit()
    return made


def save(*, actor: User, topic: Topic, facts: TopicFacts) -> None:
    """
    Change a topic's names, place, queue and whether it is shown.

    Raises:
        NotPermitted: *actor* is no administrator.
        InvalidInput: the tree would become a ring, lose a queue or hide children.
    """
    _require_editor(actor, f"change {topic.subject}")
    _check_place(topic, facts)

    _apply(topic, facts)
    counters.following(queries.VERSION)
    events.record("topics.save", topic.subject, actor_id=actor.id, text=_told(topic, facts))
    db.session.commit()


def _check_place(topic: Topic, facts: TopicFacts) -> None:
    parent = _parent(facts.parent_slug)
    below = queries.ids_under(topic)
    if not policy.can_stand_under(topic, parent.id if parent else None, below):
        raise InvalidInput(f"{topic.subject} under itself", field="parent", says=IN_A_RING)
    if not facts.is_active and queries.has_active_children(topic):
        raise InvalidInput(f"{topic.subject} has children", field="is_active", says=HAS_CHILDREN)


def _apply(topic: Topic, facts: TopicFacts) -> None:
    parent, queue = _parent(facts.parent_slug), _queue(facts.queue_key)
    if parent is None and queue is None:
        raise InvalidInput(f"{facts.name_nb} has no queue", field="queue", says=NO_QUEUE)
    topic.name_nb = facts.name_nb.strip()
    topic.name_nn = facts.name_nn.strip() or topic.name_nb
    topic.aliases = list(facts.aliases)
    topic.parent = parent
    topic.queue = queue
    topic.position = facts.position
    topic.is_active = facts.is_active


def _free_slug(name: str) -> str:
    slug = slugify(name)
    if not slug:
        raise InvalidInput(f"{name!r} gives no address", field="name_nb", says=NO_NAME)
    if queries.is_taken(slug):
        raise InvalidInput(f"topic {slug} exists", field="name_nb", says=TAKEN)
    return slug


def _parent(slug: str) -> Topic | None:
    parent = queries.by_slug(slug) if slug else None
    if slug and parent is None:
        raise InvalidInput(f"no topic {slug}", field="parent", says=NO_PARENT)
    return parent


def _queue(key: str) -> Queue | None:
    return accounts.queue(key) if key else None


def _told(topic: Topic, facts: TopicFacts) -> str:
    shown = "" if topic.is_active else " (hidden)"
    place = f"under {facts.parent_slug or '-'}, queue {facts.queue_key or '-'}"
    return f"{topic.name_nb}{shown}: {place}"


def _require_editor(actor: User, act: str) -> None:
    if not policy.can_edit(actor):
        raise NotPermitted(f"{actor.subject} may not {act}")
