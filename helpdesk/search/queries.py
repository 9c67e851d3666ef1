"""Searching: for a reader, for a page that shows what is alike, and while somebody types."""

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from helpdesk.catalogue import queries as shelf
from helpdesk.catalogue.models import CatalogueItem, ItemKind
from helpdesk.foundation.language import TextLanguage
from helpdesk.search import (
    analysis,
    index,
    plan,
    ranking,
    showing,
    snippets,
    suggesting,
    topic_guess,
)
from helpdesk.search.facets import Narrowing
from helpdesk.search.hits import Hit as Hit
from helpdesk.search.hits import SearchRequest as SearchRequest
from helpdesk.search.hits import SearchResults as SearchResults
from helpdesk.search.hits import Suggestion as Suggestion
from helpdesk.search.plan import Plan
from helpdesk.search.showing import Showing
from helpdesk.search.snippets import Marker
from helpdesk.topics import queries as topics
from helpdesk.topics.models import Topic

if TYPE_CHECKING:
    from helpdesk.search.whoosh_snapshot import Snapshot

MOST_GROUPS = 25
"""Words of a long text that look for what is like it. Source: guess; more cost time, not hits."""

MOST_TITLES = 50
"""Hits of the title search that stands in while there is no index. A guess."""


def search(request: SearchRequest) -> SearchResults:
    """Return one page of what answers *request*, and how it could be narrowed."""
    snapshot = index.here().snapshot()
    if snapshot is None:
        return _by_titles(request)
    made = plan.of_query(request.text, snapshot, literal=request.literal)
    scores = _scores(request, made, snapshot)
    subjects = topics.tree()
    narrowing = Narrowing(request, snapshot, subjects)
    passing = narrowing.passing(scores)
    order = ranking.best_first({document: scores[document] for document in passing})
    start = (max(1, request.page) - 1) * request.page_size
    shown = order[start : start + request.page_size]
    return SearchResults(
        request=request,
        total=len(order),
        hits=Showing(snapshot, snippets.marker(made), request.locale, subjects).hits(shown, scores),
        facets=narrowing.facets(scores),
        did_you_mean=_replaced(request.text, made),
    )


def similar(
    text: str,
    *,
    language: TextLanguage | None = None,
    kinds: Collection[ItemKind] | None = None,
    exclude: str | None = None,
    limit: int = 5,
    locale: str = "nb",
) -> list[Hit]:
    """
    Return what stands on the shelf that is most like *text*, the most alike first.

    Args:
        language: None: both written forms.
        kinds: None: all.
        exclude: the address ``kind:key`` of the thing that is compared itself.
    """
    snapshot = index.here().snapshot()
    if snapshot is None:
        return []
    made = plan.of_text(text, snapshot, most_groups=MOST_GROUPS)
    scores = ranking.rank(made, snapshot)
    if kinds is not None:
        allowed = set().union(*(snapshot.holding("kind", kind.value) for kind in kinds))
        scores = {each: score for each, score in scores.items() if each in allowed}
    if language is not None:
        allowed = set(snapshot.holding("language", language.value))
        scores = {each: score for each, score in scores.items() if each in allowed}
    for itself in snapshot.holding("address", exclude) if exclude else ():
        scores.pop(itself, None)
    best = ranking.best_first(scores)[:limit]
    return Showing(snapshot, snippets.marker(made), locale, topics.tree()).hits(best, scores)


def suggest_topic(text: str) -> Topic | None:
    """Return the topic a question is most likely about; None where nothing speaks for any."""
    return topic_guess.guess(text, similar(text, limit=topic_guess.MOST_SIMILAR))


def nearest_topics(text: str, *, limit: int) -> list[Topic]:
    """Return the topics a search without hits was perhaps about; the main ones if none is near."""
    alike = similar(text, limit=topic_guess.MOST_SIMILAR)
    found = topic_guess.nearest(text, alike, limit=limit)
    return found or [node.topic for node in topics.tree()]


def suggestions(prefix: str, limit: int = 8, *, locale: str = "nb") -> list[Suggestion]:
    """Return what may be meant by what has been typed so far, the best first."""
    return suggesting.suggest(prefix, index.here().snapshot(), limit=limit, locale=locale)


def article_page(number: int) -> str | None:
    """Return the page of the published article with this number."""
    snapshot = index.here().snapshot()
    page = f"/svar/{number}"
    return page if snapshot is not None and snapshot.holding("page", page) else None


def is_ready() -> bool:
    """Tell whether there is an index."""
    return index.here().snapshot() is not None


def _scores(request: SearchRequest, made: Plan, snapshot: "Snapshot") -> dict[int, float]:
    if request.text.strip():
        return ranking.rank(made, snapshot)
    return dict.fromkeys(snapshot.everything(), 0.0)


def _replaced(text: str, made: Plan) -> str | None:
    """Return the query with the near words in place of the unknown ones."""
    if not made.replaced:
        return None
    forms = re.split(r"([^\W_]+)", analysis.prepare(text))
    return "".join(made.replaced.get(form.lower(), form) for form in forms)


def _by_titles(request: SearchRequest) -> SearchResults:
    """Answer from the titles on the shelf while there is no index."""
    found = analysis.words(analysis.prepare(request.text))
    asked = [word.form for word in found if not analysis.is_stop(word.form)]
    items = [item for item in shelf.titled(asked, limit=MOST_TITLES) if _passes(item, request)]
    start = (max(1, request.page) - 1) * request.page_size
    marker = Marker(stems={analysis.stem(form) for form in asked}, keys=(), pieces=())
    shown = items[start : start + request.page_size]
    return SearchResults(
        request=request,
        total=len(items),
        hits=[
            showing.hit(item, 0.0, marker=marker, locale=request.locale, about=item.topics)
            for item in shown
        ],
        is_complete=False,
    )


def _passes(item: CatalogueItem, request: SearchRequest) -> bool:
    return (
        request.kind in {None, item.kind}
        and request.language in {None, item.language}
        and request.agency in {None, item.agency.key}
        and (request.topic is None or request.topic in {topic.slug for topic in item.topics})
    )
