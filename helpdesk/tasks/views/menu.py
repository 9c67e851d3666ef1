"""The menu on the left of the pages of tasks."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request
from flask_babel import gettext

from helpdesk.foundation.language import N_
from helpdesk.tasks import queries
from helpdesk.tasks.models import tasks_url
from helpdesk.tasks.queries import TaskList
from helpdesk.tasks.views.blueprint import me

LABELS: dict[TaskList, str] = {
    TaskList.MINE: N_("Mine oppgaver"),
    TaskList.AGENCY: N_("Etatens oppgaver"),
    TaskList.OVERDUE: N_("Over fristen"),
    TaskList.ALL: N_("Alle åpne"),
    TaskList.CLOSED: N_("Ferdige og droppede"),
}

_OTHERS = (
    (N_("Lovendringer"), "/redaksjon/lovendringer"),
    (N_("Lovhenvisninger å se på"), "/redaksjon/lovhenvisninger"),
    (N_("Redaksjon"), "/redaksjon"),
)


@dataclass(frozen=True)
class MenuLine:
    """A page in the menu."""

    label: str
    url: str
    count: int | None = None
    current: bool = False
    alarm: bool = False


def menu(
    chosen: TaskList | None = None, counted: Mapping[TaskList, int] | None = None
) -> list[MenuLine]:
    """Return the menu, the page at hand marked; one statement, none where *counted* is given."""
    counted = queries.counts(me()) if counted is None else counted
    lists = [
        MenuLine(
            label=gettext(label),
            url=tasks_url(each.value),
            count=counted[each],
            current=each is chosen,
            alarm=each is TaskList.OVERDUE and counted[each] > 0,
        )
        for each, label in LABELS.items()
    ]
    others = [MenuLine(gettext(label), url, current=url == request.path) for label, url in _OTHERS]
    return [*lists, *others]
