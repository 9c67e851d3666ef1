"""Counting reads in this process alone: no statement, no disk."""

import threading
from datetime import datetime, timedelta

from helpdesk.foundation import clock

MOST_KEYS = 10_000
"""Windows held at most; beyond it, those that are over go. Source: guess, about 2 MB."""


class CountsInMemory:
    """How often each key was hit in its window; safe between threads."""

    def __init__(self) -> None:
        self._windows: dict[str, tuple[int, datetime]] = {}
        self._lock = threading.Lock()

    def hit(self, key: str, window: timedelta) -> tuple[int, datetime]:
        """Count one act and return how many there were in the window, and when the window ends."""
        now = clock.now()
        with self._lock:
            count, ends_at = self._windows.get(key, (0, now))
            if ends_at <= now:
                self._make_room(now)
                count, ends_at = 0, now + window
            self._windows[key] = (count + 1, ends_at)
            return count + 1, ends_at

    def _make_room(self, now: datetime) -> None:
        if len(self._windows) < MOST_KEYS:
            return
        self._windows = {key: kept for key, kept in self._windows.items() if kept[1] > now}
        if len(self._windows) >= MOST_KEYS:
            self._windows.clear()
