"""Xapian with its Norwegian stemmer, in a process of the system's Python that has the package."""

import json
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.search.corpora import Passage
from benchmarks.search.engines import Engine, size_of
from benchmarks.search.measures import DEPTH, Clock

PYTHON = "/usr/bin/python3"

WORKER = Path(__file__).with_name("xapian_worker.py")


def is_there() -> bool:
    """Tell whether the system's Python has Xapian."""
    tried = subprocess.run([PYTHON, "-c", "import xapian"], capture_output=True, check=False)
    return tried.returncode == 0


@contextmanager
def xapian(passages: Sequence[Passage]) -> Iterator[Engine]:
    """Any word, BM25, the title twice."""
    with tempfile.TemporaryDirectory(prefix="benchmark-search-") as folder:
        engine = Xapian(Path(folder))
        try:
            engine.fill(passages)
            yield engine
        finally:
            engine.stop()


class Xapian:
    """One worker process, spoken to in lines of JSON; its queries are timed by the clock."""

    clock: Clock = staticmethod(time.perf_counter)

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._worker = subprocess.Popen(
            [PYTHON, str(WORKER), str(folder / "xapian"), str(DEPTH)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def fill(self, passages: Sequence[Passage]) -> None:
        """Add passages and commit."""
        self._say({"add": [[each.key, each.title, each.text] for each in passages]})

    def add(self, passage: Passage) -> None:
        """Add one passage and commit."""
        self.fill([passage])

    def search(self, text: str) -> Sequence[str]:
        """Return the keys of the first hits."""
        return self._say({"search": text})

    def size(self) -> int:
        """Return the bytes of the database."""
        return size_of(self._folder)

    def stop(self) -> None:
        """End the worker."""
        self._worker.stdin.close()
        self._worker.wait()

    def _say(self, what: dict[str, object]) -> list[str]:
        self._worker.stdin.write(json.dumps(what) + "\n")
        self._worker.stdin.flush()
        return json.loads(self._worker.stdout.readline())
