"""Suggestions while somebody types: topics, laws, past searches and titles that begin so."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from helpdesk.catalogue import queries as shelf
from helpdesk.foundation.language import TextLanguage
from helpdesk.laws import queries as laws
from helpdesk.laws.models import law_url
from helpdesk.search import analysis, log_queries, plan
from helpdesk.search.hits import Suggestion
from helpdesk.topics import queries as topics
from helpdesk.topics.models import topic_url

if TYPE_CHECKING:
    from helpdesk.search.snapshot import Snapshot

SHORTEST_PREFIX = 2
MOST_BESIDE_TITLES = 2
"""Topics, laws, and past searches, among the suggestions. A guess: titles are what answers."""
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
    documents = _documents(prefix, snapshot)
    addresses = snapshot.addresses(sorted(documents, reverse=True)[:limit])
    return [
        Suggestion(item.title, item.url, item.kind.value, item.language)
        for item in shelf.cards(addresses)
    ]


def _documents(prefix: str, snapshot: "Snapshot") -> set[int]:
    """Return the documents whose titles hold the finished words and go on as the last begins."""
    forms = [word.form for word in analysis.words(analysis.prepare(prefix))]
    last = forms[-1:] if not prefix.endswith(" ") else []
    finished = [form for form in forms[: len(forms) - len(last)] if not analysis.is_stop(form)]
    choices = [snapshot.starting("title_forms", form, MOST_COMPLETIONS) for form in finished + last]
    held = [
        frozenset().union(*(snapshot.holding("title_forms", form) for form in forms))
        for forms in choices
        if forms or not _is_only_stop(last)
    ]
    return set(held[0].intersection(*held[1:])) if held else set()


def _is_only_stop(forms: Iterable[str]) -> bool:
    return all(analysis.is_stop(form) for form in forms)


def _begins(prefix: str, names: Iterable[str]) -> bool:
    begun = prefix.strip().lower()
    return any(name.lower().startswith(begun) for name in names)


def _language(locale: str) -> TextLanguage:
    return TextLanguage.NN if locale == TextLanguage.NN else TextLanguage.NB
