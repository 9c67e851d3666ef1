"""What is asked of the search, and what it gives back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from markupsafe import Markup

from helpdesk.catalogue.models import ItemKind
from helpdesk.foundation.language import TextLanguage
from helpdesk.topics.models import Topic

MOST_PAGES = 500
"""Pages of one search that can be opened. A guess: nobody turns as many."""

PAGE_SIZE = 10
"""Hits a page. Source: ui.md, eight to twenty."""


@dataclass(frozen=True, kw_only=True)
class SearchRequest:
    """
    A search: words, and what the hits must be.

    Args:
        text: what is looked for; empty gives everything that passes the filters, newest first.
        topic: slug; a topic holds what stands under its subtopics.
        agency: the organisation's key.
        law: ``LAW-ID`` or ``LAW-ID/section``.
        page: 1-based.
        page_size: hits a page.
        locale: the language that names of agencies and topics are given in.
        literal: search for what was typed even where no text holds it.
        whole: all that was typed, where it is longer than what is looked for.
    """

    text: str
    kind: ItemKind | None = None
    topic: str | None = None
    agency: str | None = None
    language: TextLanguage | None = None
    law: str | None = None
    page: int = 1
    page_size: int = PAGE_SIZE
    locale: str = "nb"
    literal: bool = False
    whole: str = ""

    @property
    def as_typed(self) -> str:
        """Return all that was typed."""
        return self.whole or self.text

    @property
    def is_narrowed(self) -> bool:
        """Tell whether any filter is set."""
        return any((self.kind, self.topic, self.agency, self.language, self.law))

    def widened(self) -> "SearchRequest":
        """Return the search without its filters, from its first page."""
        return replace(self, kind=None, topic=None, agency=None, language=None, law=None, page=1)


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One published thing that answers a search."""

    kind: ItemKind
    key: str
    title: str
    url: str
    language: TextLanguage
    summary: str
    lead: Markup
    """The summary, escaped, the words searched for marked."""
    snippet: Markup
    """The piece of the remaining text that answers most, escaped and marked; may be empty."""
    score: float
    agency_name: str
    date: date
    """When it was published, in Norway."""
    topics: Sequence[Topic]
    is_under_assessment: bool = False
    """Somebody looks whether it still holds."""


@dataclass(frozen=True)
class Facet:
    """One way to narrow the hits, and how many would remain."""

    value: str
    """As the request takes it: a topic's slug, an agency's key, a kind, a language."""
    label: str
    """A name for topics and agencies; for kinds and languages the caller knows the words."""
    count: int


@dataclass(frozen=True, kw_only=True)
class Facets:
    """All ways to narrow, the most common first; each counted as if it were the only one chosen."""

    topics: Sequence[Facet] = ()
    agencies: Sequence[Facet] = ()
    kinds: Sequence[Facet] = ()
    languages: Sequence[Facet] = ()


@dataclass(frozen=True, kw_only=True)
class SearchResults:
    """One page of hits."""

    request: SearchRequest
    total: int
    hits: Sequence[Hit]
    facets: Facets = field(default_factory=Facets)
    did_you_mean: str | None = None
    """The query as it was searched, where a word nobody uses was replaced by a near one."""
    agency: Facet | None = None
    """The agency whose name is all that was asked for; the count is of all that is from it."""
    filters: Mapping[str, str] = field(default_factory=dict)
    """The filters that are set to something that exists, by name."""
    is_complete: bool = True
    """False while there is no index and only titles were searched."""

    @property
    def pages(self) -> int:
        """Return how many pages can be opened, at least 1."""
        return min(max(1, -(-self.total // self.request.page_size)), MOST_PAGES)


@dataclass(frozen=True)
class Suggestion:
    """Something that may be meant by what has been typed so far."""

    label: str
    url: str
    kind: str
    """The kind of thing on the shelf, ``topic``, ``law`` or ``search``."""
    language: TextLanguage
