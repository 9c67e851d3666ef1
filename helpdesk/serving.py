"""Running the service: web processes and the worker side by side, under one small parent."""

import json
import os
import signal
import socket
import sys
import threading
from pathlib import Path

import click
from flask.cli import ScriptInfo, pass_script_info

import config
from helpdesk.foundation import family

THREADS = 4
"""Threads a web process has. Source: the reference set-up in performance.md, 2 × 4."""

GRACE_SECONDS = 20
"""How long a request at hand may take to finish. Source: guess, above SMTP's 15."""

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@click.command("worker")
@pass_script_info
def worker_command(info: ScriptInfo) -> None:
    """Deliver the outbox, feed the index and send reminders until stopped."""
    from helpdesk import wiring  # the web is started without the rooms in this process
    from helpdesk.foundation import worker

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    worker.run(wiring.lanes(), info.load_app().app_context, stop)


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--workers", default=2, show_default=True, help="Web processes.")
@click.option("--no-worker", is_flag=True, help="Only the web; the worker runs elsewhere.")
@pass_script_info
def serve_command(info: ScriptInfo, host: str, port: int, workers: int, no_worker: bool) -> None:
    """Serve the pages with gunicorn, the worker beside it."""
    config.load()
    if host not in LOOPBACK:
        _refuse_demo(info)
    _refuse_taken_port(host, port)
    commands = [_gunicorn(host, port, workers)]
    if not no_worker:
        commands.append([sys.executable, "-m", "helpdesk", "worker"])
    # The process becomes the small parent; what was loaded to get here is let go.
    os.execv(sys.executable, [sys.executable, family.__file__, json.dumps(commands)])  # noqa: S606


def _gunicorn(host: str, port: int, workers: int) -> list[str]:
    return [
        sys.executable,
        "-m",
        "gunicorn",
        f"--bind={host}:{port}",
        f"--workers={workers}",
        f"--threads={THREADS}",
        "--worker-class=gthread",
        "--preload",
        f"--chdir={Path(__file__).parent.parent}",
        f"--graceful-timeout={GRACE_SECONDS}",
        "--no-control-socket",
        "wsgi:app",
    ]


def _refuse_taken_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(f"Cannot listen on {host}:{port}: {error}") from error


def _refuse_demo(info: ScriptInfo) -> None:
    from helpdesk.foundation import installation  # the app is loaded for nobody else
    from helpdesk.foundation.db import reading

    with info.load_app().app_context(), reading():
        if installation.is_demo():
            raise click.ClickException(
                "This is a demo with known passwords; it only listens on the loopback address."
            )
