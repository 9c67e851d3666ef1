"""Import and export: one JSON object a line, all of a file or nothing of it."""

import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import IO, Any

from helpdesk.exchange import lines
from helpdesk.exchange.kinds import KINDS
from helpdesk.exchange.warnings import odd_citations
from helpdesk.foundation.db import db, reading
from helpdesk.foundation.errors import HelpdeskError, InvalidInput

MOST_FAULTS = 50
"""Faults collected before the reading stops. Source: guess, what one mends in one sitting."""

MOST_WARNINGS = 200
"""Warnings given of one file. Source: guess."""

BATCH = 250
"""Rows written between two looks at memory."""

Progress = Callable[[str, int], None]
"""Told the stage ("check", "write") and how many lines of it are done."""


class BadFile(InvalidInput):
    """The file has faults and nothing of it was stored; each is ``FILE:LINE: what is wrong``."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Outcome:
    """What an import did."""

    read: int
    changed: int
    warnings: tuple[str, ...] = ()
    """What should be looked at and stood in nobody's way, each ``FILE:LINE: what is odd``."""


def import_file(
    file: Path, *, dry_run: bool = False, progress: Progress = lambda _stage, _done: None
) -> Outcome:
    """
    Import a JSON Lines file: check and render every line, then write all in one transaction.

    Raises:
        BadFile: some lines are wrong; nothing was stored.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as spool:
        with reading():
            warnings: list[str] = []
            read = _check_all(file, spool, progress, warnings)
            db.session.rollback()
        changed = _write_all(file, spool, progress)
    if dry_run:
        db.session.rollback()
    else:
        db.session.commit()
    return Outcome(read=read, changed=changed, warnings=tuple(warnings))


def export_file(file: Path, *, progress: Progress = lambda _stage, _done: None) -> int:
    """Write everything published to *file*; return how many lines."""
    count = 0
    with file.open("w", encoding="utf-8") as out, reading():
        for count, line in enumerate(_exported(), start=1):
            out.write(line + "\n")
            progress("write", count)
        db.session.rollback()
    return count


def _check_all(file: Path, spool: IO[str], progress: Progress, warnings: list[str]) -> int:
    faults: list[str] = []
    seen: dict[tuple[str, str], int] = {}
    places = {name: kind.places() for name, kind in KINDS.items()}
    done = 0
    for number, line in lines.read(file):
        try:
            name, given = _named(lines.as_object(line))
            spool.write(_checked(number, name, given, places[name]) + "\n")
            _refuse_repeats(seen, name, given["key"], number)
            warnings += odd_citations(given, f"{file.name}:{number}", MOST_WARNINGS - len(warnings))
        except InvalidInput as error:
            faults.append(f"{file.name}:{number}: {error}")
            if len(faults) == MOST_FAULTS:
                break
        done += 1
        progress("check", done)
    if faults:
        raise BadFile(faults)
    return done


def _named(given: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    name = given.pop("kind", None)
    if not isinstance(name, str) or name not in KINDS:
        raise InvalidInput(f"kind must be one of {', '.join(KINDS)}, not {name!r}")
    return name, {**KINDS[name].defaults, **given}


def _refuse_repeats(seen: dict[tuple[str, str], int], name: str, key: str, number: int) -> None:
    first = seen.setdefault((name, key), number)
    if first != number:
        raise InvalidInput(f"{name}:{key} stands in line {first} already")


def _checked(number: int, name: str, given: dict[str, Any], places: Any) -> str:
    kind = KINDS[name]
    fields = lines.build(kind.fields, given)
    if not fields.key.strip():
        raise InvalidInput("key: must not be empty")
    rendered = kind.check(fields, places)
    return json.dumps([number, name, given, rendered], ensure_ascii=False)


def _write_all(file: Path, spool: IO[str], progress: Progress) -> int:
    places = {name: kind.places() for name, kind in KINDS.items()}
    changed = 0
    spool.seek(0)
    for done, line in enumerate(spool, start=1):
        number, name, given, rendered = json.loads(line)
        kind = KINDS[name]
        try:
            changed += kind.upsert(lines.build(kind.fields, given), places[name], rendered)
        except HelpdeskError as error:
            db.session.rollback()
            raise BadFile([f"{file.name}:{number}: {error}"]) from error
        if done % BATCH == 0:
            db.session.flush()
            _forget(places)
        progress("write", done)
    return changed


def _forget(places: dict[str, Any]) -> None:
    """Let go of what was written, so that memory stays bounded; look the places up again."""
    db.session.expunge_all()
    places.update({name: kind.places() for name, kind in KINDS.items()})


def _exported() -> Iterator[str]:
    for name, kind in KINDS.items():
        for each in kind.stored():
            yield json.dumps({"kind": name} | _written(each), ensure_ascii=False)


def _written(value: Any) -> dict[str, Any]:
    """Return a dataclass as JSON, leaving out what holds its default."""
    return {
        field.name: _plain(getattr(value, field.name))
        for field in fields(value)
        if getattr(value, field.name) != field.default
    }


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return _written(value)
    return value.isoformat() if isinstance(value, date) else value
