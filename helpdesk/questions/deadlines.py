"""The service clock: when an answer is due, when to warn, and how each date was reached."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from helpdesk.foundation import calendar

DEFAULT_SERVICE_DAYS = 10
"""Working days from receipt to answer where the queue has no target. Source: the service's rule."""
WARNING_DAYS = 2
"""Working days before the deadline that the warning comes. Source: the service's rule."""


class WordingKind(StrEnum):
    """How a deadline is spoken of; the template holds the words."""

    OVERDUE = "overdue"
    TODAY = "today"
    TOMORROW = "tomorrow"
    IN_DAYS = "in_days"
    PAUSED = "paused"


@dataclass(frozen=True)
class Wording:
    """What to say of a deadline: *days* are working days left, or passed when overdue."""

    kind: WordingKind
    days: int


@dataclass(frozen=True)
class Pause:
    """A time in which the service clock stood still; *until* is None while it lasts."""

    paused_from: datetime
    paused_until: datetime | None = None


class StepKind(StrEnum):
    """What happened to a deadline on the way to its date."""

    RECEIVED = "received"
    COUNTED = "counted"
    PAUSED = "paused"
    STILL_PAUSED = "still_paused"
    DUE = "due"


@dataclass(frozen=True)
class Step:
    """
    One step on the way to a deadline, with what its sentence needs.

    Attributes:
        at: RECEIVED: when it came; PAUSED: when the clock stopped; otherwise the deadline so far.
        days: working days counted (COUNTED).
        hours: working hours, 7.5 a day, that the clock stood still (PAUSED).
        holidays: public holidays on weekdays that were passed over (COUNTED).
    """

    kind: StepKind
    at: datetime
    days: int = 0
    hours: float = 0.0
    holidays: tuple[date, ...] = ()


def due_at(received_at: datetime, service_days: int = DEFAULT_SERVICE_DAYS) -> datetime:
    """
    Return the end of the last working day of the service target, in UTC.

    Args:
        received_at: aware moment of receipt; that day is not counted.
        service_days: working days.

    Source: the day a period starts from is not counted, domstolloven § 148 first paragraph.
    """
    received_on = calendar.oslo(received_at).date()
    return calendar.end_of_working_day(calendar.add_working_days(received_on, service_days))


def extend_for_pause(due_at: datetime, paused_from: datetime, paused_until: datetime) -> datetime:
    """Return *due_at* moved later by the working time between *paused_from* and *paused_until*."""
    hours = calendar.working_hours_between(paused_from, paused_until)
    return calendar.add_working_hours(due_at, hours)


def delay_notice_at(received_at: datetime) -> datetime:
    """
    Return the latest moment for telling the requester of a delay: the end of a working day, in UTC.

    It is one month after receipt; on a day off, the last working day before, since a notice that
    comes late is no notice.

    Source: forvaltningsloven (1967) § 11 a third paragraph, which binds decisions in individual
    cases; the service takes it as its rule for every question. A month ends on the day of the
    same number, or the last of a shorter month: domstolloven § 148 second paragraph.
    """
    month_later = _one_month_after(calendar.oslo(received_at).date())
    return calendar.end_of_working_day(calendar.working_day_on_or_before(month_later))


def warning_at(due_at: datetime) -> datetime:
    """Return when to warn of *due_at*: the morning two working days before it, in UTC."""
    due_on = calendar.oslo(due_at).date()
    return calendar.start_of_working_day(calendar.add_working_days(due_on, -WARNING_DAYS))


def in_words(due_at: datetime, now: datetime, *, paused_at: datetime | None = None) -> Wording:
    """
    Return how to speak of *due_at* seen from *now*.

    ``TOMORROW`` is the next day of the calendar: seen from Friday, Monday is ``IN_DAYS`` with 1.
    A paused deadline keeps the working days that were left when the clock stopped.

    Args:
        due_at: aware moment.
        now: aware moment.
        paused_at: when the service clock stopped, if it stands still.
    """
    today, due_on = calendar.oslo(now).date(), calendar.oslo(due_at).date()
    if paused_at is not None:
        paused_on = calendar.oslo(paused_at).date()
        return Wording(WordingKind.PAUSED, max(0, calendar.working_days_between(paused_on, due_on)))
    if now > due_at:
        return Wording(WordingKind.OVERDUE, calendar.working_days_between(due_on, today))
    days = calendar.working_days_between(today, due_on)
    if due_on == today:
        return Wording(WordingKind.TODAY, 0)
    if (due_on - today).days == 1:
        return Wording(WordingKind.TOMORROW, days)
    return Wording(WordingKind.IN_DAYS, days)


def explain(received_at: datetime, service_days: int, pauses: Sequence[Pause] = ()) -> list[Step]:
    """
    Return the steps from receipt to the deadline, in order.

    The last step is the deadline; while the clock stands still there is none yet, and the last
    step says so.

    Args:
        received_at: aware moment.
        service_days: working days.
        pauses: in the order they came, none overlapping another.
    """
    deadline = due_at(received_at, service_days)
    received_on, due_on = calendar.oslo(received_at).date(), calendar.oslo(deadline).date()
    skipped = calendar.holidays_between(received_on, due_on)
    steps = [
        Step(StepKind.RECEIVED, received_at),
        Step(StepKind.COUNTED, deadline, days=service_days, holidays=skipped),
    ]
    for pause in pauses:
        if pause.paused_until is None:
            return [*steps, Step(StepKind.STILL_PAUSED, pause.paused_from)]
        hours = calendar.working_hours_between(pause.paused_from, pause.paused_until)
        deadline = calendar.add_working_hours(deadline, hours)
        steps.append(Step(StepKind.PAUSED, pause.paused_from, hours=hours))
    return [*steps, Step(StepKind.DUE, deadline)]


def _one_month_after(day: date) -> date:
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))
