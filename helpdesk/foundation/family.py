"""
Processes that live and die together; one that dies by itself is started again.

Runs as a script of its own, with nothing of the product imported, so that the parent of the web and
the worker stays small: ``python family.py '[["command", "word"], …]'``.
"""

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence

GRACE_SECONDS = 25.0
"""How long requests and deliveries at hand may take to finish. Source: guess, above 20."""

LOOK_SECONDS = 0.2
REST_SECONDS = 1.0
"""The pause before a dead process is started again, so that one that cannot live does not spin."""


class Family:
    """The processes of *commands*, one each."""

    def __init__(self, commands: Sequence[Sequence[str]]) -> None:
        self._commands = commands
        self._processes: list[subprocess.Popen[bytes]] = []
        self._stopping = threading.Event()

    def live(self) -> None:
        """Keep all alive until a signal comes, then end them in order."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: self._stopping.set())
        self._processes = [self._start(command) for command in self._commands]
        while not self._stopping.wait(LOOK_SECONDS):
            self._raise_the_dead()
        self._end()

    def _raise_the_dead(self) -> None:
        for place, process in enumerate(self._processes):
            if process.poll() is not None and not self._stopping.wait(REST_SECONDS):
                self._processes[place] = self._start(self._commands[place])

    def _end(self) -> None:
        for process in self._processes:
            process.terminate()
        end = time.monotonic() + GRACE_SECONDS
        for process in self._processes:
            try:
                process.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    @staticmethod
    def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
        # A session of its own, so that Ctrl-C reaches the parent alone, which ends all in order.
        return subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own commands


if __name__ == "__main__":
    Family(json.loads(sys.argv[1])).live()
