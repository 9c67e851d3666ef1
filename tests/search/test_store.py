"""The store of postings: one writer, a private folder, a switch from the old build to the new."""

import dataclasses
import fcntl
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import index as whoosh_index

from helpdesk.search import analysis, store, whoosh_store
from helpdesk.search.snapshot import Snapshot
from helpdesk.search.store import Busy, Unusable
from helpdesk.search.whoosh_store import WhooshStore
from tests.search.stores import document, found


@pytest.fixture
def target(tmp_path: Path) -> WhooshStore:
    made = WhooshStore(tmp_path / "search")
    made.build([[document("a", "Støy fra skytebane"), document("b", "Avløp fra hytte")]], 7)
    return made


def live(target: WhooshStore) -> Snapshot:
    return target.snapshot()


def test_what_was_indexed_is_found_and_the_version_remembered(target: WhooshStore) -> None:
    assert found(live(target), "skytebaner") == ["article:a"]
    assert live(target).version == 7
    assert live(target).document_count == 2


def test_a_batch_changes_adds_and_removes(target: WhooshStore) -> None:
    changed = [document("a", "Vindkraft", version=8), document("c", "Skytebane", version=8)]
    target.apply(changed, ["article:b"], 8)
    snapshot = live(target)
    assert found(snapshot, "skytebane") == ["article:c"]
    assert found(snapshot, "avløp") == []
    assert snapshot.versions() == {"article:a": 8, "article:c": 8}
    assert (snapshot.version, snapshot.document_count) == (8, 2)


def test_a_reader_keeps_what_it_opened_and_sees_that_there_is_more(target: WhooshStore) -> None:
    before, stamp = live(target), target.stamp()
    target.apply([document("c", "Vindkraft")], [], 8)
    assert found(before, "vindkraft") == []
    assert target.stamp() != stamp
    assert found(live(target), "vindkraft") == ["article:c"]


def test_a_failed_batch_changes_nothing_and_locks_nobody_out(target: WhooshStore) -> None:
    broken = document("c", "Vindkraft")
    broken = dataclasses.replace(broken, words=None)
    with pytest.raises(TypeError):
        target.apply([document("d", "Vindkraft"), broken], [], 9)
    assert found(live(target), "vindkraft") == []
    target.apply([document("c", "Vindkraft")], [], 8)
    assert found(live(target), "vindkraft") == ["article:c"]


def test_a_second_writer_waits_and_then_gives_way(
    target: WhooshStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whoosh_store, "LOCK_SECONDS", 0.1)
    with (tmp_path / "search" / "writer.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(Busy):
            target.apply([], [], 8)
    target.apply([], [], 8)
    assert live(target).version == 8


def test_a_new_build_takes_the_place_of_the_old(target: WhooshStore, tmp_path: Path) -> None:
    before = live(target)
    target.build([[document("c", "Vindkraft")]], 9)
    assert found(live(target), "støy") == []
    assert found(before, "støy") == ["article:a"]
    assert len(list((tmp_path / "search").glob("index-*"))) == 1


def test_a_build_that_fails_leaves_the_old_one(target: WhooshStore) -> None:
    def batches() -> object:
        yield [document("c", "Vindkraft")]
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        target.build(batches(), 9)
    assert found(live(target), "støy") == ["article:a"]
    target.build([[document("c", "Vindkraft")]], 9)
    assert live(target).version == 9


def test_the_folder_is_its_owners_alone(target: WhooshStore, tmp_path: Path) -> None:
    folders = [tmp_path / "search", *(tmp_path / "search").glob("index-*")]
    assert {folder.stat().st_mode & 0o777 for folder in folders} == {0o700}


def test_an_index_others_could_have_written_is_not_opened(
    target: WhooshStore, tmp_path: Path
) -> None:
    (tmp_path / "search").chmod(0o770)
    with pytest.raises(Unusable):
        target.snapshot()
    with pytest.raises(Unusable):
        target.apply([], [], 8)
    assert list((tmp_path / "search").glob("index-*")) == []


@pytest.mark.parametrize("name", ["../elsewhere", "index-nowhere", "", "/tmp"])  # noqa: S108
def test_a_pointer_to_anywhere_else_is_no_index(
    target: WhooshStore, tmp_path: Path, name: str
) -> None:
    (tmp_path / "search" / "live").write_text(name)
    assert target.stamp() is None
    with pytest.raises(Unusable):
        target.snapshot()


def test_an_index_of_other_rules_is_not_used(
    target: WhooshStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analysis, "fingerprint", lambda: "0" * 16)
    with pytest.raises(Unusable):
        target.snapshot()


def test_a_damaged_index_is_not_used(target: WhooshStore, tmp_path: Path) -> None:
    for file in (tmp_path / "search").glob("index-*/*"):
        os.truncate(file, 10)
    with pytest.raises(Unusable):
        target.snapshot()


def test_values_are_kept_as_lists_so_that_whoosh_analyses_nothing(target: WhooshStore) -> None:
    target.apply([document("c", "Plan- og bygningsloven § 11-10")], [], 8)
    opened = target.open()
    assert isinstance(opened, whoosh_index.FileIndex)
    assert live(target).count("§11-10") == 1


def test_a_misspelt_word_is_near_an_indexed_one(target: WhooshStore) -> None:
    assert live(target).near("skyteban")[0].form == "skytebane"
    assert live(target).near("skyetbane")[0].form == "skytebane"
    assert live(target).near("vindkraft") == ()
    assert live(target).near("øv") == ()


def test_compounds_are_found_from_either_end(target: WhooshStore) -> None:
    target.apply([document("c", "Avløpsanlegg, anlegg, renseanlegg, rense")], [], 8)
    stem = analysis.stem
    assert live(target).containing("anlegg", 9) == (stem("avløpsanlegg"), stem("renseanlegg"))
    assert live(target).containing(stem("avløp"), 9) == (stem("avløpsanlegg"),)


WORDS = st.text(alphabet="abdefgiklmnorstuvyæøå", min_size=2, max_size=14)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=6), min_size=1, max_size=4))
def test_a_text_is_found_by_each_of_its_words(
    tmp_path_factory: pytest.TempPathFactory, texts: list[list[str]]
) -> None:
    target = WhooshStore(tmp_path_factory.mktemp("index") / "search")
    target.build([[document(str(at), " ".join(text)) for at, text in enumerate(texts)]], 1)
    snapshot = live(target)
    for at, text in enumerate(texts):
        for word in text:
            if not analysis.is_stop(word):
                assert f"article:{at}" in found(snapshot, word)


def test_the_title_counts_twice(target: WhooshStore) -> None:
    assert store.TITLE_COUNT == 2
    target.apply([document("c", "Kulturminne og hytte"), document("d", "og", title="Hytte")], [], 8)
    assert found(live(target), "hytte")[0] == "article:d"
