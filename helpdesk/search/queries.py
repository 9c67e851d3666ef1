"""Searching: for a reader, for a page that shows what is alike, and while somebody types."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from helpdesk.catalogue import queries as shelf
from helpdesk.catalogue import standing
from helpdesk.catalogue.models import ItemKind
from helpdesk.foundation.language import TextLanguage
from helpdesk.search import (
    analysis,
    by_titles,
    index,
    plan,
    ranking,
    references,
    showing,
    snippets,
    suggesting,
    synonyms,
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
from helpdesk.search.synonyms import OtherNames
from helpdesk.topics import queries as topics
from helpdesk.topics.models import Topic
from helpdesk.topics.queries import TopicNode

if TYPE_CHECKING:
    from helpdesk.search.snapshot import Snapshot

Found = TypeVar("Found")

_Groups = Mapping[frozenset[ItemKind] | None, int]
"""How many hits are wanted of each group of kinds; None: of all kinds together."""

MOST_GROUPS = 25
"""Words of a long text that look for what is like it. Source: guess; more cost time, not hits."""


def search(request: SearchRequest, *, decided: OtherNames | None = None) -> SearchResults:
    """
    Return one page of what answers *request*, and how it could be narrowed.

    Args:
        decided: the synonyms to search with; None: those of the editors as they are now.
    """
    found = _from_index(lambda snapshot: _by_index(request, snapshot, decided))
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


def _by_index(
    request: SearchRequest, snapshot: "Snapshot", decided: OtherNames | None = None
) -> SearchResults:
    made = _planned(request, snapshot, synonyms.other_names() if decided is None else decided)
    scores = _standing(_scores(request, made, snapshot), snapshot)
    subjects = topics.tree()
    narrowing = Narrowing(request, snapshot, subjects)
    passing = narrowing.passing(scores)
    order = ranking.best_first({document: scores[document] for document in passing}, snapshot)
    start = (max(1, request.page) - 1) * request.page_size
    shown = order[start : start + request.page_size]
    if request.text.strip() or request.law is not None:
        shown_by = Showing(snapshot, snippets.marker(made), request.locale, subjects)
        hits = shown_by.hits(shown, scores)
    else:
        hits = _newest(request, start)
    return SearchResults(
        request=request,
        total=len(order),
        hits=hits,
        facets=narrowing.facets(scores),
        filters=narrowing.existing(),
        did_you_mean=_replaced(request.text, made),
        agency=narrowing.agency_called(request.text),
    )


def _planned(request: SearchRequest, snapshot: "Snapshot", decided: OtherNames) -> Plan:
    """Return the plan of a search; a reference that a slip hid is read in the corrected text."""
    asked = references.read(request.text, snapshot)
    made = plan.of_query(
        asked.text, snapshot, decided=decided, literal=request.literal, cited=asked.cited
    )
    if not made.replaced:
        return made
    corrected = references.read(_corrected(asked.text, made), snapshot)
    if len(corrected.cited) == len(asked.cited):
        return made
    again = plan.of_query(corrected.text, snapshot, decided=decided, cited=corrected.cited)
    return replace(again, replaced=made.replaced)


def planned(request: SearchRequest) -> "tuple[Plan, Snapshot] | None":
    """Return what *request* becomes, and the index it would be looked up in; None without one."""
    return _from_index(
        lambda snapshot: (_planned(request, snapshot, synonyms.other_names()), snapshot)
    )


def _newest(request: SearchRequest, start: int) -> list[Hit]:
    """Return the hits of a search for nothing in particular: what was published last is first."""
    items = shelf.newest_passing(
        kind=request.kind,
        language=request.language,
        agency=request.agency,
        topic=request.topic,
        start=start,
        size=request.page_size,
    )
    locale, marker = request.locale, snippets.UNMARKED
    return [
        showing.hit(item, 0.0, marker=marker, locale=locale, about=item.topics) for item in items
    ]


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
    groups: _Groups = {None if kinds is None else frozenset(kinds): limit}
    found = _from_index(
        lambda snapshot: _alike(text, groups, exclude, snapshot, locale=locale, language=language)
    )
    return found[0] if found else []


def similar_by_kind(
    text: str, limits: Mapping[ItemKind, int], *, exclude: str | None = None, locale: str = "nb"
) -> dict[ItemKind, list[Hit]]:
    """Return what is most like *text* for each kind in *limits*; the text is compared once."""
    groups: _Groups = {frozenset({kind}): limit for kind, limit in limits.items()}
    found = _from_index(lambda snapshot: _alike(text, groups, exclude, snapshot, locale=locale))
    return dict(zip(limits, found or [[] for _ in limits], strict=True))


def _alike(
    text: str,
    groups: _Groups,
    exclude: str | None,
    snapshot: "Snapshot",
    *,
    locale: str = "nb",
    language: TextLanguage | None = None,
    subjects: Sequence[TopicNode] | None = None,
) -> list[list[Hit]]:
    """
    Return the hits of each group of kinds, at most as many as it says.

    Args:
        subjects: the topics, where they were read already.
    """
    decided = synonyms.other_names()
    made = plan.of_text(text, snapshot, most_groups=MOST_GROUPS, decided=decided)
    scores = ranking.without_faint(ranking.rank(made, snapshot), made, snapshot)
    for itself in snapshot.holding("address", exclude) if exclude else ():
        scores.pop(itself, None)
    if language is not None:
        scores = _among(scores, snapshot.holding("language", language.value))
    showing = Showing(snapshot, snippets.UNMARKED, locale, subjects or topics.tree())
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
    subjects = topics.tree()
    return topic_guess.guess(text, _similar_under(subjects, text), subjects)


def nearest_topics(text: str, *, limit: int) -> list[Topic]:
    """Return the topics a search without hits was perhaps about; the main ones if none is near."""
    subjects = topics.tree()
    found = topic_guess.nearest(text, _similar_under(subjects, text), subjects, limit=limit)
    return found or [node.topic for node in subjects]


def _similar_under(subjects: Sequence[TopicNode], text: str) -> list[Hit]:
    """Return the few things most like *text*, with the topics of *subjects* they stand under."""
    groups: _Groups = {None: topic_guess.MOST_SIMILAR}
    found = _from_index(lambda snapshot: _alike(text, groups, None, snapshot, subjects=subjects))
    return found[0] if found else []


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
    return bool(_from_index(lambda snapshot: _leads_somewhere(text, snapshot)))


def _leads_somewhere(text: str, snapshot: "Snapshot") -> bool:
    decided, request = synonyms.other_names(), SearchRequest(text=text, page_size=1)
    if plan.unknown(text, snapshot, decided=decided):
        return False
    return _by_index(request, snapshot, decided).total > 0


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
    for address in standing.withdrawn_since(snapshot.version):
        for document in snapshot.holding("address", address):
            scores.pop(document, None)
    return scores


def _replaced(text: str, made: Plan) -> str | None:
    """Return the query with the near words in place of the unknown ones."""
    return _corrected(text, made) if made.replaced else None


def _corrected(text: str, made: Plan) -> str:
    forms = re.split(r"([^\W_]+)", analysis.prepare(text))
    return "".join(made.replaced.get(form.lower(), form) for form in forms)
