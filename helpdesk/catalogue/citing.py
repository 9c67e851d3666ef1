"""Reads of what on the shelf cites a place in a law, and of citations that should be looked at."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from helpdesk.catalogue.models import CatalogueItem, Citation, ItemKind, ItemStatus
from helpdesk.foundation.db import db
from helpdesk.foundation.paging import PAGE_SIZE, Page, page_by_key
from helpdesk.laws import queries as laws
from helpdesk.laws.keys import CHAPTER, LawPlace
from helpdesk.laws.models import Law, LawSection, LawStatus

FIRST_OF_KIND = 10
"""Things of one kind listed on the page of a law before the rest is a page of its own. A guess."""


@dataclass(frozen=True)
class KindGroup:
    """Things of one kind that cite a place, the newest first, and how many there are in all."""

    kind: ItemKind
    count: int
    items: Sequence[CatalogueItem]


@dataclass(frozen=True)
class DoubtfulCitation:
    """A citation of a published thing that should be looked at."""

    id: int
    """The citation's own."""
    item: CatalogueItem
    key: str
    """``LAW-ID/section``."""
    is_repealed: bool
    """The law is; else the section is not there."""


def published_at(places: Iterable[LawPlace]) -> ColumnElement[bool]:
    """
    Return the condition that an item is published and cites one of *places*.

    Its state is asked for inside: asked for outside, SQLite would go by it and read everything
    that is published.
    """
    item = aliased(CatalogueItem)
    cited = (
        select(Citation.item_id)
        .join(item, item.id == Citation.item_id)
        .where(_at(places), item.status == ItemStatus.PUBLISHED)
    )
    return CatalogueItem.id.in_(cited)


def held_by(place: LawPlace) -> list[LawPlace]:
    """
    Return *place* and what stands in it: of a chapter, its sections; None of the section: all.

    A law as a whole is one place: every citation of it, whatever the section, is held by it.
    """
    law_id, section = place
    if section is None or not section.startswith(CHAPTER):
        return [place]
    outline = laws.outlines().get(law_id)
    inside = outline.within(section) if outline else ()
    return [place, *(LawPlace(law_id, each) for each in inside)]


def touched_by(place: LawPlace) -> list[LawPlace]:
    """
    Return the places whose citations a change of *place* touches.

    What cites a chapter cites each of its sections, so that a changed section touches it as well;
    what cites no more than the law is touched only when the law is changed as a whole.
    """
    law_id, section = place
    outline = laws.outlines().get(law_id)
    around = outline.chapter_of(section) if outline and section else ""
    return [*held_by(place), *([LawPlace(law_id, around)] if around else [])]


def by_kind(place: LawPlace, *, first: int = FIRST_OF_KIND) -> list[KindGroup]:
    """Return what cites *place*, or what stands in it, grouped by kind; two statements."""
    chosen = (
        select(
            CatalogueItem.id,
            func.row_number()
            .over(
                partition_by=CatalogueItem.kind,
                order_by=(CatalogueItem.published_at.desc(), CatalogueItem.id.desc()),
            )
            .label("place"),
            func.count().over(partition_by=CatalogueItem.kind).label("of_kind"),
        )
        .where(published_at(held_by(place)))
        .subquery()
    )
    listed = (
        select(CatalogueItem, chosen.c.of_kind)
        .join(chosen, chosen.c.id == CatalogueItem.id)
        .options(joinedload(CatalogueItem.agency))
        .where(chosen.c.place <= first)
        .order_by(chosen.c.place)
    )
    found: dict[ItemKind, list[CatalogueItem]] = {}
    counts: dict[ItemKind, int] = {}
    for item, count in db.session.execute(listed):
        found.setdefault(item.kind, []).append(item)
        counts[item.kind] = count
    return [KindGroup(kind, counts[kind], found[kind]) for kind in ItemKind if kind in found]


def of_kind(place: LawPlace, kind: ItemKind, *, after: str | None) -> Page[CatalogueItem]:
    """Return one page of the things of *kind* that cite *place*, or what stands in it."""
    chosen = select(CatalogueItem).options(joinedload(CatalogueItem.agency))
    chosen = chosen.where(CatalogueItem.kind == kind, published_at(held_by(place)))
    keys = (CatalogueItem.published_at, CatalogueItem.id)
    return page_by_key(chosen, keys, after=after, descending=True)


def counts_by_section(law_id: str) -> Mapping[str, int]:
    """
    Return how many published things cite each section and chapter of a law, by ``section``.

    A chapter's count holds what cites a section in it; each thing counts once. One statement.
    """
    section = Citation.section
    outline = laws.outlines().get(law_id)
    rows = db.session.execute(
        select(section, Citation.item_id)
        .join(CatalogueItem, CatalogueItem.id == Citation.item_id)
        .where(
            Citation.law_id == law_id, section != "", CatalogueItem.status == ItemStatus.PUBLISHED
        )
    )
    citing: dict[str, set[int]] = {}
    for cited, item_id in rows:
        chapter = outline.chapter_of(cited) if outline else ""
        for place in {cited, chapter} - {""}:
            citing.setdefault(place, set()).add(item_id)
    return {place: len(items) for place, items in citing.items()}


def doubtful(*, after: str | None, size: int = PAGE_SIZE) -> Page[DoubtfulCitation]:
    """
    Return one page of the citations on the shelf that should be looked at.

    They cite a law that is repealed, or a section that a law whose sections are imported has not.
    """
    chosen: Any = (
        select(Citation, CatalogueItem, Law)
        .join(CatalogueItem, CatalogueItem.id == Citation.item_id)
        .join(Law, Law.law_id == Citation.law_id)
        .options(joinedload(CatalogueItem.agency))
        .where(CatalogueItem.status == ItemStatus.PUBLISHED, _is_doubtful())
    )

    def read(statement: Any) -> list[DoubtfulCitation]:
        rows = db.session.execute(statement)
        return [_doubtful(citation, item, law) for citation, item, law in rows]

    return page_by_key(chosen, (Citation.id,), after=after, size=size, read=read)


def doubtful_count() -> int:
    """Return how many citations on the shelf should be looked at."""
    counted = (
        select(func.count(Citation.id))
        .join(CatalogueItem, CatalogueItem.id == Citation.item_id)
        .join(Law, Law.law_id == Citation.law_id)
        .where(CatalogueItem.status == ItemStatus.PUBLISHED, _is_doubtful())
    )
    return db.session.scalar(counted) or 0


def _doubtful(citation: Citation, item: CatalogueItem, law: Law) -> DoubtfulCitation:
    is_repealed = law.status is LawStatus.REPEALED
    return DoubtfulCitation(citation.id, item, citation.address, is_repealed)


def _is_doubtful() -> ColumnElement[bool]:
    of_law = LawSection.law_id == Law.id
    known = exists().where(of_law)
    there = exists().where(of_law, LawSection.section == Citation.section)
    return or_(Law.status == LawStatus.REPEALED, and_(Citation.section != "", known, ~there))


def _at(places: Iterable[LawPlace]) -> ColumnElement[bool]:
    """Return the condition that a citation names one of *places*; no section: the law's any."""
    sections: dict[str, list[str]] = {}
    whole: set[str] = set()
    for law_id, section in places:
        if section is None:
            whole.add(law_id)
        else:
            sections.setdefault(law_id, []).append(section)
    return or_(
        false(),
        *(Citation.law_id == law_id for law_id in sorted(whole)),
        *(
            and_(Citation.law_id == law_id, Citation.section.in_(sections[law_id]))
            for law_id in sections
        ),
    )
