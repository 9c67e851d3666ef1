"""A requester's own questions: the list, one of them, its files, writing again, withdrawing."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from helpdesk.accounts.models import User
from helpdesk.foundation import tokens
from helpdesk.foundation.db import give_up_writing
from helpdesk.foundation.errors import InvalidInput, NotFound
from helpdesk.questions import policy, queries
from helpdesk.questions.forms import FollowUpForm
from helpdesk.questions.models import Question, desk_url, question_url
from helpdesk.questions.service import own as service
from helpdesk.questions.views import attaching, own_pages, showing
from helpdesk.questions.views.blueprint import blueprint
from helpdesk.web import errors
from helpdesk.web.access import signed_in
from helpdesk.web.forms import ActionForm, show_error
from helpdesk.web.rate_limits import limited


@blueprint.get("")
@signed_in
def mine() -> ResponseReturnValue:
    """List the person's own questions, and those colleagues have shared."""
    me = _me()
    return render_template(
        "questions/mine.html",
        own=queries.of_requester(me, after=request.args.get("etter")),
        shared=queries.shared_with(me, after=request.args.get("delt_etter")),
        status_text=lambda question: showing.status_text(question, me),
    )


@blueprint.get("/<reference>")
@signed_in
def question(reference: str) -> ResponseReturnValue:
    """Show a question to its requester or a colleague; experts go to their desk."""
    found = _seen(reference)
    if policy.can_work(_me(), found):
        return redirect(desk_url(reference), 303)
    return own_pages.question_page(_me(), found, _follow_up_form())


@blueprint.post("/<reference>")
@signed_in
@limited("upload")
def follow_up(reference: str) -> ResponseReturnValue:
    """Post what the requester writes."""
    sent = attaching.examine_sent()
    form = _follow_up_form()
    attaching.keep(form, sent)
    found = _held(reference)
    if not form.validate_on_submit():
        return _shown_again(reference, form)
    try:
        service.follow_up(
            actor=_me(),
            question=found,
            text=form.text.data,
            submit_key=form.submit_key.data,
            files=form.staged,
        )
    except InvalidInput as error:
        show_error(form, error, errors.says(error))
        return _shown_again(reference, form)
    flash(_("Meldingen er sendt. Fagpersonen får beskjed."), "success")
    return redirect(question_url(reference), 303)


@blueprint.get("/<reference>/mottatt")
@signed_in
def receipt(reference: str) -> ResponseReturnValue:
    """Tell the requester that the question has come, and what happens next."""
    found = _seen(reference)
    if not policy.is_requester(_me(), found):
        return redirect(question_url(reference), 303)
    return own_pages.receipt_page(found)


@blueprint.get("/<reference>/trekk")
@signed_in
def withdraw_page(reference: str) -> ResponseReturnValue:
    """Ask whether the requester is sure."""
    found = _seen(reference)
    if not policy.can_withdraw(_me(), found):
        return redirect(question_url(reference), 303)
    return render_template("questions/withdraw.html", question=found, form=ActionForm())


@blueprint.post("/<reference>/trekk")
@signed_in
def withdraw(reference: str) -> ResponseReturnValue:
    """Withdraw the question."""
    ActionForm().check()
    service.withdraw(actor=_me(), question=_held(reference))
    flash(_("Spørsmålet er trukket."), "success")
    return redirect(question_url(reference), 303)


@blueprint.get("/<reference>/vedlegg/<int:attachment_id>")
@signed_in
def attachment(reference: str, attachment_id: int) -> ResponseReturnValue:
    """Send a file of the thread to those who may read the post it came with."""
    found = queries.attachment(reference, attachment_id)
    if found is None or not policy.can_see_message(_me(), found.message.question, found.message):
        raise NotFound(f"file {attachment_id} of question {reference} for {_me().id}")
    return own_pages.download(found.file)


def _me() -> User:
    person: User = current_user._get_current_object()  # noqa: SLF001 - the proxy's own way out
    return person


def _seen(reference: str) -> Question:
    found = queries.by_reference(reference, *queries.PARTIES)
    if found is None or not policy.can_see(_me(), found):
        raise NotFound(f"question {reference} for user {_me().id}")
    return found


def _held(reference: str) -> Question:
    found = queries.held_by_reference(reference)
    if found is None or not policy.can_see(_me(), found):
        raise NotFound(f"question {reference} for user {_me().id}")
    return found


def _follow_up_form() -> FollowUpForm:
    return FollowUpForm(data={"submit_key": tokens.make(), "stage": tokens.make()})


def _shown_again(reference: str, form: FollowUpForm) -> ResponseReturnValue:
    give_up_writing()
    return own_pages.question_page(_me(), _seen(reference), form), 422
