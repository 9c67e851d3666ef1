"""
Norwegian identity numbers: eleven digits, a date of birth, a serial number, two check digits.

Found are all kinds that occur, each as the date's day or month is shifted:

====================  ==============  ===========================================
fødselsnummer         none            national register
D-number              day + 40        people who do not live in Norway
H-number              month + 40      emergency number of a hospital
FH-number             no date         shared emergency number, first digit 8 or 9
synthetic             month + 80      Skatteetaten's test population (Tenor)
synthetic             month + 65      Norsk helsenett's test persons
synthetic             month + 40      Nav's test persons (Dolly); looks like an H-number
====================  ==============  ===========================================

A D-number can be synthetic too. Synthetic numbers are found since they may be real people's
numbers by mistake, and since a detector that misses them looks broken in every demonstration.

Source: forskrift 14. juli 2017 nr. 1201 (folkeregisterforskriften) chapter 2; HITR 1001:2010
"Identifikatorer for personer" (Direktoratet for e-helse).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from operator import mul

DAY_SHIFTS = (0, 40)
MONTH_SHIFTS = (0, 40, 65, 80)


@dataclass(frozen=True)
class IdentityNumberRule:
    """
    How strictly numbers are told from other runs of eleven digits.

    Attributes:
        k1_remainders: what the weighted sum that ends in the first check digit may leave,
            modulo 11.
        serial_tells_century: whether the serial number must fit a century for the year of birth.
    """

    k1_remainders: frozenset[int]
    serial_tells_century: bool


UNTIL_2031 = IdentityNumberRule(frozenset({0}), serial_tells_century=True)
"""The rule for all numbers given out before 1 January 2032."""

FROM_2032 = IdentityNumberRule(frozenset({0, 1, 2, 3}), serial_tells_century=False)
"""
The rule from 1 January 2032, which also accepts every older number. It finds about four times as
many false ones, so it is not the default until then.

Source: Skatteetaten, "Nytt fødselsnummer fra 2032" (documentation of Folkeregisteret).
"""

_K1_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_K2_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)

_SEPARATORS = " \t\n\r\v\f.,/\\_*~`·-"
"""What people, forms and Markdown put between digits."""
_WITHOUT_SEPARATORS = str.maketrans("", "", _SEPARATORS)
_BETWEEN = f"[{re.escape(_SEPARATORS)}]{{0,3}}"
_CANDIDATE = re.compile(rf"(?<!\d)(?=(\d(?:{_BETWEEN}\d){{10}})(?!\d))")
_FULL_YEAR = re.compile(
    rf"(?<!\d)(\d\d)[ ./-]?(\d\d)[ ./-]?(?:18|19|20)(\d\d){_BETWEEN}(\d{{3}} ?\d\d)(?!\d)"
)
_LAW_IDENTIFIER = re.compile(r"(?:1[6-9]|20)\d\d-\d\d-\d\d-\d{3}")
"""``2004-06-01-931`` as in FOR-2004-06-01-931 and in Lovdata's addresses: eleven digits as well."""
_NOT_WITHIN = re.compile(r"[\n,]")
"""Lists and columns of small numbers, not one number."""


def spans(text: str, rule: IdentityNumberRule = UNTIL_2031) -> Iterator[tuple[int, int]]:
    """Yield start and end of every identity number in *text*, which must be folded."""
    for match in _CANDIDATE.finditer(text):
        written = match[1]
        digits = written.translate(_WITHOUT_SEPARATORS)
        if is_valid(digits, rule) and _is_plausibly_written(written):
            yield match.span(1)
    for match in _FULL_YEAR.finditer(text):
        if is_valid("".join(match.groups()).replace(" ", ""), rule):
            yield match.span()


def is_valid(digits: str, rule: IdentityNumberRule = UNTIL_2031) -> bool:
    """
    Tell whether *digits* (eleven ASCII digits) can be an identity number of any kind.

    Source: date, serial number and check digits as in folkeregisterforskriften chapter 2.
    """
    if len(digits) != 11 or not _has_check_digits(digits, rule):
        return False
    return digits[0] in "89" or _has_date(digits, rule)


def _has_check_digits(digits: str, rule: IdentityNumberRule) -> bool:
    return (
        _weighted(digits, _K1_WEIGHTS) % 11 in rule.k1_remainders
        and _weighted(digits, _K2_WEIGHTS) % 11 == 0
    )


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    """Return the sum of *digits* by their weights, without a step of Python for each digit."""
    weighted: int = sum(map(mul, digits.encode(), weights))
    return weighted - ord("0") * sum(weights)


def _is_plausibly_written(written: str) -> bool:
    """Tell whether one hand wrote it as one number: date and the rest each with one separator."""
    if written.isdigit():
        return True
    if _LAW_IDENTIFIER.fullmatch(written):
        return False
    date_gaps, middle_gap, rest_gaps = _gaps(written)
    if _NOT_WITHIN.search("".join(date_gaps + rest_gaps)) or "\n\n" in middle_gap:
        return False
    return len(set(date_gaps)) <= 1 and len(set(rest_gaps)) <= 1


def _gaps(written: str) -> tuple[list[str], str, list[str]]:
    """Return the separators within the six digits of the date, after them, and within the rest."""
    date_gaps: list[str] = []
    rest_gaps: list[str] = []
    middle_gap, digits_before = "", 0
    for piece in re.findall(r"\d+|\D+", written):
        if piece.isdigit():
            digits_before += len(piece)
        elif digits_before == 6:
            middle_gap = piece
        else:
            (date_gaps if digits_before < 6 else rest_gaps).append(piece)
    return date_gaps, middle_gap, rest_gaps


def _has_date(digits: str, rule: IdentityNumberRule) -> bool:
    day = _unshifted(int(digits[:2]), DAY_SHIFTS, 31)
    month = _unshifted(int(digits[2:4]), MONTH_SHIFTS, 12)
    if not day or not month:
        return False
    year, serial = int(digits[4:6]), int(digits[6:9])
    is_register_number = int(digits[2:4]) == month
    if is_register_number and rule.serial_tells_century:
        centuries = _centuries(year, serial)
    else:
        centuries = [1800, 1900, 2000]
    return any(_is_date(century + year, month, day) for century in centuries)


def _unshifted(number: int, shifts: tuple[int, ...], highest: int) -> int:
    """Return *number* without its shift, or 0 if no shift gives 1 to *highest*."""
    return next((number - shift for shift in shifts if 1 <= number - shift <= highest), 0)


def _centuries(year: int, serial: int) -> list[int]:
    """
    Return the centuries that *serial* allows for a two-digit *year* of birth.

    Source: Skatteetaten's table of series: 000–499 for 1900–1999, 500–749 for 1854–1899,
    500–999 for 2000–2039, 900–999 for 1940–1999.
    """
    allowed = []
    if serial <= 499 or (serial >= 900 and year >= 40):
        allowed.append(1900)
    if 500 <= serial <= 749 and year >= 54:
        allowed.append(1800)
    if serial >= 500 and year <= 39:
        allowed.append(2000)
    return allowed


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
