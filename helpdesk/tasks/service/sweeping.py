"""Law-change sweeps: marking what is changed, and giving all that cites it a task."""

from dataclasses import dataclass
from datetime import date

from helpdesk.accounts.models import User
from helpdesk.catalogue import assessment
from helpdesk.foundation import clock, events, personal_data
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput, NotPermitted, StaleVersion
from helpdesk.foundation.language import N_
from helpdesk.laws import queries as laws
from helpdesk.laws import service as register
from helpdesk.laws.keys import LawPlace, format_key
from helpdesk.tasks import mail, policy, sweep_queries
from helpdesk.tasks.adding import NewTask, add_all
from helpdesk.tasks.models import Sweep, TaskKind
from helpdesk.tasks.service.working import ensure_ahead
from helpdesk.tasks.sweep_queries import Touched


@dataclass(frozen=True, kw_only=True)
class Marked:
    """
    What an editor says about a changed law, and about the work that follows.

    Args:
        what: what is changed; readers see it.
        changed_from: the day from which the new words hold.
        owner: who gets every task; None: the agency that answers for the text.
        shows_notice: whether the pages say from now on that they are under assessment.
    """

    place: LawPlace
    what: str
    changed_from: date
    due_on: date
    source_url: str = ""
    owner: User | None = None
    shows_notice: bool = False


def start(*, actor: User, marked: Marked, seen_count: int) -> Sweep:
    """
    Mark the place as changed and give everything published that cites it a task.

    Args:
        seen_count: how many things *actor* has seen that it will touch.

    Raises:
        NotPermitted: *actor* may not start sweeps.
        InvalidInput: the place, the words or the due date cannot be used.
        StaleVersion: it would touch more or less than *actor* has seen.
    """
    if not policy.can_start_sweep(actor):
        raise NotPermitted(f"user {actor.id} may not start a sweep")
    _ensure_usable(marked)
    touched = sweep_queries.touched(marked.place)
    if len(touched) != seen_count:
        raise StaleVersion(
            f"{format_key(*marked.place)} touches {len(touched)}, seen {seen_count}",
            says=N_("Listen er endret siden du så på den. Se på den igjen før du starter."),
        )

    sweep = _sweep(actor, marked)
    _give_tasks(sweep, touched, actor=actor)
    what = f"{sweep.change.key}: {len(touched)} tasks"
    events.record("tasks.start_sweep", sweep.subject, actor_id=actor.id, text=what)
    db.session.commit()
    return sweep


def extend(*, actor: User, sweep: Sweep) -> int:
    """
    Give a task to what has come to cite the changed place since; return how many there were.

    Args:
        sweep: with its change loaded.

    Raises:
        NotPermitted: *actor* may not start sweeps.
    """
    if not policy.can_start_sweep(actor):
        raise NotPermitted(f"user {actor.id} may not extend {sweep.subject}")

    touched = sweep_queries.touched(sweep.change.place, sweep_id=sweep.id)
    _give_tasks(sweep, touched, actor=actor)
    what = f"{len(touched)} tasks"
    events.record("tasks.extend_sweep", sweep.subject, actor_id=actor.id, text=what)
    db.session.commit()
    return len(touched)


def _sweep(actor: User, marked: Marked) -> Sweep:
    change = register.mark_changed(
        marked.place,
        what=marked.what.strip(),
        changed_from=marked.changed_from,
        source_url=marked.source_url.strip(),
    )
    sweep = Sweep(
        change=change,
        started_by_id=actor.id,
        started_at=clock.now(),
        due_on=marked.due_on,
        owner_id=marked.owner.id if marked.owner else None,
        shows_notice=marked.shows_notice,
    )
    db.session.add(sweep)
    db.session.flush()
    return sweep


def _give_tasks(sweep: Sweep, touched: list[Touched], *, actor: User) -> None:
    due_on = max(sweep.due_on, clock.today())
    add_all(
        [
            NewTask(
                kind=TaskKind.LAW_CHANGE,
                title=each.title,
                item_kind=each.kind,
                item_key=each.key,
                agency_id=each.agency_id,
                owner_id=sweep.owner_id,
                due_on=due_on,
                created_by_id=actor.id,
                sweep_id=sweep.id,
                shows_notice=sweep.shows_notice,
            )
            for each in touched
        ]
    )
    if sweep.shows_notice:
        assessment.begin([each.item_id for each in touched], sweep.change)
    mail.sweep_started(sweep, [each.agency_id for each in touched], but_not=actor)


def _ensure_usable(marked: Marked) -> None:
    law_id, section = marked.place
    outline = laws.outlines().get(law_id)
    is_known = not (section and outline is not None) or section in outline
    if laws.law_by_id(law_id) is None or not is_known:
        raise InvalidInput(
            f"no {format_key(*marked.place)} in the register",
            field="laws",
            says=N_("Vi finner ikke denne paragrafen i lovregisteret."),
        )
    if personal_data.find(marked.what):
        raise InvalidInput(
            "personal data in what is changed",
            field="what",
            says=N_("Teksten blir offentlig. Ta ut navn, nummer og adresser."),
        )
    ensure_ahead(marked.due_on)
