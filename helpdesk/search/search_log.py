"""
The search log on its way: what web processes write down, one line a search or a click.

Each process appends to a file of its own, after the response; the worker takes the files and reads
them in. A line is written under a shared lock and a file is read under an exclusive one, so that no
line is added to a file that was taken already.
"""

import fcntl
import json
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TypeAlias

import structlog

LONGEST_WORDING = 200
"""Characters of a search that are kept, as many as the search box takes."""

_ELEVEN_DIGITS = re.compile(
    r"(?<!\d)(?!(?:1[6-9]|20)\d\d-\d\d-\d\d-\d)(?:\d{11,}|\d(?:[\s.,/–-]{0,3}\d){10})(?!\d)"
)
"""
As many digits as identity numbers and accounts have, in one number or apart, whether or not their
check digits are right: a slip of the finger leaves most of the number. The numbers of laws, such as
``2004-06-01-931``, stay.
"""

WRITTEN, TAKEN = ".jsonl", ".taken"

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Search:
    """
    A search as it is written down.

    Args:
        on: the day, ISO; nothing tells the time of day.
        visit: the digest of a visit and this wording under the day's key; None: not known.
        unknown: words that the text does not show, as digests, and for each the visit's.
    """

    search: str
    on: str
    text: str
    language: str
    hits: int
    filters: Mapping[str, str] = field(default_factory=dict)
    visit: str | None = None
    unknown: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Click:
    """
    The opening of a hit, by the search's random name.

    Args:
        position: where among all hits it stood, from 1; None: not known.
    """

    click: str
    on: str
    url: str
    position: int | None = None


Line: TypeAlias = Search | Click


def wording(text: str) -> str:
    """Return a masked search as it is kept: lower case, white space folded."""
    return " ".join(text.lower().split())[:LONGEST_WORDING]


def parse(raw: bytes) -> Line | None:
    """Return what a line says; None for half a line, or one of another release."""
    try:
        facts = json.loads(raw)
        return Search(**facts) if "search" in facts else Click(**facts)
    except (ValueError, TypeError):
        return None


class Recorder:
    """Appends lines for the process at hand; a disk that is full costs lines, never a page."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._name, self._process = "", 0

    def write(self, line: Line) -> None:
        """Append *line* to the file of this process."""
        raw = json.dumps(asdict(line), ensure_ascii=False).encode() + b"\n"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            while not _append(self._path(), raw):
                pass
        except OSError as error:
            log.warning("search.log_unwritable", why=repr(error))

    def _path(self) -> Path:
        if self._process != os.getpid():  # web processes are forked from one that has loaded all
            self._name, self._process = f"{os.getpid()}-{secrets.token_hex(4)}", os.getpid()
        return self.folder / f"{self._name}{WRITTEN}"


def take(folder: Path) -> list[Path]:
    """Take the files that were written so far, and return them with those taken before."""
    for path in folder.glob(f"*{WRITTEN}"):
        path.rename(path.with_suffix(f".{secrets.token_hex(4)}{TAKEN}"))
    return sorted(folder.glob(f"*{TAKEN}"))


def _append(path: Path, raw: bytes) -> bool:
    """Append to the file; False if it was taken in the moment before it was locked."""
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        if not _is_still(path, descriptor):
            return False
        os.write(descriptor, raw)
        return True
    finally:
        os.close(descriptor)


def _is_still(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
