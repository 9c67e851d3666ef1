"""The index follows the shelf."""

import os
import shutil
from pathlib import Path

import pytest
import structlog
import time_machine

import config
from helpdesk.catalogue import queries as catalogue
from helpdesk.catalogue import service
from helpdesk.catalogue.models import ItemKind
from helpdesk.foundation.db import db
from helpdesk.search import index, live_index, queries
from helpdesk.search.hits import SearchRequest
from helpdesk.search.index import SearchIndex
from helpdesk.search.store import Busy, Unusable
from tests.cast import Cast
from tests.factories.catalogue import shelve
from tests.search.conftest import index_now


def titles(text: str) -> list[str]:
    return [hit.key for hit in queries.search(SearchRequest(text=text)).hits]


def test_nothing_is_opened_before_the_first_search(app: object) -> None:
    assert "store" not in vars(index.here())


def test_the_index_is_built_the_first_time_and_followed_from_then_on(cast: Cast) -> None:
    shelve(cast.miljodir, key="a", title="Støy fra skytebane")
    db.session.commit()
    assert index.catch_up() == 1
    assert index.catch_up() == 0
    shelve(cast.miljodir, key="b", title="Støy fra vindkraft")
    service.mark_withdrawn(ItemKind.ARTICLE, "a")
    db.session.commit()
    assert index.catch_up() == 2
    assert titles("støy") == ["b"]


def test_another_process_sees_a_new_text_within_two_seconds(
    shelf: Cast, settings: config.Settings
) -> None:
    reader = SearchIndex(settings.index_folder)
    before = reader.snapshot()
    assert before is not None
    shelve(shelf.miljodir, key="ny", title="Vindkraft ved skytebane")
    db.session.commit()
    index.catch_up()
    reader._looked_at -= 1.9
    after = reader.snapshot()
    assert after is not None
    assert after.version == catalogue.shelf_version() > before.version


def test_a_missing_index_is_built_anew(shelf: Cast, settings: config.Settings) -> None:
    shutil.rmtree(settings.index_folder)
    index.here().look_again()
    assert not queries.is_ready()
    assert titles("slamavskiller") == ["septik"]
    index.catch_up()
    assert queries.is_ready()


def test_an_index_of_another_database_is_built_anew(shelf: Cast) -> None:
    index.here().store.apply([], [], catalogue.shelf_version() + 5)
    index.here().look_again()
    index.catch_up()
    snapshot = index.here().look_again()
    assert snapshot is not None
    assert snapshot.version == catalogue.shelf_version()


def test_a_damaged_index_is_built_anew(shelf: Cast, settings: config.Settings) -> None:
    for file in Path(settings.index_folder).glob("index-*/*"):
        file.write_bytes(b"nonsense")
    index.here().__init__(settings.index_folder)  # type: ignore[misc]
    assert not queries.is_ready()
    index.catch_up()
    assert titles("slamavskiller")[0] == "septik"


def test_an_index_that_opens_but_cannot_be_read_is_given_up_and_built_anew(
    shelf: Cast, settings: config.Settings
) -> None:
    for file in Path(settings.index_folder).glob("index-*/*.pst"):
        length = file.stat().st_size
        file.unlink()
        file.write_bytes(bytes(length))
    index.here().__init__(settings.index_folder)  # type: ignore[misc]
    assert "septik" in titles("slamavskiller")
    assert not queries.is_ready()
    assert queries.similar("slamavskiller") == []
    index.catch_up()
    assert queries.is_ready()


def cut_short(folder: Path) -> None:
    for file in folder.glob("index-*/*"):
        os.truncate(file, 0)


def test_an_index_cut_short_while_it_is_open_is_given_up_and_built_anew(
    shelf: Cast, settings: config.Settings
) -> None:
    cut_short(settings.index_folder)
    assert titles("slamavskiller") == ["septik"]
    assert not queries.is_ready()
    index.catch_up()
    assert queries.is_ready()


def test_check_builds_anew_what_it_cannot_read(shelf: Cast, settings: config.Settings) -> None:
    cut_short(settings.index_folder)
    assert "article:septik" in index.check()
    assert index.check() == []


def test_what_is_wrong_with_the_index_is_logged_when_it_changes_and_not_at_every_look(
    shelf: Cast, settings: config.Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = structlog.testing.LogCapture()
    logger = structlog.wrap_logger(structlog.PrintLogger(), processors=[noted])
    monkeypatch.setattr(live_index, "log", logger)
    reader = SearchIndex(settings.index_folder)

    def look(times: int = 3) -> list[str]:
        noted.entries.clear()
        for _ in range(times):
            reader.look_again()
        return [f"{each['log_level']} {each['event']}" for each in noted.entries]

    assert look() == []
    settings.index_folder.chmod(0o770)
    reader._stamp = None  # as after a commit
    assert look() == ["warning search.index_unusable"]
    settings.index_folder.chmod(0o700)
    shutil.rmtree(settings.index_folder)
    assert look() == ["warning search.index_unusable"]
    assert "there is no index" in str(noted.entries)
    index.rebuild()
    assert look() == ["info search.index_usable_again"]
    assert look() == []


def test_only_what_is_in_use_is_given_up(shelf: Cast) -> None:
    before = index.here().look_again()
    assert before is not None
    index.rebuild()
    index.here().give_up(before, Unusable("read by a thread that was late"))
    assert queries.is_ready()


def test_check_mends_what_differs(shelf: Cast) -> None:
    index.here().store.apply([], ["article:septik"], catalogue.shelf_version())
    item = catalogue.item("article:overvann")
    assert item is not None
    item.version += 1
    db.session.commit()
    assert index.check() == ["article:overvann", "article:septik"]
    assert index.check() == []
    assert titles("slamavskiller")[0] == "septik"


def test_check_takes_away_what_no_longer_stands(shelf: Cast) -> None:
    service.mark_withdrawn(ItemKind.ARTICLE, "septik")
    db.session.commit()
    assert index.check() == ["article:septik"]
    assert "septik" not in titles("slamavskiller")


def test_a_worker_that_finds_another_one_writing_leaves_it_to_it(
    shelf: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_args: object) -> None:
        raise Busy("another")

    shelve(shelf.miljodir, key="ny")
    db.session.commit()
    monkeypatch.setattr(index.here().store, "apply", busy)
    assert index.catch_up() == 0


def test_a_withdrawn_article_is_gone_at_once_though_the_index_lags(shelf: Cast) -> None:
    service.mark_withdrawn(ItemKind.ARTICLE, "septik")
    db.session.commit()
    assert "septik" not in titles("slamavskiller")


@time_machine.travel("2026-11-23 12:00 +0000")
def test_a_thousand_changes_are_replayed_in_batches(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "BATCH", 3)
    index.catch_up()
    for number in range(7):
        shelve(cast.miljodir, key=f"k{number}", title=f"Støy nummer {number}")
    db.session.commit()
    assert index.catch_up() == 7
    index_now()
    assert len(titles("støy")) == 7
