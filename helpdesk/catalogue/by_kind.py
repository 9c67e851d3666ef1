"""How much of each kind stands under a topic."""

from sqlalchemy import Select, func, select

from helpdesk.catalogue import queries
from helpdesk.catalogue.models import CatalogueItem, ItemKind, ItemStatus
from helpdesk.foundation.db import db


def counts_of_topic(slug: str) -> dict[ItemKind, int]:
    """Return how many published things of each kind stand under a topic and its subtopics."""
    return _counts(queries.ids_under_topic(slug))


def _counts(ids: Select[int]) -> dict[ItemKind, int]:
    """Withdrawn ones are left out here: by their state, SQLite would read all that is published."""
    of_each = (CatalogueItem.kind, CatalogueItem.status)
    counted = select(*of_each, func.count()).where(CatalogueItem.id.in_(ids)).group_by(*of_each)
    found = db.session.execute(counted).all()
    return {kind: count for kind, status, count in found if status is ItemStatus.PUBLISHED}
