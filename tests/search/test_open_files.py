"""The files of an index are closed when the last search that reads them has ended."""

import gc
import os
import threading
import time
from pathlib import Path

from helpdesk.search.whoosh_store import WhooshStore
from tests.search.stores import document


def open_files(folder: Path) -> int:
    links = list(Path("/proc/self/fd").iterdir())
    return sum(link.is_symlink() and str(folder) in os.path.realpath(link) for link in links)


def test_files_of_a_replaced_index_are_closed_without_the_collector(tmp_path: Path) -> None:
    folder = tmp_path / "search"
    target = WhooshStore(folder)
    target.build([[document("a", "Støy fra skytebane")]], 1)
    gc.disable()
    try:
        snapshot = target.snapshot()
        snapshot.count("støy")
        before = open_files(folder)
        for version in range(2, 12):
            target.apply([document("a", f"Støy nummer {version}", version=version)], [], version)
            snapshot = target.snapshot()
            snapshot.count("støy"), snapshot.near("støyy"), snapshot.postings("støy")
        assert open_files(folder) <= before + 6
        del snapshot
        assert open_files(folder) == 0
    finally:
        gc.enable()


def test_a_search_in_another_thread_keeps_its_index_open(tmp_path: Path) -> None:
    target = WhooshStore(tmp_path / "search")
    target.build([[document("a", "Støy fra skytebane")]], 1)
    held = [target.snapshot()]
    read = []
    go = threading.Event()

    def search() -> None:
        snapshot = held[0]
        go.wait()
        read.append(snapshot.addresses(list(snapshot.everything())))

    thread = threading.Thread(target=search)
    thread.start()
    time.sleep(0.05)
    target.build([[document("b", "Vindkraft")]], 2)
    held.clear()
    go.set()
    thread.join()
    assert read == [["article:a"]]
