"""Which topic a question is about: by the names of topics, and by what is like it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from helpdesk.search import analysis
from helpdesk.search.hits import Hit
from helpdesk.topics import queries as topics
from helpdesk.topics.models import Topic
from helpdesk.topics.queries import TopicNode

MOST_SIMILAR = 5
"""Similar texts that have a say. A guess."""

NAMED = 0.6
"""What a topic's name in the text counts beside the similar texts, which share 1 between them."""

ALIKE = 0.7
"""How like a word must be to one of a topic's names, 0 to 1. A guess: støyklaage is støyklage."""

SHORTEST_LIKE = 4
"""Letters of a word that is compared with names. A guess: shorter ones are like anything."""

MOST_WORDS = 12
"""Words of a text, or of a name, that are compared. A guess: each pair costs time."""

LEAST = 0.25
"""
What a topic must gather to be suggested. Measured on the demo, each question left out in turn: 66
right, 11 wrong and 3 without a suggestion; 0.35 gives 59, 4 and 17. The asker sees it and chooses.
"""


def guess(text: str, alike: Sequence[Hit], subjects: Sequence[TopicNode]) -> Topic | None:
    """Return which of *subjects* is *text* most likely about; None where little speaks for any."""
    known = {node.topic.id: (node.topic, depth) for node, depth in topics.walk(subjects)}
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


def nearest(
    text: str, alike: Sequence[Hit], subjects: Sequence[TopicNode], *, limit: int
) -> list[Topic]:
    """Return the topics with names like words of *text*, or that similar texts stand under."""
    known = {node.topic.id: node.topic for node, _depth in topics.walk(subjects)}
    votes = _votes(alike)
    asked = _long_words(text)
    for topic in known.values():
        if (likeness := _likeness(topic, asked)) >= ALIKE:
            votes[topic.id] += likeness
    best_first = sorted((each for each in votes if each in known), key=lambda each: -votes[each])
    return [known[each] for each in best_first[:limit]]


def _likeness(topic: Topic, asked: Sequence[str]) -> float:
    """Return how like the most alike pair of words is, 0 to 1: one of the names, one asked for."""
    names = [word for name in _names(topic) for word in _long_words(name)]
    pairs = (SequenceMatcher(a=word, b=name) for word in asked for name in names)
    quick = (pair for pair in pairs if pair.real_quick_ratio() >= ALIKE)
    return max((pair.ratio() for pair in quick if pair.quick_ratio() >= ALIKE), default=0.0)


def _long_words(text: str) -> list[str]:
    return list(dict.fromkeys(_each_long_word(text)))[:MOST_WORDS]


def _each_long_word(text: str) -> Iterator[str]:
    for word in analysis.words(analysis.prepare(text)):
        if len(word.form) >= SHORTEST_LIKE and not analysis.is_stop(word.form):
            yield word.form


def _votes(alike: Sequence[Hit]) -> defaultdict[int, float]:
    """Return what the similar texts say for each topic, by its id; they share 1."""
    votes: defaultdict[int, float] = defaultdict(float)
    total = sum(hit.score for hit in alike) or 1.0
    for hit in alike:
        for topic in hit.topics:
            votes[topic.id] += hit.score / total / len(hit.topics)
    return votes


def _is_named(topic: Topic, stems: set[str]) -> bool:
    return any((terms := set(analysis.terms(name))) and terms <= stems for name in _names(topic))


def _names(topic: Topic) -> tuple[str, ...]:
    return (topic.name_nb, topic.name_nn, *topic.aliases)
