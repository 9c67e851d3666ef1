"""Narrowing hits by topic, agency, kind and language, and counting what would remain."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import select

from helpdesk.accounts.models import Organisation
from helpdesk.foundation.db import db
from helpdesk.search.hits import Facet, Facets, SearchRequest
from helpdesk.topics import queries as topics
from helpdesk.topics.queries import TopicNode

if TYPE_CHECKING:
    from helpdesk.search.snapshot import Snapshot

Chosen = Mapping[str, frozenset[int]]
"""By field, the documents its filter lets through; fields without a filter are left out."""

UNKNOWN = "…"
"""What stands for the value of a filter that names nothing that there is: it may be anything."""


class Narrowing:
    """The filters of one request over one snapshot."""

    def __init__(
        self, request: SearchRequest, snapshot: "Snapshot", subjects: Sequence[TopicNode]
    ) -> None:
        self._request = request
        self._snapshot = snapshot
        self._nodes = {node.topic.slug: node for node, _depth in topics.walk(subjects)}
        self._chosen = self._of_request()

    def passing(self, documents: Iterable[int]) -> set[int]:
        """Return those of *documents* that pass every filter."""
        return set(documents).intersection(*self._chosen.values())

    def facets(self, documents: Iterable[int]) -> Facets:
        """Count *documents* by every field, each as if its own filter were not set."""
        found = frozenset(documents)
        return Facets(
            topics=self._topics(self._others("topic", found)),
            agencies=self._agencies(self._others("agency", found)),
            kinds=self._plain("kind", self._others("kind", found)),
            languages=self._plain("language", self._others("language", found)),
        )

    def agency_called(self, text: str) -> Facet | None:
        """Return the agency of which *text* is a name and nothing else, and all that is from it."""
        asked = _bare(text)
        for agency in self._named_agencies if asked else ():
            names = (agency.name_nb, agency.name_nn, agency.short_name, *agency.former_names)
            if asked in map(_bare, names):
                held = self._snapshot.holding("agency", agency.key)
                label = agency.name(self._request.locale)
                return Facet(agency.key, label, len(held)) if held else None
        return None

    @cached_property
    def _named_agencies(self) -> Sequence[Organisation]:
        keys = self._snapshot.values("agency")
        return db.session.scalars(select(Organisation).where(Organisation.key.in_(keys))).all()

    def existing(self) -> dict[str, str]:
        """Return the filters that are set; what names nothing that there is as ``UNKNOWN``."""
        request = self._request
        topic = request.topic and (request.topic if request.topic in self._nodes else UNKNOWN)
        agency = request.agency and (request.agency if self._chosen.get("agency") else UNKNOWN)
        given = {
            "kind": None if request.kind is None else request.kind.value,
            "topic": topic,
            "agency": agency,
            "language": None if request.language is None else request.language.value,
        }
        return {name: value for name, value in given.items() if value is not None}

    def _of_request(self) -> Chosen:
        request, holding = self._request, self._snapshot.holding
        chosen = {
            "kind": None if request.kind is None else holding("kind", request.kind.value),
            "agency": None if request.agency is None else holding("agency", request.agency),
            "language": None
            if request.language is None
            else holding("language", request.language.value),
            "law": None if request.law is None else holding("law", request.law),
            "topic": None if request.topic is None else self._under(request.topic),
        }
        return {field: documents for field, documents in chosen.items() if documents is not None}

    def _others(self, field: str, found: frozenset[int]) -> frozenset[int]:
        filters = [documents for name, documents in self._chosen.items() if name != field]
        return found.intersection(*filters)

    def _under(self, slug: str) -> frozenset[int]:
        """Return what stands under a topic or any topic below it."""
        node = self._nodes.get(slug)
        if node is None:
            return frozenset()
        slugs = [below.topic.slug for below, _depth in topics.walk([node])]
        return frozenset().union(*(self._snapshot.holding("topic", each) for each in slugs))

    def _topics(self, found: frozenset[int]) -> list[Facet]:
        return _counted(
            (node.topic.slug, self._topic_name(node), self._under(node.topic.slug), found)
            for node in self._nodes.values()
        )

    def _topic_name(self, node: TopicNode) -> str:
        return node.topic.name(self._request.locale)

    def _agencies(self, found: frozenset[int]) -> list[Facet]:
        return _counted(
            (
                agency.key,
                agency.name(self._request.locale),
                self._snapshot.holding("agency", agency.key),
                found,
            )
            for agency in self._named_agencies
        )

    def _plain(self, field: str, found: frozenset[int]) -> list[Facet]:
        values = self._snapshot.values(field)
        return _counted((each, each, self._snapshot.holding(field, each), found) for each in values)


def _bare(name: str) -> str:
    """Return a name in lower case, without what people put around it."""
    return " ".join(name.lower().split()).strip(" .,:;?!«»\"'")


def _counted(
    candidates: Iterable[tuple[str, str, frozenset[int], frozenset[int]]],
) -> list[Facet]:
    """Return facets that some hit has, the most common first."""
    counted = [
        Facet(value=value, label=label, count=len(held & found))
        for value, label, held, found in candidates
    ]
    return _common_first([facet for facet in counted if facet.count])


def _common_first(facets: Sequence[Facet]) -> list[Facet]:
    return sorted(facets, key=lambda facet: (-facet.count, facet.label))
