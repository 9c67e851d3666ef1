"""Reads of letter templates."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import selectinload

from helpdesk.catalogue import queries as catalogue
from helpdesk.catalogue.editions import Editions
from helpdesk.catalogue.models import CatalogueItem, ItemKind
from helpdesk.laws import queries as laws
from helpdesk.laws.queries import CitedLaw
from helpdesk.letters.models import (
    LetterEdition,
    LetterTemplate,
    MergeField,
    letter_edition_topics,
)

letters = Editions(
    kind=ItemKind.LETTER,
    work=LetterTemplate,
    edition=LetterEdition,
    topics=letter_edition_topics,
    parts=(selectinload(LetterEdition.fields),),
)


@dataclass(frozen=True)
class ShownLetter:
    """All that the page of a letter template shows."""

    letter: LetterTemplate
    edition: LetterEdition
    fields: Sequence[MergeField]
    laws: Sequence[CitedLaw]
    before: Sequence[CatalogueItem]
    """The letters that lead to this one."""
    after: Sequence[CatalogueItem]
    """The letters this one leads to."""
    guides: Sequence[CatalogueItem]
    """The guides that use it, and those it points to."""
    answers: Sequence[CatalogueItem]
    duties: Sequence[CatalogueItem]
    """The tasks it is written in."""


def shown(edition: LetterEdition, language: str) -> ShownLetter:
    """
    Return what the page of *edition* shows; the number of statements does not grow with it.

    Args:
        language: of the interface; the names of laws follow it.
    """
    linked = catalogue.items(edition.links)
    using = catalogue.linking_to(ItemKind.LETTER, edition.work.slug)
    after = _of_kind(linked, ItemKind.LETTER)
    return ShownLetter(
        letter=edition.work,
        edition=edition,
        fields=edition.fields,
        laws=laws.described(edition.laws, language),
        before=[item for item in _of_kind(using, ItemKind.LETTER) if item not in after],
        after=after,
        guides=_of_kind([*using, *linked], ItemKind.GUIDE),
        answers=_of_kind([*using, *linked], ItemKind.ARTICLE),
        duties=_of_kind([*using, *linked], ItemKind.DUTY),
    )


def _of_kind(items: Sequence[CatalogueItem], kind: ItemKind) -> list[CatalogueItem]:
    return list(dict.fromkeys(item for item in items if item.kind is kind))
