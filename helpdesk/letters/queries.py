"""Reads of letter templates."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from helpdesk.catalogue import queries as catalogue
from helpdesk.catalogue.editions import Editions, Seen
from helpdesk.catalogue.editorial import EditionState
from helpdesk.catalogue.models import CatalogueItem, ItemKind
from helpdesk.foundation.db import db
from helpdesk.laws import queries as laws
from helpdesk.laws.queries import CitedLaw
from helpdesk.letters import chains
from helpdesk.letters.chains import Course, LetterInCourse
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
    parts=(selectinload(LetterEdition.fields), joinedload(LetterEdition.document)),
)


@dataclass(frozen=True)
class ShownLetter:
    """All that the page of a letter template shows."""

    letter: LetterTemplate
    edition: LetterEdition
    fields: Sequence[MergeField]
    laws: Sequence[CitedLaw]
    before: Sequence[LetterInCourse]
    """The letters that lead to this one."""
    after: Sequence[LetterInCourse]
    """The letters this one leads to."""
    chain: Sequence[LetterInCourse]
    """The whole way this one is part of, itself included; empty if it is part of none."""
    sister: LetterInCourse | None
    """The same letter in the other language form."""
    related: Sequence[CatalogueItem]
    """Other letters that point here, and those it points to."""
    history: Sequence[Seen]
    """The editions readers have seen, newest first."""
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
    slug = edition.work.slug
    linked = catalogue.items(edition.links)
    using = catalogue.linking_to(ItemKind.LETTER, slug)
    around = course_of(edition)
    in_course = {letter.slug for letter in (*around.before, *around.after, *around.sisters)}
    return ShownLetter(
        letter=edition.work,
        edition=edition,
        fields=edition.fields,
        laws=laws.described(edition.laws, language),
        before=around.before,
        after=around.after,
        chain=around.chain,
        sister=next(iter(around.sisters), None),
        related=[
            item
            for item in _of_kind([*using, *linked], ItemKind.LETTER)
            if item.key not in {*in_course, slug}
        ],
        history=letters.history(edition.work),
        guides=_of_kind([*using, *linked], ItemKind.GUIDE),
        answers=_of_kind([*using, *linked], ItemKind.ARTICLE),
        duties=_of_kind([*using, *linked], ItemKind.DUTY),
    )


@dataclass(frozen=True)
class Around:
    """The letters around one: what comes before and after, and its sister, if any."""

    before: Sequence[LetterInCourse]
    after: Sequence[LetterInCourse]
    chain: Sequence[LetterInCourse]
    sisters: Sequence[LetterInCourse]


def course_of(edition: LetterEdition) -> Around:
    """Return the letters around *edition*; one statement."""
    published, slug = _course(), edition.work.slug
    sister = chains.sister(slug, edition.sister_slug, published)
    return Around(
        before=chains.before(slug, published),
        after=chains.after(edition.next_slugs, published),
        chain=chains.chain(slug, edition.next_slugs, published),
        sisters=[sister] if sister else [],
    )


def _course() -> Course:
    """Return all published letters, by title: there are tens of them, not thousands."""
    chosen = (
        select(
            LetterTemplate.slug,
            LetterEdition.title,
            LetterEdition.language,
            LetterEdition.next_slugs,
            LetterEdition.sister_slug,
        )
        .join(LetterTemplate, LetterTemplate.id == LetterEdition.work_id)
        .where(LetterEdition.state == EditionState.PUBLISHED)
        .order_by(LetterEdition.title, LetterTemplate.slug)
    )
    return {
        slug: LetterInCourse(slug, title, language, tuple(next_slugs), sister_slug)
        for slug, title, language, next_slugs, sister_slug in db.session.execute(chosen)
    }


def _of_kind(items: Sequence[CatalogueItem], kind: ItemKind) -> list[CatalogueItem]:
    return list(dict.fromkeys(item for item in items if item.kind is kind))
