"""The verbs every way of publishing shares: making editions, making them public; none commits."""

import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select, update

from helpdesk.accounts.models import User
from helpdesk.catalogue import assessment
from helpdesk.foundation import clock, counters, events
from helpdesk.foundation.counters import Counter
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import NotAllowedNow
from helpdesk.foundation.language import N_
from helpdesk.foundation.markdown import RENDERER_VERSION
from helpdesk.foundation.text import slugify
from helpdesk.publishing import catalogue_entry, findings, rendering
from helpdesk.publishing.drafts import EditionText, plain_columns
from helpdesk.publishing.models import Article, Edition
from helpdesk.publishing.queries.public import CHANGES
from helpdesk.publishing.states import EditionState
from helpdesk.questions.models import Question
from helpdesk.topics.models import Topic

NUMBERS = "article"
"""The counter of article numbers."""

_OWN_KEY = re.compile(r"svar-([1-9]\d{0,8})")


def new_article(owner_id: int, *, key: str | None = None) -> Article:
    """
    Add an article without editions.

    Args:
        owner_id: the agency that answers for it.
        key: the imported key; ``svar-<number>`` gives the article that number if it is free.
    """
    number = _number_of(key) or _following_number()
    article = Article(number=number, key=key or f"svar-{number}", owner_id=owner_id, editions=[])
    db.session.add(article)
    return article


def new_edition(
    article: Article, text: EditionText, *, topics: Sequence[Topic], html: str | None = None
) -> Edition:
    """
    Add a draft holding *text* to *article*, whose editions are loaded.

    Args:
        html: the answer as it was rendered before; None renders it here.
    """
    html = rendering.render(text.text) if html is None else html
    now = clock.now()
    number = max((each.number for each in article.editions), default=0) + 1
    edition = Edition(
        article=article, number=number, state=EditionState.DRAFT, created_at=now, changed_at=now
    )
    edition.findings, edition.authors = [], []
    fill(edition, text, topics=topics, html=html)
    db.session.add(edition)
    return edition


def fill(
    edition: Edition, text: EditionText, *, topics: Sequence[Topic], html: str | None = None
) -> None:
    """Write *text* into *edition* and render the answer."""
    for name, value in plain_columns(text).items():
        setattr(edition, name, value)
    edition.slug = slugify(text.title) or "svar"
    edition.topics = list(topics)
    edition.html = rendering.render(text.text) if html is None else html
    edition.renderer_version = RENDERER_VERSION


def publish_edition(edition: Edition, *, at: datetime, by: User | None) -> None:
    """
    Make *edition* the one readers see; the one before is superseded.

    Args:
        edition: with article, the article's editions, topics and findings loaded; submitted,
            scheduled, or a draft that nobody has to review (an import).
        by: who decided it; None for an import.

    Raises:
        NotAllowedNow: personal data in it is not settled, or its state forbids it.
        InvalidInput: it holds an identity number.
    """
    findings.refuse_identity_numbers(edition)
    if findings.still_open(edition):
        raise NotAllowedNow(
            f"{edition.subject} has open findings",
            says=N_("Personopplysningene i teksten må avklares før den kan publiseres."),
        )
    old = edition.state
    if by is None and old is EditionState.DRAFT:
        edition.state = EditionState.SUBMITTED
    give_way(edition.article, at=at)
    edition.move_to(EditionState.PUBLISHED, at=at)
    edition.published_at = at
    edition.published_by_id = None if by is None else by.id
    _stand_again(edition.article, at=at)
    db.session.flush()
    _tell_the_question(edition.article)
    assessment.settle(catalogue_entry.put(edition))
    events.record(
        "publishing.publish",
        edition.subject,
        actor_id=edition.published_by_id,
        old=old,
        new=edition.state,
        text=edition.change_note or None,
    )


def give_way(article: Article, *, at: datetime) -> None:
    """Let the edition of *article* (editions loaded) that readers see so far make room."""
    shown = {EditionState.PUBLISHED, EditionState.WITHDRAWN}
    standing = [each for each in article.editions if each.state in shown]
    for each in standing:
        each.move_to(EditionState.SUPERSEDED, at=at)
        counters.following(CHANGES)
    if standing:
        # The database allows one published edition of an article, so the old one goes first.
        db.session.flush()


def withdraw_edition(
    article: Article, *, at: datetime, reason: str, by: User | None, successor: Article | None
) -> Edition:
    """
    Take the published edition of *article* (editions loaded) back; its page stays, marked.

    Raises:
        NotAllowedNow: no edition of it is published.
    """
    edition = next((e for e in article.editions if e.state is EditionState.PUBLISHED), None)
    if edition is None:
        raise NotAllowedNow(
            f"{article.subject} is not published", says=N_("Svaret er allerede trukket tilbake.")
        )
    edition.move_to(EditionState.WITHDRAWN, at=at)
    article.withdrawn_at, article.withdrawn_reason = at, reason
    article.successor_id = successor.id if successor else None
    counters.following(CHANGES)
    catalogue_entry.mark_withdrawn(article, successor=successor)
    events.record(
        "publishing.withdraw",
        edition.subject,
        actor_id=by.id if by else None,
        old=EditionState.PUBLISHED,
        new=edition.state,
        text=reason,
    )
    return edition


def _stand_again(article: Article, *, at: datetime) -> None:
    article.first_published_at = article.first_published_at or at
    article.withdrawn_at = article.withdrawn_reason = article.successor_id = None


def _tell_the_question(article: Article) -> None:
    if article.question_id is None:
        return
    told = update(Question).where(Question.id == article.question_id)
    db.session.execute(
        told.values(article_key=article.key), execution_options={"synchronize_session": "fetch"}
    )


def _number_of(key: str | None) -> int | None:
    """Return the number in a key of our own making, if no article has it; it is then taken."""
    own = _OWN_KEY.fullmatch(key or "")
    if own is None:
        return None
    number = int(own[1])
    if db.session.scalar(select(Article.id).where(Article.number == number)) is not None:
        return None
    if counters.current(NUMBERS) < number:
        counters.following(NUMBERS)
        db.session.execute(update(Counter).where(Counter.name == NUMBERS).values(value=number))
    return number


def _following_number() -> int:
    """Return the next number whose key no import has taken."""
    while True:
        number = counters.following(NUMBERS)
        if db.session.scalar(_TAKEN, {"key": f"svar-{number}"}) is None:
            return number


_TAKEN = select(Article.id).where(Article.key == bindparam("key"))
