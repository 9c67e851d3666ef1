"""The clock: the one place that knows what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")

_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


def now() -> datetime:
    """Return the time now, aware, in UTC."""
    return _standing.get() or datetime.now(UTC)


def today() -> date:
    """Return the date in Norway now."""
    return now().astimezone(OSLO).date()


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let the clock stand at *moment*, an aware time, inside; the demo plays its past with it."""
    if moment.tzinfo is None:
        raise ValueError(f"the clock cannot stand at a time without a zone: {moment!r}")
    mark = _standing.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _standing.reset(mark)
