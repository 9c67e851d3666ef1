"""The revisions of an answer, comparing them, and bringing two texts together."""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from helpdesk.answers import policy
from helpdesk.answers.comparing import compare
from helpdesk.answers.forms import EditorForm
from helpdesk.answers.models import AnswerRevision
from helpdesk.answers.policy import Act
from helpdesk.answers.queries import cases, drafts
from helpdesk.answers.service.drafting import EDITABLE
from helpdesk.answers.views import lists
from helpdesk.answers.views.blueprint import blueprint
from helpdesk.answers.views.person import me
from helpdesk.questions.models import Question, desk_url
from helpdesk.web import numbers
from helpdesk.web.access import expert


@blueprint.get("/sporsmal/<reference>/svar/versjoner")
@expert
def revisions(reference: str) -> ResponseReturnValue:
    """List the revisions of the answers to a question, and compare two of them."""
    question = cases.seen_by(me(), reference)
    found = drafts.revisions(question)
    old, new = _pair(question, found)
    return render_template(
        "answers/revisions.html",
        question=question,
        revisions=found,
        old=old,
        new=new,
        pieces=compare(old.text, new.text) if old and new else [],
        views=lists.links(me()),
    )


@blueprint.get("/sporsmal/<reference>/svar/konflikt")
@expert
def conflict(reference: str) -> ResponseReturnValue:
    """Show the text that came too late beside the one that stands, and a field to merge them."""
    question = cases.seen_by(me(), reference)
    answer = drafts.current(question)
    aside = drafts.latest_aside(answer, me()) if answer else None
    if answer is None or aside is None:
        return redirect(desk_url(reference), 303)
    return render_template(
        "answers/conflict.html",
        question=question,
        answer=answer,
        aside=aside,
        pieces=compare(aside.text, answer.text),
        form=EditorForm(formdata=None, data={"text": answer.text, "version": answer.version}),
        may_write=Act.WRITE in policy.acts_open_to(me(), question) and answer.state in EDITABLE,
        views=lists.links(me()),
    )


def _pair(
    question: Question, found: list[AnswerRevision]
) -> tuple[AnswerRevision | None, AnswerRevision | None]:
    """Return the two revisions the address names, else the newest and the one before it."""
    newest = [revision.id for revision in found[:2]]
    if not newest:
        return None, None
    new_id = numbers.whole(request.args.get("til"), newest[0])
    old_id = numbers.whole(request.args.get("fra"), newest[-1])
    return drafts.revision(question, old_id), drafts.revision(question, new_id)
