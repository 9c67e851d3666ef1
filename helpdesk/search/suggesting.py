"""Suggestions while somebody types, with æ, ø and å or without: what begins so."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from helpdesk.catalogue import queries as shelf
from helpdesk.foundation.language import TextLanguage
from helpdesk.laws import queries as laws
from helpdesk.laws.models import law_url
from helpdesk.search import analysis, entries, log_queries, plan
from helpdesk.search.hits import Suggestion
from helpdesk.topics import queries as topics
from helpdesk.topics.models import topic_url

if TYPE_CHECKING:
    from helpdesk.search.snapshot import Snapshot

SHORTEST_PREFIX = 2
MOST_BESIDE_TITLES = 2
"""Topics, laws, and past searches, among the suggestions. A guess: titles are what answers."""
CHOICE = 4
"""How many times as many titles are compared as are suggested. A guess."""
MOST_BEGUN = 60
"""Titles looked at that begin as was typed. A guess: "hv" begins a third of them."""
MOST_PAST_SEARCHES = 20
"""Past searches looked at to find those. A guess."""
MOST_COMPLETIONS = 60
"""Words the last, unfinished one may become. A guess."""


def suggest(
    prefix: str, snapshot: "Snapshot | None", *, limit: int, locale: str
) -> list[Suggestion]:
    """Return what goes on as *prefix* begins: topics, laws, past searches, then titles."""
    if len(prefix.strip()) < SHORTEST_PREFIX:
        return []
    beside = chain(
        islice(_topics(prefix, locale), MOST_BESIDE_TITLES),
        islice(_laws(prefix, locale), MOST_BESIDE_TITLES),
        islice(_past_searches(prefix, snapshot, locale), MOST_BESIDE_TITLES),
    )
    found = chain(beside, _titles(prefix, snapshot, limit))
    return list(islice(found, limit))


def _topics(prefix: str, locale: str) -> Iterator[Suggestion]:
    for node, _depth in topics.walk(topics.tree()):
        topic = node.topic
        if _begins(prefix, (topic.name_nb, topic.name_nn, *topic.aliases)):
            language = _language(locale)
            yield Suggestion(topic.name(locale), topic_url(topic.slug), "topic", language)


def _laws(prefix: str, locale: str) -> Iterator[Suggestion]:
    for law in laws.laws():
        if _begins(prefix, (law.name_nb, law.name_nn, *law.abbreviations)):
            yield Suggestion(law.name(locale), law_url(law.slug), "law", _language(locale))


def _past_searches(prefix: str, snapshot: "Snapshot | None", locale: str) -> Iterator[Suggestion]:
    """Yield what others searched for, of words that stand in published texts only."""
    if snapshot is None:
        return
    for text in log_queries.worth_suggesting(prefix, limit=MOST_PAST_SEARCHES):
        if plan.unknown(text, snapshot):
            continue
        yield Suggestion(text, f"/sok?{urlencode({'q': text})}", "search", _language(locale))


def _titles(prefix: str, snapshot: "Snapshot | None", limit: int) -> list[Suggestion]:
    if snapshot is None:
        return []
    begun = sorted(_begun(prefix, snapshot), reverse=True)[:limit]
    if len(begun) < limit:
        begun += sorted(_documents(prefix, snapshot) - set(begun), reverse=True)
    addresses = snapshot.addresses(begun[: limit * CHOICE])
    items = sorted(shelf.cards(addresses), key=lambda item: _place(prefix, item.title))
    return [
        Suggestion(item.title, item.url, item.kind.value, item.language) for item in items[:limit]
    ]


def _place(prefix: str, title: str) -> int:
    """Return how far into a title it goes on as typed: as a whole, or as the last word does."""
    typed, start = entries.start_of(prefix), f" {entries.start_of(title)}"
    if start.startswith(f" {typed}"):
        return 0
    found = start.find(f" {typed.rpartition(' ')[2]}")
    return found if found >= 0 else len(title)


def _begun(prefix: str, snapshot: "Snapshot") -> set[int]:
    """Return the documents whose titles begin with all that was typed, small words too."""
    start = entries.start_of(prefix)
    if not start:
        return set()
    typed = f"{start} " if prefix.endswith(" ") else start
    found = snapshot.beginning("title_start", typed)
    if typed != start:
        found = [start, *found]
    return set().union(*(snapshot.holding("title_start", each) for each in found[:MOST_BEGUN]))


def _documents(prefix: str, snapshot: "Snapshot") -> set[int]:
    """Return the documents whose titles hold the finished words and go on as the last begins."""
    forms = [word.form for word in analysis.words(analysis.prepare(prefix))]
    last = forms[-1:] if not prefix.endswith(" ") else []
    finished = [form for form in forms[: len(forms) - len(last)] if not analysis.is_stop(form)]
    keys = [analysis.key(form) for form in finished + last]
    choices = [snapshot.starting("title_forms", key, MOST_COMPLETIONS) for key in keys]
    held = [
        frozenset().union(*(snapshot.holding("title_forms", form) for form in forms))
        for forms in choices
        if forms or not _is_only_stop(last)
    ]
    return set(held[0].intersection(*held[1:])) if held else set()


def _is_only_stop(forms: Iterable[str]) -> bool:
    return all(analysis.is_stop(form) for form in forms)


def _begins(prefix: str, names: Iterable[str]) -> bool:
    begun = analysis.key(prefix.strip().lower())
    return any(analysis.key(name.lower()).startswith(begun) for name in names)


def _language(locale: str) -> TextLanguage:
    return TextLanguage.NN if locale == TextLanguage.NN else TextLanguage.NB
