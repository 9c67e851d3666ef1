"""One clock: aware, in UTC, with Norway's date."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from helpdesk.foundation import clock
from helpdesk.foundation.clock import OSLO


def test_now_is_aware_and_in_utc() -> None:
    assert clock.now().utcoffset() == timedelta(0)
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 6, 30, 21, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
    ids=["summer evening", "summer midnight", "winter evening", "winter midnight"],
)
def test_the_day_begins_at_midnight_in_norway(moment: datetime, day: date) -> None:
    with time_machine.travel(moment, tick=False):
        assert clock.today() == day


def test_a_standing_clock_stands_and_goes_on_afterwards() -> None:
    past = datetime(2026, 3, 2, 10, tzinfo=OSLO)
    with clock.standing_at(past):
        assert [clock.now(), clock.now()] == [past, past]
        assert clock.now().tzinfo is UTC
        with clock.standing_at(past + timedelta(days=1)):
            assert clock.today() == date(2026, 3, 3)
        assert clock.today() == date(2026, 3, 2)
    assert clock.now() > past


def test_the_clock_goes_on_when_the_work_inside_fails() -> None:
    past = datetime(2026, 3, 2, tzinfo=UTC)
    with pytest.raises(ZeroDivisionError), clock.standing_at(past):
        1 / 0  # noqa: B018 - it is the failure
    assert clock.now() > past


def test_it_stands_for_one_thread_only() -> None:
    seen: list[datetime] = []
    past = datetime(2026, 3, 2, tzinfo=UTC)
    with clock.standing_at(past):
        other = threading.Thread(target=lambda: seen.append(clock.now()))
        other.start()
        other.join()
    assert seen[0] > past


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"), clock.standing_at(datetime(2026, 3, 2)):  # noqa: DTZ001
        pass
