"""The detector of identity numbers: all kinds, all ways of writing, and nothing else."""

import sys
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.foundation.personal_data import FROM_2032, UNTIL_2031, find, has_identity_number, mask
from helpdesk.foundation.personal_data.identity_numbers import is_valid
from tests.foundation.identity_number_maker import identity_numbers, make, with_check_digits

SECONDS = 1 if sys.gettrace() is None else 10
"""For 200 000 characters; measuring coverage takes its own time."""
BORN = date(1972, 9, 13)
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
SEPARATORS = [" ", ".", "-", "\u00a0", "\u2009", "\u2011", "\u2013", "/"]
INVISIBLE = ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad"]


@pytest.mark.parametrize(
    ("day", "month"),
    [(0, 0), (40, 0), (0, 40), (0, 80), (0, 65), (40, 40), (40, 80), (40, 65)],
    ids=["fnr", "D", "H", "Tenor", "NHN", "D Dolly", "D Tenor", "D NHN"],
)
def test_every_kind_with_a_date_is_found(day: int, month: int) -> None:
    number = make(BORN, day=day, month=month)
    assert [found.text for found in find(f"Gjelder {number}.")] == [number]


@given(identity_numbers())
def test_every_number_is_found_in_a_sentence(number: str) -> None:
    assert has_identity_number(f"Søker har fnr:{number}, bor i Alver.")


@given(identity_numbers(), st.sampled_from(SEPARATORS))
def test_a_separator_after_the_date_hides_nothing(number: str, separator: str) -> None:
    assert has_identity_number(f"{number[:6]}{separator}{number[6:]}")


@given(identity_numbers(), st.sampled_from(SEPARATORS), st.sampled_from([1, 2, 3, 4, 5]))
def test_groups_of_any_size_hide_nothing(number: str, separator: str, size: int) -> None:
    groups = [number[start : start + size] for start in range(0, len(number), size)]
    assert has_identity_number(separator.join(groups))


@given(identity_numbers(), st.sampled_from(INVISIBLE), st.integers(1, 10))
def test_invisible_characters_hide_nothing(number: str, invisible: str, at: int) -> None:
    text = f"({number[:at]}{invisible}{number[at:]})"
    assert [found.text for found in find(text)] == [text[1:-1]]


@given(identity_numbers())
def test_digits_of_other_scripts_hide_nothing(number: str) -> None:
    assert has_identity_number(number.translate(FULL_WIDTH))


@pytest.mark.parametrize(
    "written",
    [
        "13.09.72 {rest}",
        "13.09.1972-{rest}",
        "13091972 {rest}",
        "130972\n{rest}",
        "**130972** {rest}",
        "130972\\-{rest}",
    ],
)
def test_a_written_date_of_birth_hides_nothing(written: str) -> None:
    rest = make(BORN)[6:]
    assert has_identity_number(written.format(rest=rest))


@given(identity_numbers(), st.integers(0, 9), st.booleans())
def test_a_part_of_a_longer_run_of_digits_is_not_a_number(
    number: str, digit: int, goes_first: bool
) -> None:
    assert not has_identity_number(f"{digit}{number}" if goes_first else f"{number}{digit}")


@given(identity_numbers(), st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_makes_it_another_thing(number: str, at: int, change: int) -> None:
    wrong = f"{number[:at]}{(int(number[at]) + change) % 10}{number[at + 1 :]}"
    assert not is_valid(wrong)


@pytest.mark.parametrize("nine", ["310272123", "001272123", "321272123", "131372123", "720972123"])
def test_a_date_that_never_was_is_not_a_number(nine: str) -> None:
    number = next(n for n in map(with_check_digits, _nines(nine)) if n)
    assert not has_identity_number(number)


@pytest.mark.parametrize("separator", [", ", ",", "\n", " \n"])
def test_a_list_of_small_numbers_is_not_a_number(separator: str) -> None:
    number = make(BORN)
    pairs = [number[start : start + 2] for start in range(0, 11, 2)]
    assert not has_identity_number(separator.join(pairs))


def test_two_paragraphs_are_not_one_number() -> None:
    number = make(BORN)
    assert not has_identity_number(f"{number[:6]}\n\n{number[6:]}")


def test_only_eleven_digits_are_a_number() -> None:
    assert not is_valid(make(BORN)[:10])
    assert not is_valid("")


def test_the_serial_number_must_fit_a_century_where_the_rule_holds() -> None:
    of_no_century = make(date(1945, 5, 5), serial=600)
    assert not is_valid(of_no_century)
    assert is_valid(make(date(1945, 5, 5), serial=600, month=80))
    assert is_valid(of_no_century, FROM_2032)


def test_a_leap_day_is_found_in_leap_years_only() -> None:
    assert is_valid(make(date(2000, 2, 29), serial=500))
    assert not is_valid(make(date(2000, 2, 29), serial=0)), "1900 was no leap year"


@pytest.mark.parametrize("remainder", [1, 2, 3])
def test_numbers_from_2032_are_found_by_the_rule_from_2032(remainder: int) -> None:
    number = make(date(2032, 1, 2), serial=500, remainder=remainder)
    assert not has_identity_number(number, rule=UNTIL_2031)
    assert has_identity_number(number, rule=FROM_2032)


@given(identity_numbers())
def test_the_rule_from_2032_finds_the_older_numbers_too(number: str) -> None:
    assert has_identity_number(number, rule=FROM_2032)


@given(st.lists(st.one_of(identity_numbers(), st.text(max_size=20)), max_size=6))
def test_a_masked_text_holds_no_identity_number(pieces: list[str]) -> None:
    assert not has_identity_number(mask(" og ".join(pieces)))


@pytest.mark.parametrize(
    "text",
    [
        "12,14,16,18,20,2",
        "12.03 0.34 0.56 0.78 1.20",
        "59.91387 10.75224 6642500 598765",
        "FOR-2004-06-01-931, sak 2026/12345, ref. 2026-00042",
    ],
)
def test_lists_coordinates_and_references_are_left_alone(text: str) -> None:
    assert not has_identity_number(text)


@given(st.dates(date(1600, 1, 1), date(2039, 12, 31)), st.integers(100, 999))
def test_identifiers_of_laws_are_left_alone(day: date, number: int) -> None:
    assert not has_identity_number(f"https://lovdata.no/forskrift/{day.isoformat()}-{number}")


@pytest.mark.parametrize("unit", ["1 ", "1.", "1\n", "1\u200b", "12-", "010101 12345 ", "a", "0"])
def test_the_time_grows_with_the_length_only(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = time.process_time()
    find(text, names=["Kari Nordmann"])
    assert time.process_time() - started < SECONDS


def _nines(nine: str) -> list[str]:
    return [f"{nine[:6]}{serial:03}" for serial in range(int(nine[6:]), 500)]
