"""Mails about tasks: how many and by when, and where they stand."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from helpdesk.accounts.models import User
from helpdesk.foundation import mail
from helpdesk.tasks import recipients
from helpdesk.tasks.models import Sweep, tasks_url

AGENCY_LIST = tasks_url("etaten")
OWN_LIST = tasks_url("mine")


def sweep_started(sweep: Sweep, agency_ids: Iterable[int], *, but_not: User) -> None:
    """
    Tell those who got tasks in *sweep* (owner loaded or none) how many, all but *but_not*.

    Args:
        agency_ids: of the agencies, one for each task.
    """
    counts = Counter(agency_ids)
    keepers = {} if sweep.owner_id else recipients.keepers(counts)
    for agency_id, people in keepers.items():
        to = [(each.email, each.language) for each in people if each.id != but_not.id]
        mail.post_to_all(
            to,
            "tasks/sweep_started",
            count=counts[agency_id],
            due_on=sweep.due_on.isoformat(),
            path=AGENCY_LIST,
        )


def due_soon(person: User, count: int, due_on: date, path: str) -> None:
    """Remind *person* of tasks that are due within a week, the first on *due_on*."""
    _remind("tasks/due_soon", person, count, due_on, path)


def due_now(person: User, count: int, due_on: date, path: str) -> None:
    """Remind *person* of tasks that are due today or were so, the first on *due_on*."""
    _remind("tasks/due_now", person, count, due_on, path)


def _remind(template: str, person: User, count: int, due_on: date, path: str) -> None:
    facts = {"count": count, "due_on": due_on.isoformat(), "path": path}
    mail.post(person.email, template, language=person.language, **facts)
