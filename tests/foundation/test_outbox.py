"""Side effects: each carried out at least once, in order, none in the way of another."""

import threading
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from helpdesk.foundation import clock, outbox
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import NotFound
from helpdesk.foundation.outbox import (
    FIRST_DELAY,
    LEASE,
    LONGEST_DELAY,
    MOST_ATTEMPTS,
    OutboxMessage,
    OutboxState,
    PermanentFailure,
)

SECOND = timedelta(seconds=1)


class Carrier:
    """Notes what it was given; fails for payloads that say so."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, row: OutboxMessage) -> None:
        name = row.payload["name"]
        self.seen.append(name)
        if name.startswith("poison"):
            raise OSError(f"cannot carry {name}")
        if name.startswith("refused"):
            raise PermanentFailure(f"nobody takes {name}")


def post(*names: str, later: timedelta = timedelta(0), **facts: object) -> None:
    for name in names:
        outbox.post("note", {"name": name, **facts}, due_at=clock.now() + later)
    db.session.commit()


def deliver(carrier: Callable[[OutboxMessage], None], limit: int = 20) -> int:
    return outbox.deliver_due({"note": carrier}, limit=limit)


def row(name: str) -> OutboxMessage:
    db.session.expire_all()
    rows = db.session.scalars(db.select(OutboxMessage)).all()
    return next(each for each in rows if each.payload["name"] == name)


def test_what_is_due_first_is_carried_out_first(app: Flask) -> None:
    post("third", later=-1 * SECOND)
    post("first", "second", later=-2 * SECOND)
    post("tomorrow", later=timedelta(days=1))
    carrier = Carrier()
    assert deliver(carrier) == 3
    assert carrier.seen == ["first", "second", "third"]
    assert deliver(carrier) == 0


def test_a_round_is_bounded(app: Flask) -> None:
    post("a", "b", "c")
    carrier = Carrier()
    assert [deliver(carrier, limit=2), deliver(carrier, limit=2)] == [2, 1]


def test_a_slow_round_begins_no_more_rows(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "ROUND_SECONDS", 0.0)
    post("a")
    assert deliver(Carrier()) == 0


def test_a_rolled_back_change_has_no_side_effect(app: Flask) -> None:
    outbox.post("note", {"name": "never"})
    db.session.rollback()
    assert deliver(Carrier()) == 0


def test_a_poisoned_row_never_blocks_the_next(app: Flask) -> None:
    post("poison", "good")
    carrier = Carrier()
    assert deliver(carrier) == 2
    assert row("good").state is OutboxState.DELIVERED
    failed = row("poison")
    assert (failed.state, failed.attempt_count) == (OutboxState.WAITING, 1)
    assert failed.last_error == "OSError: cannot carry poison"
    assert failed.leased_until is None


def test_what_a_failed_handler_wrote_is_taken_back(app: Flask) -> None:
    def write_and_fail(_row: OutboxMessage) -> None:
        outbox.post("note", {"name": "half done"})
        db.session.flush()
        raise OSError

    post("a")
    deliver(write_and_fail)
    assert outbox.counts()[OutboxState.WAITING] == 1


def test_the_delay_grows_from_failure_to_failure(app: Flask) -> None:
    assert [outbox.delay_after(count) for count in (1, 2, 3)] == [
        FIRST_DELAY,
        2 * FIRST_DELAY,
        4 * FIRST_DELAY,
    ]
    assert outbox.delay_after(MOST_ATTEMPTS) == LONGEST_DELAY
    post("poison")
    carrier = Carrier()
    with time_machine.travel(clock.now() + SECOND, tick=False) as now:
        deliver(carrier)
        assert deliver(carrier) == 0
        now.shift(FIRST_DELAY)
        assert deliver(carrier) == 1
        now.shift(FIRST_DELAY)
        assert deliver(carrier) == 0


def test_after_the_last_attempt_the_row_is_a_dead_letter(app: Flask) -> None:
    post("poison")
    carrier = Carrier()
    with time_machine.travel(clock.now(), tick=False) as now:
        for _ in range(MOST_ATTEMPTS + 2):
            now.shift(LONGEST_DELAY)
            deliver(carrier)
    assert len(carrier.seen) == MOST_ATTEMPTS
    assert [letter.payload["name"] for letter in outbox.dead_letters()] == ["poison"]


def test_what_can_never_succeed_is_a_dead_letter_at_once(app: Flask) -> None:
    post("refused")
    outbox.post("unheard of", {"name": "nobody's"})
    db.session.commit()
    deliver(Carrier())
    letters = outbox.dead_letters()
    assert [letter.payload["name"] for letter in letters] == ["nobody's", "refused"]
    assert letters[0].last_error == "PermanentFailure: nobody handles 'unheard of'"


def test_a_row_that_ends_the_worker_every_time_is_given_up_on(app: Flask) -> None:
    def end_the_worker(_row: OutboxMessage) -> None:
        raise SystemExit

    post("deadly", "good")
    carrier = Carrier()
    with time_machine.travel(clock.now(), tick=False) as now:
        for _ in range(MOST_ATTEMPTS):
            with pytest.raises(SystemExit):
                deliver(end_the_worker, limit=1)
            db.session.rollback()
            deliver(carrier)
            now.shift(LEASE + SECOND)
        deliver(carrier)
    assert carrier.seen == ["good"]
    assert [letter.payload["name"] for letter in outbox.dead_letters()] == ["deadly"]


def test_a_row_whose_worker_died_is_taken_again_when_the_lease_ends(app: Flask) -> None:
    post("a")
    with time_machine.travel(clock.now(), tick=False) as now:
        with pytest.raises(KeyboardInterrupt):
            deliver(_interrupted)
        db.session.rollback()
        carrier = Carrier()
        now.shift(LEASE)
        assert deliver(carrier) == 0
        now.shift(SECOND)
        assert deliver(carrier) == 1
    assert row("a").attempt_count == 2


def _interrupted(_row: OutboxMessage) -> None:
    raise KeyboardInterrupt


def test_a_late_failure_does_not_undo_what_another_worker_finished(app: Flask) -> None:
    def too_late(_row: OutboxMessage) -> None:
        with time_machine.travel(clock.now() + LEASE + SECOND):
            assert _in_another_thread(app, lambda: deliver(Carrier())) == [1]
        raise PermanentFailure("the first worker fails after the second is done")

    post("a")
    deliver(too_late)
    assert row("a").state is OutboxState.DELIVERED


def test_an_administrator_puts_a_dead_letter_back_in_the_line(app: Flask) -> None:
    post("refused")
    deliver(Carrier())
    outbox.retry(row("refused").id)
    again = row("refused")
    assert (again.state, again.attempt_count) == (OutboxState.WAITING, 0)
    deliver(lambda _row: None)
    assert row("refused").state is OutboxState.DELIVERED


def test_only_a_dead_letter_can_be_tried_again(app: Flask) -> None:
    post("a")
    deliver(Carrier())
    for wrong in (row("a").id, 404):
        with pytest.raises(NotFound):
            outbox.retry(wrong)
    assert row("a").state is OutboxState.DELIVERED


def test_the_facts_are_erased_when_they_are_delivered_and_not_before(app: Flask) -> None:
    post("poison", "good", facts={"path": "/logg-inn/hemmelig"})
    deliver(Carrier())
    assert row("good").payload == {"name": "good"}
    assert row("poison").payload["facts"] == {"path": "/logg-inn/hemmelig"}


def test_rows_are_counted_by_state(app: Flask) -> None:
    post("good", "poison", "refused")
    deliver(Carrier())
    assert outbox.counts() == {
        OutboxState.WAITING: 1,
        OutboxState.DELIVERED: 1,
        OutboxState.DEAD: 1,
    }


def test_two_workers_never_take_the_same_row(app: Flask) -> None:
    names = [f"row {number}" for number in range(40)]
    post(*names)
    carrier = Carrier()
    tried = _in_another_thread(app, *[lambda: deliver(carrier, limit=50)] * 3)
    assert sum(tried) == len(names)
    assert Counter(carrier.seen) == Counter(names)
    assert outbox.counts()[OutboxState.DELIVERED] == len(names)


def _in_another_thread(app: Flask, *works: Callable[[], int]) -> list[int]:
    """Run *works* side by side, each in a thread and a session of its own."""
    results: list[int] = []
    together = threading.Barrier(len(works))

    def work(one: Callable[[], int]) -> None:
        with app.app_context():
            together.wait()
            results.append(one())

    threads = [threading.Thread(target=work, args=(one,)) for one in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results
