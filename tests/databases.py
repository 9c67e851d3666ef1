"""The databases tests run on: a copied SQLite file each, or PostgreSQL started by the tests."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def postgres_programs() -> Path | None:
    """Return the folder of PostgreSQL's programs, if it is installed."""
    return PROGRAMS[0] if PROGRAMS else None


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def postgres_server() -> Iterator[str]:
    """
    Run a PostgreSQL of our own in a temporary folder and yield its address.

    PostgreSQL refuses to run as root, so root starts it as the user nobody.
    """
    programs = postgres_programs()
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="helpdesk-pg-"))
    port = free_port()
    _as_ordinary_user(
        folder,
        [
            programs / "initdb",
            "-D",
            folder / "data",
            "-U",
            "helpdesk",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
            "--locale=C.UTF-8",
        ],
    )
    server = [programs / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log"]
    options = (
        f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=60"
    )
    try:
        _as_ordinary_user(folder, [*server, "-o", options, "start"])
        yield f"postgresql+psycopg://helpdesk@127.0.0.1:{port}/postgres"
    finally:
        _as_ordinary_user(folder, [*server, "-m", "immediate", "stop"])
        shutil.rmtree(folder, ignore_errors=True)


def _as_ordinary_user(folder: Path, command: list[object]) -> None:
    words = [str(word) for word in command]
    if os.geteuid() != 0:
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
        return
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    subprocess.run(
        words,
        check=True,
        stdout=subprocess.DEVNULL,
        cwd="/",
        user=nobody.pw_uid,
        group=nobody.pw_gid,
        extra_groups=[],
    )
