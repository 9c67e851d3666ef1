"""Articles from outside, and the same way out again: what the import format says of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from helpdesk.accounts.models import Organisation
from helpdesk.foundation import clock, counters, markdown, personal_data
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput
from helpdesk.foundation.language import N_, TextLanguage
from helpdesk.publishing import beginnings, catalogue_entry, editions, rendering
from helpdesk.publishing.drafts import EditionText, written_in
from helpdesk.publishing.models import Article, Edition
from helpdesk.publishing.queries.editing import current
from helpdesk.publishing.queries.public import CHANGES
from helpdesk.publishing.states import ChangeClass, Standing
from helpdesk.topics.models import Topic

PUBLISHED_AT = time(8, 0, tzinfo=UTC)
"""The time of day given to what only has a date. Source: guess, the middle of a morning."""

BY_DEFAULT = date.min
"""Stands for a date that a line leaves out and that follows from another one; null is no date."""

_WORDS = ("title", "short_answer", "question_text", "text", "standing", "language", "laws")
"""What readers rely on: a change of it is a new edition, a change of the rest is not."""


@dataclass(frozen=True, kw_only=True)
class EarlierEdition:
    """An edition that was superseded."""

    title: str
    answer: str
    published_on: date
    short_answer: str = ""
    question: str = ""
    change: ChangeClass = ChangeClass.FIRST
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ArticleFields:
    """
    An article as one line of the import format holds it.

    Args:
        key: identifies it; importing a known key updates it.
        topics: slugs.
        agency: the organisation's key.
        laws: ``LAW-ID/section`` or ``LAW-ID``.
        links: ``kind:key``; the targets may come later.
        checked_on, answered_on: by default the day it was published; None: not known.
        check_due_on: by default two years after it was checked; None: never.
        change, note: why the current edition was made, if it is not the first.
        earlier: the editions before it, oldest first; read only when the article is new here.
        withdrawn_reason: given when the article no longer stands.
        successor: the key of the article that stands in its place; must be here already.
    """

    key: str
    title: str
    answer: str
    agency: str
    language: TextLanguage = TextLanguage.NB
    topics: tuple[str, ...] = ()
    standing: Standing = Standing.GUIDANCE
    short_answer: str = ""
    question: str = ""
    laws: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    published_on: date | None = None
    checked_on: date | None = BY_DEFAULT
    unit: str = ""
    asked_month: date | None = None
    answered_on: date | None = BY_DEFAULT
    check_due_on: date | None = BY_DEFAULT
    change: ChangeClass | None = None
    note: str = ""
    earlier: tuple[EarlierEdition, ...] = ()
    withdrawn_on: date | None = None
    withdrawn_reason: str | None = None
    successor: str | None = None


@dataclass(frozen=True)
class Places:
    """What imported articles name: looked up once for a whole import."""

    agencies: Mapping[str, int]
    """Organisation ids by key."""
    topics: Mapping[str, Topic]
    """Topics by slug."""


def places() -> Places:
    """Return what an import may name, in two statements."""
    agencies = db.session.execute(select(Organisation.key, Organisation.id))
    topics = db.session.scalars(select(Topic))
    return Places(
        agencies={row.key: row.id for row in agencies},
        topics={topic.slug: topic for topic in topics},
    )


def check(fields: ArticleFields, known: Places) -> str:
    """
    Make sure that *fields* can be imported, and return the answer as HTML.

    Slow, and it writes nothing: an import does it for every line before it begins to write.

    Raises:
        InvalidInput: what is wrong, with the field of the format.
    """
    _refuse("agency", fields.agency not in known.agencies, N_("Etaten finnes ikke."))
    unknown = [slug for slug in fields.topics if slug not in known.topics]
    _refuse("topics", bool(unknown), N_("Temaet finnes ikke."))
    _refuse("title", not fields.title.strip(), N_("Tittelen mangler."))
    _refuse("answer", not fields.answer.strip(), N_("Svaret mangler."))
    texts = [fields.title, fields.short_answer, fields.question, fields.answer, fields.note]
    texts += [
        fields.key,
        fields.unit,
        fields.withdrawn_reason or "",
        markdown.plain_text(fields.answer),
    ]
    texts += [text for old in fields.earlier for text in (old.title, old.answer, old.question)]
    found = any(map(personal_data.has_identity_number, texts))
    _refuse("answer", found, N_("Teksten inneholder et fødselsnummer."))
    return rendering.render(fields.answer)


def upsert_article(fields: ArticleFields, known: Places, *, html: str) -> bool:
    """
    Store an article, published; return whether anything changed. The caller commits.

    Other words than the published ones make a new edition, marked as a substantive change unless
    *fields* say otherwise; other topics, links or dates change the edition that stands.

    Args:
        html: what ``check`` gave.
    """
    article = _stored(fields.key)
    if article is None:
        _add(fields, known, html)
        return True
    edition = current(article)
    if edition is None:
        _publish(article, _text_of(fields), fields, known, html=html)
        return True
    return _bring_up_to_date(article, edition, fields, known, html)


def _add(fields: ArticleFields, known: Places, html: str) -> None:
    article = editions.new_article(known.agencies[fields.agency], key=fields.key)
    for old in fields.earlier:
        text = EditionText(
            title=old.title,
            text=old.answer,
            short_answer=old.short_answer,
            question_text=old.question,
            language=fields.language,
            standing=fields.standing,
            topic_slugs=fields.topics,
            change_class=old.change,
            change_note=old.note,
        )
        _publish(article, text.tidied(), replace(fields, published_on=old.published_on), known)
    text = _text_of(fields)
    change = fields.change or (ChangeClass.SUBSTANTIVE if fields.earlier else ChangeClass.FIRST)
    _publish(article, replace(text, change_class=change), fields, known, html=html)
    _withdraw_if_said(article, fields)


def _bring_up_to_date(
    article: Article, edition: Edition, fields: ArticleFields, known: Places, html: str
) -> bool:
    now_there, wanted = written_in(edition), _text_of(fields)
    if any(getattr(now_there, name) != getattr(wanted, name) for name in _WORDS):
        change = fields.change or ChangeClass.SUBSTANTIVE
        today = replace(fields, published_on=None)
        _publish(article, replace(wanted, change_class=change), today, known, html=html)
        _withdraw_if_said(article, fields)
        return True
    wanted = replace(wanted, change_class=edition.change_class, change_note=edition.change_note)
    same_owner = article.owner_id == known.agencies[fields.agency]
    changed = wanted != now_there or not same_owner
    if changed:
        article.owner_id = known.agencies[fields.agency]
        editions.fill(edition, wanted, topics=_topics(fields, known), html=html)
        counters.following(CHANGES)
        _put_if_it_stands(edition)
    return _withdraw_if_said(article, fields) or changed


def _publish(
    article: Article,
    text: EditionText,
    fields: ArticleFields,
    known: Places,
    *,
    html: str | None = None,
) -> None:
    at = _moment(fields.published_on) if fields.published_on else clock.now()
    editions.give_way(article, at=at)
    # Stored when it is published and not before: somebody may be working on a draft beside it.
    with db.session.no_autoflush:
        edition = editions.new_edition(article, text, topics=_topics(fields, known), html=html)
        editions.publish_edition(edition, at=at, by=None)


def _withdraw_if_said(article: Article, fields: ArticleFields) -> bool:
    stands = fields.withdrawn_reason is None
    if stands or article.withdrawn_reason == fields.withdrawn_reason:
        return False
    successor = _stored(fields.successor) if fields.successor else None
    at = _moment(fields.withdrawn_on) if fields.withdrawn_on else clock.now()
    editions.withdraw_edition(
        article, at=at, reason=str(fields.withdrawn_reason), by=None, successor=successor
    )
    return True


def _put_if_it_stands(edition: Edition) -> None:
    if edition.article.withdrawn_at is None:
        catalogue_entry.put(edition)


def _text_of(fields: ArticleFields) -> EditionText:
    checked_on = _given(fields.checked_on, fields.published_on)
    due_on = beginnings.check_due_after(checked_on) if checked_on else None
    return EditionText(
        title=fields.title,
        text=fields.answer,
        language=fields.language,
        short_answer=fields.short_answer,
        question_text=fields.question,
        unit=fields.unit,
        standing=fields.standing,
        topic_slugs=fields.topics,
        laws=fields.laws,
        links=fields.links,
        asked_month=fields.asked_month,
        answered_on=_given(fields.answered_on, fields.published_on),
        checked_on=checked_on,
        check_due_on=_given(fields.check_due_on, due_on),
        change_class=fields.change or ChangeClass.FIRST,
        change_note=fields.note,
    ).tidied()


def _given(day: date | None, otherwise: date | None) -> date | None:
    return otherwise if day == BY_DEFAULT else day


def _stored(key: str) -> Article | None:
    chosen = select(Article).where(Article.key == key)
    editions_of_it = selectinload(Article.editions)
    return db.session.scalar(
        chosen.options(
            editions_of_it.selectinload(Edition.topics),
            editions_of_it.selectinload(Edition.findings),
        )
    )


def _topics(fields: ArticleFields, known: Places) -> list[Topic]:
    return [known.topics[slug] for slug in dict.fromkeys(fields.topics)]


def _moment(day: date) -> datetime:
    return datetime.combine(day, PUBLISHED_AT)


def _refuse(field: str, wrong: bool, says: str) -> None:
    if wrong:
        raise InvalidInput(f"{field}: {says}", field=field, says=says)
