"""Reads of guides."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import selectinload

from helpdesk.catalogue import queries as catalogue
from helpdesk.catalogue.editions import Editions
from helpdesk.catalogue.models import CatalogueItem, ItemKind
from helpdesk.guides.models import (
    Guide,
    GuideEdition,
    GuideStep,
    guide_edition_topics,
    laws_of,
    links_of,
)
from helpdesk.laws import queries as laws
from helpdesk.laws.queries import CitedLaw

guides = Editions(
    kind=ItemKind.GUIDE,
    work=Guide,
    edition=GuideEdition,
    topics=guide_edition_topics,
    parts=(selectinload(GuideEdition.steps),),
)


@dataclass(frozen=True)
class ShownStep:
    """A step with what it names."""

    step: GuideStep
    laws: Sequence[CitedLaw]
    letters: Sequence[CatalogueItem]
    related: Sequence[CatalogueItem]
    """Answers and other guides."""


@dataclass(frozen=True)
class ShownGuide:
    """All that a guide's page shows."""

    guide: Guide
    edition: GuideEdition
    steps: Sequence[ShownStep]
    laws: Sequence[CitedLaw]
    related: Sequence[CatalogueItem]
    """What the guide as a whole points to."""
    used_by: Sequence[CatalogueItem]
    """The answers that use the guide."""
    duties: Sequence[CatalogueItem]
    """The tasks it tells how to do."""


def shown(edition: GuideEdition, language: str) -> ShownGuide:
    """
    Return what the page of *edition* shows; the number of statements does not grow with it.

    Args:
        language: of the interface; the names of laws follow it.
    """
    cited = {law.key: law for law in laws.described(laws_of(edition), language)}
    linked = {item.address: item for item in catalogue.items(links_of(edition))}
    using = catalogue.linking_to(ItemKind.GUIDE, edition.work.slug)
    related = [linked[address] for address in edition.links if address in linked]
    return ShownGuide(
        guide=edition.work,
        edition=edition,
        steps=[_shown_step(step, cited, linked) for step in edition.steps],
        laws=[cited[key] for key in edition.laws if key in cited],
        related=[item for item in related if item.kind is not ItemKind.DUTY],
        used_by=_of_kind(using, ItemKind.ARTICLE),
        duties=_of_kind([*related, *using], ItemKind.DUTY),
    )


def _of_kind(items: Sequence[CatalogueItem], kind: ItemKind) -> list[CatalogueItem]:
    return list(dict.fromkeys(item for item in items if item.kind is kind))


def _shown_step(
    step: GuideStep, cited: dict[str, CitedLaw], linked: dict[str, CatalogueItem]
) -> ShownStep:
    found = [linked[address] for address in step.links if address in linked]
    return ShownStep(
        step=step,
        laws=[cited[key] for key in step.laws if key in cited],
        letters=[item for item in found if item.kind is ItemKind.LETTER],
        related=[item for item in found if item.kind is not ItemKind.LETTER],
    )
