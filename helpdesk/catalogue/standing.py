"""What stands on the shelf, as an index of it checks itself by."""

from sqlalchemy import func, select

from helpdesk.catalogue.models import CatalogueItem, ItemStatus
from helpdesk.foundation.db import db


def standing_versions() -> dict[str, int]:
    """Return the version of every published item, by address."""
    columns = select(CatalogueItem.kind, CatalogueItem.key, CatalogueItem.version)
    found = db.session.execute(columns.where(CatalogueItem.status == ItemStatus.PUBLISHED))
    return {f"{kind.value}:{key}": version for kind, key, version in found}


def standing_count() -> int:
    """Return how many items are published."""
    chosen = select(func.count()).where(CatalogueItem.status == ItemStatus.PUBLISHED)
    return db.session.scalar(chosen) or 0


def withdrawn_since(version: int) -> list[str]:
    """Return the addresses of what was taken from the shelf after *version*; by its index."""
    chosen = select(CatalogueItem.kind, CatalogueItem.key).where(
        CatalogueItem.version > version, CatalogueItem.status != ItemStatus.PUBLISHED
    )
    return [f"{kind.value}:{key}" for kind, key in db.session.execute(chosen)]
