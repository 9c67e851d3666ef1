"""Writing the steps of a draft."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from helpdesk.catalogue.models import CatalogueItem
from helpdesk.foundation.db import give_up_writing
from helpdesk.foundation.errors import InvalidInput, NotFound, StaleVersion
from helpdesk.guides import queries, service
from helpdesk.guides.drawing import drawn
from helpdesk.guides.flow import Node
from helpdesk.guides.forms import STEP_TEXT_MAX_CHARS, StepForm
from helpdesk.guides.models import GuideEdition, GuideStep
from helpdesk.guides.planning import diverted, planned
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
    form.offer(edition.flow.nodes)
    if form.is_searching or not form.validate_on_submit():
        return _form(form, edition)
    try:
        step = service.add_step(
            actor=current_user, edition=edition, text=form.step_text, named=form.named
        )
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
    form.offer(edition.flow.nodes, but=anchor)
    if form.is_searching or not form.validate_on_submit():
        return _form(form, edition, step=step)
    try:
        _save(form, edition, step)
    except StaleVersion as error:
        flash(errors.says(error), "warning")
        met = form.meet(step.version, _stored(step))
        return _form(form, edition, step=step, differences=met)
    except InvalidInput as error:
        show_error(form, error, errors.says(error))
        return _form(form, edition, step=step)
    return _to_steps(slug, anchor)


@blueprint.post("/<slug>/steg/<anchor>/flytt")
@staff
def move_step(slug: str, anchor: str) -> ResponseReturnValue:
    """Move a step one place up or down."""
    edition = _draft(slug)
    step = _step(edition, anchor)
    ActionForm().check()
    direction = Direction.UP if request.form.get("retning") == Direction.UP else Direction.DOWN
    before = edition.flow
    service.move_step(actor=current_user, edition=edition, step=step, direction=direction)
    if before.has_branches:
        _tell_diverted(diverted(before, edition.flow))
    return _to_steps(slug, anchor)


@blueprint.post("/<slug>/steg/<anchor>/fjern")
@staff
def remove_step(slug: str, anchor: str) -> ResponseReturnValue:
    """Take a step out."""
    edition = _draft(slug)
    step = _step(edition, anchor)
    ActionForm().check()
    before, pointing = edition.flow, queries.answers_about(edition, anchor)
    service.remove_step(actor=current_user, edition=edition, step=step)
    flash(gettext("Steget «%(title)s» er fjernet.", title=step.title), "success")
    if before.has_branches:
        _tell_diverted(diverted(before, edition.flow))
    if pointing:
        flash(_pointed_here(pointing), "warning")
    return _to_steps(slug, None)


@blueprint.post("/forhandsvis")
@staff
def preview_text() -> ResponseReturnValue:
    """Render what is being written in a step."""
    ActionForm().check()
    give_up_writing()
    return linking.render(request.form.get("text", "")[:STEP_TEXT_MAX_CHARS])


@blueprint.post("/<slug>/flyt")
@staff
def preview_flow(slug: str) -> ResponseReturnValue:
    """Draw the guide as it would be with what is being written in a step, and name its faults."""
    edition = _draft(slug)
    form = StepForm()
    anchor = request.args.get("steg", "")
    form.offer(edition.flow.nodes, but=anchor)
    ActionForm().check()
    give_up_writing()
    return render_template(
        "guides/_flow_state.html", edition=edition, **_state(form, edition, anchor)
    )


def _state(form: StepForm, edition: GuideEdition, anchor: str) -> dict[str, Any]:
    """Return the graph as the form says it, drawn, and what is wrong with it."""
    title = " ".join((form.title.data or "").split()) or gettext("Steget uten navn")
    node = Node(anchor or "nytt-steg", title, form.course)
    flow = planned(edition.flow, node, form.named)
    return {"flow": flow, "faults": flow.faults(), "drawings": drawn(flow)}


def _tell_diverted(titles: Sequence[str]) -> None:
    if titles:
        listed = ", ".join(f"«{title}»" for title in titles)
        said = gettext("Disse stegene fører nå et annet sted: %(steps)s.", steps=listed)
        flash(said, "warning")


def _pointed_here(items: Sequence[CatalogueItem]) -> str:
    listed = ", ".join(f"«{item.title}»" for item in items)
    said = gettext(
        "Disse svarene peker til steget, og vil peke til veilederen som helhet: %(titles)s.",
        titles=listed,
    )
    return str(said)


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
        **StepForm.of_course(step.course),
    }


def _save(form: StepForm, edition: GuideEdition, step: GuideStep) -> None:
    service.save_step(
        actor=current_user,
        edition=edition,
        step=step,
        seen_version=form.seen_version,
        text=form.step_text,
        named=form.named,
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
        **_state(form, edition, step.anchor if step else ""),
        doubts=linking.doubts(form.text.data or "", languages.current(), picked=form.laws.data),
        **pages.shared,
    )
    return page, status


def _to_steps(slug: str, anchor: str | None) -> ResponseReturnValue:
    return redirect(pages.url("overview", slug=slug, _anchor=anchor or "steg"), 303)
