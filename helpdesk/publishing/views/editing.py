"""Writing an edition: begun from a case, saved, its findings settled, sent on."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from helpdesk.answers.queries import cases
from helpdesk.foundation.db import give_up_writing
from helpdesk.foundation.errors import InvalidInput, StaleVersion
from helpdesk.foundation.language import N_
from helpdesk.publishing import rendering
from helpdesk.publishing.drafts import written_in
from helpdesk.publishing.forms import ANSWER_MAX_CHARS, NOTE_MAX_CHARS, EditionForm
from helpdesk.publishing.models import Edition, editing_url
from helpdesk.publishing.queries import editing
from helpdesk.publishing.readiness import Obstacle
from helpdesk.publishing.service import drafting
from helpdesk.publishing.views import edition_page
from helpdesk.publishing.views.blueprint import blueprint, me
from helpdesk.publishing.views.edition_page import edition_of, here
from helpdesk.web import access, errors, numbers
from helpdesk.web.forms import ActionForm, show_error

_EDITION = "/redaksjon/artikkel/<int:number>/utgave/<int:edition_number>"


@blueprint.get("/redaksjon/artikkel/ny")
@access.staff
def new() -> ResponseReturnValue:
    """Say what a public version of a case is, and offer to begin it."""
    question = cases.seen_by(me(), request.args.get("sporsmal", ""))
    article = editing.article_of(question)
    return render_template(
        "publishing/new.html",
        question=question,
        article=article,
        begun=editing.in_work(article) if article else None,
    )


@blueprint.post("/redaksjon/artikkel/ny")
@access.staff
def begin() -> ResponseReturnValue:
    """Begin the public version of a case."""
    question = cases.seen_by(me(), request.args.get("sporsmal", ""))
    ActionForm().check()
    edition = drafting.start(actor=me(), question=question)
    return redirect(editing_url(edition.article.number, edition.number), 303)


@blueprint.get(_EDITION)
@access.staff
def work_on(number: int, edition_number: int) -> ResponseReturnValue:
    """Show an edition: to write in, to review, or to read."""
    return edition_page.show(edition_of(number, edition_number))


@blueprint.post(_EDITION)
@access.staff
def write(number: int, edition_number: int) -> ResponseReturnValue:
    """Save what was written, and send it to review where that button was pressed."""
    edition = edition_of(number, edition_number)
    form = EditionForm(edition)
    if form.is_searching:
        return edition_page.show(edition, form=form)
    if not form.validate_on_submit():
        return edition_page.show(edition, form=form), 422
    try:
        in_the_way = _save(edition, form)
    except InvalidInput as error:
        if error.field in form:
            show_error(form, error, errors.says(error))
        return edition_page.show(edition, form=form, refused=errors.says(error)), 422
    except StaleVersion:
        return edition_page.show(edition, form=form, differences=form.meet_stored(edition)), 409
    return _saved(edition, in_the_way)


@blueprint.post(f"{_EDITION}/ta-tilbake")
@access.staff
def take_back(number: int, edition_number: int) -> ResponseReturnValue:
    """Make a draft again of what waits for review or for its day."""
    edition = edition_of(number, edition_number)
    ActionForm().check()
    drafting.take_back(actor=me(), edition=edition)
    return _done(edition, N_("Teksten er et utkast igjen."))


@blueprint.post(f"{_EDITION}/forkast")
@access.staff
def discard(number: int, edition_number: int) -> ResponseReturnValue:
    """Give a draft up."""
    edition = edition_of(number, edition_number)
    ActionForm().check()
    drafting.discard(actor=me(), edition=edition)
    flash(gettext("Utkastet er forkastet."), "success")
    return redirect("/redaksjon", 303)


@blueprint.post("/redaksjon/forhandsvis-tekst")
@access.staff
def preview_text() -> ResponseReturnValue:
    """Return the HTML of a Markdown ``text``, its citations linked."""
    ActionForm().check()
    give_up_writing()
    return rendering.render(request.form.get("text", "")[:ANSWER_MAX_CHARS])


def _save(edition: Edition, form: EditionForm) -> Sequence[Obstacle] | None:
    """Do what the pressed button says; return what stands in the way, None if nothing was asked."""
    text = form.text_after(written_in(edition))
    facts: dict[str, Any] = {
        "actor": me(),
        "edition": edition,
        "text": text,
        "seen_version": form.seen_version,
    }
    finding_id = numbers.whole(request.form.get("keep"))
    if finding_id >= 0:
        reason = request.form.get(f"reason_{finding_id}", "")[:NOTE_MAX_CHARS]
        drafting.keep_finding(finding_id=finding_id, reason=reason, **facts)
        return None
    if request.form.get("act") == "send":
        return drafting.submit(**facts)
    drafting.save(**facts)
    return None


def _saved(edition: Edition, in_the_way: Sequence[Obstacle] | None) -> ResponseReturnValue:
    if in_the_way is None and request.form.get("act") == "preview":
        return redirect(f"{here(edition)}/forhandsvisning", 303)
    if in_the_way is None:
        return _done(edition, N_("Utkastet er lagret."))
    if not in_the_way:
        return _done(edition, N_("Teksten er sendt til kvalitetssikring."))
    return redirect(f"{here(edition)}?mangler=1#mangler", 303)


def _done(edition: Edition, said: str) -> ResponseReturnValue:
    flash(gettext(said), "success")
    return redirect(here(edition), 303)
