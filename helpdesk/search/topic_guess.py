"""Which topic a question is about: by the names of topics, and by what is like it."""

from collections import defaultdict
from collections.abc import Sequence

from helpdesk.search import analysis
from helpdesk.search.hits import Hit
from helpdesk.topics import queries as topics
from helpdesk.topics.models import Topic

MOST_SIMILAR = 5
"""Similar texts that have a say. A guess."""

NAMED = 0.6
"""What a topic's name in the text counts beside the similar texts, which share 1 between them."""

LEAST = 0.35
"""What a topic must gather to be suggested. A guess: better none than a wrong one."""


def guess(text: str, alike: Sequence[Hit]) -> Topic | None:
    """Return the topic *text* is most likely about; None where too little speaks for any."""
    known = {node.topic.id: (node.topic, depth) for node, depth in topics.walk(topics.tree())}
    votes = _votes(alike)
    stems = set(analysis.terms(text))
    for topic, _depth in known.values():
        if _is_named(topic, stems):
            votes[topic.id] += NAMED
    candidates = [each for each in votes if each in known and votes[each] >= LEAST]
    if not candidates:
        return None
    # of equals the narrower topic: it has the more fitting queue
    best = max(candidates, key=lambda each: (votes[each], known[each][1], -each))
    return known[best][0]


def _votes(alike: Sequence[Hit]) -> defaultdict[int, float]:
    """Return what the similar texts say for each topic, by its id; they share 1."""
    votes: defaultdict[int, float] = defaultdict(float)
    total = sum(hit.score for hit in alike) or 1.0
    for hit in alike:
        for topic in hit.topics:
            votes[topic.id] += hit.score / total / len(hit.topics)
    return votes


def _is_named(topic: Topic, stems: set[str]) -> bool:
    names = (topic.name_nb, topic.name_nn, *topic.aliases)
    return any((terms := set(analysis.terms(name))) and terms <= stems for name in names)
