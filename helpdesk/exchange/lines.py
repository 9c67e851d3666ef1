"""From a line of JSON to the fields of its kind, checked; pure."""

import json
import types
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import IO, Any, TypeVar

from helpdesk.foundation.errors import InvalidInput

T = TypeVar("T")

LONGEST_LINE = 5_000_000
"""Bytes; a longer line is no article. Source: the largest uploaded letter, as base64."""

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""A date outside is a slip of the pen. Source: guess, older than any rule still in force."""


def read(file: Path) -> Iterator[tuple[int, bytes]]:
    """
    Yield (line number from 1, line) of the lines of *file* that are not empty.

    Of a line that is too long only as much is read as shows it, whatever the file holds.
    """
    with file.open("rb") as lines:
        for number, line in enumerate(iter(lambda: _line(lines), b""), start=1):
            if line.strip():
                yield number, line


def _line(lines: IO[bytes]) -> bytes:
    line = lines.readline(LONGEST_LINE + 1)
    rest = line
    while rest and not rest.endswith(b"\n"):
        rest = lines.readline(LONGEST_LINE)
    return line


def as_object(line: bytes) -> dict[str, Any]:
    """
    Return the JSON object that *line*, UTF-8 with or without its mark, is.

    Raises:
        InvalidInput: it is not one.
    """
    if len(line) > LONGEST_LINE:
        raise InvalidInput(f"the line is longer than {LONGEST_LINE} bytes")
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InvalidInput(f"not UTF-8, from byte {error.start + 1} of the line") from error
    except (ValueError, RecursionError) as error:
        raise InvalidInput(f"not JSON: {error}") from error
    if not isinstance(found, dict):
        raise InvalidInput("not a JSON object")
    return found


def build(kind: type[T], given: Mapping[str, Any], *, where: str = "") -> T:
    """
    Return *kind*, a dataclass, from the JSON object *given*.

    Args:
        where: the way to *given* inside its line, for the message.

    Raises:
        InvalidInput: a field is unknown, missing or of the wrong type; the message says which.
    """
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise InvalidInput(f"unknown field {where}{_shown(unknown[0])}")
    hints = typing.get_type_hints(kind)
    missing = [name for name, field in known.items() if name not in given and _is_required(field)]
    if missing:
        raise InvalidInput(f"missing field {where}{missing[0]}")
    values = {name: _value(hints[name], value, f"{where}{name}") for name, value in given.items()}
    return kind(**values)


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _value(hint: Any, value: Any, where: str) -> Any:
    options = _options(hint)
    if value is None and type(None) in options:
        return None
    wanted = next(option for option in options if option is not type(None))
    origin = typing.get_origin(wanted)
    if origin in {list, tuple, Sequence, Iterable}:
        return _list(typing.get_args(wanted)[0], value, where)
    if is_dataclass(wanted):
        return build(typing.cast(type, wanted), _expect(dict, value, where), where=f"{where}.")
    return _plain(wanted, value, where)


def _options(hint: Any) -> tuple[Any, ...]:
    if typing.get_origin(hint) in {typing.Union, types.UnionType}:
        return typing.get_args(hint)
    return (hint,)


def _list(hint: Any, value: Any, where: str) -> tuple[Any, ...]:
    items = _expect(list, value, where)
    return tuple(_value(hint, item, f"{where}[{place}]") for place, item in enumerate(items))


def _plain(wanted: type, value: Any, where: str) -> Any:
    if wanted in {int, bool}:
        return _expect(wanted, value, where)
    text = _storable(_expect(str, value, where), where)
    if wanted is str:
        return text
    try:
        return _date(text) if wanted is date else wanted(text)
    except ValueError as error:
        raise InvalidInput(f"{where}: {_hint(wanted)}, not {text!r}") from error


def _storable(text: str, where: str) -> str:
    """Refuse what JSON can say and no database stores: NUL, and half a surrogate pair."""
    if "\0" in text or not _is_unicode(text):
        raise InvalidInput(f"{where}: holds a character that cannot be stored")
    return text


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _shown(name: str) -> str:
    return name if name.isprintable() and _is_unicode(name) else ascii(name)


def _date(text: str) -> date:
    found = date.fromisoformat(text)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(f"{found.year} is too far away")
    return found


def _hint(wanted: type) -> str:
    if wanted is date:
        return f"must be a date from {FIRST_YEAR} to {LAST_YEAR}, written YYYY-MM-DD"
    if issubclass(wanted, StrEnum):
        return f"must be one of {', '.join(wanted)}"
    return f"must be a {wanted.__name__}"


def _expect(wanted: type, value: Any, where: str) -> Any:
    if isinstance(value, wanted) and not (wanted is int and isinstance(value, bool)):
        return value
    raise InvalidInput(f"{where}: must be a {wanted.__name__}, not {type(value).__name__}")
