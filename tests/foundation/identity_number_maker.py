"""Make identity numbers for tests: no number of a real person needs to stand in a file."""

from datetime import date

from hypothesis import strategies as st

K1 = (3, 7, 6, 1, 8, 9, 4, 5, 2)
K2 = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
MONTH_SHIFTS = (0, 40, 65, 80)
SERIES = (
    (1854, 1899, 500, 749),
    (1900, 1999, 0, 499),
    (1940, 1999, 900, 999),
    (2000, 2039, 500, 999),
)
"""First and last year of birth, first and last serial number."""


def with_check_digits(nine: str, *, remainder: int = 0) -> str | None:
    """Return *nine* digits with their two check digits, or None where there are none."""
    digits = [int(digit) for digit in nine]
    first = (remainder - sum(d * w for d, w in zip(digits, K1, strict=True))) % 11
    if first > 9:
        return None
    digits.append(first)
    second = -sum(d * w for d, w in zip(digits, K2, strict=True)) % 11
    return None if second > 9 else f"{nine}{first}{second}"


def make(born: date, *, day: int = 0, month: int = 0, serial: int = 0, remainder: int = 0) -> str:
    """Return the first number at or after *serial* for someone born on that day, shifts added."""
    for number in range(serial, 1000):
        nine = f"{born.day + day:02}{born.month + month:02}{born.year % 100:02}{number:03}"
        if made := with_check_digits(nine, remainder=remainder):
            return made
    raise AssertionError(f"no number for {born} from {serial}")


@st.composite
def identity_numbers(draw: st.DrawFn) -> str:
    """Draw an identity number of any kind that is given out: with a date, or an FH-number."""
    if draw(st.integers(0, 5)) == 0:
        nine = draw(st.from_regex(r"[89][0-9]{8}", fullmatch=True))
        return with_check_digits(nine) or draw(identity_numbers())
    first_year, last_year, first, last = draw(st.sampled_from(SERIES))
    born = draw(st.dates(date(first_year, 1, 1), date(last_year, 12, 31)))
    shifted_day = born.day + draw(st.sampled_from((0, 40)))
    shifted_month = born.month + draw(st.sampled_from(MONTH_SHIFTS))
    serial = draw(st.integers(first, last))
    nine = f"{shifted_day:02}{shifted_month:02}{born.year % 100:02}{serial:03}"
    return with_check_digits(nine) or draw(identity_numbers())
