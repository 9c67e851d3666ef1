"""The list of views on the left of every page of the desk."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from helpdesk.accounts.models import User
from helpdesk.answers.queries import desk
from helpdesk.answers.queries.desk_views import View
from helpdesk.foundation.language import N_

LABELS: dict[View, str] = {
    View.MINE: N_("Mine"),
    View.UNASSIGNED: N_("Ufordelte"),
    View.WAITING_FOR_ME: N_("Venter på meg"),
    View.DUE: N_("Forfaller"),
    View.ALL: N_("Alle"),
    View.ANSWERED: N_("Besvarte"),
}


@dataclass(frozen=True)
class ViewLink:
    """A line of the list; *count* is None where nobody counts."""

    label: str
    url: str
    count: int | None
    current: bool
    alarm: bool = False


def links(actor: User, current: View | None = None) -> list[ViewLink]:
    """Return the views of *actor* with their counts; one statement."""
    counted = desk.counts(actor)
    found = [
        ViewLink(
            label=_label(view, label, counted["overdue"]),
            url=url_for("answers.index", visning=view.value),
            count=counted.get(view.value),
            current=view == current,
            alarm=view == View.DUE and counted["overdue"] > 0,
        )
        for view, label in LABELS.items()
    ]
    return [*found, *_consultations(counted["consultations"])]


def _label(view: View, label: str, overdue: int) -> str:
    if view == View.DUE and overdue:
        return str(gettext("Forfaller, %(count)d over fristen", count=overdue))
    return str(gettext(label))


def _consultations(count: int) -> list[ViewLink]:
    """Return the link to what other units ask, while there is anything."""
    if not count:
        return []
    url = url_for("answers.consultations")
    return [ViewLink(label=gettext("Andre spør oss"), url=url, count=count, current=False)]
