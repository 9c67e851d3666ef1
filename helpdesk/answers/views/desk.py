"""The lists of the desk, and what is done to several rows at once."""

from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from flask import flash, get_template_attribute, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from markupsafe import Markup

from helpdesk.answers.forms import BulkForm
from helpdesk.answers.queries import cases, desk
from helpdesk.answers.queries.desk import DeskRow, Sort
from helpdesk.answers.queries.desk_views import View
from helpdesk.answers.service import triage
from helpdesk.answers.views import lists
from helpdesk.answers.views.blueprint import blueprint
from helpdesk.answers.views.person import me
from helpdesk.foundation import clock
from helpdesk.foundation.db import give_up_writing
from helpdesk.foundation.errors import InvalidInput
from helpdesk.questions import deadlines
from helpdesk.questions.models import Question
from helpdesk.topics import queries as topics
from helpdesk.web import errors, languages
from helpdesk.web.access import expert
from helpdesk.web.forms import ActionForm, show_error

MOST_CHOSEN = 100
"""Rows changed in one go; more than a page holds is no choice made by eye. A guess."""

MOST_DRAWN = 4_000
"""Rows one process keeps ready, about 1 kB each. A guess: a busy week of all agencies."""

E = TypeVar("E", bound=StrEnum)


@blueprint.get("")
@expert
def index() -> ResponseReturnValue:
    """Show one view of the desk."""
    view = _chosen(View, "visning", View.ALL)
    sort = _chosen(Sort, "sorter", Sort.DEADLINE)
    descending = request.args.get("retning") == "synkende" or _is_newest_first(view)
    after = request.args.get("etter")
    page = desk.rows(me(), view, sort=sort, descending=descending, after=after)
    return render_template(
        "answers/index.html",
        view=view,
        heading=gettext(lists.LABELS[view]),
        views=lists.links(me(), view),
        page=page,
        rows=[_drawn(row, wording_of(row), languages.current()) for row in page.items],
        columns=_columns(view, sort, descending=descending),
        following=_url(view, sort, descending=descending, after=page.following),
    )


@blueprint.post("/flere")
@expert
def several() -> ResponseReturnValue:
    """Claim the chosen rows, or go on to where they should be moved."""
    ActionForm().check()
    references = request.form.getlist("valgt")[:MOST_CHOSEN]
    if not references:
        flash(gettext("Velg minst ett spørsmål først."), "warning")
        return redirect(url_for("answers.index", visning=request.form.get("visning")), 303)
    if request.form.get("act") == "flytt":
        return redirect(url_for("answers.move_several", valgt=references), 303)
    questions = cases.held_among(me(), references)
    count = triage.claim_all(actor=me(), questions=questions)
    said = ngettext("Du har tatt %(num)d spørsmål.", "Du har tatt %(num)d spørsmål.", count)
    flash(said, "success" if count else "warning")
    return redirect(url_for("answers.index", visning=View.MINE.value), 303)


@blueprint.route("/flytt", methods=["GET", "POST"])
@expert
def move_several() -> ResponseReturnValue:
    """Move the chosen rows to another topic, and with it to another queue."""
    references = request.values.getlist("valgt")[:MOST_CHOSEN]
    form = BulkForm()
    form.topic.choices = topics.choices(languages.current())
    if not form.validate_on_submit():
        return _move_form(form, references)
    try:
        count = _move(form, references)
    except InvalidInput as error:
        show_error(form, error, errors.says(error))
        return _move_form(form, references)
    said = ngettext("%(num)d spørsmål er flyttet.", "%(num)d spørsmål er flyttet.", count)
    flash(said, "success" if count else "warning")
    return redirect(url_for("answers.index"), 303)


def _move(form: BulkForm, references: list[str]) -> int:
    topic = topics.by_slug(form.topic.data)
    if topic is None:
        raise InvalidInput(f"no topic {form.topic.data}", field="topic")
    return triage.move_all(
        actor=me(),
        questions=cases.held_among(me(), references),
        topic=topic,
        queue=topics.queue_for(topic),
        note=form.note.data or "",
    )


def _move_form(form: BulkForm, references: list[str]) -> ResponseReturnValue:
    if form.is_submitted():
        give_up_writing()
    page = render_template(
        "answers/move_several.html",
        form=form,
        questions=cases.seen_among(me(), references),
        views=lists.links(me()),
    )
    return page, 422 if form.errors else 200


@lru_cache(maxsize=MOST_DRAWN)
def _drawn(row: DeskRow, wording: deadlines.Wording | None, language: str) -> Markup:
    """Return the row of the table; the same facts are drawn once a process, for all experts."""
    draw = get_template_attribute("answers/_row.html", "desk_row")
    drawn: Markup = draw(row, wording, language)
    return drawn


def wording_of(question: Question | DeskRow) -> deadlines.Wording | None:
    """Return how the deadline of *question* is spoken of; None when nobody owes an answer."""
    if question.due_at is None or not question.is_active:
        return None
    return deadlines.in_words(question.due_at, clock.now(), paused_at=question.paused_at)


def _chosen(kind: type[E], name: str, default: E) -> E:
    given = request.args.get(name)
    return kind(given) if given in set(kind) else default


def _is_newest_first(view: View) -> bool:
    return view == View.ANSWERED and "retning" not in request.args


def _columns(view: View, sort: Sort, *, descending: bool) -> list[dict[str, object]]:
    def column(label: str, by: Sort | None = None) -> dict[str, object]:
        if by is None:
            return {"label": label}
        turned = by == sort and not descending
        order = ("descending" if descending else "ascending") if by == sort else None
        return {"label": label, "sort_url": _url(view, by, descending=turned), "sort": order}

    return [
        {"label": gettext("Velg"), "hidden": True},
        column(gettext("Referanse"), Sort.REFERENCE),
        column(gettext("Spørsmål"), Sort.TITLE),
        column(gettext("Kommune")),
        column(gettext("Tema")),
        column(gettext("Frist"), Sort.DEADLINE),
        column(gettext("Status"), Sort.STATE),
        column(gettext("Saksbehandler")),
    ]


def _url(view: View, sort: Sort, *, descending: bool, after: str | None = None) -> str:
    direction = "synkende" if descending else "stigende"
    return url_for(
        "answers.index", visning=view.value, sorter=sort.value, retning=direction, etter=after
    )
