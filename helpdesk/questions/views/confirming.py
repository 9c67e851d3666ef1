"""The secret links: confirm a question, and see how far it has come. Timeline only, no text."""

from flask import Response, make_response, redirect, render_template
from flask.typing import ResponseReturnValue

from helpdesk.foundation import clock
from helpdesk.foundation.errors import NotFound
from helpdesk.foundation.language import N_
from helpdesk.questions import queries
from helpdesk.questions.models import Question, QuestionStatus, confirm_url, status_url
from helpdesk.questions.service import asking
from helpdesk.questions.views import showing
from helpdesk.questions.views.blueprint import blueprint
from helpdesk.web.access import public
from helpdesk.web.forms import ActionForm

NOBODYS = N_(
    "Lenken er ikke hel, eller spørsmålet finnes ikke lenger. Logg inn for å se sakene dine."
)


@blueprint.get("/bekreft/<token>")
@public
def confirm_page(token: str) -> ResponseReturnValue:
    """Show what the button confirms; once it is confirmed, how far the question has come."""
    question = queries.by_confirm_token(token)
    if question is None or asking.is_too_old(question, clock.now()):
        raise NotFound("no question to confirm", says=asking.TOO_OLD)
    if question.status != QuestionStatus.UNCONFIRMED:
        return _status_page(question)
    return _secret(render_template("questions/confirm.html", question=question, form=ActionForm()))


@blueprint.post("/bekreft/<token>")
@public
def confirm(token: str) -> ResponseReturnValue:
    """Confirm the question and go on to its status page."""
    ActionForm().check()
    status_token = asking.confirm(token=token)
    return redirect(status_url(status_token) if status_token else confirm_url(token), 303)


@blueprint.get("/status/<token>")
@public
def status(token: str) -> ResponseReturnValue:
    """Show how far a question has come to whoever has the link."""
    question = queries.by_status_token(token)
    if question is None or question.status == QuestionStatus.UNCONFIRMED:
        raise NotFound("no question with this status link", says=NOBODYS)
    return _status_page(question)


def _status_page(question: Question) -> Response:
    return _secret(
        render_template(
            "questions/status.html", question=question, steps=showing.timeline(question)
        )
    )


def _secret(page: str) -> Response:
    """
    Answer with *page*, whose address search engines must never learn.

    Other sites do not learn it either, by the policy of every answer. A policy of no referrer at
    all would make browsers send the button's form from the origin "null", which is refused.
    """
    response = make_response(page)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
