"""Published articles as the import format says them, corrections and withdrawals included."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from helpdesk.foundation import calendar
from helpdesk.foundation.db import db
from helpdesk.publishing.importing import ArticleFields, EarlierEdition
from helpdesk.publishing.models import Article, Edition
from helpdesk.publishing.queries.editing import current
from helpdesk.publishing.states import PUBLIC

BATCH = 200
"""Articles held in memory at a time."""


def articles() -> Iterator[ArticleFields]:
    """
    Yield every article that is or was public; memory stays bounded.

    Those that stand come first, then the withdrawn ones, the last withdrawn first: a successor
    always comes before what it succeeds.
    """
    public = select(Article.id).where(Article.first_published_at.is_not(None))
    standing = public.where(Article.withdrawn_at.is_(None)).order_by(Article.id)
    withdrawn = public.where(Article.withdrawn_at.is_not(None))
    ids = [
        *db.session.scalars(standing),
        *db.session.scalars(withdrawn.order_by(Article.withdrawn_at.desc())),
    ]
    for start in range(0, len(ids), BATCH):
        yield from map(fields_of, _loaded(ids[start : start + BATCH]))
        db.session.expunge_all()


def fields_of(article: Article) -> ArticleFields:
    """Return *article* (public once; owner, successor, editions and topics loaded) as a line."""
    edition = current(article)
    if edition is None:
        raise ValueError(f"{article.subject} is not public")
    before = [each for each in article.editions if each.state in PUBLIC and each is not edition]
    return ArticleFields(
        key=article.key,
        title=edition.title,
        answer=edition.text,
        agency=article.owner.key,
        language=edition.language,
        topics=tuple(sorted(topic.slug for topic in edition.topics)),
        standing=edition.standing,
        short_answer=edition.short_answer,
        question=edition.question_text,
        laws=tuple(edition.laws),
        links=tuple(edition.links),
        published_on=calendar.oslo(edition.published_at or edition.changed_at).date(),
        checked_on=edition.checked_on,
        unit=edition.unit,
        asked_month=edition.asked_month,
        answered_on=edition.answered_on,
        check_due_on=edition.check_due_on,
        change=edition.change_class,
        note=edition.change_note,
        earlier=tuple(map(_earlier, before)),
        withdrawn_on=calendar.oslo(article.withdrawn_at).date() if article.withdrawn_at else None,
        withdrawn_reason=article.withdrawn_reason,
        successor=article.successor.key if article.successor else None,
    )


def _earlier(edition: Edition) -> EarlierEdition:
    return EarlierEdition(
        title=edition.title,
        answer=edition.text,
        short_answer=edition.short_answer,
        question=edition.question_text,
        published_on=calendar.oslo(edition.published_at or edition.changed_at).date(),
        change=edition.change_class,
        note=edition.change_note,
    )


def _loaded(ids: Sequence[int]) -> list[Article]:
    chosen = (
        select(Article)
        .where(Article.id.in_(ids))
        .options(
            joinedload(Article.owner),
            joinedload(Article.successor),
            selectinload(Article.editions).selectinload(Edition.topics),
        )
    )
    found = {article.id: article for article in db.session.scalars(chosen)}
    return [found[article_id] for article_id in ids]
