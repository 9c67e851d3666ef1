"""Documents become hits: read from the shelf as it stands now, the words asked for marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpdesk.catalogue import queries as shelf
from helpdesk.catalogue.models import CatalogueItem
from helpdesk.foundation.clock import OSLO
from helpdesk.search import snippets
from helpdesk.search.hits import Hit
from helpdesk.search.snippets import Marker
from helpdesk.topics import queries as topics
from helpdesk.topics.models import Topic
from helpdesk.topics.queries import TopicNode

if TYPE_CHECKING:
    from helpdesk.search.snapshot import Snapshot


@dataclass(frozen=True)
class Showing:
    """How the hits of one search are shown."""

    snapshot: "Snapshot"
    marker: Marker
    locale: str
    subjects: Sequence[TopicNode]
    """The topic tree, for the names of the hits' topics."""

    def hits(self, documents: Sequence[int], scores: Mapping[int, float]) -> list[Hit]:
        """Return the hits of *documents*, in their order; what no longer stands is left out."""
        placed = dict(zip(self.snapshot.addresses(documents), documents, strict=True))
        return [self._hit(item, placed[item.address], scores) for item in shelf.cards(placed)]

    def _hit(self, item: CatalogueItem, document: int, scores: Mapping[int, float]) -> Hit:
        about = self._topics(document)
        return hit(item, scores[document], marker=self.marker, locale=self.locale, about=about)

    def _topics(self, document: int) -> list[Topic]:
        return [
            node.topic
            for node, _depth in topics.walk(self.subjects)
            if document in self.snapshot.holding("topic", node.topic.slug)
        ]


def hit(
    item: CatalogueItem, score: float, *, marker: Marker, locale: str, about: Sequence[Topic]
) -> Hit:
    """Return the hit of one item; *about* are its topics."""
    text = item.text.removeprefix(item.title).replace(item.summary, " ", 1)
    return Hit(
        kind=item.kind,
        key=item.key,
        title=item.title,
        url=item.url,
        language=item.language,
        summary=item.summary,
        lead=snippets.marked(item.summary, marker),
        snippet=snippets.snippet(text, marker),
        score=score,
        agency_name=item.agency.name(locale),
        date=item.published_at.astimezone(OSLO).date(),
        topics=tuple(about),
        is_under_assessment=item.under_assessment_since is not None,
    )
