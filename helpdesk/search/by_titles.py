"""Answers from the titles on the shelf, while there is no index."""

from collections.abc import Callable, Collection, Sequence

from helpdesk.catalogue import citing, titles
from helpdesk.catalogue import queries as shelf
from helpdesk.catalogue.models import CatalogueItem
from helpdesk.laws.keys import parse_key
from helpdesk.search import analysis, showing
from helpdesk.search.hits import SearchRequest, SearchResults
from helpdesk.search.snippets import Marker
from helpdesk.topics import queries as topics

MOST_TITLES = 50
"""Hits of the title search that stands in while there is no index. A guess."""

Condition = Callable[[CatalogueItem], bool]


def search(request: SearchRequest) -> SearchResults:
    """Return what answers *request* by its title; without words, the newest that passes."""
    found = analysis.words(analysis.prepare(request.text))
    asked = [word.form for word in found if not analysis.is_stop(word.form)]
    is_wanted = _conditions(request, asked)
    items = [item for item in _candidates(request, asked) if all(each(item) for each in is_wanted)]
    start = (max(1, request.page) - 1) * request.page_size
    marker = Marker(stems={analysis.stem(form) for form in asked}, keys=(), pieces=())
    return SearchResults(
        request=request,
        total=len(items),
        hits=[
            showing.hit(item, 0.0, marker=marker, locale=request.locale, about=item.topics)
            for item in items[start : start + request.page_size]
        ],
        is_complete=False,
    )


def _candidates(request: SearchRequest, asked: Sequence[str]) -> Sequence[CatalogueItem]:
    """Return what a filter with an index of its own gives, the newest first."""
    if request.law is not None:
        cited = citing.published_at(citing.held_by(parse_key(request.law)))
        return shelf.newest(request.kind, limit=MOST_TITLES, among=cited)
    if request.topic is not None and not request.text.strip():
        return shelf.of_topic(request.topic, kind=request.kind, size=MOST_TITLES).items
    if not request.text.strip():
        return shelf.newest(request.kind, limit=MOST_TITLES)
    return titles.titled(asked, limit=MOST_TITLES)


def _conditions(request: SearchRequest, asked: Sequence[str]) -> list[Condition]:
    """Return what each hit must be."""
    under = _under(request.topic)
    return [
        lambda item: request.kind in {None, item.kind},
        lambda item: request.language in {None, item.language},
        lambda item: request.agency in {None, item.agency.key},
        lambda item: under is None or not under.isdisjoint(topic.slug for topic in item.topics),
        lambda item: not request.text.strip() or _holds(item.title.lower(), asked),
    ]


def _holds(title: str, asked: Collection[str]) -> bool:
    return any(form in title for form in asked)


def _under(slug: str | None) -> frozenset[str] | None:
    """Return the slugs of a topic and those below it; None: any topic will do."""
    if slug is None:
        return None
    nodes = [node for node, _depth in topics.walk(topics.tree()) if node.topic.slug == slug]
    return frozenset(node.topic.slug for node, _depth in topics.walk(nodes))
