"""Putting published things on the shelf and taking them off it; the caller commits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import joinedload, selectinload

from helpdesk.catalogue import queries
from helpdesk.catalogue.models import (
    CatalogueItem,
    CatalogueLink,
    Citation,
    ItemKind,
    ItemStatus,
    Relation,
    anchor_of,
    parse_address,
)
from helpdesk.foundation import clock, counters
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput, NotFound
from helpdesk.foundation.language import TextLanguage
from helpdesk.laws.keys import parse_key
from helpdesk.topics.models import Topic

_PLAIN = (
    *("language", "title", "summary", "text", "url", "parts"),
    *("agency_id", "published_at", "checked_on"),
)
_SHOWN_BY_OTHERS = ("language", "title", "summary", "url", "parts")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """
    A published thing as its room describes it for the shelf.

    Args:
        key: the imported key, else ``svar-<number>`` and the like; unique within the kind.
        summary: plain text, one or two sentences.
        text: plain text of all that may be searched.
        links: addresses ``kind:key`` in the order they are shown; the targets may come later.
        parts: what of it can be pointed to: the title of each part by its anchor, in order.
        laws: ``LAW-ID`` or ``LAW-ID/section``, as the law register writes them.
    """

    kind: ItemKind
    key: str
    language: TextLanguage
    title: str
    summary: str
    text: str
    url: str
    agency_id: int
    published_at: datetime
    checked_on: date | None = None
    topic_ids: Sequence[int] = ()
    links: Sequence[str] = ()
    laws: Sequence[str] = ()
    parts: Mapping[str, str] = field(default_factory=dict)


def put(entry: Entry) -> CatalogueItem:
    """
    Place *entry* on the shelf, or bring its row up to date; an equal row stays as it is.

    Raises the shelf's version, and the page version of the items whose pages show this one.

    Raises:
        InvalidInput: A link is not an address ``kind:key``, or a law not a key of the register's.
    """
    entry = _in_order(entry)
    item = _stored(entry.kind, entry.key)
    if item is not None and _entry_of(item) == entry and item.status is ItemStatus.PUBLISHED:
        return item
    if item is None:
        item = CatalogueItem(kind=entry.kind, key=entry.key, page_version=0)
        item.topics, item.citations, item.links = [], [], []
    shown_before, linked_before = _shown(item), _targets(item)
    _fill(item, entry)
    _stamp(item)
    linked_now = _targets(item)
    if _shown(item) == shown_before:
        _raise_pages(linked_before ^ linked_now)
    else:
        _raise_pages(linked_before | linked_now | _sources(item))
    return item


def mark_withdrawn(kind: ItemKind, key: str, *, replaced_by: str | None = None) -> CatalogueItem:
    """
    Mark an item as withdrawn: it leaves search and lists, its page stays.

    Args:
        replaced_by: the address ``kind:key`` of what now stands in its place.

    Raises:
        NotFound: There is no such item.
        InvalidInput: The successor is not an address.
    """
    item = _stored(kind, key)
    if item is None:
        raise NotFound(f"{kind}:{key} is not on the shelf")
    successor = None if replaced_by is None else _parsed(replaced_by)
    if item.status is ItemStatus.WITHDRAWN and _successors(item) == ({successor} - {None}):
        return item
    item.status = ItemStatus.WITHDRAWN
    item.links = [link for link in item.links if link.relation is not Relation.REPLACED_BY]
    if successor is not None:
        item.links.append(_new_link(successor, relation=Relation.REPLACED_BY))
    _stamp(item)
    _raise_pages(_targets(item) | _sources(item))
    return item


def _in_order(entry: Entry) -> Entry:
    """Return *entry* without repetitions, what has no order of its own sorted."""
    return replace(
        entry,
        topic_ids=tuple(sorted(set(entry.topic_ids))),
        links=tuple(dict.fromkeys(entry.links)),
        laws=tuple(sorted(set(entry.laws))),
    )


def _entry_of(item: CatalogueItem) -> Entry:
    supporting = [link for link in item.links if link.relation is Relation.SUPPORTS]
    supporting.sort(key=lambda link: link.position)
    return Entry(
        kind=item.kind,
        key=item.key,
        **{name: getattr(item, name) for name in _PLAIN},
        topic_ids=tuple(sorted(topic.id for topic in item.topics)),
        links=tuple(link.address for link in supporting),
        laws=tuple(sorted(citation.address for citation in item.citations)),
    )


def _stored(kind: ItemKind, key: str) -> CatalogueItem | None:
    return db.session.scalars(_STORED, {"kind": kind, "key": key}).one_or_none()


_AT: Any = (CatalogueItem.kind == bindparam("kind"), CatalogueItem.key == bindparam("key"))
_STORED = (
    select(CatalogueItem)
    .where(*_AT)
    .options(
        joinedload(CatalogueItem.agency),
        selectinload(CatalogueItem.topics),
        selectinload(CatalogueItem.citations),
        selectinload(CatalogueItem.links),
    )
)
_SOURCES = (
    select(CatalogueItem.kind, CatalogueItem.key)
    .join(CatalogueLink, CatalogueLink.from_item_id == CatalogueItem.id)
    .where(CatalogueLink.to_kind == bindparam("kind"), CatalogueLink.to_key == bindparam("key"))
)
"""Built once: each thing put on the shelf asks them."""


def _fill(item: CatalogueItem, entry: Entry) -> None:
    for name in _PLAIN:
        setattr(item, name, getattr(entry, name))
    item.status = ItemStatus.PUBLISHED
    item.topics = _topics(entry.topic_ids)
    item.citations = _cited(item, entry.laws)
    item.links = _linked(item, entry.links)


def _topics(ids: Sequence[int]) -> list[Topic]:
    if not ids:
        return []
    return list(db.session.scalars(select(Topic).where(Topic.id.in_(ids)).order_by(Topic.id)))


def _cited(item: CatalogueItem, laws: Sequence[str]) -> list[Citation]:
    kept = {citation.address: citation for citation in item.citations}
    return [kept.get(law) or _new_citation(law) for law in laws]


def _new_citation(law: str) -> Citation:
    try:
        place = parse_key(law)
    except ValueError as error:
        raise InvalidInput(str(error), field="laws") from error
    return Citation(law_id=place.law_id, section=place.section or "")


def _linked(item: CatalogueItem, addresses: Sequence[str]) -> list[CatalogueLink]:
    """Return the links to *addresses*; those that stood already keep the version they saw."""
    kept = {link.address: link for link in item.links if link.relation is Relation.SUPPORTS}
    links = [
        kept.get(address) or _new_link(_parsed(address), anchor=anchor_of(address))
        for address in addresses
    ]
    for position, link in enumerate(links):
        link.position = position
    return links


def _new_link(
    target: tuple[ItemKind, str], *, relation: Relation = Relation.SUPPORTS, anchor: str = ""
) -> CatalogueLink:
    kind, key = target
    seen = select(CatalogueItem.version).where(CatalogueItem.kind == kind, CatalogueItem.key == key)
    version = db.session.scalar(seen)
    return CatalogueLink(
        to_kind=kind, to_key=key, relation=relation, to_version=version, to_anchor=anchor
    )


def _parsed(address: str) -> tuple[ItemKind, str]:
    target = parse_address(address)
    if target is None:
        raise InvalidInput(f"{address!r} is not an address kind:key", field="links")
    return target


def _stamp(item: CatalogueItem) -> None:
    item.version = counters.following(queries.SHELF)
    item.changed_at = clock.now()
    item.page_version += 1
    db.session.add(item)
    db.session.flush()


def _shown(item: CatalogueItem) -> tuple[object, ...]:
    return (item.status, *(getattr(item, name) for name in _SHOWN_BY_OTHERS))


def _targets(item: CatalogueItem) -> set[tuple[ItemKind, str]]:
    return {(link.to_kind, link.to_key) for link in item.links}


def _successors(item: CatalogueItem) -> set[tuple[ItemKind, str]]:
    replacing = (link for link in item.links if link.relation is Relation.REPLACED_BY)
    return {(link.to_kind, link.to_key) for link in replacing}


def _sources(item: CatalogueItem) -> set[tuple[ItemKind, str]]:
    found = db.session.execute(_SOURCES, {"kind": item.kind, "key": item.key})
    return {(kind, key) for kind, key in found}


def _raise_pages(targets: Iterable[tuple[ItemKind, str]]) -> None:
    names = sorted(targets)
    if not names:
        return
    higher = CatalogueItem.page_version + 1
    raised = update(CatalogueItem).where(queries.at(names)).values(page_version=higher)
    db.session.execute(raised, execution_options={"synchronize_session": "fetch"})
