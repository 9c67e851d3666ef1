"""Reads of the law register."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from helpdesk.foundation import counters
from helpdesk.foundation.db import db
from helpdesk.laws import citations, keys
from helpdesk.laws.keys import LawPlace
from helpdesk.laws.models import Law, LawChange, LawSection, LawStatus, law_url
from helpdesk.laws.outline import Outline

REGISTER = "law-register"
"""The counter that numbers the changes of the register."""


@dataclass(frozen=True)
class CitedLaw:
    """A citation as a page shows it."""

    key: str
    """``LAW-ID/section``, or ``LAW-ID`` for the law as a whole."""
    title: str
    """"forurensningsforskriften § 12-3"."""
    url: str
    """Our page of the section."""
    lovdata_url: str | None
    section: str
    heading: str
    """The section's heading, in the law's own language; empty where sections are not imported."""
    language: str
    status: LawStatus
    valid_from: date | None
    valid_until: date | None
    replaced_by: str | None
    """The name of the law that has taken its place."""


def register_version() -> int:
    """Return the number of the register's newest change."""
    return counters.current(REGISTER)


def register() -> citations.Register:
    """Return what recognises citations; kept per process until the register changes."""
    return _register_of(db.engine.url.render_as_string(), register_version())


@lru_cache(maxsize=2)
def _register_of(_database: str, _version: int) -> citations.Register:
    return citations.Register.from_laws(_law_name(law) for law in laws())


def outlines() -> Mapping[str, Outline]:
    """
    Return what can be cited in each law whose sections are imported, by ``law_id``.

    Kept per process until the register changes.
    """
    return _outlines_of(db.engine.url.render_as_string(), register_version())


@lru_cache(maxsize=2)
def _outlines_of(_database: str, _version: int) -> Mapping[str, Outline]:
    chosen = select(Law.law_id, LawSection.section, LawSection.chapter).join(LawSection.law)
    rows: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in db.session.execute(chosen.order_by(Law.id, LawSection.position)):
        rows[row.law_id].append((row.section, row.chapter))
    return {law_id: Outline(each) for law_id, each in rows.items()}


def _law_name(law: Law) -> citations.LawName:
    return citations.LawName(
        law_id=law.law_id,
        slug=law.slug,
        names=(law.name_nb, law.name_nn, law.official_title),
        abbreviations=tuple(law.abbreviations),
        status=law.status.value,
        replaced_by=law.replaced_by or "",
        url=law.url,
    )


def laws() -> list[Law]:
    """Return all laws, in force first, by name."""
    found = db.session.scalars(select(Law))
    return sorted(found, key=lambda law: (law.status != LawStatus.IN_FORCE, law.name_nb.casefold()))


def law_by_slug(slug: str) -> Law | None:
    """Return the law whose page is ``/lov/<slug>``."""
    return db.session.scalar(select(Law).where(Law.slug == slug))


def law_by_id(law_id: str) -> Law | None:
    """Return the law with this ``law_id``."""
    return db.session.scalar(select(Law).where(Law.law_id == law_id))


def section(law: Law, name: str) -> LawSection | None:
    """Return a section or chapter of *law*, if sections are imported."""
    chosen = select(LawSection).where(LawSection.law_id == law.id, LawSection.section == name)
    return db.session.scalar(chosen)


def sections(law: Law) -> list[LawSection]:
    """Return the chapters and sections of *law*, in its own order."""
    chosen = select(LawSection).where(LawSection.law_id == law.id)
    return list(db.session.scalars(chosen.order_by(LawSection.position)))


def replaced_by(law: Law) -> list[Law]:
    """Return the laws that *law* has taken or will take the place of, by name."""
    chosen = select(Law).where(Law.replaced_by == law.law_id)
    return list(db.session.scalars(chosen.order_by(Law.name_nb)))


def changes(law_id: str) -> list[LawChange]:
    """Return what is marked as changed in the law, the change that holds from last first."""
    chosen = select(LawChange).where(LawChange.law_id == law_id)
    return list(
        db.session.scalars(chosen.order_by(LawChange.changed_from.desc(), LawChange.id.desc()))
    )


def described(cited: Iterable[str], language: str) -> list[CitedLaw]:
    """
    Return how a page shows the citations *cited*, in their order; unknown laws are left out.

    Three statements, however many there are.

    Args:
        cited: ``LAW-ID/section`` or ``LAW-ID``.
    """
    places = [keys.parse_key(key) for key in cited]
    found = _laws_by_id({place.law_id for place in places})
    headings = _headings(places)
    successors = _laws_by_id({law.replaced_by for law in found.values() if law.replaced_by})
    return [
        _cited(place, found[place.law_id], headings, successors, language)
        for place in places
        if place.law_id in found
    ]


def _cited(
    place: LawPlace,
    law: Law,
    headings: dict[LawPlace, str],
    successors: dict[str, Law],
    language: str,
) -> CitedLaw:
    successor = successors.get(law.replaced_by or "")
    return CitedLaw(
        key=keys.format_key(*place),
        title=keys.display(law.name(language), place.section),
        url=law_url(law.slug, place.section),
        lovdata_url=keys.lovdata_url(law.url, place.section),
        section=place.section or "",
        heading=headings.get(place, ""),
        language=law.official_language.value,
        status=law.status,
        valid_from=law.in_force_from,
        valid_until=law.in_force_until,
        replaced_by=successor.name(language) if successor else None,
    )


def _laws_by_id(law_ids: set[str]) -> dict[str, Law]:
    if not law_ids:
        return {}
    return {
        law.law_id: law for law in db.session.scalars(select(Law).where(Law.law_id.in_(law_ids)))
    }


def _headings(places: list[LawPlace]) -> dict[LawPlace, str]:
    names = {place.section for place in places if place.section}
    if not names:
        return {}
    chosen = select(LawSection).options(joinedload(LawSection.law))
    found = db.session.scalars(
        chosen.join(Law).where(
            Law.law_id.in_({place.law_id for place in places}), LawSection.section.in_(names)
        )
    )
    return {LawPlace(each.law.law_id, each.section): each.heading for each in found}
