"""The worker: a few lanes, each a thread that runs its jobs again and again until told to stop."""

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

import structlog

from helpdesk.foundation import heartbeats
from helpdesk.foundation.db import db

BEAT_SECONDS = 10.0

log = structlog.get_logger()


@dataclass(frozen=True)
class Job:
    """Something to do every so often; *every* is seconds between the starts of two runs."""

    name: str
    every: float
    run: Callable[[], object]


@dataclass(frozen=True)
class Lane:
    """Jobs that may wait for each other; lanes never wait for one another."""

    name: str
    jobs: Sequence[Job]


def run(
    lanes: Sequence[Lane],
    context: Callable[[], AbstractContextManager[object]],
    stop: threading.Event,
) -> None:
    """Run all *lanes* until *stop* is set; each turn inside a fresh *context* (the app's)."""
    threads = [
        threading.Thread(target=_run_lane, args=(lane, context, stop), name=lane.name)
        for lane in lanes
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def run_once(lanes: Sequence[Lane]) -> None:
    """Run every job of every lane once, in the context at hand."""
    for lane in lanes:
        for job in lane.jobs:
            job.run()


def _run_lane(
    lane: Lane, context: Callable[[], AbstractContextManager[object]], stop: threading.Event
) -> None:
    beat = Job("heartbeat", BEAT_SECONDS, lambda: heartbeats.beat(lane.name))
    jobs = [beat, *lane.jobs]
    due = dict.fromkeys((job.name for job in jobs), 0.0)
    pause = min(job.every for job in jobs)
    while not stop.is_set():
        for job in jobs:
            if due[job.name] <= time.monotonic() and not stop.is_set():
                due[job.name] = time.monotonic() + job.every
                _run_job(job, context)
        stop.wait(pause)


def _run_job(job: Job, context: Callable[[], AbstractContextManager[object]]) -> None:
    try:
        with context():
            try:
                job.run()
            finally:
                db.session.remove()
    except Exception:
        log.exception("worker.job_failed", job=job.name)
