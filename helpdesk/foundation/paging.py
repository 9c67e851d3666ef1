"""Lists by key: a page costs the same however deep it lies, and never lists "all"."""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, literal, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from helpdesk.foundation.db import db

PAGE_SIZE = 20

_MOST = 2**63 - 1
"""The largest whole number a database holds."""

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list: its items, and the key where the next one begins (None: the last)."""

    items: Sequence[T]
    following: str | None = None
    is_first: bool = True


def _entities(chosen: Select[Any]) -> list[Any]:
    return list(db.session.scalars(chosen).unique())


def page_by_key(
    chosen: Select[Any],
    keys: Sequence[InstrumentedAttribute[Any]],
    *,
    after: str | None,
    descending: bool = False,
    size: int = PAGE_SIZE,
    read: Callable[[Select[Any]], list[T]] = _entities,
) -> Page[T]:
    """
    Read one page of *chosen*, ordered by *keys*, beginning after a key.

    Args:
        keys: never NULL; the last of them unique.
        after: what an earlier page gave as ``following``; nonsense gives the first page.
        size: items a page.
        read: turns the statement into items, which have the *keys* as attributes.
    """
    values = _decode(after, keys)
    if values is not None:
        here = tuple_(*keys)
        there = tuple_(*(literal(value, key.type) for key, value in zip(keys, values, strict=True)))
        chosen = chosen.where(here < there if descending else here > there)
    order = [key.desc() if descending else key.asc() for key in keys]
    items = read(chosen.order_by(*order).limit(size + 1))
    following = (
        _encode([getattr(items[size - 1], key.key) for key in keys]) if len(items) > size else None
    )
    return Page(items=items[:size], following=following, is_first=values is None)


def _encode(values: list[Any]) -> str:
    plain = [_plain(value) for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"t": value.isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    return value


def _decode(key: str | None, keys: Sequence[InstrumentedAttribute[Any]]) -> list[Any] | None:
    """Return the values in *key*; None unless they are what the columns *keys* can hold."""
    if not key:
        return None
    try:
        plain = json.loads(base64.b64decode(key + "=" * (-len(key) % 4), b"-_", validate=True))
        return [_value(item, column) for item, column in zip(plain, keys, strict=True)]
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None


def _value(item: Any, column: InstrumentedAttribute[Any]) -> Any:
    """
    Return *item* as a value of *column*.

    Raises:
        ValueError, TypeError, KeyError, OverflowError: the column cannot hold it, a half of a
            surrogate pair among others.
    """
    kind = column.type.python_type
    if kind is datetime:
        return datetime.fromisoformat(item["t"]).astimezone(UTC)
    if kind is date:
        return date.fromisoformat(item["d"])
    if issubclass(kind, Enum):
        return kind(item)
    if type(item) is not kind or (kind is int and abs(item) > _MOST):
        raise ValueError(f"{item!r} is no value of {column}")
    if kind is str and "\0" in item.encode().decode():
        raise ValueError(f"{item!r} cannot stand in a text")
    return item
