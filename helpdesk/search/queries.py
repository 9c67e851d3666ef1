"""Searching: for a reader, for a page that shows what is alike, and while somebody types."""

import re
from collections.abc import Callable, Collection, Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, TypeVar

from helpdesk.catalogue import queries as shelf
from helpdesk.catalogue.models import ItemKind
from helpdesk.foundation.language import TextLanguage
from helpdesk.search import (
    analysis,
    by_titles,
    index,
    plan,
    ranking,
    references,
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
from helpdesk.search.store import Unusable
from helpdesk.topics import queries as topics
from helpdesk.topics.models import Topic

if TYPE_CHECKING:
    from helpdesk.search.snapshot import Snapshot

Found = TypeVar("Found")

MOST_GROUPS = 25
"""Words of a long text that look for what is like it. Source: guess; more cost time, not hits."""


def search(request: SearchRequest) -> SearchResults:
    """Return one page of what answers *request*, and how it could be narrowed."""
    found = _from_index(lambda snapshot: _by_index(request, snapshot))
    return by_titles.search(request) if found is None else found


def _from_index(read: "Callable[[Snapshot], Found]") -> Found | None:
    """Return what *read* finds; None without an index, or with one that turns out unreadable."""
    snapshot = index.here().snapshot()
    if snapshot is None:
        return None
    try:
        return read(snapshot)
    except Unusable as error:
        index.here().give_up(snapshot, error)
        return None


def _by_index(request: SearchRequest, snapshot: "Snapshot") -> SearchResults:
    cited = references.cited(request.text, snapshot)
    made = plan.of_query(request.text, snapshot, literal=request.literal, cited=cited)
    scores = _standing(_scores(request, made, snapshot), snapshot)
    subjects = topics.tree()
    narrowing = Narrowing(request, snapshot, subjects)
    passing = narrowing.passing(scores)
    order = ranking.best_first({document: scores[document] for document in passing}, snapshot)
    start = (max(1, request.page) - 1) * request.page_size
    shown = order[start : start + request.page_size]
    return SearchResults(
        request=request,
        total=len(order),
        hits=Showing(snapshot, snippets.marker(made), request.locale, subjects).hits(shown, scores),
        facets=narrowing.facets(scores),
        filters=narrowing.existing(),
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
    Return what stands on the shelf that is most like *text*, the most alike first; unmarked.

    Args:
        language: None: both written forms.
        kinds: None: all.
        exclude: the address ``kind:key`` of the thing that is compared itself.
    """
    groups = {None if kinds is None else frozenset(kinds): limit}
    found = _from_index(
        lambda snapshot: _alike(text, groups, exclude, locale, snapshot, language=language)
    )
    return found[0] if found else []


def similar_by_kind(
    text: str, limits: Mapping[ItemKind, int], *, exclude: str | None = None, locale: str = "nb"
) -> dict[ItemKind, list[Hit]]:
    """Return what is most like *text* for each kind in *limits*; the text is compared once."""
    groups: dict[frozenset[ItemKind] | None, int] = {
        frozenset({kind}): limit for kind, limit in limits.items()
    }
    found = _from_index(lambda snapshot: _alike(text, groups, exclude, locale, snapshot))
    return dict(zip(limits, found or [[] for _ in limits], strict=True))


def _alike(
    text: str,
    groups: Mapping[frozenset[ItemKind] | None, int],
    exclude: str | None,
    locale: str,
    snapshot: "Snapshot",
    *,
    language: TextLanguage | None = None,
) -> list[list[Hit]]:
    """Return the hits of each group of kinds (None: all), at most as many as it says."""
    made = plan.of_text(text, snapshot, most_groups=MOST_GROUPS)
    scores = ranking.rank(made, snapshot)
    for itself in snapshot.holding("address", exclude) if exclude else ():
        scores.pop(itself, None)
    if language is not None:
        scores = _among(scores, snapshot.holding("language", language.value))
    showing = Showing(snapshot, snippets.UNMARKED, locale, topics.tree())
    return [
        showing.hits(ranking.best_first(chosen, snapshot)[:limit], chosen)
        for kinds, limit in groups.items()
        for chosen in [_of_kinds(scores, kinds, snapshot)]
    ]


def _of_kinds(
    scores: dict[int, float], kinds: frozenset[ItemKind] | None, snapshot: "Snapshot"
) -> dict[int, float]:
    if kinds is None:
        return scores
    holding = [snapshot.holding("kind", kind.value) for kind in kinds]
    return _among(scores, set().union(*holding))


def _among(scores: dict[int, float], allowed: AbstractSet[int]) -> dict[int, float]:
    return {each: score for each, score in scores.items() if each in allowed}


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

    found = _from_index(
        lambda snapshot: suggesting.suggest(prefix, snapshot, limit=limit, locale=locale)
    )
    return suggesting.suggest(prefix, None, limit=limit, locale=locale) if found is None else found


def article_page(number: int) -> str | None:
    """Return the page of the published article with this number."""
    page = f"/svar/{number}"
    return page if _from_index(lambda snapshot: snapshot.holding("page", page)) else None


def leads_somewhere(text: str) -> bool:
    """Tell whether *text* has hits, and each of its words is one that published texts hold."""
    return bool(
        _from_index(
            lambda snapshot: (
                not plan.unknown(text, snapshot)
                and _by_index(SearchRequest(text=text, page_size=1), snapshot).total
            )
        )
    )


def is_ready() -> bool:
    """Tell whether there is an index."""
    return index.here().snapshot() is not None


def remarks() -> list[str]:
    """Return what whoever watches the index should know, none of which stops it."""
    skipped = len(index.skipped())
    found = [] if index.is_level() or not is_ready() else ["index behind"]
    return [*found, f"not indexed: {skipped}"] if skipped else found


def _scores(request: SearchRequest, made: Plan, snapshot: "Snapshot") -> dict[int, float]:
    if request.text.strip():
        return ranking.rank(made, snapshot)
    return dict.fromkeys(snapshot.everything(), 0.0)


def _standing(scores: dict[int, float], snapshot: "Snapshot") -> dict[int, float]:
    """Return *scores* without what was taken from the shelf since the index was level with it."""
    for address in shelf.withdrawn_since(snapshot.version):
        for document in snapshot.holding("address", address):
            scores.pop(document, None)
    return scores


def _replaced(text: str, made: Plan) -> str | None:
    """Return the query with the near words in place of the unknown ones."""
    if not made.replaced:
        return None
    forms = re.split(r"([^\W_]+)", analysis.prepare(text))
    return "".join(made.replaced.get(form.lower(), form) for form in forms)
