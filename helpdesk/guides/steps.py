"""Steps of a guide: their order, their anchors, and what an edition still lacks."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from helpdesk.catalogue.editorial import Lack
from helpdesk.foundation.language import N_
from helpdesk.foundation.markdown import plain_text
from helpdesk.foundation.personal_data import has_identity_number
from helpdesk.foundation.text import slugify
from helpdesk.guides.flow import Course
from helpdesk.guides.models import GuideEdition

MOST_STEPS = 40
"""Steps in one guide. A guess: four times the longest one planned."""

ANCHOR_MAX_CHARS = 80
OF_THE_PAGE = frozenset(
    {"innhold", "konto", "kopier", "meny", "snarveier", "sok", "sok-topp", "steg"}
)
"""Ids of the page around the steps, which no step may take."""
_ANCHOR_MAX_CHARS = 60

T = TypeVar("T")


class Direction(StrEnum):
    """Which way a step is moved."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True)
class StepText:
    """What an editor writes in a step."""

    title: str
    text: str
    deadline: str = ""
    laws: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    course: Course = field(default_factory=Course)


def new_anchor(title: str, taken: Collection[str]) -> str:
    """Return an anchor made of *title* that is not among those *taken*."""
    # The prefix keeps a step called "Meny" away from the ids of the page's own parts. The anchor
    # outlives the title it was made of, so what must be taken out of that never stands here.
    slug = "" if has_identity_number(title) else slugify(title, max_chars=_ANCHOR_MAX_CHARS)
    base = f"steg-{slug}".rstrip("-")
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(anchor for anchor in (base, *numbered) if anchor not in taken)


def is_usable_anchor(anchor: str) -> bool:
    """Tell whether *anchor* can stand in an address, apart from the ids of the page's own parts."""
    return slugify(anchor, max_chars=ANCHOR_MAX_CHARS) == anchor != "" and anchor not in OF_THE_PAGE


def moved(items: Sequence[T], item: T, direction: Direction) -> list[T]:
    """Return *items* with *item* one place up or down; at the end it stays where it is."""
    order = list(items)
    place = order.index(item)
    other = place - 1 if direction is Direction.UP else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    return order


def lacks(edition: GuideEdition) -> list[Lack]:
    """Return what *edition* lacks before it can be submitted, in the order of the page."""
    return list(_lacks(edition))


def _lacks(edition: GuideEdition) -> Iterator[Lack]:
    if not edition.summary.strip():
        yield Lack(N_("Skriv et sammendrag som sier hva veilederen er til for, og for hvem."))
    if not edition.topics:
        yield Lack(N_("Velg minst ett tema."))
    if not edition.steps:
        yield Lack(N_("Legg til minst ett steg."))
    for step in edition.steps:
        if not step.text.strip():
            yield Lack(N_("Skriv hva som skal gjøres i steget «%(step)s»."), {"step": step.title})
    for fault in edition.flow.faults():
        yield Lack(fault.says, fault.facts)
    if any(has_identity_number(text) for text in _public_texts(edition)):
        yield Lack(N_("Ta bort fødselsnummeret. Det kan aldri publiseres."))


def _public_texts(edition: GuideEdition) -> Iterator[str]:
    """Yield all that readers see; Markdown also without its marks, which could part a number."""
    yield from (edition.title, edition.summary)
    for step in edition.steps:
        yield from (
            step.title,
            step.text,
            step.deadline,
            plain_text(step.text),
            step.course.question,
        )
