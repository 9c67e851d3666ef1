"""
Turning a finished document into another kind with LibreOffice, where the machine has it.

It runs beside us with a profile, a home and a folder of its own that vanish afterwards, one at a
time, and no longer than it may. Nothing is fetched: documents with addresses outside are refused
long before (:mod:`word_package`), and macros never run without a person who allows them.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from pathlib import Path

from helpdesk.foundation.errors import InvalidInput
from helpdesk.foundation.language import N_

MOST_SECONDS = 30
"""A guess: ten times what a letter takes. Source: stack.md, 1.8 s for a PDF."""
MOST_WAIT_SECONDS = 20
_NAMES = ("soffice", "libreoffice")
_PATH = "/usr/local/bin:/usr/bin:/bin"

_FAILED = N_("Vi klarte ikke å lage filen akkurat nå. Last ned Word-dokumentet i stedet.")

_one_at_a_time = threading.BoundedSemaphore(1)


def program() -> str | None:
    """Return where LibreOffice is, None if the machine has none."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


def convert(data: bytes, *, source: str, target: str) -> bytes:
    """
    Return the document *data* as *target*; both are extensions without the dot.

    Raises:
        InvalidInput: LibreOffice is not there, is busy, or did not manage.
    """
    found = program()
    if found is None:
        raise _failed("there is no LibreOffice")
    if not _one_at_a_time.acquire(timeout=MOST_WAIT_SECONDS):
        raise _failed("LibreOffice is busy")
    try:
        with tempfile.TemporaryDirectory(prefix="brev-") as folder:
            return _converted(found, Path(folder), data, source, target)
    finally:
        _one_at_a_time.release()


def _converted(found: str, folder: Path, data: bytes, source: str, target: str) -> bytes:
    given = folder / f"brev.{source}"
    given.write_bytes(data)
    command = [
        *(found, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
        *(f"-env:UserInstallation={(folder / 'profil').as_uri()}", "--convert-to", target),
        *("--outdir", str(folder), str(given)),
    ]
    _run(command, folder)
    made = folder / f"brev.{target}"
    if not made.is_file():
        raise _failed(f"LibreOffice made no {target}")
    return made.read_bytes()


def _run(command: list[str], folder: Path) -> None:
    alone = {"PATH": _PATH, "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8"}
    process = subprocess.Popen(  # noqa: S603 - a fixed command, the document is a file beside it
        command,
        cwd=folder,
        env=alone,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(MOST_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise _failed("LibreOffice took too long") from error
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _failed(detail: str) -> InvalidInput:
    return InvalidInput(detail, says=_FAILED)
