"""The notice that a published thing is under assessment: set, moved and lifted; no commit."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select, update

from helpdesk.catalogue import queries
from helpdesk.catalogue.models import CatalogueItem, ItemKind
from helpdesk.foundation import clock, counters
from helpdesk.foundation.db import db
from helpdesk.laws import keys
from helpdesk.laws.models import Law, LawChange, law_url

BATCH = 500
"""Rows in one round to the database."""

_TABLE = CatalogueItem.__table__
_MARK = (
    update(_TABLE)  # type: ignore[arg-type]
    .where(_TABLE.c.id == bindparam("item_id"))
    .values(
        under_assessment_since=bindparam("since"),
        assessed_change_id=bindparam("change_id"),
        version=bindparam("new_version"),
        changed_at=bindparam("at"),
        page_version=_TABLE.c.page_version + 1,
    )
)
_WRITTEN = (
    *("under_assessment_since", "assessed_change_id", "assessed_change"),
    *("version", "page_version", "changed_at"),
)


def begin(item_ids: Sequence[int], change: LawChange) -> None:
    """
    Let the pages of the items say that they are under assessment because of *change*.

    Statements grow with batches of items, not with items.
    """
    _mark(item_ids, change.id)


def lift(item_ids: Sequence[int]) -> None:
    """Take the notice off the items."""
    _mark(item_ids, None)


def settle(item: CatalogueItem) -> None:
    """Take the notice off *item*, whose words were just published anew or found to hold."""
    if item.under_assessment_since is None:
        return
    item.under_assessment_since = item.assessed_change_id = None
    item.version = counters.following(queries.SHELF)
    item.page_version += 1
    db.session.flush()


def _mark(item_ids: Sequence[int], change_id: int | None) -> None:
    at = clock.now()
    versions = counters.following_of(queries.SHELF, len(item_ids))
    rows = [
        {
            "item_id": item_id,
            "since": None if change_id is None else at,
            "change_id": change_id,
            "new_version": version,
            "at": at,
        }
        for item_id, version in zip(item_ids, versions, strict=True)
    ]
    for first in range(0, len(rows), BATCH):
        db.session.connection().execute(_MARK, rows[first : first + BATCH])
    for item in [each for each in db.session if isinstance(each, CatalogueItem)]:
        db.session.expire(item, _WRITTEN)


@dataclass(frozen=True)
class AssessmentNotice:
    """What readers are told of a thing that is under assessment."""

    title: str
    """"forurensningsforskriften § 12-5"."""
    url: str
    """Our page of what is changed."""
    change: LawChange


def shown_on(kind: ItemKind, key: str, language: str) -> AssessmentNotice | None:
    """
    Return the notice on the page of an item, if it is under assessment; one statement.

    Args:
        language: of the name of the law.
    """
    chosen = (
        select(LawChange, Law)
        .join(Law, Law.law_id == LawChange.law_id)
        .join(CatalogueItem, CatalogueItem.assessed_change_id == LawChange.id)
        .where(CatalogueItem.kind == kind, CatalogueItem.key == key)
    )
    row = db.session.execute(chosen).one_or_none()
    if row is None:
        return None
    change, law = row
    section = change.section or None
    title = keys.display(law.name(language), section)
    return AssessmentNotice(title, law_url(law.slug, section), change)
