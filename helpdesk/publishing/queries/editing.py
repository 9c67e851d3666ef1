"""What the editors' pages show: one edition with its case, an article with its editions."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import datetime

from sqlalchemy import Select, select, union
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from helpdesk.accounts.models import User
from helpdesk.answers.models import Answer, AnswerState
from helpdesk.foundation.db import db
from helpdesk.publishing.models import Article, Edition
from helpdesk.publishing.states import IN_WORK, EditionState
from helpdesk.questions.models import Message, Question
from helpdesk.topics.models import Topic


def edition(number: int, edition_number: int) -> Edition | None:
    """Return one edition of article *number* with all that editing, reviewing and showing need."""
    chosen = _editions().join(Edition.article)
    return db.session.scalars(
        chosen.where(Article.number == number, Edition.number == edition_number)
    ).one_or_none()


def edition_by_id(edition_id: int) -> Edition | None:
    """Return one edition with all that publishing it needs."""
    return db.session.scalars(_editions().where(Edition.id == edition_id)).one_or_none()


def article(number: int) -> Article | None:
    """Return an article with its owner, successor, question and editions."""
    chosen = select(Article).options(*_ARTICLE, joinedload(Article.successor))
    return db.session.scalar(chosen.where(Article.number == number))


def article_of(question: Question) -> Article | None:
    """Return the article that was made of *question*, with its editions."""
    chosen = select(Article).options(*_ARTICLE)
    return db.session.scalar(chosen.where(Article.question_id == question.id))


def in_work(article: Article) -> Edition | None:
    """Return the edition of *article* (editions loaded) that somebody is working on."""
    return next((each for each in article.editions if each.state in IN_WORK), None)


def current(article: Article) -> Edition | None:
    """Return the edition of *article* (editions loaded) that its page shows."""
    shown = {EditionState.PUBLISHED, EditionState.WITHDRAWN}
    return next((each for each in article.editions if each.state in shown), None)


def sent_answer(question: Question) -> Answer | None:
    """Return the newest answer that was sent, with its links."""
    chosen = select(Answer).where(
        Answer.question_id == question.id, Answer.state == AnswerState.SENT
    )
    loaded = chosen.options(selectinload(Answer.links))
    return db.session.scalar(loaded.order_by(Answer.id.desc()).limit(1))


def names_in_thread(question_id: int | None) -> list[str]:
    """Return the names of everybody who asked or wrote in a question; none without a question."""
    if question_id is None:
        return []
    asked = select(User.name).join(Question, Question.requester_id == User.id)
    wrote = select(User.name).join(Message, Message.author_id == User.id)
    everybody = union(
        asked.where(Question.id == question_id), wrote.where(Message.question_id == question_id)
    )
    return [name for name in db.session.scalars(everybody) if name]


def topics(slugs: Iterable[str]) -> list[Topic]:
    """Return the topics with these slugs, in the order of the subject tree."""
    chosen = select(Topic).where(Topic.slug.in_(list(slugs)))
    return list(db.session.scalars(chosen.order_by(Topic.position, Topic.id)))


def due(at: datetime) -> list[int]:
    """Return the ids of the editions whose day to be published has come."""
    chosen = select(Edition.id).where(
        Edition.state == EditionState.SCHEDULED, Edition.scheduled_for <= at
    )
    return list(db.session.scalars(chosen.order_by(Edition.scheduled_for)))


def people(user_ids: AbstractSet[int]) -> dict[int, User]:
    """Return users by their ids."""
    found = db.session.scalars(select(User).where(User.id.in_(user_ids)))
    return {person.id: person for person in found}


_ARTICLE: tuple[ORMOption, ...] = (
    joinedload(Article.owner),
    joinedload(Article.question).joinedload(Question.queue),
    selectinload(Article.editions),
)


def _editions() -> Select[Edition]:
    of_article = joinedload(Edition.article)
    return select(Edition).options(
        of_article.joinedload(Article.owner),
        of_article.joinedload(Article.successor),
        of_article.joinedload(Article.question).joinedload(Question.queue),
        of_article.selectinload(Article.editions),
        joinedload(Edition.changed_by),
        selectinload(Edition.topics).joinedload(Topic.parent),
        selectinload(Edition.authors),
        selectinload(Edition.findings),
    )
