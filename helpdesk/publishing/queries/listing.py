"""What is published, for machines: the feed and the parts of the map; and who answers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Row, func, select
from sqlalchemy.orm import joinedload

from helpdesk.accounts.models import Organisation, Queue
from helpdesk.catalogue.models import CatalogueItem, ItemKind, ItemStatus, item_topics
from helpdesk.foundation.db import db
from helpdesk.topics import queries as topics
from helpdesk.topics.models import Topic

FEED_ENTRIES = 30
"""Entries of the feed. Source: guess, more than a week brings."""

PART = 5_000
"""Ids in one part of the map. Source: sitemaps.org allows 50,000; smaller parts render fast."""


def feed_entries(topic: Topic | None) -> Sequence[CatalogueItem]:
    """Return the newest published answers, of *topic* and what lies under it, with agencies."""
    chosen = select(CatalogueItem).options(joinedload(CatalogueItem.agency))
    chosen = chosen.where(
        CatalogueItem.status == ItemStatus.PUBLISHED, CatalogueItem.kind == ItemKind.ARTICLE
    )
    if topic is not None:
        under = item_topics.c.topic_id.in_(topics.ids_under(topic))
        chosen = chosen.where(CatalogueItem.id.in_(select(item_topics.c.item_id).where(under)))
    newest_first = chosen.order_by(CatalogueItem.published_at.desc(), CatalogueItem.id.desc())
    return db.session.scalars(newest_first.limit(FEED_ENTRIES)).all()


def agencies() -> Sequence[Organisation]:
    """Return the agencies that answer questions, by bokmål name."""
    serving = select(Queue.organisation_id).where(Queue.is_active)
    chosen = select(Organisation).where(Organisation.id.in_(serving), Organisation.is_active)
    return db.session.scalars(chosen.order_by(Organisation.name_nb)).all()


def sitemap_parts() -> int:
    """Return how many parts the map has, at least one."""
    newest_id = db.session.scalar(select(func.max(CatalogueItem.id))) or 1
    return (newest_id - 1) // PART + 1


def sitemap_rows(part: int) -> Sequence[Row[str, datetime]]:
    """Return (url, changed_at) of what is published in *part* (1-based)."""
    chosen = select(CatalogueItem.url, CatalogueItem.changed_at).where(
        CatalogueItem.id > (part - 1) * PART,
        CatalogueItem.id <= part * PART,
        CatalogueItem.status == ItemStatus.PUBLISHED,
    )
    return db.session.execute(chosen.order_by(CatalogueItem.id)).all()
