"""Norwegian working days and working hours."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache

from helpdesk.foundation.clock import OSLO

DAY_STARTS = time(8, 0)
"""When a working day starts in Norway. A guess: common office hours, no legal source."""
DAY_ENDS = time(15, 30)
"""When a working day ends in Norway. A guess: common office hours, no legal source."""
HOURS_A_DAY = 7.5
"""Working hours in one working day, lunch included: from ``DAY_STARTS`` to ``DAY_ENDS``."""

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@cache
def public_holidays(year: int) -> frozenset[date]:
    """
    Return the public holidays of Norway in *year*, those on Sundays included.

    Christmas Eve and New Year's Eve are not among them: by law they are ordinary working days.

    Source: lov 24. februar 1995 nr. 12 (helligdagsfredloven) § 2; lov 26. april 1947 nr. 1
    (1 and 17 May); both through the package ``holidays``.
    """
    import holidays  # heavy, and most pages never ask

    return frozenset(holidays.country_holidays("NO", years=year))


def is_working_day(day: date) -> bool:
    """Tell whether *day* is a working day: Monday to Friday, and not a public holiday."""
    return day.weekday() < _SATURDAY and day not in public_holidays(day.year)


def add_working_days(start: date, count: int) -> date:
    """
    Return the working day that lies *count* working days after *start*, or before it if negative.

    *start* itself is never counted, whether a working day or not; 0 gives *start* back.
    """
    step = _ONE_DAY if count > 0 else -_ONE_DAY
    day, left = start, abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


@lru_cache(maxsize=4_096)
def working_days_between(start: date, end: date) -> int:
    """
    Return how many working days *end* lies after *start*: negative when it lies before.

    *start* is not counted, *end* is: the mirror of :func:`add_working_days`.
    """
    if end >= start:
        return sum(map(is_working_day, _days(start + _ONE_DAY, end))) if end > start else 0
    return -sum(map(is_working_day, _days(end, start - _ONE_DAY)))


def next_working_day(day: date) -> date:
    """Return the first working day after *day*."""
    return add_working_days(day, 1)


def working_day_on_or_before(day: date) -> date:
    """Return *day* if it is a working day, otherwise the last working day before it."""
    return day if is_working_day(day) else add_working_days(day, -1)


def holidays_between(start: date, end: date) -> tuple[date, ...]:
    """Return the public holidays after *start*, up to and with *end*, that fall on weekdays."""
    if end <= start:
        return ()
    days = _days(start + _ONE_DAY, end)
    return tuple(day for day in days if day.weekday() < _SATURDAY and not is_working_day(day))


def oslo(at: datetime) -> datetime:
    """Return the moment *at* (aware) as the clock on a Norwegian wall shows it."""
    return at.astimezone(OSLO)


def start_of_working_day(day: date) -> datetime:
    """Return when work starts in Norway on *day*, aware, in UTC."""
    return _utc(day, DAY_STARTS)


def end_of_working_day(day: date) -> datetime:
    """Return when work ends in Norway on *day*, aware, in UTC."""
    return _utc(day, DAY_ENDS)


def working_hours_between(start_at: datetime, end_at: datetime) -> float:
    """
    Return the working hours from *start_at* to *end_at*, 7.5 a day; 0 if *end_at* lies before.

    Args:
        start_at: aware moment, any zone.
        end_at: aware moment, any zone.
    """
    worked = timedelta()
    for day in _days(oslo(start_at).date(), oslo(end_at).date()):
        if is_working_day(day):
            starts_at = max(start_at, start_of_working_day(day))
            worked += max(timedelta(), min(end_at, end_of_working_day(day)) - starts_at)
    return worked / timedelta(hours=1)


def add_working_hours(start_at: datetime, hours: float) -> datetime:
    """
    Return the earliest moment by which *hours* working hours have passed since *start_at*, in UTC.

    What ends with the working day ends at 15:30, not at 08:00 the day after.

    Args:
        start_at: aware moment, any zone.
        hours: working hours, 7.5 a day; 0 or less gives *start_at* back.
    """
    left = timedelta(hours=hours)
    if left <= timedelta():
        return start_at
    day = oslo(start_at).date()
    while True:
        if is_working_day(day):
            starts_at = max(start_at, start_of_working_day(day))
            available = max(timedelta(), end_of_working_day(day) - starts_at)
            if left <= available:
                return starts_at.astimezone(UTC) + left
            left -= available
        day += _ONE_DAY


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))


def _utc(day: date, clock_time: time) -> datetime:
    return datetime.combine(day, clock_time, tzinfo=OSLO).astimezone(UTC)
