"""How the database is opened: readers that cannot write, times with a zone, states that exist."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from flask import Flask

from helpdesk.accounts.models import User
from helpdesk.foundation import clock, counters, outbox
from helpdesk.foundation import db as database
from helpdesk.foundation.counters import Counter
from helpdesk.foundation.db import db
from helpdesk.foundation.heartbeats import Heartbeat
from helpdesk.foundation.outbox import OutboxMessage, OutboxState
from tests.cast import Cast

PAST = datetime(2026, 3, 2, 9, 30, 0, 123456, tzinfo=UTC)


@pytest.fixture
def begun(app: Flask) -> list[str]:
    """What opens transactions, as it happens."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL needs no such difference")
    seen: list[str] = []

    @sa.event.listens_for(db.engine, "before_cursor_execute")
    def note(_connection, _cursor, statement, *_more) -> None:
        if statement.startswith("BEGIN"):
            seen.append(statement)

    return seen


def test_a_writer_holds_the_pen_from_the_start_and_a_reader_does_not(begun: list[str]) -> None:
    db.session.execute(sa.select(Counter))
    db.session.rollback()
    with database.reading():
        db.session.execute(sa.select(Counter))
        db.session.rollback()
    assert begun == ["BEGIN IMMEDIATE", "BEGIN"]


def test_gets_read_and_posts_write(begun: list[str], client, cast: Cast) -> None:
    begun.clear()
    client.get("/logg-inn")
    assert set(begun) == {"BEGIN"}
    begun.clear()
    client.post("/logg-inn", data={"email": cast.kari.email})
    assert begun[0] == "BEGIN IMMEDIATE"


@pytest.mark.parametrize("pragma", ["foreign_keys=1", "synchronous=2", "journal_mode=wal"])
def test_sqlite_keeps_what_it_was_told(begun: list[str], pragma: str) -> None:
    name, value = pragma.split("=")
    assert str(db.session.execute(sa.text(f"PRAGMA {name}")).scalar_one()) == value


def test_a_reader_that_writes_is_refused(app: Flask) -> None:
    counters.following("kept")
    db.session.commit()
    attempts = {
        "new": lambda: db.session.add(Counter(name="new", value=1)),
        "changed": lambda: setattr(db.session.get_one(Counter, "kept"), "value", 7),
        "deleted": lambda: db.session.delete(db.session.get_one(Counter, "kept")),
        "insert": lambda: db.session.execute(sa.insert(Counter).values(name="new", value=1)),
        "update": lambda: db.session.execute(sa.update(Counter).values(value=7)),
        "delete": lambda: db.session.execute(sa.delete(Counter)),
        "update … returning": lambda: counters.following("kept"),
    }
    for name, attempt in attempts.items():
        assert _is_refused(attempt), name
    rows = db.session.execute(sa.select(Counter.name, Counter.value)).all()
    assert rows == [("kept", 1)]


def _is_refused(attempt: Callable[[], object]) -> bool:
    try:
        with database.reading():
            attempt()
            db.session.commit()
    except RuntimeError:
        return True
    finally:
        db.session.rollback()
    return False


def test_a_mark_is_left_beside_a_reader_and_does_not_disturb_it(app: Flask) -> None:
    with database.reading():
        assert counters.current("seen") == 0
        with database.writing() as session:
            session.add(Counter(name="seen", value=1))
        assert database.is_reading()
        db.session.rollback()
        assert counters.current("seen") == 1


def test_given_up_changes_are_not_written(app: Flask) -> None:
    db.session.add(Counter(name="typed", value=1))
    database.give_up_writing()
    assert database.is_reading()
    db.session.commit()
    database.start_writing()
    assert counters.current("typed") == 0


def test_only_a_transaction_without_changes_is_let_go(app: Flask, cast: Cast) -> None:
    kari = db.session.scalars(sa.select(User).where(User.id == cast.kari.id)).one()
    database.let_go()
    assert not db.session().in_transaction()
    kari.name = "Kari Annen"
    with pytest.raises(RuntimeError, match="without changes"):
        database.let_go()


@pytest.mark.parametrize("zone", [UTC, clock.OSLO, timezone(timedelta(hours=-9, minutes=-30))])
def test_a_time_comes_back_the_same_and_in_utc(app: Flask, zone) -> None:
    db.session.add(Heartbeat(name="a", at=PAST.astimezone(zone)))
    db.session.commit()
    db.session.expunge_all()
    at = db.session.get_one(Heartbeat, "a").at
    assert (at, at.utcoffset()) == (PAST, timedelta(0))


def test_times_of_different_zones_are_in_order(app: Flask) -> None:
    later = PAST + timedelta(minutes=1)
    db.session.add_all([Heartbeat(name="a", at=later), Heartbeat(name="b", at=PAST)])
    db.session.commit()
    since = sa.select(Heartbeat.name).where(Heartbeat.at > PAST.astimezone(clock.OSLO))
    assert db.session.scalars(since).all() == ["a"]


def test_a_time_without_a_zone_is_refused(app: Flask) -> None:
    db.session.add(Heartbeat(name="a", at=PAST.replace(tzinfo=None)))
    with pytest.raises(sa.exc.StatementError, match="without a zone"):
        db.session.commit()


def test_the_database_itself_refuses_a_state_that_does_not_exist(app: Flask) -> None:
    outbox.post("note", {})
    db.session.commit()
    with pytest.raises(sa.exc.IntegrityError):
        db.session.execute(sa.text("UPDATE outbox_message SET state = 'lost'"))
    db.session.rollback()
    db.session.execute(sa.text("UPDATE outbox_message SET state = 'dead'"))
    assert db.session.scalars(sa.select(OutboxMessage)).one().state is OutboxState.DEAD


def test_every_enumeration_is_guarded_by_the_database(app: Flask) -> None:
    unguarded = [
        f"{table.name}.{column.name}"
        for table in db.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, sa.Enum) and column.type.enums and not _has_check(column)
    ]
    assert unguarded == []


def _has_check(column: sa.Column) -> bool:
    guards = [
        check["sqltext"]
        for check in sa.inspect(db.engine).get_check_constraints(column.table.name)
        if column.name in check["sqltext"]
    ]
    return any(all(f"'{value}'" in guard for value in column.type.enums) for guard in guards)


def test_the_database_refuses_what_belongs_to_nothing(app: Flask) -> None:
    with pytest.raises(sa.exc.IntegrityError):
        db.session.execute(sa.text("INSERT INTO event_text (event_id, text) VALUES (404, 'x')"))
