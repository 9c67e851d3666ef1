"""Norwegian working days and hours."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.foundation import calendar
from helpdesk.foundation.clock import OSLO

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
HOURS = st.floats(0, 100).map(lambda hours: round(hours, 2))


def wall(*parts: int) -> datetime:
    """Return a moment by the clock on a Norwegian wall."""
    return datetime(*parts, tzinfo=OSLO)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),
        date(2026, 4, 2),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 5, 1),
        date(2026, 5, 14),
        date(2027, 5, 17),
        date(2026, 5, 25),
        date(2026, 12, 25),
        date(2026, 12, 26),
        date(2026, 11, 21),
        date(2026, 11, 22),
    ],
)
def test_holidays_and_weekends_are_days_off(day: date) -> None:
    assert not calendar.is_working_day(day)


@pytest.mark.parametrize("day", [date(2026, 12, 24), date(2026, 12, 31), date(2026, 4, 1)])
def test_christmas_eve_new_years_eve_and_the_day_before_easter_are_working_days(day: date) -> None:
    assert calendar.is_working_day(day)


def test_easter_is_passed_over() -> None:
    assert calendar.add_working_days(date(2026, 4, 1), 3) == date(2026, 4, 9)
    assert calendar.add_working_days(date(2026, 4, 7), -1) == date(2026, 4, 1)
    assert calendar.next_working_day(date(2026, 4, 1)) == date(2026, 4, 7)
    assert calendar.working_day_on_or_before(date(2026, 4, 6)) == date(2026, 4, 1)
    assert calendar.holidays_between(date(2026, 4, 1), date(2026, 4, 9)) == (
        date(2026, 4, 2),
        date(2026, 4, 3),
        date(2026, 4, 6),
    )


@given(DAYS, st.integers(1, 60))
def test_counting_days_undoes_adding_them(start: date, count: int) -> None:
    later = calendar.add_working_days(start, count)
    earlier = calendar.add_working_days(start, -count)
    assert calendar.is_working_day(later)
    assert calendar.is_working_day(earlier)
    assert calendar.working_days_between(start, later) == count
    assert calendar.working_days_between(start, earlier) == -count


@given(DAYS)
def test_no_days_lie_between_a_day_and_itself(day: date) -> None:
    assert calendar.working_days_between(day, day) == 0
    assert calendar.add_working_days(day, 0) == day
    assert calendar.holidays_between(day, day) == ()


@given(DAYS, st.integers(0, 40), st.integers(0, 40))
def test_working_days_add_up(start: date, first: int, second: int) -> None:
    middle = start + timedelta(days=first)
    end = middle + timedelta(days=second)
    both = calendar.working_days_between(start, middle) + calendar.working_days_between(middle, end)
    assert calendar.working_days_between(start, end) == both


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (wall(2026, 11, 23, 8, 0), wall(2026, 11, 23, 15, 30), 7.5),
        (wall(2026, 11, 23, 6, 0), wall(2026, 11, 23, 22, 0), 7.5),
        (wall(2026, 11, 20, 14, 30), wall(2026, 11, 23, 9, 0), 2.0),
        (wall(2026, 11, 21, 9, 0), wall(2026, 11, 22, 15, 0), 0.0),
        (wall(2026, 11, 23, 15, 0), wall(2026, 11, 23, 9, 0), 0.0),
        (wall(2026, 3, 27, 8, 0), wall(2026, 3, 30, 15, 30), 15.0),
        (wall(2026, 10, 23, 8, 0), wall(2026, 10, 26, 15, 30), 15.0),
    ],
    ids=["day", "long day", "over a weekend", "weekend", "backwards", "to summer", "to winter"],
)
def test_working_hours_are_those_of_a_norwegian_office(
    start: datetime, end: datetime, hours: float
) -> None:
    assert calendar.working_hours_between(start, end) == hours


@given(MOMENTS, HOURS)
def test_counting_hours_undoes_adding_them(start: datetime, hours: float) -> None:
    end = calendar.add_working_hours(start, hours)
    assert end >= start
    assert calendar.working_hours_between(start, end) == pytest.approx(hours)


@given(MOMENTS, HOURS.filter(bool))
def test_added_hours_end_inside_a_working_day(start: datetime, hours: float) -> None:
    end = calendar.oslo(calendar.add_working_hours(start, hours))
    assert calendar.is_working_day(end.date())
    assert calendar.DAY_STARTS < end.time() <= calendar.DAY_ENDS


def test_a_whole_day_later_is_the_end_of_the_next_day_and_not_the_morning_after() -> None:
    friday = calendar.end_of_working_day(date(2026, 11, 20))
    assert calendar.add_working_hours(friday, 7.5) == calendar.end_of_working_day(
        date(2026, 11, 23)
    )


def test_the_working_day_ends_at_half_past_three_in_summer_and_winter() -> None:
    assert calendar.end_of_working_day(date(2026, 7, 1)) == datetime(2026, 7, 1, 13, 30, tzinfo=UTC)
    assert calendar.end_of_working_day(date(2026, 1, 5)) == datetime(2026, 1, 5, 14, 30, tzinfo=UTC)
    assert calendar.start_of_working_day(date(2026, 1, 5)) == datetime(2026, 1, 5, 7, tzinfo=UTC)
