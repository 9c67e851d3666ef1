"""The answers beside an article: those its editors chose, then those most like it."""

from collections.abc import Iterable

from helpdesk.catalogue.models import ItemKind
from helpdesk.publishing.models import Edition
from helpdesk.publishing.queries.public import Neighbour
from helpdesk.search import queries as search

MOST_RELATED = 5
"""Related answers on a page. Source: guess, what a reader takes in."""


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
    hits = search.similar(
        f"{edition.title}\n{edition.short_answer}",
        kinds={ItemKind.ARTICLE},
        exclude=f"{ItemKind.ARTICLE.value}:{edition.article.key}",
        limit=MOST_RELATED + more,
    )
    return [Neighbour(hit.kind, hit.key, hit.language, hit.title, hit.url) for hit in hits]
