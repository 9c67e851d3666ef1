"""Lines become fields, or a message that says what is wrong with them, whatever they hold."""

import json
import tracemalloc
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.exchange import lines
from helpdesk.exchange.kinds import KINDS
from helpdesk.foundation.errors import InvalidInput

TEXT = st.text(st.characters(), max_size=20)
DATES = st.sampled_from(["2025-03-14", "0001-01-01", "9999-12-31", "2025-02-30", "20250314"])
WORDS = st.sampled_from(["nb", "guidance", "first", "miljodir", "guide:avlop", "text"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT | DATES | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


def names_of(kind: Any) -> list[str]:
    return list(kind.fields.__dataclass_fields__)


@st.composite
def objects(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """Draw a kind and an object: its own fields and others, holding anything."""
    name = draw(st.sampled_from(sorted(KINDS)))
    own = st.sampled_from(names_of(KINDS[name]))
    inner = st.sampled_from(["title", "text", "answer", "published_on", "name", "label", "change"])
    nested = st.lists(st.dictionaries(inner, ANYTHING, max_size=4), max_size=2)
    found = draw(st.dictionaries(own | TEXT, ANYTHING | nested, max_size=8))
    wanted = {"key": "k", "title": "T", "answer": "S", "agency": "miljodir", "body": "B"}
    filled = {word: text for word, text in wanted.items() if word in names_of(KINDS[name])}
    return name, {**filled, **found} if draw(st.booleans()) else found


@given(objects())
def test_an_object_is_a_line_or_invalid_input(drawn: tuple[str, dict[str, Any]]) -> None:
    name, given_fields = drawn
    try:
        built = lines.build(KINDS[name].fields, given_fields)
    except InvalidInput as error:
        str(error).encode()
    else:
        assert isinstance(built, KINDS[name].fields)
        assert all(getattr(built, field) is not None for field in ("key", "title"))


@given(st.binary(max_size=60) | ANYTHING.map(lambda value: json.dumps(value).encode()))
def test_bytes_are_an_object_or_invalid_input(line: bytes) -> None:
    with suppress(InvalidInput):
        assert isinstance(lines.as_object(line), dict)


def test_a_line_without_end_is_refused() -> None:
    with pytest.raises(InvalidInput, match="longer than"):
        lines.as_object(b" " * (lines.LONGEST_LINE + 1))


def test_an_endless_line_is_not_read_to_its_end(tmp_path: Path) -> None:
    file = tmp_path / "lang.jsonl"
    with file.open("wb") as out:
        out.write(b"{}\n")
        for _ in range(60):
            out.write(b" x" * 500_000)
        out.write(b"\n{}")
    tracemalloc.start()
    found = [(number, len(line)) for number, line in lines.read(file)]
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == [(1, 3), (2, lines.LONGEST_LINE + 1), (3, 2)]
    assert most < 5 * lines.LONGEST_LINE
