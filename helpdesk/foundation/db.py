"""The database: one declarative base, one session, and how SQLite and PostgreSQL are opened."""

import enum
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar

import sqlalchemy as sa
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.orm import DeclarativeBase, ORMExecuteState, Session, registry
from sqlalchemy.types import TypeDecorator

BUSY_TIMEOUT_MS = 10_000
"""Milliseconds a writer waits for another one. Source: architecture.md, section 5."""

_reading: ContextVar[bool] = ContextVar("reading", default=False)

_REFUSAL = "a reading request tried to write; only unsafe methods may"


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time in UTC; SQLite drops the zone, so it is put back on the way out."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What the column holds."""
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware time into UTC; refuse a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone cannot be stored: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the stored time its zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _enum_values(kind: type[enum.Enum]) -> list[str]:
    return [str(member.value) for member in kind]


_NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

_ENUM = sa.Enum(
    enum.StrEnum,
    native_enum=False,
    create_constraint=True,
    length=32,
    values_callable=_enum_values,
    validate_strings=True,
)


class Base(DeclarativeBase):
    """What every table inherits: naming convention, aware times, enumerations stored by value."""

    registry: ClassVar[registry] = registry(
        metadata=sa.MetaData(naming_convention=_NAMING),
        type_annotation_map={
            datetime: UtcDateTime(),
            enum.StrEnum: _ENUM,
            str: sa.Text(),
            dict[str, Any]: sa.JSON(),
            dict[str, object]: sa.JSON(),
            list[str]: sa.JSON(),
            list[int]: sa.JSON(),
        },
    )


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


@contextmanager
def reading() -> Iterator[None]:
    """
    Open the transactions begun inside as readers.

    Everything else begins as a writer, because a SQLite read that turns into a write fails
    "locked" at once, whatever the timeout. A reader that writes anyway is refused.
    """
    mark = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(mark)


def start_reading() -> None:
    """Let the rest of this context read only; the web calls it for safe methods."""
    _reading.set(True)


def start_writing() -> None:
    """Let the rest of this context write; the web calls it for unsafe methods."""
    _reading.set(False)


def is_reading() -> bool:
    """Tell whether transactions begun now are readers."""
    return _reading.get()


@contextmanager
def writing() -> Iterator[Session]:
    """
    Open one short write transaction beside a reading request, and commit it.

    Only for the mark that looking at a page leaves (a question has been opened): it has a session
    of its own, so that the request itself stays a reader and keeps its snapshot.
    """
    mark = _reading.set(False)
    try:
        with Session(db.engine) as session, session.begin():
            yield session
    finally:
        _reading.reset(mark)


def give_up_writing() -> None:
    """
    Leave the write transaction without its changes, and let the rest of this context read.

    For a form that is shown again: rendering must not hold up other writers. Objects at hand keep
    what they have loaded, but no longer belong to the session.
    """
    db.session.expunge_all()
    db.session.rollback()
    start_reading()


def let_go() -> None:
    """
    End the transaction at hand, in which nothing was changed; what was loaded stays readable.

    For slow work in the middle of a writing request: other writers need not wait for it.

    Raises:
        RuntimeError: something was changed and would be committed half done.
    """
    if db.session.new or db.session.dirty or db.session.deleted:
        raise RuntimeError("only a transaction without changes can be let go")
    db.session.commit()


@event.listens_for(Engine, "connect")
def _configure_sqlite(connection: Any, _record: object) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.close()


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN" if is_reading() else "BEGIN IMMEDIATE")


@event.listens_for(db.session, "before_flush")
def _refuse_changes_of_readers(session: Any, _context: object, _instances: object) -> None:
    if is_reading() and (session.new or session.dirty or session.deleted):
        raise RuntimeError(_REFUSAL)


@event.listens_for(db.session, "do_orm_execute")
def _refuse_statements_of_readers(asked: ORMExecuteState) -> None:
    if is_reading() and (asked.is_insert or asked.is_update or asked.is_delete):
        raise RuntimeError(_REFUSAL)
