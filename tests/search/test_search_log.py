"""The search log on its way from the web processes into the database."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from helpdesk.foundation import clock, installation
from helpdesk.foundation.db import db
from helpdesk.search import log_import, log_queries
from helpdesk.search.models import (
    SearchClick,
    SearchEntry,
    SearchLogPart,
    SearchVisit,
    SearchWording,
)
from helpdesk.search.search_log import Click, Recorder, Search

THEN = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def recorder(tmp_path: Path) -> Recorder:
    return Recorder(tmp_path / "search-log")


def search(
    name: str, text: str = "tett tank", *, hits: int = 3, visit: str | None = None
) -> Search:
    on = clock.today().isoformat()
    return Search(search=name, on=on, text=text, language="nb", hits=hits, visit=visit)


def click(name: str) -> Click:
    return Click(click=name, on=clock.today().isoformat(), url="/svar/18/tank")


def count(table: type) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def test_what_is_written_is_read_in_once(app: Flask, recorder: Recorder) -> None:
    recorder.write(search("a"))
    recorder.write(click("a"))
    assert log_import.import_all(recorder.folder) == 2
    recorder.write(search("b"))
    assert log_import.import_all(recorder.folder) == 1
    assert log_import.import_all(recorder.folder) == 0
    assert (count(SearchEntry), count(SearchClick), count(SearchWording)) == (2, 1, 1)
    assert list(recorder.folder.iterdir()) == []
    assert count(SearchLogPart) == 0


def test_nothing_is_lost_while_many_threads_write_and_the_worker_reads(
    app: Flask, recorder: Recorder
) -> None:
    def write(thread: int) -> None:
        for number in range(50):
            recorder.write(search(f"{thread}-{number}"))

    threads = [threading.Thread(target=write, args=(each,)) for each in range(4)]
    for thread in threads:
        thread.start()
    imported = 0
    while any(thread.is_alive() for thread in threads):
        imported += log_import.import_all(recorder.folder)
    while more := log_import.import_all(recorder.folder):
        imported += more
    assert imported == count(SearchEntry) == 200


def test_a_worker_killed_between_commit_and_tidying_counts_nothing_twice(
    app: Flask, recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder.write(search("a", visit="v"))
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", _killed)
        with pytest.raises(KeyboardInterrupt):
            log_import.import_all(recorder.folder)
    db.session.rollback()
    assert count(SearchEntry) == 1
    assert log_import.import_all(recorder.folder) == 0
    assert (count(SearchEntry), db.session.scalar(sa.select(SearchWording.visit_count))) == (1, 1)
    assert list(recorder.folder.iterdir()) == []


def test_a_worker_killed_in_the_middle_goes_on_where_it_was(
    app: Flask, recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_import, "BATCH", 2)
    for name in "abcde":
        recorder.write(search(name))
    store, stored = log_import._store, []

    def die_at_the_second(raw: list[bytes]) -> None:
        stored.append(raw)
        store(raw)
        if len(stored) == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(log_import, "_store", die_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            log_import.import_all(recorder.folder)
    db.session.rollback()
    assert count(SearchEntry) == 2
    assert log_import.import_all(recorder.folder) == 3
    assert count(SearchEntry) == 5


def _killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_a_line_that_cannot_be_read_holds_up_no_other(app: Flask, recorder: Recorder) -> None:
    recorder.write(search("a"))
    (file,) = recorder.folder.iterdir()
    with file.open("ab") as half:
        half.write(b'{"search": "b", "on": "2026\n[]\n\xff\n{"search": "c"}\n')
    recorder.write(search("a"))  # a name that is taken
    recorder.write(search("d"))
    log_import.import_all(recorder.folder)
    assert set(db.session.scalars(sa.select(SearchEntry.search_id))) == {"a", "d"}


def test_a_click_finds_its_search_whichever_is_read_first(app: Flask, recorder: Recorder) -> None:
    other = Recorder(recorder.folder)
    other.write(click("a"))
    log_import.import_all(recorder.folder)
    recorder.write(search("a"))
    log_import.import_all(recorder.folder)
    assert log_queries.period(30).without_clicks_count == 0
    assert log_queries.without_clicks(30) == []


def test_a_full_disk_costs_no_page(recorder: Recorder) -> None:
    recorder.folder.parent.mkdir(exist_ok=True)
    recorder.folder.write_text("no folder")
    recorder.write(search("a"))


def test_a_visit_counts_once_for_a_wording_and_leaves_no_trace_the_day_after(
    app: Flask, recorder: Recorder
) -> None:
    with time_machine.travel(THEN, tick=False):
        for name, visit in (("a", "v1"), ("b", "v1"), ("c", "v2"), ("d", None)):
            recorder.write(search(name, visit=visit))
        log_import.import_all(recorder.folder)
        log_import.forget_old()
        assert count(SearchVisit) == 2
    with time_machine.travel(THEN + timedelta(days=1), tick=False):
        log_import.forget_old()
        assert count(SearchVisit) == 0
        assert db.session.scalar(sa.select(SearchWording.visit_count)) == 2


def test_the_key_of_the_day_is_one_for_all_and_gone_the_day_after(app: Flask) -> None:
    with time_machine.travel(THEN, tick=False):
        assert log_import.day_key() is None
        log_import.renew_day_key()
        first = log_import.day_key()
        log_import.renew_day_key()
        assert log_import.day_key() == first
    with time_machine.travel(THEN + timedelta(days=1), tick=False):
        assert log_import.day_key() is None
        log_import.renew_day_key()
        assert log_import.day_key() != first
        assert str(first) not in str(installation.fact(log_import.DAY_KEY))


def test_searches_are_forgotten_after_thirteen_months(app: Flask, recorder: Recorder) -> None:
    with time_machine.travel(THEN, tick=False):
        recorder.write(search("a", visit="v"))
        recorder.write(click("a"))
        log_import.import_all(recorder.folder)
    with time_machine.travel(THEN + timedelta(days=395), tick=False):
        log_import.forget_old()
        assert (count(SearchEntry), count(SearchClick), count(SearchWording)) == (1, 1, 1)
    with time_machine.travel(THEN + timedelta(days=397), tick=False):
        log_import.forget_old()
        assert (count(SearchEntry), count(SearchClick), count(SearchWording)) == (0, 0, 0)


def test_a_search_is_suggested_after_five_visits_and_a_click(
    app: Flask, recorder: Recorder
) -> None:
    def worth() -> list[str]:
        log_import.import_all(recorder.folder)
        return list(log_queries.worth_suggesting("Tett  ta", limit=5))

    for number in range(4):
        recorder.write(search(f"a{number}", visit=f"v{number}"))
    recorder.write(click("a0"))
    recorder.write(search("again", visit="v0"))
    assert worth() == []
    recorder.write(search("a4", visit="v4"))
    assert worth() == ["tett tank"]
    for number in range(5):
        recorder.write(search(f"b{number}", "tett tank 2", visit=f"v{number}"))
        recorder.write(search(f"c{number}", "tett tank [navn]", visit=f"v{number}"))
        recorder.write(click(f"c{number}"))
        recorder.write(search(f"d{number}", "tett tank …", visit=f"v{number}"))
        recorder.write(click(f"d{number}"))
    assert worth() == ["tett tank"]


def test_visits_are_known_to_be_different_only_on_one_day(app: Flask, recorder: Recorder) -> None:
    def searched(day: int, *visits: str, text: str = "tett tank") -> list[str]:
        with time_machine.travel(THEN + timedelta(days=day), tick=False):
            for visit in visits:
                recorder.write(search(f"{text}{day}{visit}", text, visit=f"{day}{visit}"))
                recorder.write(click(f"{text}{day}{visit}"))
            log_import.import_all(recorder.folder)
            log_import.forget_old()
            return list(log_queries.worth_suggesting(text, limit=5))

    for day in range(8):
        assert searched(day, "home") == []  # one network, day after day
    for day in range(8):
        assert searched(day, "home", "phone", text="to nett") == []
    assert searched(9, "a", "b", "c") == ["tett tank"]
    assert searched(0, "a", "b", "c", "d", text="fire på en dag") == []
    assert searched(5, "e", text="fire på en dag") == ["fire på en dag"]


def test_an_editors_no_outlives_the_searches(app: Flask, recorder: Recorder) -> None:
    with time_machine.travel(THEN, tick=False):
        recorder.write(search("a", visit="v"))
        log_import.import_all(recorder.folder)
        db.session.scalars(sa.select(SearchWording)).one().is_withheld = True
        db.session.commit()
    with time_machine.travel(THEN + timedelta(days=800), tick=False):
        log_import.forget_old()
        assert count(SearchEntry) == 0
        assert [each.text for each in log_queries.withheld()] == ["tett tank"]


def test_the_lists_count_searches_without_hits_and_without_clicks(
    app: Flask, recorder: Recorder
) -> None:
    for name, text, hits in (
        ("a", "romferge", 0),
        ("b", "romferge", 0),
        ("c", "tank", 3),
        ("d", "støy", 2),
        ("e", "støy", 2),
        ("f", "slam", 1),
    ):
        recorder.write(search(name, text, hits=hits))
    for name, filters in (("g", {"topic": "avlop"}), ("h", {"literal": "yes"})):
        recorder.write(replace(search(name, "radon", hits=0), filters=filters))
    recorder.write(click("e"))
    log_import.import_all(recorder.folder)
    assert [(each.text, each.count) for each in log_queries.without_hits(30)] == [("romferge", 2)]
    assert [each.text for each in log_queries.without_clicks(30)] == ["slam", "tank"]
    figures = log_queries.period(7)
    assert figures == log_queries.Period(7, 8, 2, 3, 0, 0)
    with time_machine.travel(clock.now() + timedelta(days=8)):
        assert log_queries.without_hits(7) == []
        assert log_queries.period(7).count == 0
