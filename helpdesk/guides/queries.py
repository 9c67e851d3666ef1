"""Reads of guides."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import selectinload

from helpdesk.catalogue import links_in
from helpdesk.catalogue import queries as catalogue
from helpdesk.catalogue.editions import Editions
from helpdesk.catalogue.models import CatalogueItem, ItemKind
from helpdesk.catalogue.pointing import Pointed, pointed
from helpdesk.guides.flow import Flow
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

_UNDER_OWN_NAMES = frozenset({ItemKind.LETTER, ItemKind.CHECKLIST})


@dataclass(frozen=True)
class ShownStep:
    """A step with what it names."""

    step: GuideStep
    laws: Sequence[CitedLaw]
    letters: Sequence[Pointed]
    checklists: Sequence[Pointed]
    related: Sequence[Pointed]
    """Answers and other guides."""
    answers: Sequence[CatalogueItem] = ()
    """The answers that point to this very step."""


@dataclass(frozen=True)
class ShownGuide:
    """All that a guide's page shows."""

    guide: Guide
    edition: GuideEdition
    flow: Flow
    steps: Sequence[ShownStep]
    laws: Sequence[CitedLaw]
    related: Sequence[Pointed]
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
    linked = pointed(links_of(edition))
    using = catalogue.linking_to(ItemKind.GUIDE, edition.work.slug)
    answers = _of_kind(using, ItemKind.ARTICLE)
    about = links_in.parts_pointed_to(ItemKind.GUIDE, edition.work.slug) if answers else {}
    related = [linked[address] for address in edition.links if address in linked]
    return ShownGuide(
        guide=edition.work,
        edition=edition,
        flow=edition.flow,
        steps=[
            _with_answers(
                _shown_step(step, cited, linked),
                [each for each in answers if step.anchor in about.get(each.id, ())],
            )
            for step in edition.steps
        ],
        laws=[cited[key] for key in edition.laws if key in cited],
        related=[item for item in related if item.kind is not ItemKind.DUTY],
        used_by=answers,
        duties=_of_kind([*(each.item for each in related), *using], ItemKind.DUTY),
    )


def _of_kind(items: Sequence[CatalogueItem], kind: ItemKind) -> list[CatalogueItem]:
    return list(dict.fromkeys(item for item in items if item.kind is kind))


def answers_about(edition: GuideEdition, anchor: str) -> list[CatalogueItem]:
    """Return the published answers that point to the step at *anchor*."""
    slug = edition.work.slug
    about = links_in.parts_pointed_to(ItemKind.GUIDE, slug)
    using = catalogue.linking_to(ItemKind.GUIDE, slug) if about else []
    return [item for item in using if anchor in about.get(item.id, ())]


def _shown_step(
    step: GuideStep, cited: dict[str, CitedLaw], linked: dict[str, Pointed]
) -> ShownStep:
    found = [linked[address] for address in step.links if address in linked]
    return ShownStep(
        step=step,
        laws=[cited[key] for key in step.laws if key in cited],
        letters=[item for item in found if item.kind is ItemKind.LETTER],
        checklists=[item for item in found if item.kind is ItemKind.CHECKLIST],
        related=[item for item in found if item.kind not in _UNDER_OWN_NAMES],
    )


def _with_answers(shown_step: ShownStep, answers: Sequence[CatalogueItem]) -> ShownStep:
    """Return the step with the answers about it, each named once."""
    about = {answer.id for answer in answers}
    others = [each for each in shown_step.related if each.item.id not in about]
    return replace(shown_step, answers=answers, related=others)
