"""The service clock: due dates, pauses, warnings, wording and explanation."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.foundation import calendar
from helpdesk.foundation.clock import OSLO
from helpdesk.questions import deadlines
from helpdesk.questions.deadlines import Pause, StepKind, Wording, WordingKind

MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
SPANS = st.timedeltas(timedelta(), timedelta(days=40))


def wall(*parts: int) -> datetime:
    """Return a moment by the clock on a Norwegian wall."""
    return datetime(*parts, tzinfo=OSLO)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("received_at", "days", "due_on"),
    [
        (wall(2026, 11, 23, 9, 0), 10, date(2026, 12, 7)),
        (wall(2026, 11, 23, 23, 0), 10, date(2026, 12, 7)),
        (wall(2026, 11, 21, 12, 0), 1, date(2026, 11, 23)),
        (wall(2026, 4, 1, 12, 0), 3, date(2026, 4, 9)),
        (datetime(2026, 6, 30, 22, 30, tzinfo=UTC), 1, date(2026, 7, 2)),
    ],
    ids=["two weeks", "late in the evening", "on a Saturday", "before Easter", "past our midnight"],
)
def test_the_answer_is_due_at_the_end_of_the_last_working_day(
    received_at: datetime, days: int, due_on: date
) -> None:
    assert deadlines.due_at(received_at, days) == calendar.end_of_working_day(due_on)


@given(MOMENTS, st.integers(1, 40), st.integers(1, 10))
def test_a_longer_target_is_due_later(received_at: datetime, days: int, more: int) -> None:
    due_at = deadlines.due_at(received_at, days)
    assert received_at < due_at < deadlines.due_at(received_at, days + more)


@given(MOMENTS, MOMENTS, SPANS)
def test_a_pause_moves_the_deadline_by_the_working_time_it_lasted(
    received_at: datetime, paused_from: datetime, span: timedelta
) -> None:
    due_at = deadlines.due_at(received_at, 10)
    extended = deadlines.extend_for_pause(due_at, paused_from, paused_from + span)
    paused = calendar.working_hours_between(paused_from, paused_from + span)
    assert calendar.working_hours_between(due_at, extended) == pytest.approx(paused)


def test_a_pause_over_a_weekend_costs_nothing() -> None:
    due_at = deadlines.due_at(wall(2026, 11, 20, 9, 0), 10)
    assert (
        deadlines.extend_for_pause(due_at, wall(2026, 11, 20, 16), wall(2026, 11, 22, 9)) == due_at
    )


def test_a_pause_of_two_days_gives_two_days() -> None:
    due_at = calendar.end_of_working_day(date(2026, 12, 3))
    extended = deadlines.extend_for_pause(due_at, wall(2026, 11, 24, 10), wall(2026, 11, 26, 10))
    assert extended == calendar.end_of_working_day(date(2026, 12, 7))


@pytest.mark.parametrize(
    ("received_on", "notice_on"),
    [
        (date(2026, 11, 23), date(2026, 12, 23)),
        (date(2026, 1, 30), date(2026, 2, 27)),
        (date(2026, 12, 31), date(2027, 1, 29)),
        (date(2026, 3, 2), date(2026, 4, 1)),
        (date(2026, 4, 17), date(2026, 5, 15)),
    ],
    ids=["plain", "short month", "over new year", "before Easter", "on 17 May"],
)
def test_a_delay_is_told_within_a_month_and_never_on_a_day_off(
    received_on: date, notice_on: date
) -> None:
    received_at = calendar.start_of_working_day(received_on)
    assert deadlines.delay_notice_at(received_at) == calendar.end_of_working_day(notice_on)


@given(MOMENTS)
def test_the_delay_notice_falls_on_a_working_day_within_31_days(received_at: datetime) -> None:
    noticed_on = calendar.oslo(deadlines.delay_notice_at(received_at)).date()
    received_on = calendar.oslo(received_at).date()
    assert calendar.is_working_day(noticed_on)
    assert 20 < (noticed_on - received_on).days <= 31


def test_the_warning_comes_in_the_morning_two_working_days_before() -> None:
    due_at = calendar.end_of_working_day(date(2026, 11, 24))
    assert deadlines.warning_at(due_at) == calendar.start_of_working_day(date(2026, 11, 20))


@pytest.mark.parametrize(
    ("now", "wording"),
    [
        (wall(2026, 11, 23, 8, 0), Wording(WordingKind.TODAY, 0)),
        (wall(2026, 11, 23, 15, 30), Wording(WordingKind.TODAY, 0)),
        (wall(2026, 11, 23, 15, 31), Wording(WordingKind.OVERDUE, 0)),
        (wall(2026, 11, 25, 9, 0), Wording(WordingKind.OVERDUE, 2)),
        (wall(2026, 11, 22, 12, 0), Wording(WordingKind.TOMORROW, 1)),
        (wall(2026, 11, 20, 12, 0), Wording(WordingKind.IN_DAYS, 1)),
        (wall(2026, 11, 18, 12, 0), Wording(WordingKind.IN_DAYS, 3)),
    ],
)
def test_a_deadline_is_spoken_of_in_working_days(now: datetime, wording: Wording) -> None:
    due_at = calendar.end_of_working_day(date(2026, 11, 23))
    assert deadlines.in_words(due_at, now) == wording


def test_a_paused_deadline_keeps_the_days_that_were_left() -> None:
    due_at = calendar.end_of_working_day(date(2026, 11, 23))
    wording = deadlines.in_words(due_at, wall(2026, 12, 10, 9), paused_at=wall(2026, 11, 18, 9))
    assert wording == Wording(WordingKind.PAUSED, 3)


def test_a_deadline_that_passed_before_the_pause_has_no_days_left() -> None:
    due_at = calendar.end_of_working_day(date(2026, 11, 16))
    wording = deadlines.in_words(due_at, wall(2026, 11, 18, 9), paused_at=wall(2026, 11, 17, 9))
    assert wording == Wording(WordingKind.PAUSED, 0)


def test_every_deadline_says_how_it_was_reached() -> None:
    received_at = wall(2026, 3, 31, 9, 0)
    pause = Pause(wall(2026, 4, 7, 8, 0), wall(2026, 4, 8, 15, 30))
    received, counted, paused, due = deadlines.explain(received_at, 3, [pause])
    assert (received.kind, received.at) == (StepKind.RECEIVED, received_at)
    assert (counted.kind, counted.days) == (StepKind.COUNTED, 3)
    assert counted.holidays == (date(2026, 4, 2), date(2026, 4, 3), date(2026, 4, 6))
    assert (paused.kind, paused.hours) == (StepKind.PAUSED, 15.0)
    assert (due.kind, due.at) == (StepKind.DUE, calendar.end_of_working_day(date(2026, 4, 10)))


def test_a_standing_clock_has_no_date_to_promise() -> None:
    paused_from = wall(2026, 11, 24, 8, 0)
    steps = deadlines.explain(wall(2026, 11, 23, 9, 0), 10, [Pause(paused_from)])
    assert (steps[-1].kind, steps[-1].at) == (StepKind.STILL_PAUSED, paused_from)


@given(MOMENTS, st.lists(st.tuples(SPANS, SPANS), max_size=3))
def test_the_explanation_ends_where_the_pauses_lead(
    received_at: datetime, gaps: list[tuple[timedelta, timedelta]]
) -> None:
    expected, at, pauses = deadlines.due_at(received_at, 10), received_at, []
    for wait, length in gaps:
        pauses.append(Pause(at + wait, at + wait + length))
        expected = deadlines.extend_for_pause(expected, at + wait, at + wait + length)
        at += wait + length
    assert deadlines.explain(received_at, 10, pauses)[-1].at == expected
