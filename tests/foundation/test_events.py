"""The record: a chain that shows every quiet change, and survives an erased text."""

import threading
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpdesk.foundation import clock, events
from helpdesk.foundation.clock import OSLO
from helpdesk.foundation.db import db
from helpdesk.foundation.events import ChainHead, Event, EventText


class Light(StrEnum):
    RED = "red"
    GREEN = "green"


def record(count: int, *, text: str | None = None) -> None:
    for number in range(count):
        events.record("tests.tick", f"test:{number}", actor_id=None, text=text)
    db.session.commit()


def change(statement: sa.Executable) -> None:
    db.session.execute(statement)
    db.session.commit()
    db.session.expunge_all()


def broken() -> list[int]:
    return list(events.broken_links())


def test_an_event_says_who_when_what_from_and_to(app: Flask) -> None:
    before = clock.now()
    events.record("lights.turn", "light:1", actor_id=7, old=Light.RED, new=Light.GREEN, text="Gå!")
    db.session.commit()
    event = events.of_subject("light:1")[0]
    assert (event.actor_id, event.kind, event.old_state, event.new_state) == (
        7,
        "lights.turn",
        "red",
        "green",
    )
    assert event.text is not None
    assert event.text.text == "Gå!"
    assert before <= event.at <= clock.now()


def test_a_subject_sees_its_own_events_oldest_first(app: Flask) -> None:
    for kind in ("a.one", "a.two", "a.three"):
        events.record(kind, "test:1", actor_id=None)
        events.record(kind, "test:11", actor_id=None)
    db.session.commit()
    assert [event.kind for event in events.of_subject("test:1")] == ["a.one", "a.two", "a.three"]


def test_an_untouched_record_is_whole(app: Flask) -> None:
    assert broken() == []
    record(3, text="Grunn: æøå")
    db.session.expunge_all()
    assert broken() == []


def test_a_change_that_is_rolled_back_leaves_no_gap(app: Flask) -> None:
    record(1)
    events.record("tests.never", "test:x", actor_id=None)
    db.session.rollback()
    record(1)
    assert db.session.scalars(sa.select(Event.id)).all() == [1, 2]
    assert broken() == []


def test_an_event_of_a_time_in_norway_holds(app: Flask) -> None:
    with clock.standing_at(datetime(2026, 7, 1, 12, tzinfo=OSLO)):
        record(1)
    db.session.expunge_all()
    assert broken() == []


@pytest.mark.parametrize(
    "facts",
    [
        {"actor_id": 9},
        {"kind": "tests.tock"},
        {"subject": "test:other"},
        {"old_state": "red"},
        {"new_state": "green"},
        {"at": datetime(2020, 1, 1, tzinfo=OSLO)},
        {"text_digest": "0" * 64},
        {"digest": "0" * 64},
    ],
    ids=lambda facts: next(iter(facts)),
)
def test_a_changed_row_is_noticed(app: Flask, facts: dict[str, object]) -> None:
    record(3)
    change(sa.update(Event).where(Event.id == 2).values(**facts))
    assert broken()[0] == 2


def test_a_change_with_a_new_digest_is_noticed_by_the_next_link(app: Flask) -> None:
    record(3)
    event = db.session.get_one(Event, 2)
    first = db.session.get_one(Event, 1)
    event.actor_id = 9
    event.digest = events._link(event, first.digest)
    db.session.commit()
    assert broken() == [3]


def test_the_newest_event_cannot_be_written_anew_either(app: Flask) -> None:
    record(2)
    event, first = db.session.get_one(Event, 2), db.session.get_one(Event, 1)
    event.actor_id = 9
    event.digest = events._link(event, first.digest)
    db.session.commit()
    assert broken() == [2]


@pytest.mark.parametrize(("gone", "noticed_at"), [(1, 2), (2, 3), (3, 3)])
def test_a_missing_event_is_noticed(app: Flask, gone: int, noticed_at: int) -> None:
    record(3)
    change(sa.delete(Event).where(Event.id == gone))
    assert broken() == [noticed_at]


def test_a_missing_head_is_noticed(app: Flask) -> None:
    record(2)
    change(sa.delete(ChainHead))
    assert broken() == [2]


def test_an_emptied_record_is_noticed(app: Flask) -> None:
    record(2)
    change(sa.delete(Event))
    assert broken() == [2]


def test_a_text_that_is_not_what_was_written_is_noticed(app: Flask) -> None:
    record(3, text="Saken hører under NVE.")
    change(sa.update(EventText).where(EventText.event_id == 2).values(text="Saken er vår."))
    assert broken() == [2]


def test_a_text_added_afterwards_is_noticed(app: Flask) -> None:
    record(2)
    change(sa.insert(EventText).values(event_id=1, text="Dette ble visst sagt."))
    assert broken() == [1]


def test_an_erased_text_does_not_break_the_chain(app: Flask) -> None:
    record(3, text="Kari Nordås ba om dette.")
    change(sa.delete(EventText).where(EventText.event_id == 2))
    assert broken() == []


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.none() | st.text(st.characters(codec="utf-8", exclude_characters="\0"))))
def test_any_text_comes_back_whole(app: Flask, texts: list[str | None]) -> None:
    for text in texts:
        events.record("tests.say", "test:text", actor_id=None, text=text)
    db.session.commit()
    db.session.expunge_all()
    assert broken() == []


def test_events_of_many_writers_make_one_chain(app: Flask) -> None:
    """Also the very first ones, when there is no head of the chain yet."""
    faults = _side_by_side(app, 4, lambda: [record(1) for _ in range(4)])
    assert faults == []
    assert db.session.scalars(sa.select(Event.id).order_by(Event.id)).all() == list(range(1, 17))
    assert broken() == []


def _side_by_side(app: Flask, count: int, work: Callable[[], object]) -> list[Exception]:
    together, faults = threading.Barrier(count), []

    def run() -> None:
        with app.app_context():
            together.wait()
            try:
                work()
            except Exception as error:
                faults.append(error)

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return faults
