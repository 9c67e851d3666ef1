"""A process whose index is cut short in place while it is open; run by test_robustness."""

import os
import sys
from functools import partialmethod
from pathlib import Path

from whoosh.index import FileIndex

from helpdesk.search.store import Unusable
from helpdesk.search.whoosh_store import WhooshStore
from tests.search.stores import document, found

TEXTS = 300
"""Several pages of memory in every file."""


def main(folder: Path, kept: int, *, joined: bool) -> None:
    if joined:  # as an index of another program would be
        FileIndex.writer = partialmethod(_joining, FileIndex.writer)
    target = WhooshStore(folder)
    texts = (" ".join(f"ord{number * 7 + each}" for each in range(200)) for number in range(TEXTS))
    target.build([[document(str(number), text) for number, text in enumerate(texts)]], 1)
    snapshot = target.snapshot()
    sys.stdout.write(f"mapped: {Path('/proc/self/maps').read_text().count(str(folder))}\n")
    for file in folder.glob("index-*/*"):
        os.truncate(file, min(kept, file.stat().st_size))
    try:
        sys.stdout.write(f"{found(snapshot, 'ord5 ord77 ord1400')}\n")
    except Unusable:
        sys.stdout.write("unusable\n")


def _joining(index: FileIndex, writer: object, **facts: object) -> object:
    return writer(index, **facts | {"compound": True})  # type: ignore[operator]


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), joined="joined" in sys.argv[3:])
