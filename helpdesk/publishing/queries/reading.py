"""Published articles as programs read them: a page of a list, or one by its number."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, selectinload

from helpdesk.foundation.db import db
from helpdesk.foundation.paging import Page, page_by_key
from helpdesk.publishing.models import Article, Edition
from helpdesk.publishing.states import EditionState

_CURRENT = (EditionState.PUBLISHED, EditionState.WITHDRAWN)


@dataclass(frozen=True)
class NumberedEdition:
    """The edition that an article's page shows, and the article's number."""

    number: int
    edition: Edition


def published(*, after: str | None, size: int) -> Page[NumberedEdition]:
    """
    Return a page of what stands, by the articles' numbers; two statements.

    Args:
        after: what an earlier page gave as ``following``.
        size: articles a page.
    """
    chosen = _editions().where(Edition.state == EditionState.PUBLISHED)
    return page_by_key(chosen, [Article.number], after=after, size=size, read=_numbered)


def current(number: int) -> Edition | None:
    """Return the edition that the page of article *number* shows, a withdrawn one too."""
    chosen = _editions().where(Article.number == number, Edition.state.in_(_CURRENT))
    return db.session.scalar(chosen)


def _editions() -> Select[Edition]:
    article = contains_eager(Edition.article)
    return (
        select(Edition)
        .join(Edition.article)
        .options(
            article.joinedload(Article.owner),
            article.joinedload(Article.successor),
            selectinload(Edition.topics),
        )
    )


def _numbered(chosen: Select[Any]) -> list[NumberedEdition]:
    found = db.session.scalars(chosen)
    return [NumberedEdition(edition.article.number, edition) for edition in found]
