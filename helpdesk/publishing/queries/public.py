"""What readers see: public editions, what stands beside them, and when a page is out of date."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Select,
    func,
    select,
    union_all,
)
from sqlalchemy.orm import contains_eager, joinedload

from helpdesk.catalogue import queries as shelf
from helpdesk.catalogue.models import (
    CatalogueItem,
    CatalogueLink,
    ItemKind,
    ItemStatus,
    Relation,
    anchor_of,
    item_topics,
    parse_address,
)
from helpdesk.catalogue.pointing import part_title, standing_part
from helpdesk.catalogue.queries import SHELF, SHOWN_NAMES
from helpdesk.foundation import clock, counters, installation
from helpdesk.foundation.db import db
from helpdesk.foundation.language import TextLanguage
from helpdesk.publishing.models import Article, Edition, edition_topics
from helpdesk.publishing.states import PUBLIC
from helpdesk.topics.models import Topic

MOST_DUTIES = 8
"""Duties named beside an answer that they point to. A guess: more is a table."""

CHANGES = "article-changes"
"""The counter of corrections and withdrawals: what other articles' pages show may have changed."""


@dataclass(frozen=True)
class Neighbour:
    """A published thing as another page names it."""

    kind: ItemKind
    key: str
    language: TextLanguage
    title: str
    url: str

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


def shelf_stamp(*facts: str) -> Hashable:
    """
    Return what changes whenever a list of public things would; one statement.

    Args:
        facts: about the installation, that stand on the same page.
    """
    columns = map(counters.as_column, (SHELF, *SHOWN_NAMES))
    row = db.session.execute(select(*columns, *map(installation.as_column, facts))).one()
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


def linked(edition: Edition) -> list[Neighbour]:
    """Return the published things that *edition* points to, in its order; one statement."""
    wanted = {address: parse_address(address) for address in edition.links}
    names = [name for name in wanted.values() if name is not None]
    if not names:
        return []
    rows = db.session.execute(
        select(*_NAMED, CatalogueItem.parts).where(
            CatalogueItem.status == ItemStatus.PUBLISHED, shelf.at(names)
        )
    )
    found = {(row.kind, row.key): row for row in rows}
    return [
        _neighbour(found[name], anchor_of(address))
        for address, name in wanted.items()
        if name in found
    ]


def duties_about(article: Article) -> list[Neighbour]:
    """Return the published duties that point to *article*, by title; one statement."""
    pointing = select(CatalogueLink.from_item_id).where(
        CatalogueLink.to_kind == ItemKind.ARTICLE,
        CatalogueLink.to_key == article.key,
        CatalogueLink.relation == Relation.SUPPORTS,
    )
    chosen = select(*_NAMED).where(
        CatalogueItem.status == ItemStatus.PUBLISHED,
        CatalogueItem.kind == ItemKind.DUTY,
        CatalogueItem.id.in_(pointing),
    )
    ordered = chosen.order_by(CatalogueItem.title, CatalogueItem.id).limit(MOST_DUTIES)
    return [Neighbour(*row) for row in db.session.execute(ordered)]


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


def _neighbour(row: Any, anchor: str) -> Neighbour:
    """Return what *row* names, or the part of it at *anchor* if that still stands."""
    *named, parts = row
    whole = Neighbour(*named)
    if not standing_part(parts, anchor):
        return whole
    title = part_title(whole.title, parts, anchor)
    return replace(whole, title=title, url=f"{whole.url}#{anchor}")


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
