"""Writing the steps of a draft."""

from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from helpdesk.foundation.db import give_up_writing
from helpdesk.foundation.errors import InvalidInput, NotFound, StaleVersion
from helpdesk.guides import service
from helpdesk.guides.forms import STEP_TEXT_MAX_CHARS, StepForm
from helpdesk.guides.models import GuideEdition, GuideStep
from helpdesk.guides.steps import Direction
from helpdesk.guides.views.desk import blueprint, pages
from helpdesk.laws import linking
from helpdesk.web import errors, languages
from helpdesk.web.access import staff
from helpdesk.web.forms import ActionForm, show_error


@blueprint.route("/<slug>/steg/nytt", methods=["GET", "POST"])
@staff
def add_step(slug: str) -> ResponseReturnValue:
    """Write a new step at the end."""
    edition = _draft(slug)
    form = StepForm()
    if form.is_searching or not form.validate_on_submit():
        return _form(form, edition)
    try:
        step = service.add_step(actor=current_user, edition=edition, text=form.step_text)
    except InvalidInput as error:
        show_error(form, error, errors.says(error))
        return _form(form, edition)
    return _to_steps(slug, step.anchor)


@blueprint.route("/<slug>/steg/<anchor>", methods=["GET", "POST"])
@staff
def edit_step(slug: str, anchor: str) -> ResponseReturnValue:
    """Change a step."""
    edition = _draft(slug)
    step = _step(edition, anchor)
    form = StepForm(data=_stored(step) | {"version": step.version})
    if form.is_searching or not form.validate_on_submit():
        return _form(form, edition, step=step)
    try:
        _save(form, edition, step)
    except StaleVersion as error:
        flash(errors.says(error), "warning")
        met = form.meet(step.version, _stored(step))
        return _form(form, edition, step=step, differences=met)
    return _to_steps(slug, anchor)


@blueprint.post("/<slug>/steg/<anchor>/flytt")
@staff
def move_step(slug: str, anchor: str) -> ResponseReturnValue:
    """Move a step one place up or down."""
    edition = _draft(slug)
    step = _step(edition, anchor)
    ActionForm().check()
    direction = Direction.UP if request.form.get("retning") == Direction.UP else Direction.DOWN
    service.move_step(actor=current_user, edition=edition, step=step, direction=direction)
    return _to_steps(slug, anchor)


@blueprint.post("/<slug>/steg/<anchor>/fjern")
@staff
def remove_step(slug: str, anchor: str) -> ResponseReturnValue:
    """Take a step out."""
    edition = _draft(slug)
    step = _step(edition, anchor)
    ActionForm().check()
    service.remove_step(actor=current_user, edition=edition, step=step)
    flash(gettext("Steget «%(title)s» er fjernet.", title=step.title), "success")
    return _to_steps(slug, None)


@blueprint.post("/forhandsvis")
@staff
def preview_text() -> ResponseReturnValue:
    """Render what is being written in a step."""
    ActionForm().check()
    give_up_writing()
    return linking.render(request.form.get("text", "")[:STEP_TEXT_MAX_CHARS])


def _draft(slug: str) -> GuideEdition:
    return pages.draft_of(pages.held(slug, for_change=request.method == "POST"))


def _step(edition: GuideEdition, anchor: str) -> GuideStep:
    step = edition.step(anchor)
    if step is None:
        raise NotFound(f"{edition.work.subject} has no step {anchor}")
    return step


def _stored(step: GuideStep) -> dict[str, Any]:
    return {
        "title": step.title,
        "text": step.text,
        "deadline": step.deadline,
        "laws": list(step.laws),
        "links": list(step.links),
    }


def _save(form: StepForm, edition: GuideEdition, step: GuideStep) -> None:
    service.save_step(
        actor=current_user,
        edition=edition,
        step=step,
        seen_version=form.seen_version,
        text=form.step_text,
    )


def _form(
    form: StepForm,
    edition: GuideEdition,
    *,
    step: GuideStep | None = None,
    differences: Any = (),
) -> ResponseReturnValue:
    status = 422 if form.errors else 409 if differences else 200
    if request.method == "POST":
        give_up_writing()
    page = render_template(
        "guides/step.html",
        form=form,
        edition=edition,
        step=step,
        differences=differences,
        doubts=linking.doubts(form.text.data or "", languages.current(), picked=form.laws.data),
        **pages.shared,
    )
    return page, status


def _to_steps(slug: str, anchor: str | None) -> ResponseReturnValue:
    return redirect(pages.url("overview", slug=slug, _anchor=anchor or "steg"), 303)
