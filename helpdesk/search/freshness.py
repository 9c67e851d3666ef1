"""Whether an index is that of this database, how long it has been behind, when to try again."""

import secrets
import time
from dataclasses import dataclass, field

from helpdesk.foundation import counters, installation
from helpdesk.foundation.db import db

PATIENCE_SECONDS = 60.0
"""How long an index may be behind the shelf. Source: guess; it is level within 2 s otherwise."""

LONGEST_PAUSE_SECONDS = 300.0
"""Between two attempts, after many that failed. A guess: a full disk is seen to within it."""

DATABASE = "database-id"


def database_id() -> str | None:
    """Return the random name of the database at hand; None until it is named."""
    return installation.fact(DATABASE)


def name_database() -> str:
    """Return the random name of the database, which the first to ask gives it, and commit."""
    counters.following(DATABASE)  # another process that names it waits here
    found = database_id()
    if found is None:
        found = secrets.token_hex(16)
        installation.note(DATABASE, found)
    db.session.commit()
    return found


@dataclass
class Lag:
    """
    How long the index has not reached what stood on the shelf.

    It counts from when this process first saw the change that is missing, so a shelf that changes
    all the time, and an index that follows it, are level.
    """

    _wanted: int = 0
    _since: float = field(default_factory=time.monotonic)

    def is_long(self, indexed: int, shelved: int) -> bool:
        """Tell whether *indexed* has missed for too long what the shelf held before *shelved*."""
        if indexed >= self._wanted:
            self._wanted, self._since = shelved, time.monotonic()
        return indexed < self._wanted and time.monotonic() - self._since > PATIENCE_SECONDS


@dataclass
class Pause:
    """The time after a failure in which nothing is tried; it doubles with every failure."""

    _failures: int = 0
    _until: float = float("-inf")

    @property
    def is_on(self) -> bool:
        """Tell whether it is too early to try again."""
        return time.monotonic() < self._until

    def lengthen(self) -> None:
        """Note a failure."""
        self._failures += 1
        seconds = min(2.0**self._failures, LONGEST_PAUSE_SECONDS)
        self._until = time.monotonic() + seconds

    def end(self) -> None:
        """Note a success."""
        self._failures, self._until = 0, float("-inf")
