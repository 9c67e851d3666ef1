"""The worker's part of the search log: reading files in, the key of the day, forgetting."""

import fcntl
import secrets
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import structlog
from sqlalchemy import delete, exists, func, select
from sqlalchemy.exc import IntegrityError

from helpdesk.foundation import clock, counters, installation
from helpdesk.foundation import db as database
from helpdesk.foundation.db import db
from helpdesk.foundation.language import Language
from helpdesk.search import search_log
from helpdesk.search.models import (
    SearchClick,
    SearchEntry,
    SearchLogPart,
    SearchVisit,
    SearchWording,
    UnknownWord,
    UnknownWordVisit,
)
from helpdesk.search.search_log import Click, Line, Search

BATCH = 500
"""Lines read in by one transaction. A guess: well below a second."""

KEPT = timedelta(days=396)
"""How long searches are kept. Source: service.md, section 8: 13 months."""

PART_KEPT = timedelta(days=7)
"""How long it is remembered how far a file was read, in case its end was not. A guess."""

UNKNOWN_KEPT = timedelta(days=90)
"""How long a word that no text holds is counted after it was last searched for. A guess."""

DAY_KEY = "search-visit-key"

log = structlog.get_logger()


def import_all(folder: Path) -> int:
    """
    Read in what was written since the last time; return how many lines.

    Lines and how far the file was read go into one transaction: none is lost, none counts twice.
    """
    return sum(map(_import, search_log.take(folder)))


def renew_day_key() -> None:
    """Make the key that visits of today are counted under; yesterday's is gone with it."""
    with database.reading():
        is_made = _key_of_today() is not None
        db.session.commit()
    if is_made:
        return
    counters.following(DAY_KEY)  # another machine's worker waits here, and then finds the key made
    if _key_of_today() is None:
        installation.note(DAY_KEY, f"{clock.today().isoformat()} {secrets.token_hex(32)}")
    db.session.commit()


def day_key() -> str | None:
    """Return today's key for telling visits apart; None until the worker has made it."""
    return _key_of_today()


def forget_old() -> None:
    """Forget visits of days gone by, and searches after 13 months."""
    today = clock.today()
    db.session.execute(delete(SearchVisit).where(SearchVisit.visited_on < today))
    gone = UnknownWordVisit.visited_on < today
    db.session.execute(delete(UnknownWordVisit).where(gone))
    db.session.execute(delete(UnknownWord).where(UnknownWord.last_on < today - UNKNOWN_KEPT))
    db.session.execute(delete(SearchLogPart).where(SearchLogPart.begun_on < today - PART_KEPT))
    db.session.execute(delete(SearchEntry).where(SearchEntry.searched_on < today - KEPT))
    db.session.execute(delete(SearchClick).where(SearchClick.clicked_on < today - KEPT))
    is_used = exists().where(SearchEntry.wording_id == SearchWording.id)
    is_counted = exists().where(SearchVisit.wording_id == SearchWording.id)
    is_free = ~SearchWording.is_withheld  # what an editor has decided stands
    db.session.execute(delete(SearchWording).where(~is_used, ~is_counted, is_free))
    db.session.commit()


def _key_of_today() -> str | None:
    on, _, key = (installation.fact(DAY_KEY) or "").partition(" ")
    return key if key and on == clock.today().isoformat() else None


def _import(path: Path) -> int:
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return 0  # its last line is being written, or another worker reads it
        if not path.exists():
            return 0
        count = sum(_import_batches(path.name, file))
        path.unlink()
    db.session.execute(delete(SearchLogPart).where(SearchLogPart.name == path.name))
    db.session.commit()
    return count


def _import_batches(name: str, file: BinaryIO) -> Iterator[int]:
    part = db.session.get(SearchLogPart, name)
    if part is None:
        part = SearchLogPart(name=name, offset=0, begun_on=clock.today())
        db.session.add(part)
    file.seek(part.offset)
    while raw := list(islice(file, BATCH)):
        _store(raw)
        part.offset += sum(map(len, raw))
        db.session.commit()
        yield len(raw)
    db.session.commit()


def _store(raw: Sequence[bytes]) -> None:
    for each in raw:
        line = search_log.parse(each)
        if line is None:
            log.warning("search.log_line_unreadable", bytes=len(each))
            continue
        try:
            with db.session.begin_nested():
                _store_line(line)
        except (IntegrityError, ValueError) as error:  # one bad line never holds up the others
            log.warning("search.log_line_refused", why=type(error).__name__)


def _store_line(line: Line) -> None:
    if isinstance(line, Click):
        known = db.session.get(SearchClick, line.click)
        if known is None:
            db.session.add(
                SearchClick(
                    search_id=line.click,
                    url=line.url,
                    position=line.position,
                    clicked_on=date.fromisoformat(line.on),
                )
            )
        return
    on, found = date.fromisoformat(line.on), _wording(line.text)
    db.session.add(
        SearchEntry(
            search_id=line.search,
            wording_id=found.id,
            searched_on=on,
            language=Language(line.language),
            hit_count=line.hits,
            filters=dict(line.filters),
        )
    )
    _count_visit(found, line, on)
    for digest, visit in line.unknown.items():
        _count_unknown(digest, visit, on)


def _count_visit(found: SearchWording, line: Search, on: date) -> None:
    if line.visit is None or db.session.get(SearchVisit, (found.id, line.visit)) is not None:
        return
    db.session.add(SearchVisit(wording_id=found.id, visit=line.visit, visited_on=on))
    found.visit_count += 1
    db.session.flush()
    of_day = select(func.count()).where(
        SearchVisit.wording_id == found.id, SearchVisit.visited_on == on
    )
    found.best_day_count = max(found.best_day_count, db.session.scalar(of_day) or 0)


def _count_unknown(digest: str, visit: str, on: date) -> None:
    if db.session.get(UnknownWordVisit, (digest, visit)) is not None:
        return
    db.session.add(UnknownWordVisit(digest=digest, visit=visit, visited_on=on))
    found = db.session.get(UnknownWord, digest)
    if found is None:
        found = UnknownWord(digest=digest, visit_count=0, best_day_count=0, last_on=on)
        db.session.add(found)
    db.session.flush()
    of_day = select(func.count()).where(
        UnknownWordVisit.digest == digest, UnknownWordVisit.visited_on == on
    )
    found.visit_count += 1
    found.best_day_count = max(found.best_day_count, db.session.scalar(of_day) or 0)
    found.last_on = max(found.last_on, on)


def _wording(text: str) -> SearchWording:
    found = db.session.scalar(select(SearchWording).where(SearchWording.text == text))
    if found is None:
        found = SearchWording(text=text, visit_count=0)
        db.session.add(found)
        db.session.flush()
    return found
