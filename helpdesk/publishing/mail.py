"""What is told by mail when an article lives on; never the content of a case."""

from helpdesk.accounts.models import User
from helpdesk.foundation import mail
from helpdesk.publishing.models import Article, Edition, article_url, editing_url
from helpdesk.publishing.states import ChangeClass

_NEWS = {
    ChangeClass.FIRST: "publishing/published",
    ChangeClass.SUBSTANTIVE: "publishing/corrected",
    ChangeClass.CHANGED_LAW: "publishing/corrected",
}
"""Linguistic corrections are silent. Source: service.md, section 2."""


def published(edition: Edition) -> None:
    """Tell the requester that the answer, or a new edition of it, is public."""
    template = _NEWS.get(edition.change_class)
    if template is not None:
        _to_requester(edition.article, template, address=_address(edition))


def withdrawn(edition: Edition) -> None:
    """Tell the requester that the public answer no longer stands."""
    _to_requester(edition.article, "publishing/withdrawn", address=_address(edition))


def returned(edition: Edition, to: User) -> None:
    """Tell who submitted *edition* that it has come back with remarks."""
    mail.post(
        to.email,
        "publishing/returned",
        language=to.language,
        number=edition.article.number,
        address=editing_url(edition.article.number, edition.number),
    )


def _to_requester(article: Article, template: str, *, address: str) -> None:
    question = article.question if article.question_id is not None else None
    if question is None or not question.email:
        return
    mail.post(
        question.email,
        template,
        language=question.interface_language,
        reference=question.reference,
        number=article.number,
        address=address,
    )


def _address(edition: Edition) -> str:
    return article_url(edition.article.number, edition.slug)
