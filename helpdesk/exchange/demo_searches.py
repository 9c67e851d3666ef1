"""The searches of the demo, read in as the log of days gone by would be."""

import secrets
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from helpdesk.exchange.registers import rows
from helpdesk.foundation import clock
from helpdesk.search import log_import, most_searched, queries
from helpdesk.search.hits import SearchRequest
from helpdesk.search.search_log import Click, Line, Recorder, Search

DAYS = 20
"""Over which the searches are spread, the last of them today."""

A_DAY = 3
"""Visits that search for the same on one day, so that their searches are shown to others."""


def play() -> None:
    """Search for what the demo's readers searched for; the index must be level with the shelf."""
    with TemporaryDirectory() as folder:
        recorder = Recorder(Path(folder))
        for row in rows("searches.csv"):
            for line in _lines(row):
                recorder.write(line)
        log_import.import_all(recorder.folder)
    most_searched.refresh()


def _lines(row: dict[str, str]) -> Iterator[Line]:
    found = queries.search(SearchRequest(text=row["text"]))
    for number in range(int(row["visits"])):
        name, on = (
            secrets.token_hex(8),
            (clock.today() - timedelta(days=number // A_DAY % DAYS)).isoformat(),
        )
        yield Search(
            search=name,
            on=on,
            text=row["text"],
            language=row["language"],
            hits=found.total,
            visit=name,
        )
        if row["opened"] == "yes" and found.hits:
            yield Click(click=name, on=on, url=found.hits[0].url, position=1)
