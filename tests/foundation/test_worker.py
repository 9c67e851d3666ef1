"""The worker: lanes that do not wait for one another, jobs that may fail, an end that is prompt."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from helpdesk import wiring
from helpdesk.foundation import clock, heartbeats, worker
from helpdesk.foundation.db import db, reading
from helpdesk.foundation.heartbeats import SILENCE, Heartbeat
from helpdesk.foundation.worker import Job, Lane

PATIENCE = 20.0
"""Seconds after which a test gives up; a busy machine is slow, not wrong."""


@contextmanager
def running(
    app: Flask, *lanes: Lane, context: Callable[[], object] | None = None
) -> Iterator[threading.Thread]:
    """Run *lanes* until the block ends."""
    stop = threading.Event()
    thread = threading.Thread(target=worker.run, args=(lanes, context or app.app_context, stop))
    thread.start()
    try:
        yield thread
    finally:
        stop.set()
        thread.join(PATIENCE)
        assert not thread.is_alive()


def often(run: Callable[[], object], name: str = "job") -> Job:
    return Job(name, 0.01, run)


def test_a_lane_that_waits_does_not_hold_up_another(app: Flask) -> None:
    go_on, went_round = threading.Event(), threading.Event()
    slow = Lane("slow", [often(lambda: go_on.wait(PATIENCE))])
    with running(app, slow, Lane("quick", [often(went_round.set)])):
        assert went_round.wait(PATIENCE)
        assert not go_on.is_set()
        go_on.set()


def test_a_job_that_fails_stops_neither_itself_nor_its_lane(app: Flask) -> None:
    fails, others = threading.Semaphore(0), threading.Semaphore(0)

    def fail() -> None:
        fails.release()
        raise OSError("the disk is full")

    with running(app, Lane("lane", [often(fail, "bad"), often(others.release, "good")])):
        for each in (fails, fails, others, others):
            assert each.acquire(timeout=PATIENCE)


def test_a_lane_outlives_a_context_that_cannot_be_had(app: Flask) -> None:
    tries, worked = iter([True, True]), threading.Event()

    def context() -> object:
        if next(tries, False):
            raise OSError("no database yet")
        return app.app_context()

    with running(app, Lane("lane", [often(worked.set)]), context=context):
        assert worked.wait(PATIENCE)


def test_what_a_failed_job_left_open_is_not_the_next_jobs(app: Flask) -> None:
    done = threading.Event()

    def leave_open() -> None:
        db.session.add(Heartbeat(name="half done", at=clock.now()))
        db.session.flush()
        raise OSError

    def commit() -> None:
        db.session.commit()
        done.set()

    with running(app, Lane("lane", [often(leave_open, "bad"), often(commit, "good")])):
        assert done.wait(PATIENCE)
    assert heartbeats.last("half done") is None


def both_alive() -> bool:
    """Look as a reader who lets go at once; whoever held the lock would silence the lanes."""
    with reading():
        alive = [heartbeats.is_alive("a"), heartbeats.is_alive("b")]
        db.session.rollback()
    return all(alive)


def test_every_lane_shows_that_it_lives(app: Flask) -> None:
    rounds = threading.Semaphore(0)
    with running(app, *[Lane(name, [often(rounds.release)]) for name in ("a", "b")]):
        while not both_alive():
            assert rounds.acquire(timeout=PATIENCE)
    assert [lane.name for lane in heartbeats.all_lanes()] == ["a", "b"]


def test_a_lane_that_has_fallen_silent_is_taken_for_dead(app: Flask) -> None:
    assert not heartbeats.is_alive("outbox")
    heartbeats.beat("outbox")
    assert heartbeats.is_alive("outbox")
    with time_machine.travel(clock.now() + SILENCE + timedelta(seconds=1)):
        assert not heartbeats.is_alive("outbox")
        heartbeats.beat("outbox")
        assert heartbeats.is_alive("outbox")


def test_the_worker_stops_promptly_in_the_middle_of_a_long_wait(app: Flask) -> None:
    ran = threading.Event()
    with running(app, Lane("lane", [Job("hourly", 3600.0, ran.set)])) as thread:
        assert ran.wait(PATIENCE)
        time.sleep(0.05)
        assert thread.is_alive()
        before = time.monotonic()
    assert time.monotonic() - before < worker.BEAT_SECONDS / 2


def test_no_job_is_begun_after_the_word_to_stop(app: Flask) -> None:
    stop, begun = threading.Event(), []
    jobs = [Job("first", 60.0, stop.set), Job("second", 60.0, lambda: begun.append("second"))]
    worker.run([Lane("lane", jobs)], app.app_context, stop)
    assert begun == []


def test_a_job_waits_for_its_turn(app: Flask) -> None:
    runs: list[str] = []
    enough = threading.Semaphore(0)
    rare = Job("rare", 3600.0, lambda: runs.append("rare"))
    with running(app, Lane("lane", [rare, often(enough.release)])):
        for _ in range(5):
            assert enough.acquire(timeout=PATIENCE)
    assert runs == ["rare"]


def test_one_round_by_hand_runs_every_job_and_hides_no_failure(app: Flask) -> None:
    runs: list[str] = []
    lanes = [Lane("a", [often(lambda: runs.append("a"))]), Lane("b", [often(lambda: 1 / 0)])]
    with pytest.raises(ZeroDivisionError):
        worker.run_once(lanes)
    assert runs == ["a"]


def test_the_products_jobs_have_names_of_their_own() -> None:
    lanes = wiring.lanes()
    assert len({lane.name for lane in lanes}) == len(lanes)
    for lane in lanes:
        names = [job.name for job in lane.jobs]
        assert len(set(names)) == len(names)
        assert "heartbeat" not in names
