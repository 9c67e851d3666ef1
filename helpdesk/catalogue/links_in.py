"""Who points to things on the shelf, and to which parts of them."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select

from helpdesk.catalogue.models import (
    CatalogueItem,
    CatalogueLink,
    ItemKind,
    ItemStatus,
    Relation,
)
from helpdesk.foundation.db import db


def parts_pointed_to(kind: ItemKind, key: str) -> dict[int, set[str]]:
    """Return which parts of the item others point to, by the id of who points."""
    chosen = select(CatalogueLink.from_item_id, CatalogueLink.to_anchor).where(
        CatalogueLink.to_kind == kind, CatalogueLink.to_key == key, CatalogueLink.to_anchor != ""
    )
    found: dict[int, set[str]] = defaultdict(set)
    for source, anchor in db.session.execute(chosen):
        found[source].add(anchor)
    return found


def all_linking_to(kind: ItemKind, kinds: Collection[ItemKind]) -> dict[str, list[CatalogueItem]]:
    """
    Return the published items of *kinds* that use any item of *kind*, by its key, by title.

    One statement, without relations: for a page that lists all items of *kind*.
    """
    chosen = (
        select(CatalogueLink.to_key, CatalogueItem)
        .join(CatalogueItem, CatalogueItem.id == CatalogueLink.from_item_id)
        .where(
            CatalogueLink.to_kind == kind,
            CatalogueLink.relation == Relation.SUPPORTS,
            CatalogueItem.status == ItemStatus.PUBLISHED,
            CatalogueItem.kind.in_(kinds),
        )
        .order_by(CatalogueItem.title, CatalogueItem.id)
    )
    found: dict[str, list[CatalogueItem]] = defaultdict(list)
    for key, item in db.session.execute(chosen):
        found[key].append(item)
    return found
