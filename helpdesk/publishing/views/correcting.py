"""A published article lives on: a new edition, a check, a withdrawal."""

from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from helpdesk.foundation.db import give_up_writing
from helpdesk.foundation.errors import InvalidInput, NotFound, NotPermitted
from helpdesk.publishing import policy, words
from helpdesk.publishing.forms import CorrectionForm, WithdrawalForm
from helpdesk.publishing.models import Article, correcting_url, editing_url
from helpdesk.publishing.queries import editing
from helpdesk.publishing.service import corrections
from helpdesk.publishing.views.blueprint import blueprint, me
from helpdesk.web import access, errors
from helpdesk.web.forms import ActionForm, show_error


@blueprint.get("/redaksjon/artikkel/<int:number>/rett")
@access.staff
def correct(number: int) -> ResponseReturnValue:
    """Offer to correct, check or withdraw an article."""
    return _show(_article(number))


@blueprint.post("/redaksjon/artikkel/<int:number>/rett")
@access.staff
def begin_correction(number: int) -> ResponseReturnValue:
    """Begin a new edition."""
    article, form = _article(number), CorrectionForm()
    if not form.validate_on_submit():
        return _show(article, correction_form=form), 422
    edition = corrections.correct(
        actor=me(), article=article, change_class=form.chosen, note=form.change_note.data or ""
    )
    return redirect(editing_url(number, edition.number), 303)


@blueprint.post("/redaksjon/artikkel/<int:number>/bekreft")
@access.staff
def confirm(number: int) -> ResponseReturnValue:
    """Note that the article was checked and still holds."""
    article = _article(number)
    ActionForm().check()
    corrections.confirm(actor=me(), article=article)
    flash(gettext("Vi har notert at svaret er kontrollert i dag."), "success")
    return redirect(correcting_url(number), 303)


@blueprint.post("/redaksjon/artikkel/<int:number>/trekk-tilbake")
@access.staff
def withdraw(number: int) -> ResponseReturnValue:
    """Withdraw an article; its page stays."""
    article, form = _article(number), WithdrawalForm()
    if not form.validate_on_submit():
        return _show(article, withdrawal_form=form), 422
    try:
        corrections.withdraw(
            actor=me(),
            article=article,
            reason=form.reason.data,
            successor_number=form.successor.data,
        )
    except InvalidInput as error:
        show_error(form, error, errors.says(error))
        return _show(article, withdrawal_form=form), 422
    flash(gettext("Svaret er trukket tilbake. Siden står, merket med grunnen."), "success")
    return redirect(f"/svar/{number}", 303)


def _article(number: int) -> Article:
    article = editing.article(number)
    if article is None or article.first_published_at is None:
        raise NotFound(f"no public article {number}")
    return article


def _show(article: Article, **forms: Any) -> str:
    if request.method == "POST":
        give_up_writing()
    shown = editing.current(article)
    if not policy.can_correct(me(), article) or shown is None:
        raise NotPermitted(f"user {me().id} may not correct {article.subject}")
    return render_template(
        "publishing/correct.html",
        article=article,
        edition=shown,
        begun=editing.in_work(article),
        may_withdraw=policy.can_withdraw(me(), article),
        correction_form=forms.get("correction_form") or CorrectionForm(formdata=None),
        withdrawal_form=forms.get("withdrawal_form") or WithdrawalForm(formdata=None),
        words=words,
    )
