"""Reads of duties."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from helpdesk.accounts.models import Organisation
from helpdesk.catalogue import links_in
from helpdesk.catalogue import queries as catalogue
from helpdesk.catalogue.editions import OWNING_KINDS, Editions
from helpdesk.catalogue.editorial import EditionState
from helpdesk.catalogue.models import CatalogueItem, ItemKind
from helpdesk.duties.models import Duty, DutyEdition, duty_edition_topics
from helpdesk.duties.routing import Claim
from helpdesk.duties.table import Row
from helpdesk.foundation.db import db
from helpdesk.laws import queries as laws
from helpdesk.laws.queries import CitedLaw

duties = Editions(
    kind=ItemKind.DUTY,
    work=Duty,
    edition=DutyEdition,
    topics=duty_edition_topics,
    parts=(joinedload(DutyEdition.state_agency),),
)

COLLECTIVE_KEYS = ("sf", "fk")
"""The statsforvalter and the counties, each as one. Source: agencies.csv."""

BESIDE = (ItemKind.GUIDE, ItemKind.LETTER)
"""What stands in the table beside a duty."""


@dataclass(frozen=True)
class ShownDuty:
    """All that the page of a duty shows."""

    duty: Duty
    edition: DutyEdition
    laws: Sequence[CitedLaw]
    guides: Sequence[CatalogueItem]
    letters: Sequence[CatalogueItem]
    answers: Sequence[CatalogueItem]


def shown(edition: DutyEdition, language: str) -> ShownDuty:
    """
    Return what the page of *edition* shows; the number of statements does not grow with it.

    Args:
        language: of the interface; the names of laws follow it.
    """
    using = catalogue.linking_to(ItemKind.DUTY, edition.work.slug)
    beside = [*catalogue.items(edition.links), *using]
    return ShownDuty(
        duty=edition.work,
        edition=edition,
        laws=laws.described(edition.laws, language),
        guides=_of_kind(beside, ItemKind.GUIDE),
        letters=_of_kind(beside, ItemKind.LETTER),
        answers=_of_kind(beside, ItemKind.ARTICLE),
    )


def rows(language: str) -> list[Row]:
    """
    Return every published duty by title, as the table shows it; the statements are always as many.

    Args:
        language: of the interface; the names of laws follow it.
    """
    editions = _published()
    cited = {
        law.key: law
        for law in laws.described({key for each in editions for key in each.laws}, language)
    }
    linked = {item.address: item for item in catalogue.cards(_wanted(editions))}
    using = links_in.all_linking_to(ItemKind.DUTY, BESIDE)
    return [_row(each, cited, linked, using.get(each.work.slug, ())) for each in editions]


def claims() -> list[Claim]:
    """Return what the published duties say about who answers questions, by title."""
    return [
        Claim(
            duty=each.work.slug,
            agency_id=each.state_agency_id,
            laws=frozenset(each.laws),
            topics=frozenset(topic.id for topic in each.topics),
        )
        for each in _published()
        if each.state_agency_id is not None
    ]


def state_agencies() -> list[Organisation]:
    """Return who can answer for rules: the agencies, and the two that stand for all their kind."""
    kinds = select(Organisation).where(Organisation.is_active)
    named = Organisation.kind.in_(OWNING_KINDS) | Organisation.key.in_(COLLECTIVE_KEYS)
    return list(db.session.scalars(kinds.where(named).order_by(Organisation.name_nb)))


def _published() -> list[DutyEdition]:
    chosen = (
        select(DutyEdition)
        .where(DutyEdition.state == EditionState.PUBLISHED)
        .options(
            joinedload(DutyEdition.work),
            joinedload(DutyEdition.state_agency),
            selectinload(DutyEdition.topics),
        )
        .order_by(DutyEdition.title, DutyEdition.id)
    )
    return list(db.session.scalars(chosen))


def _wanted(editions: Iterable[DutyEdition]) -> list[str]:
    """Return the addresses of the guides and letters that the duties point to."""
    begins = tuple(f"{kind.value}:" for kind in BESIDE)
    return [link for each in editions for link in each.links if link.startswith(begins)]


def _row(
    edition: DutyEdition,
    cited: dict[str, CitedLaw],
    linked: dict[str, CatalogueItem],
    using: Sequence[CatalogueItem],
) -> Row:
    force, role, state_agency = edition.settled
    beside = [*(linked[link] for link in edition.links if link in linked), *using]
    return Row(
        slug=edition.work.slug,
        title=edition.title,
        summary=edition.summary,
        language=edition.language,
        force=force,
        role=role,
        decider=edition.decider,
        deadline=edition.deadline,
        appeals_body=edition.appeals_body,
        state_agency=state_agency,
        topics=edition.topics,
        laws=[cited[key] for key in edition.laws if key in cited],
        guides=_of_kind(beside, ItemKind.GUIDE),
        letters=_of_kind(beside, ItemKind.LETTER),
        checked_on=edition.checked_on,
    )


def _of_kind(items: Sequence[CatalogueItem], kind: ItemKind) -> list[CatalogueItem]:
    return list(dict.fromkeys(item for item in items if item.kind is kind))
