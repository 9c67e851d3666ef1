"""Numbers without gaps or doubles, whoever asks at the same time."""

import threading

import pytest
from flask import Flask

from helpdesk.foundation import counters
from helpdesk.foundation.db import db


def test_a_counter_begins_at_one_and_each_has_its_own_row(app: Flask) -> None:
    assert counters.current("a") == 0
    assert [counters.following("a") for _ in range(3)] == [1, 2, 3]
    assert counters.following("b") == 1
    assert (counters.current("a"), counters.current("b")) == (3, 1)


def test_a_number_of_a_change_that_failed_is_given_again(app: Flask) -> None:
    counters.following("a")
    db.session.commit()
    assert counters.following("a") == 2
    db.session.rollback()
    assert counters.following("a") == 2


@pytest.mark.parametrize("fails", [False, True], ids=["all commit", "every third fails"])
def test_two_who_count_at_the_same_time_get_no_gap_and_no_double(app: Flask, fails: bool) -> None:
    given: list[int] = []
    together = threading.Barrier(2)

    def count() -> None:
        with app.app_context():
            together.wait()
            for turn in range(12):
                number = counters.following("reference-2026")
                if fails and turn % 3 == 0:
                    db.session.rollback()
                    continue
                given.append(number)  # still inside: nobody else can have a later one yet
                db.session.commit()

    threads = [threading.Thread(target=count) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert given == list(range(1, (16 if fails else 24) + 1))
    assert counters.current("reference-2026") == len(given)
