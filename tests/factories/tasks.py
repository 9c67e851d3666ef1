"""Law-change sweeps and their tasks."""

from datetime import date, timedelta

import sqlalchemy as sa

from helpdesk.foundation import clock
from helpdesk.foundation.db import db
from helpdesk.laws.keys import LawPlace
from helpdesk.tasks import queries, sweep_queries
from helpdesk.tasks.models import Sweep, Task
from helpdesk.tasks.service import sweeping
from helpdesk.tasks.service.sweeping import Marked
from tests.cast import Cast

SECTION = LawPlace("FOR-2004-06-01-931", "12-3")
CHANGED_FROM = date(2027, 1, 1)


def marked(place: LawPlace = SECTION, **facts: object) -> Marked:
    values = {
        "place": place,
        "what": "Kravet gjelder nå alle utslipp fra hytter.",
        "changed_from": CHANGED_FROM,
        "due_on": clock.today() + timedelta(days=30),
    } | facts
    return Marked(**values)


def swept(cast: Cast, place: LawPlace = SECTION, **facts: object) -> Sweep:
    """Let Astrid mark *place* as changed and start the sweep."""
    seen = len(sweep_queries.touched(place))
    return sweeping.start(actor=cast.astrid, marked=marked(place, **facts), seen_count=seen)


def of(sweep: Sweep) -> list[Task]:
    """Return the tasks of *sweep*, whole, in the order they were made."""
    ids = db.session.scalars(sa.select(Task.id).where(Task.sweep_id == sweep.id).order_by(Task.id))
    found = [queries.task(task_id) for task_id in ids.all()]
    return [task for task in found if task is not None]
