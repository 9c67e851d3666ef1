"""How much of each kind stands under a topic, or cites a law."""

from sqlalchemy import Select, func, select

from helpdesk.catalogue import queries
from helpdesk.catalogue.models import CatalogueItem, ItemKind, ItemStatus
from helpdesk.foundation.db import db


def counts_of_topic(slug: str) -> dict[ItemKind, int]:
    """Return how many published things of each kind stand under a topic and its subtopics."""
    return _counts(queries.ids_under_topic(slug))


def counts_citing(law_id: str, section: str | None = None) -> dict[ItemKind, int]:
    """Return how many published things of each kind cite a law, or one of its sections."""
    return _counts(queries.citing_ids(law_id, section))


def _counts(ids: Select[int]) -> dict[ItemKind, int]:
    counted = select(CatalogueItem.kind, func.count()).group_by(CatalogueItem.kind)
    wanted = counted.where(CatalogueItem.status == ItemStatus.PUBLISHED, CatalogueItem.id.in_(ids))
    return dict(db.session.execute(wanted).all())
