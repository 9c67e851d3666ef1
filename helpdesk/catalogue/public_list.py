"""The public lists of the edited kinds, narrowed by topic."""

from collections.abc import Sequence
from dataclasses import dataclass

from helpdesk.foundation.errors import NotFound
from helpdesk.topics import queries as topics
from helpdesk.topics.models import Topic
from helpdesk.web import languages
from helpdesk.web.addresses import with_query


@dataclass(frozen=True)
class TopicFacet:
    """A topic to narrow the list to, as a link; the one chosen links back to the whole list."""

    label: str
    url: str
    count: int
    active: bool


def topic_asked_for(slug: str | None) -> Topic | None:
    """
    Return the topic that ``?tema=`` names, None for the whole list.

    Raises:
        NotFound: there is no such topic.
    """
    if not slug:
        return None
    topic = topics.by_slug(slug)
    if topic is None:
        raise NotFound(f"no topic {slug}")
    return topic


def listed_topics(
    counts: Sequence[tuple[Topic, int]], chosen: Topic | None, here: str
) -> list[TopicFacet]:
    """Return the topics of the list at *here*, with how many items each has."""
    language = languages.current()
    return [
        TopicFacet(
            label=topic.name(language),
            url=here if topic is chosen else with_query(here, tema=topic.slug),
            count=count,
            active=topic is chosen,
        )
        for topic, count in counts
    ]
