"""Published articles for programs, and the description of all of ``/api/v1``."""

from datetime import date, datetime

from flask import request
from flask.typing import ResponseReturnValue

from helpdesk.foundation.clock import OSLO
from helpdesk.foundation.errors import NotFound
from helpdesk.publishing import openapi
from helpdesk.publishing.models import Article, Edition, article_url
from helpdesk.publishing.queries import reading
from helpdesk.web import api
from helpdesk.web.access import public
from helpdesk.web.rate_limits import limited

blueprint = api.made_blueprint("articles_api")

PAGE_SIZE = 20


@blueprint.get("/articles")
@public
@limited("search")
def articles() -> ResponseReturnValue:
    """Answer a page of the articles that stand, by number."""
    size = api.number("page_size", otherwise=PAGE_SIZE, most=api.LARGEST_PAGE)
    page = reading.published(after=request.args.get("after"), size=size)
    listed = [_summary(each.edition) for each in page.items]
    return api.answer({"articles": listed, "next": page.following})


@blueprint.get("/articles/<int:number>")
@public
@limited("search")
def article(number: int) -> ResponseReturnValue:
    """Answer one article with its whole text; a withdrawn one says so."""
    edition = reading.current(number)
    if edition is None:
        raise NotFound(f"no public article {number}")
    whole = {"question": edition.question_text, "answer": edition.text, "links": edition.links}
    return api.answer(_summary(edition) | whole)


@blueprint.get("/openapi.json")
@public
@limited("search")
def description() -> ResponseReturnValue:
    """Answer what the addresses under ``/api/v1`` take and give."""
    return api.answer(openapi.DESCRIPTION)


def _summary(edition: Edition) -> dict[str, object]:
    article = edition.article
    return {
        "number": article.number,
        "key": article.key,
        "url": article_url(article.number, edition.slug),
        "status": "published" if article.withdrawn_at is None else "withdrawn",
        "edition": edition.number,
        "language": edition.language.value,
        "title": edition.title,
        "short_answer": edition.short_answer,
        "standing": edition.standing.value,
        "agency": article.owner.key,
        "unit": edition.unit,
        "topics": [topic.slug for topic in edition.topics],
        "laws": edition.laws,
        "published_on": _day(_in_norway(edition.published_at)),
        "answered_on": _day(edition.answered_on),
        "checked_on": _day(edition.checked_on),
        "check_due_on": _day(edition.check_due_on),
        "withdrawn": _withdrawn(article),
    }


def _withdrawn(article: Article) -> dict[str, object] | None:
    if article.withdrawn_at is None:
        return None
    successor = article.successor
    return {
        "on": _day(_in_norway(article.withdrawn_at)),
        "reason": article.withdrawn_reason,
        "successor": None if successor is None else f"/svar/{successor.number}",
    }


def _in_norway(at: datetime | None) -> date | None:
    return None if at is None else at.astimezone(OSLO).date()


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
