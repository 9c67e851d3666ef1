"""What readers see: public editions, what stands beside them, and when a page is out of date."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    func,
    literal,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import contains_eager, joinedload

from helpdesk.catalogue.models import (
    CatalogueItem,
    Citation,
    ItemKind,
    ItemStatus,
    item_topics,
    parse_address,
)
from helpdesk.catalogue.queries import SHELF, SHOWN_NAMES
from helpdesk.foundation import clock, counters
from helpdesk.foundation.db import db
from helpdesk.foundation.installation import InstallationFact
from helpdesk.foundation.language import TextLanguage
from helpdesk.laws import keys
from helpdesk.publishing.figures import ANSWER_DAYS
from helpdesk.publishing.models import Article, Edition, edition_topics
from helpdesk.publishing.states import PUBLIC
from helpdesk.topics.models import Topic

CHANGES = "article-changes"
"""The counter of corrections and withdrawals: what other articles' pages show may have changed."""

MOST_RELATED = 5
"""Related answers on a page. Source: guess, what a reader takes in."""

_LINKED_FIRST = 1_000_000


@dataclass(frozen=True)
class Neighbour:
    """A published thing as another page names it."""

    kind: ItemKind
    key: str
    language: TextLanguage
    title: str
    url: str
    is_linked: bool
    """An editor chose it; else it is related by law or topic."""

    @property
    def address(self) -> str:
        """Return ``kind:key``."""
        return f"{self.kind.value}:{self.key}"


@dataclass(frozen=True)
class Novelty:
    """A thing in a list of what is new."""

    kind: ItemKind
    language: TextLanguage
    title: str
    url: str
    published_on: date


def page_stamp(number: int) -> Hashable | None:
    """
    Return what changes whenever the page of article *number* would; None: there is no such page.

    One statement. It covers the article, corrections and withdrawals of the others it names, the
    law register, the subject tree, the names of agencies, and the day (a check date passes by
    itself).
    """
    names = map(counters.as_column, (CHANGES, *SHOWN_NAMES))
    item = select(CatalogueItem.page_version, *names)
    chosen = item.join(Article, Article.key == CatalogueItem.key)
    row = db.session.execute(
        chosen.where(CatalogueItem.kind == ItemKind.ARTICLE, Article.number == number)
    ).one_or_none()
    return None if row is None else (*row, clock.today())


def shelf_stamp() -> Hashable:
    """Return what changes whenever a list of public things would; one statement."""
    figure = select(InstallationFact.value).where(InstallationFact.name == ANSWER_DAYS)
    row = db.session.execute(
        select(*map(counters.as_column, (SHELF, *SHOWN_NAMES)), figure.scalar_subquery())
    ).one()
    return (*row, clock.today())


def public_editions(number: int) -> list[Edition]:
    """
    Return the editions of article *number* that anybody may read, the newest first.

    One statement: with the article, its owner and successor, and the topics with their parents.
    The topics are joined one table after the other: as the pair that ``joinedload`` makes of them,
    SQLite would read those of all editions there are.
    """
    chosen = (
        select(Edition)
        .join(Edition.article)
        .outerjoin(edition_topics, edition_topics.c.edition_id == Edition.id)
        .outerjoin(Topic, Topic.id == edition_topics.c.topic_id)
        .where(Article.number == number, Edition.state.in_(PUBLIC))
        .options(
            joinedload(Edition.article).joinedload(Article.owner),
            joinedload(Edition.article).joinedload(Article.successor),
            contains_eager(Edition.topics).joinedload(Topic.parent),
        )
        .order_by(Edition.number.desc(), Topic.position)
    )
    return list(db.session.scalars(chosen).unique())


def neighbours(article: Article, edition: Edition) -> list[Neighbour]:
    """
    Return what *edition* points to, in its order, then a few related answers; one statement.

    Related are published answers that share the most law sections with it, else its topics.
    """
    ranked = _ranked(edition)
    if ranked is None:
        return []
    best = select(ranked.c.item_id, func.max(ranked.c.rank).label("rank"))
    best_rows = best.group_by(ranked.c.item_id).subquery()
    rows = db.session.execute(
        select(*_NAMED, best_rows.c.rank)
        .join(best_rows, best_rows.c.item_id == CatalogueItem.id)
        .where(CatalogueItem.status == ItemStatus.PUBLISHED)
        .where((CatalogueItem.kind != ItemKind.ARTICLE) | (CatalogueItem.key != article.key))
        .order_by(best_rows.c.rank.desc(), CatalogueItem.published_at.desc(), CatalogueItem.id)
        .limit(len(edition.links) + MOST_RELATED * 3)
    )
    found = [
        Neighbour(row.kind, row.key, row.language, row.title, row.url, row.rank >= _LINKED_FIRST)
        for row in rows
    ]
    related = [each for each in found if not each.is_linked and each.kind is ItemKind.ARTICLE]
    return [each for each in found if each.is_linked] + related[:MOST_RELATED]


def newest(limits: dict[ItemKind, int]) -> list[Novelty]:
    """Return the newest published things, so many of each kind; one statement."""
    each_kind = [_newest_of(kind, limit) for kind, limit in limits.items()]
    ids = union_all(*(select(chosen.subquery().c.id) for chosen in each_kind)).subquery()
    chosen = select(*_NAMED, CatalogueItem.published_at).where(
        CatalogueItem.id.in_(select(ids.c.id))
    )
    ordered = chosen.order_by(CatalogueItem.published_at.desc(), CatalogueItem.id.desc())
    return [
        Novelty(row.kind, row.language, row.title, row.url, _day(row.published_at))
        for row in db.session.execute(ordered)
    ]


def counts_by_topic() -> dict[int, int]:
    """
    Return how many published things stand under each topic, by its id; one statement.

    As on the topic's own page, what stands under a topic below it counts too, once.
    """
    own = select(Topic.id.label("topic_id"), Topic.id.label("above_id"))
    line = own.cte("line", recursive=True)
    above = select(line.c.topic_id, Topic.parent_id).join(Topic, Topic.id == line.c.above_id)
    line = line.union_all(above.where(Topic.parent_id.is_not(None)))
    counted = (
        select(line.c.above_id, func.count(item_topics.c.item_id.distinct()))
        .join(item_topics, item_topics.c.topic_id == line.c.topic_id)
        .join(CatalogueItem, CatalogueItem.id == item_topics.c.item_id)
        .where(CatalogueItem.status == ItemStatus.PUBLISHED)
        .group_by(line.c.above_id)
    )
    return {row[0]: row[1] for row in db.session.execute(counted)}


_NAMED = (
    CatalogueItem.kind,
    CatalogueItem.key,
    CatalogueItem.language,
    CatalogueItem.title,
    CatalogueItem.url,
)


def _day(at: datetime) -> date:
    return at.astimezone(clock.OSLO).date()


def _newest_of(kind: ItemKind, limit: int) -> Select[int]:
    chosen = select(CatalogueItem.id).where(
        CatalogueItem.status == ItemStatus.PUBLISHED, CatalogueItem.kind == kind
    )
    return chosen.order_by(CatalogueItem.published_at.desc()).limit(limit)


def _ranked(edition: Edition) -> Subquery | None:
    """Return (item_id, rank) of everything that may stand beside *edition*."""
    parts: list[Select[int, int]] = []
    names = [name for name in map(parse_address, edition.links) if name is not None]
    for position, (kind, key) in enumerate(names):
        rank = literal(_LINKED_FIRST + len(names) - position)
        at_address = (CatalogueItem.kind == kind) & (CatalogueItem.key == key)
        parts.append(
            select(CatalogueItem.id.label("item_id"), rank.label("rank")).where(at_address)
        )
    if edition.laws:
        parts.append(_sharing_laws(edition.laws))
    if edition.topics:
        parts.append(_sharing_topics([topic.id for topic in edition.topics]))
    return union_all(*parts).subquery() if parts else None


def _sharing_laws(laws: Sequence[str]) -> Select[int, int]:
    pairs = [_split(key) for key in laws]
    shared = func.count().label("rank")
    counted = select(Citation.item_id, shared).where(_cites(pairs)).group_by(Citation.item_id)
    most = counted.order_by(shared.desc(), Citation.item_id.desc()).limit(MOST_RELATED * 3)
    found = most.subquery()
    return select(found.c.item_id, found.c.rank)


def _sharing_topics(topic_ids: Sequence[int]) -> Select[int, int]:
    under = select(item_topics.c.item_id).where(item_topics.c.topic_id.in_(topic_ids))
    found = under.order_by(item_topics.c.item_id.desc()).limit(MOST_RELATED * 3).subquery()
    return select(found.c.item_id, literal(0).label("rank"))


def _cites(pairs: Sequence[tuple[str, str]]) -> ColumnElement[bool]:
    return tuple_(Citation.law_id, Citation.section).in_(pairs)


def _split(key: str) -> tuple[str, str]:
    place = keys.parse_key(key)
    return place.law_id, place.section or ""
