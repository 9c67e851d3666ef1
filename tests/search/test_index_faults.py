"""What goes wrong with the index is told, held up nothing else, and is mended by itself."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import structlog
from flask.testing import FlaskClient

import config
from helpdesk import wiring
from helpdesk.catalogue import queries as catalogue
from helpdesk.foundation import heartbeats, installation
from helpdesk.foundation.db import db
from helpdesk.search import analysis, entries, freshness, index, queries
from helpdesk.search.cli import group
from helpdesk.search.hits import SearchRequest
from helpdesk.search.live_index import SearchIndex
from helpdesk.search.store import About, Busy
from helpdesk.search.whoosh_store import WhooshStore
from tests.cast import Cast
from tests.conftest import DATABASE
from tests.factories.catalogue import shelve
from tests.search.conftest import index_now
from tests.search.stores import document

BAD = "giftig"


def titles(text: str) -> list[str]:
    return [hit.key for hit in queries.search(SearchRequest(text=text)).hits]


@pytest.fixture
def poisoned(shelf: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The analysis fails over one of two texts that are not indexed yet."""
    terms = analysis.terms

    def fail(text: str) -> list[str]:
        if BAD in text:
            raise RecursionError(text)
        return terms(text)

    monkeypatch.setattr(analysis, "terms", fail)
    shelve(shelf.miljodir, key="giftig", title="Giftig tekst")
    shelve(shelf.miljodir, key="giftig", title="Om noe giftig tekst")
    shelve(shelf.miljodir, key="etter", title="Vindkraft etter det giftige"[:20])
    db.session.commit()
    return shelf


def test_a_text_that_cannot_be_taken_apart_holds_up_no_other(
    poisoned: Cast, client: FlaskClient
) -> None:
    with structlog.testing.capture_logs():
        index.catch_up()
    assert titles("vindkraft") == ["etter"]
    assert index.skipped() == ["article:giftig"]
    assert index.catch_up() == 0
    assert client.get("/readyz").json["remarks"] == ["not indexed: 1"]
    index.rebuild()
    assert titles("vindkraft") == ["etter"]
    assert index.skipped() == ["article:giftig"]
    assert index.check() == []


def test_what_was_skipped_is_told_by_check_and_forgotten_when_it_can_be_read(
    poisoned: Cast, app, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.catch_up()
    said = app.test_cli_runner().invoke(group, ["check"]).output
    assert "skipped article:giftig" in said
    monkeypatch.undo()
    assert index.check() == ["article:giftig"]
    assert index.skipped() == []


def test_overlong_words_are_left_out_and_the_rest_is_found(shelf: Cast) -> None:
    text = f"Se § {'1' * 9_500} og {'x' * 9_500} om romferge. § 9 a"
    shelve(shelf.miljodir, key="lang", title="Lange ord", text=text, url="/svar/99/" + "y" * 9_000)
    index_now()
    assert titles("romferge") == ["lang"]
    index.rebuild()
    assert titles("romferge") == ["lang"]
    found = entries.of_document(
        entries.Document(
            address="a",
            version=1,
            page="p" * 300,
            title=text,
            text="",
            filters={name: ["f" * 300, "x"] for name in entries.FILTERS},
        )
    )
    assert max(len(each) for texts in found.plain.values() for each in texts) <= 200


def folders(settings: config.Settings) -> list[str]:
    return sorted(path.name for path in settings.index_folder.glob("index-*"))


whoosh_only = pytest.mark.skipif(DATABASE != "sqlite", reason="of the index on disk")


def test_a_build_that_fails_leaves_no_folder_and_strays_are_tidied(tmp_path: Path) -> None:
    target = WhooshStore(tmp_path / "search")
    target.build([[document("a", "Støy")]], 1)
    live = {path.name for path in (tmp_path / "search").glob("index-*")}

    def failing():
        yield [document("c", "Vindkraft")]
        raise OSError("the disk is full")

    for _ in range(3):
        with pytest.raises(OSError, match="full"):
            target.build(failing(), 9)
    assert {path.name for path in (tmp_path / "search").glob("index-*")} == live
    (tmp_path / "search" / "index-deadbeef").mkdir()
    target.build([[document("c", "Vindkraft")]], 9)
    assert len(list((tmp_path / "search").glob("index-*"))) == 1


def test_after_a_failure_the_worker_pauses_longer_every_time(
    shelf: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def fail(*_: object) -> None:
        tried.append(1)
        raise OSError("the disk is full")

    store, pause = index.here().store, index.here().pause
    shelve(shelf.miljodir, key="ny", title="Vindkraft")
    db.session.commit()
    with monkeypatch.context() as patch:
        patch.setattr(store, "apply", fail)
        patch.setattr(store, "build", fail)
        lengths = []
        for _ in range(10):
            with pytest.raises(OSError, match="full"):
                index.catch_up()
            lengths.append(round(pause._until - time.monotonic()))
            assert index.catch_up() == 0
            pause._until = 0.0
    assert len(tried) == 20
    assert lengths == sorted(lengths)
    assert lengths[0] < 3
    assert 200 < lengths[-1] <= freshness.LONGEST_PAUSE_SECONDS
    assert index.catch_up() == 1
    assert not pause.is_on
    assert pause._failures == 0


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Return a function that lets seconds pass for the lag."""
    passed = [0.0]
    clock = time.monotonic

    def wait(seconds: float) -> None:
        passed[0] += seconds

    monkeypatch.setattr(freshness.time, "monotonic", lambda: clock() + passed[0])
    return wait


def test_an_index_behind_for_a_minute_is_not_ready(
    shelf: Cast, client: FlaskClient, later: Callable[[float], None]
) -> None:
    for lane in wiring.lanes():
        heartbeats.beat(lane.name)
    assert client.get("/readyz").status_code == 200
    shelve(shelf.miljodir, key="ny", title="Vindkraft")
    db.session.commit()
    assert client.get("/readyz").status_code == 200
    later(61)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json["checks"]["index"] is True
    assert answer.json["checks"]["index_level"] is False
    assert answer.json["remarks"] == ["index behind"]
    index_now()
    assert client.get("/readyz").status_code == 200


def test_a_shelf_that_changes_all_the_time_is_followed_not_behind() -> None:
    lag = freshness.Lag()
    assert not lag.is_long(1, 2)
    lag._since -= 50
    assert not lag.is_long(2, 5)
    lag._since -= 50
    assert not lag.is_long(4, 9)
    lag._since -= 11
    assert lag.is_long(4, 9)


def test_while_another_process_holds_the_lock_the_lag_is_told(
    shelf: Cast, later: Callable[[float], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise Busy("another")

    monkeypatch.setattr(index.here().store, "apply", busy)
    shelve(shelf.miljodir, key="ny")
    db.session.commit()
    assert index.catch_up() == 0
    assert index.is_level()
    later(61)
    assert index.catch_up() == 0
    assert not index.is_level()


@whoosh_only
@pytest.mark.parametrize("who", ["a new web process", "the worker"])
def test_an_index_damaged_under_the_worker_is_built_anew(
    shelf: Cast, settings: config.Settings, who: str
) -> None:
    for file in settings.index_folder.glob("index-*/*.toc"):
        os.truncate(file, 0)
    assert index.catch_up() == 0
    if who == "the worker":
        index.here().opened_anew_at -= 31
    else:
        assert SearchIndex(settings.index_folder).snapshot() is None
        index.here()._looked_at -= 1
    assert index.catch_up() >= 5
    assert SearchIndex(settings.index_folder).snapshot() is not None


@whoosh_only
def test_a_process_out_of_files_throws_no_index_away(
    shelf: Cast, settings: config.Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scarce(*_: object, **__: object) -> None:
        raise OSError(24, "Too many open files")

    with monkeypatch.context() as patch:
        patch.setattr("helpdesk.search.whoosh_store.FileStorage", scarce)
        assert SearchIndex(settings.index_folder).snapshot() is None
    assert SearchIndex(settings.index_folder).snapshot() is not None


def test_an_index_of_another_database_at_the_same_version_is_built_anew(shelf: Cast) -> None:
    index.here().store.build(
        [[document("fremmed", "Romferge", version=9)]],
        catalogue.shelf_version(),
        lambda: About("another"),
    )
    index.here().__init__(*_facts())  # type: ignore[misc]
    assert index.catch_up() >= 5
    assert titles("slamavskiller")[0] == "septik"
    assert titles("romferge") == []
    snapshot = index.here().look_again()
    assert snapshot is not None
    assert snapshot.about.database == installation.fact(freshness.DATABASE) != ""


def test_a_process_that_starts_compares_how_many_things_there_are(shelf: Cast) -> None:
    named = About(str(freshness.database_id()))
    version = catalogue.shelf_version()
    index.here().store.apply([], ["article:septik"], version, named)
    assert index.catch_up() == 0
    index.here().__init__(*_facts())  # type: ignore[misc]
    assert index.catch_up() == 1
    assert titles("slamavskiller")[0] == "septik"


def _facts() -> tuple[Path, str]:
    here = index.here()
    return here._folder, here._kind


def test_the_database_is_named_once(app) -> None:
    assert freshness.database_id() is None
    named = freshness.name_database()
    assert freshness.name_database() == named == freshness.database_id()
