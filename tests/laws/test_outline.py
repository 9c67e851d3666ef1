"""What can be cited in a law, and what a text cites that cannot."""

from hypothesis import given
from hypothesis import strategies as st

from helpdesk.laws import checking
from helpdesk.laws.checking import Doubt, DoubtKind
from helpdesk.laws.outline import Outline
from tests.laws.registers import demo_register

FF = "FOR-2004-06-01-931"
ROWS = [
    ("kap-12", ""),
    *((f"12-{number}", "kap-12") for number in range(1, 18)),
    ("kap-13", ""),
    *((f"13-{number}", "kap-13") for number in range(1, 5)),
]
OUTLINE = Outline(ROWS)


def test_a_range_holds_what_stands_between_its_ends() -> None:
    assert list(OUTLINE.between("12-3", "12-6")) == ["12-4", "12-5"]
    assert list(OUTLINE.between("12-16", "13-2")) == ["12-17", "13-1"]
    assert list(OUTLINE.between("kap-12", "kap-13")) == []
    assert list(OUTLINE.between("12-6", "12-3")) == []
    assert list(OUTLINE.between("12-3", "12-99")) == []


def test_a_chapter_holds_its_sections() -> None:
    assert list(OUTLINE.within("kap-13")) == ["13-1", "13-2", "13-3", "13-4"]
    assert OUTLINE.chapter_of("13-2") == "kap-13"
    assert OUTLINE.chapter_of("99") == ""
    assert "12-5" in OUTLINE
    assert "12-99" not in OUTLINE


@given(st.sampled_from(ROWS), st.sampled_from(ROWS))
def test_between_never_holds_its_ends(first: tuple[str, str], last: tuple[str, str]) -> None:
    inside = OUTLINE.between(first[0], last[0])
    assert not {first[0], last[0]} & set(inside)
    assert list(inside) == sorted(inside, key=[row[0] for row in ROWS].index)


def test_a_section_that_does_not_exist_is_doubted_with_its_line() -> None:
    text = "Se forurensningsforskriften § 12-3.\n\nOg forurensningsforskriften § 12-99.\n"
    found = checking.doubts(text, demo_register(), {FF: OUTLINE})
    doubt = Doubt(DoubtKind.MISSING, FF, "12-99", "forurensningsforskriften § 12-99", 3)
    assert found == [doubt]


def test_sections_of_a_law_that_is_not_imported_are_not_doubted() -> None:
    assert checking.doubts("forurensningsloven § 999", demo_register(), {FF: OUTLINE}) == []


def test_a_repealed_law_is_doubted_whatever_the_section() -> None:
    found = checking.doubts("Se viltloven § 1.", demo_register(), {})
    assert [each.kind for each in found] == [DoubtKind.REPEALED]
    picked = checking.doubts_about(
        ["LOV-1981-05-29-38", f"{FF}/12-99"], demo_register(), {FF: OUTLINE}
    )
    assert [each.kind for each in picked] == [DoubtKind.REPEALED, DoubtKind.MISSING]
    assert {each.line for each in picked} == {0}
