"""Reads of the shelf: by address, by topic, by law, newest first, and what changed since."""

from collections import defaultdict
from collections.abc import Hashable, Iterable

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from helpdesk.accounts.models import Organisation
from helpdesk.accounts.queries import ORGANISATIONS
from helpdesk.catalogue.models import (
    CatalogueItem,
    CatalogueLink,
    Citation,
    ItemKind,
    ItemStatus,
    Relation,
    item_topics,
    parse_address,
)
from helpdesk.foundation import counters
from helpdesk.foundation.db import db
from helpdesk.foundation.language import TextLanguage
from helpdesk.foundation.paging import PAGE_SIZE, Page, page_by_key
from helpdesk.laws.queries import REGISTER
from helpdesk.topics.models import Topic
from helpdesk.topics.queries import VERSION as TREE

SHELF = "shelf"
"""The counter that numbers the changes of the whole shelf."""

SHOWN_NAMES = (REGISTER, TREE, ORGANISATIONS)
"""The counters of what pages name besides the things on the shelf: laws, topics, agencies."""

MOST_LINKED = 50
"""Items listed as "uses this" on one page. A guess: more is a list for search, not for a page."""


_AGENCY_AND_TOPICS = (joinedload(CatalogueItem.agency), selectinload(CatalogueItem.topics))


def shelf_version() -> int:
    """Return the number of the newest change of the shelf, 0 when nothing was ever put there."""
    return counters.current(SHELF)


def list_stamp() -> Hashable:
    """Return what changes whenever a list of public things, or a name in it, does."""
    return counters.stamp(SHELF, *SHOWN_NAMES)


def page_version(kind: ItemKind, key: str) -> int | None:
    """Return the number that changes when what the item's page shows changes; None: no item."""
    chosen = select(CatalogueItem.page_version)
    return db.session.scalar(chosen.where(CatalogueItem.kind == kind, CatalogueItem.key == key))


def item(address: str) -> CatalogueItem | None:
    """Return the item at ``kind:key``, withdrawn or not, with all its relations."""
    name = parse_address(address)
    if name is None:
        return None
    chosen = _whole().where(CatalogueItem.kind == name[0], CatalogueItem.key == name[1])
    return db.session.scalars(chosen).one_or_none()


def items(addresses: Iterable[str]) -> list[CatalogueItem]:
    """Return the published items at *addresses*, in that order, with agency and topics."""
    chosen = select(CatalogueItem).options(*_AGENCY_AND_TOPICS)
    return _in_order(chosen, addresses)


def cards(addresses: Iterable[str]) -> list[CatalogueItem]:
    """Return the published items at *addresses*, in that order, with agency; one statement."""
    return _in_order(select(CatalogueItem).options(joinedload(CatalogueItem.agency)), addresses)


def at(names: Iterable[tuple[ItemKind, str]]) -> ColumnElement[bool]:
    """Return the condition that an item is one of *names*, such that its index is used."""
    keys: dict[ItemKind, list[str]] = defaultdict(list)
    for kind, key in names:
        keys[kind].append(key)
    return or_(
        false(),
        *(and_(CatalogueItem.kind == kind, CatalogueItem.key.in_(keys[kind])) for kind in keys),
    )


def linking_to(kind: ItemKind, key: str, *, limit: int = MOST_LINKED) -> list[CatalogueItem]:
    """Return the published items that use the item, newest first, with agency and topics."""
    pointing = select(CatalogueLink.from_item_id).where(
        CatalogueLink.to_kind == kind,
        CatalogueLink.to_key == key,
        CatalogueLink.relation == Relation.SUPPORTS,
    )
    return _first(listed().where(CatalogueItem.id.in_(pointing)), limit)


def newest(
    kind: ItemKind | None = None,
    *,
    limit: int = 10,
    among: ColumnElement[bool] | None = None,
) -> list[CatalogueItem]:
    """Return the published items, or those *among* them, newest first, with agency and topics."""
    chosen = listed() if kind is None else listed().where(CatalogueItem.kind == kind)
    return _first(chosen if among is None else chosen.where(among), limit)


def of_topic(
    slug: str,
    *,
    kind: ItemKind | None = None,
    after: str | None = None,
    size: int = PAGE_SIZE,
) -> Page[CatalogueItem]:
    """
    Return one page of what stands under a topic and its subtopics, newest first.

    Args:
        after: what an earlier page gave as ``following``.
    """
    return _paged(listed().where(_under(slug)), kind, after, size)


def newest_passing(
    *,
    kind: ItemKind | None,
    language: TextLanguage | None,
    agency: str | None,
    topic: str | None,
    start: int,
    size: int,
) -> list[CatalogueItem]:
    """
    Return the published items that pass the filters, newest first, with agency and topics.

    Args:
        agency: its key.
        topic: slug; what stands under its subtopics passes too.
        start: how many are passed over.
    """
    asked = {
        CatalogueItem.kind == kind: kind,
        CatalogueItem.language == language: language,
        CatalogueItem.agency.has(Organisation.key == agency): agency,
        _under(topic or ""): topic,
    }
    set_ones = [condition for condition, value in asked.items() if value is not None]
    return _first(listed().where(*set_ones).offset(start), size)


def counts_by_topic() -> dict[int, int]:
    """Return how many published items stand directly under each topic, by topic id."""
    counted = (
        select(item_topics.c.topic_id, func.count())
        .join(CatalogueItem, CatalogueItem.id == item_topics.c.item_id)
        .where(CatalogueItem.status == ItemStatus.PUBLISHED)
        .group_by(item_topics.c.topic_id)
    )
    return dict(db.session.execute(counted).all())


def counts_by_law() -> dict[str, int]:
    """Return how many published items cite each law, by ``law_id``."""
    counted = _citing_published(Citation.law_id).group_by(Citation.law_id)
    return dict(db.session.execute(counted).all())


def changed_since(version: int, *, limit: int) -> list[CatalogueItem]:
    """Return the items changed after *version*, withdrawn ones too, oldest change first."""
    chosen = _whole().where(CatalogueItem.version > version)
    return list(db.session.scalars(chosen.order_by(CatalogueItem.version).limit(limit)))


def whole_items(addresses: Iterable[str]) -> list[CatalogueItem]:
    """Return the items at *addresses*, withdrawn or not, with all their relations."""
    return list(db.session.scalars(_whole().where(at(_names(addresses)))))


def ids_under_topic(slug: str) -> Select[int]:
    """Return the ids of what stands under a topic and its subtopics."""
    parent = select(Topic.id).where(Topic.slug == slug).scalar_subquery()
    topics = select(Topic.id).where(or_(Topic.slug == slug, Topic.parent_id == parent))
    return select(item_topics.c.item_id).where(item_topics.c.topic_id.in_(topics))


def _in_order(chosen: Select[CatalogueItem], addresses: Iterable[str]) -> list[CatalogueItem]:
    """
    Return those at *addresses* that are published, in that order.

    Withdrawn ones are left out here: asked for in the statement, SQLite would go by the state and
    read all that is published.
    """
    names = list(dict.fromkeys(_names(addresses)))
    if not names:
        return []
    found = {
        (item.kind, item.key): item
        for item in db.session.scalars(chosen.where(at(names)))
        if item.status is ItemStatus.PUBLISHED
    }
    return [found[name] for name in names if name in found]


def _names(addresses: Iterable[str]) -> list[tuple[ItemKind, str]]:
    return [name for name in map(parse_address, addresses) if name is not None]


def _under(slug: str) -> ColumnElement[bool]:
    """Return the condition that an item stands under a topic or one of its subtopics."""
    return CatalogueItem.id.in_(ids_under_topic(slug))


def listed() -> Select[CatalogueItem]:
    """Return the choice of all that is published, with agency and topics."""
    return (
        select(CatalogueItem)
        .where(CatalogueItem.status == ItemStatus.PUBLISHED)
        .options(*_AGENCY_AND_TOPICS)
    )


def _whole() -> Select[CatalogueItem]:
    return select(CatalogueItem).options(
        joinedload(CatalogueItem.agency),
        selectinload(CatalogueItem.topics),
        selectinload(CatalogueItem.citations),
        selectinload(CatalogueItem.links),
    )


def _first(chosen: Select[CatalogueItem], limit: int) -> list[CatalogueItem]:
    newest_first = chosen.order_by(CatalogueItem.published_at.desc(), CatalogueItem.id.desc())
    return list(db.session.scalars(newest_first.limit(limit)))


def _paged(
    chosen: Select[CatalogueItem], kind: ItemKind | None, after: str | None, size: int
) -> Page[CatalogueItem]:
    if kind is not None:
        chosen = chosen.where(CatalogueItem.kind == kind)
    keys = (CatalogueItem.published_at, CatalogueItem.id)
    return page_by_key(chosen, keys, after=after, descending=True, size=size)


def _citing_published(column: InstrumentedAttribute[str]) -> Select[str, int]:
    return (
        select(column, func.count(Citation.item_id.distinct()))
        .join(CatalogueItem, CatalogueItem.id == Citation.item_id)
        .where(CatalogueItem.status == ItemStatus.PUBLISHED)
    )
