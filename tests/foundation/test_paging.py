"""Lists by key: nothing is shown twice or left out, and no key can break a page."""

import base64
import json
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk.foundation.db import Base, db
from helpdesk.foundation.paging import Page, page_by_key


class Shade(StrEnum):
    LIGHT = "light"
    DARK = "dark"


class Sheet(Base):
    """A table of the tests' own, beside the product's."""

    __tablename__ = "test_sheet"
    metadata = sa.MetaData()

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    on: Mapped[date]
    title: Mapped[str]
    shade: Mapped[Shade]


SORTS = [Sheet.at, Sheet.on, Sheet.title, Sheet.shade]
MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)
RESTING = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def sheets(app: Flask) -> Flask:
    with db.engine.begin() as connection:
        Sheet.__table__.drop(connection, checkfirst=True)
        Sheet.__table__.create(connection)
    return app


def fill(ranks: list[int]) -> None:
    """Write one sheet for each rank; equal ranks are ties in every column but the id."""
    db.session.execute(sa.delete(Sheet))
    db.session.add_all(
        Sheet(
            at=MORNING + timedelta(microseconds=rank),
            on=MORNING.date() + timedelta(days=rank),
            title=f"Ark {rank:02d}\u00a0æøå",
            shade=Shade.DARK if rank % 2 else Shade.LIGHT,
        )
        for rank in ranks
    )
    db.session.commit()


def page(after: str | None, column: object = Sheet.at, **facts: object) -> Page[Sheet]:
    return page_by_key(sa.select(Sheet), [column, Sheet.id], after=after, **facts)


def ids(found: Page[Sheet]) -> list[int]:
    return [sheet.id for sheet in found.items]


@RESTING
@given(
    ranks=st.lists(st.integers(0, 6), max_size=12),
    size=st.integers(1, 5),
    column=st.sampled_from(SORTS),
    descending=st.booleans(),
)
def test_all_pages_together_are_the_whole_list(
    sheets: Flask, ranks: list[int], size: int, column: object, descending: bool
) -> None:
    fill(ranks)
    whole = ids(page(None, column, descending=descending, size=len(ranks) + 1))
    assert len(whole) == len(ranks)
    seen, after = [], None
    while True:
        found = page(after, column, descending=descending, size=size)
        assert found.is_first is (after is None)
        assert len(found.items) == min(size, len(whole) - len(seen))
        seen += ids(found)
        after = found.following
        if after is None:
            break
    assert seen == whole


def test_ties_stand_in_the_order_of_the_last_key(sheets: Flask) -> None:
    fill([1, 1, 1])
    first = page(None, size=2)
    assert ids(first) + ids(page(first.following, size=2)) == sorted(ids(page(None)))


def test_a_list_that_fills_its_page_has_no_next_one(sheets: Flask) -> None:
    fill([1, 2])
    assert page(None, size=2).following is None
    assert page(None, size=1).following is not None


def test_what_comes_in_between_does_not_move_the_next_page(sheets: Flask) -> None:
    fill([2, 4, 6])
    first = page(None, size=2)
    db.session.add(Sheet(at=MORNING, on=MORNING.date(), title="ny", shade=Shade.DARK))
    db.session.commit()
    assert [sheet.title[:6] for sheet in page(first.following, size=2).items] == ["Ark 06"]


def key_of(values: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


NONSENSE = [
    "å",
    "x",
    "////",
    key_of(None),
    key_of(5),
    key_of("ab"),
    key_of([]),
    key_of({"a": 1, "b": 2}),
    key_of([None, None]),
    key_of(["2026-03-02", 1]),
    key_of([{"t": "2026-03-02"}, "1"]),
    key_of([{"t": "i går"}, 1]),
    key_of([{"t": 5}, 1]),
    key_of([{"d": "2026-03-02"}, 1]),
    key_of([{"t": "0001-01-01T00:00:00+14:00"}, 1]),
    key_of([{"t": MORNING.isoformat()}, 10**30]),
    key_of([{"t": MORNING.isoformat()}, True]),
    key_of([{"t": MORNING.isoformat()}, 1.5]),
    key_of([{"t": MORNING.isoformat()}, float("nan")]),
    key_of([{"t": MORNING.isoformat()}, 1, 2]),
    base64.urlsafe_b64encode(b"[" * 3000).decode(),
]


def test_nonsense_gives_the_first_page(sheets: Flask) -> None:
    fill([1, 2])
    odd = [key for key in NONSENSE if not page(key).is_first or len(page(key).items) != 2]
    assert odd == []


def test_a_value_its_column_cannot_hold_gives_the_first_page(sheets: Flask) -> None:
    fill([1, 2])
    wrong = [
        (Sheet.title, "\0"),
        (Sheet.title, "\ud800"),
        (Sheet.title, 7),
        (Sheet.shade, "grå"),
        (Sheet.on, {"d": "2026-13-01"}),
        (Sheet.on, {"t": MORNING.isoformat()}),
    ]
    assert [each for each in wrong if not page(key_of([each[1], 1]), each[0]).is_first] == []


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("td"), inner),
    max_leaves=5,
)


@RESTING
@given(after=st.text() | st.lists(_values, min_size=1, max_size=3).map(key_of))
@example(after=key_of(["Ark 01", 1]))
def test_no_key_breaks_a_list(sheets: Flask, after: str) -> None:
    for column in SORTS:
        assert page(after, column).following is None
