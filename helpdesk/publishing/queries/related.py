"""The answers beside an article: those its editors chose, then those most like it."""

from collections.abc import Iterable

from helpdesk.catalogue.models import ItemKind
from helpdesk.publishing.models import Edition
from helpdesk.publishing.queries.public import Neighbour
from helpdesk.search import queries as search
from helpdesk.topics.models import Topic

MOST_RELATED = 5
"""Related answers on a page. Source: guess, what a reader takes in."""

LOOKED_AT = 15
"""Answers alike among which those of another area are left out. A guess: three times as many."""


def answers(edition: Edition, linked: Iterable[Neighbour]) -> list[Neighbour]:
    """
    Return the answers that stand beside *edition*, whose article is loaded.

    Chosen ones come first, all of them; what is like its title and short answer fills up the rest.

    Args:
        linked: the published things it points to, in its order.
    """
    chosen = [each for each in linked if each.kind is ItemKind.ARTICLE]
    known = {each.address for each in chosen}
    alike = [each for each in _alike(edition, len(known)) if each.address not in known]
    return chosen + alike[: max(0, MOST_RELATED - len(chosen))]


def _alike(edition: Edition, more: int) -> list[Neighbour]:
    """Return what reads alike and lies in the same area of the subject tree, if it has any."""
    hits = search.similar(
        f"{edition.title}\n{edition.short_answer}",
        kinds={ItemKind.ARTICLE},
        exclude=f"{ItemKind.ARTICLE.value}:{edition.article.key}",
        limit=LOOKED_AT + more,
    )
    here = _areas(edition.topics)
    near = [hit for hit in hits if not here or here & _areas(hit.topics)]
    return [Neighbour(hit.kind, hit.key, hit.language, hit.title, hit.url) for hit in near]


def _areas(topics: Iterable[Topic]) -> set[int]:
    return {topic.parent_id or topic.id for topic in topics}
