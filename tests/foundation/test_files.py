"""Files people send: theirs alone on the disk, there to stay, and gone when nobody wants them."""

import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from helpdesk.foundation import clock, files
from helpdesk.foundation.db import db
from helpdesk.foundation.files import STAGED_FOR, FileStore, StoredFile

DATA = b"%PDF-1.4 vedtak"
NAME = "../../Vedtak om Kari Nordås.pdf"


@pytest.fixture
def store(app: Flask, tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "new" / "files")


def stage(store: FileStore, stage: str = "token", data: bytes = DATA) -> StoredFile:
    stored = store.stage(data, original_name=NAME, media_type="application/pdf", stage=stage)
    db.session.commit()
    return stored


def test_what_was_sent_lies_on_the_disk_as_it_came(store: FileStore) -> None:
    stored = stage(store)
    assert store.path(stored).read_bytes() == DATA
    assert stored.size == len(DATA)
    assert len(stored.sha256) == 64


def test_the_name_on_the_disk_says_nothing_and_stays_in_the_folder(store: FileStore) -> None:
    first, second = stage(store), stage(store)
    assert first.name != second.name
    for stored in (first, second):
        path = store.path(stored).resolve()
        assert path.is_relative_to(store.folder.resolve())
        assert "Kari" not in str(path)
        assert path.suffix == ""


def test_only_the_owner_can_read_it(store: FileStore) -> None:
    before = os.umask(0)
    try:
        path = store.path(stage(store))
    finally:
        os.umask(before)
    modes = {
        each: stat.S_IMODE(each.stat().st_mode)
        for each in (path, path.parent, store.folder, store.folder.parent)
    }
    assert list(modes.values()) == [0o600, 0o700, 0o700, 0o700]


def test_the_bytes_and_the_names_that_lead_to_them_are_on_the_disk_before_the_row(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: set[int] = set()
    really = os.fsync

    def noting(descriptor: int) -> None:
        synced.add(os.fstat(descriptor).st_ino)
        really(descriptor)

    monkeypatch.setattr(os, "fsync", noting)
    stored = store.stage(DATA, original_name=NAME, media_type="text/plain", stage="token")
    path = store.path(stored)
    parts = (path, path.parent, store.folder, store.folder.parent, store.folder.parent.parent)
    assert {part.stat().st_ino for part in parts} <= synced


def test_no_file_is_ever_written_over(store: FileStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("helpdesk.foundation.tokens.make", lambda: "the-same-name")
    stage(store)
    with pytest.raises(FileExistsError):
        store.stage(b"x", original_name="x", media_type="text/plain", stage="token")
    assert (store.folder / "th" / "the-same-name").read_bytes() == DATA


def test_staged_files_wait_under_their_token_in_the_order_they_came(store: FileStore) -> None:
    mine = [stage(store, "mine", bytes([number])) for number in range(3)]
    stage(store, "another's")
    assert [each.id for each in files.staged("mine")] == [each.id for each in mine]
    assert files.staged("") == []
    assert "mine" not in {each.stage_digest for each in mine}


def test_an_attached_file_waits_no_more_and_is_not_forgotten(store: FileStore) -> None:
    stored = stage(store)
    files.attach(stored)
    db.session.commit()
    assert files.staged("token") == []
    with time_machine.travel(clock.now() + 10 * STAGED_FOR):
        assert files.forgotten() == []


def test_a_file_whose_form_never_came_is_forgotten_after_a_day(store: FileStore) -> None:
    stored = stage(store)
    with time_machine.travel(clock.now() + STAGED_FOR - timedelta(minutes=1)):
        assert files.forgotten() == []
    with time_machine.travel(clock.now() + STAGED_FOR + timedelta(minutes=1)):
        assert [each.id for each in files.forgotten()] == [stored.id]


def test_removing_takes_the_bytes_away_and_twice_does_no_harm(store: FileStore) -> None:
    stored = stage(store)
    store.remove(stored)
    store.remove(stored)
    assert not store.path(stored).exists()
