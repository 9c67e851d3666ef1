"""Telephone numbers and e-mail addresses in a text."""

import re
from collections.abc import Iterator
from datetime import date

_LOCAL = r"[\w.+%'-]"
_EMAIL = re.compile(
    rf"(?<!{_LOCAL}){_LOCAL}{{1,64}}+@(?:[^\W_](?:[\w-]{{0,62}})\.){{1,8}}[^\W\d_]{{2,24}}(?![\w@])"
)

_NOT_BEHIND = r"(?<!\d)(?<!\d[.,/-])"
_NOT_BEFORE = r"(?!\w|[.,/-]\d)"
_PAIRS = r"[2-9]\d(?P<pair>[ .-])\d\d(?P=pair)\d\d(?P=pair)\d\d(?! \d\d(?!\d))"
_NATIONAL = re.compile(
    rf"{_NOT_BEHIND}(?:[2-9]\d{{7}}|(?<!\d\d ){_PAIRS}"
    rf"|[2-9]\d\d(?P<mobile>[ .-])\d\d(?P=mobile)\d{{3}}|[2-9]\d{{3}} \d{{4}}){_NOT_BEFORE}"
)
_WITH_47 = re.compile(
    rf"{_NOT_BEHIND}(?:(?:\(?\+|00)47\)?[ .-]?[2-9](?:[ .-]?\d){{7}}|(?<!\d\d )47 {_PAIRS})(?!\d)"
)
_ABROAD = re.compile(r"\+(?!47)[1-9](?:[ ().-]{0,2}\d){7,14}(?!\d)")
_IS_A_PHONE = re.compile(
    r"\b(?:tlf|tel|telefon\w*|mob|mobil\w*|ring|sms|phone)\b[.: ]{0,3}(?:nr\b[.: ]{0,3})?$",
    re.IGNORECASE,
)
_IS_SOMETHING_ELSE = re.compile(
    r"(?:\b(?:kr|nok|org|orgnr|organisasjonsnummer|saksnr|saksnummer|journalnr|bygningsnr|"
    r"bygningsnummer|ref|referanse|(?:cpv|kn)?-?koden?e?)\b[.: ]{0,3}(?:nr\b[.: ]{0,3})?|§ ?|\w)$",
    re.IGNORECASE,
)
_COUNTS_SOMETHING = re.compile(
    r" ?(?:kr\b|kroner|nok\b|mill|m2|m²|m3|m³|kg\b|tonn|[kmg]wh|%|,-)", re.IGNORECASE
)
_CONTEXT_CHARS = 24
_TWO_FOURS = re.compile(r"\d{4} \d{4}")
"""Seldom a telephone number: two years, or two cells of a table."""


def email_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every e-mail address in *text*, which must be folded."""
    return (match.span() for match in _EMAIL.finditer(text))


def phone_spans(text: str) -> Iterator[tuple[int, int]]:
    """
    Yield start and end of every telephone number in *text*, which must be folded.

    Eight digits that begin with 2–9, whole or in the usual groups, and numbers with a country code.
    Dates, amounts, years and case numbers are left alone unless a word says that it is a telephone.

    Source: the Norwegian numbering plan for E.164 (Nkom): eight digits, 2–9 first.
    """
    for match in _WITH_47.finditer(text):
        yield match.span()
    for match in _ABROAD.finditer(text):
        if not _COUNTS_SOMETHING.match(text, match.end()):
            yield match.span()
    for match in _NATIONAL.finditer(text):
        if _is_national(text, match):
            yield match.span()


def _is_national(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _CONTEXT_CHARS) : match.start()]
    if _IS_A_PHONE.search(before):
        return True
    if _IS_SOMETHING_ELSE.search(before) or _COUNTS_SOMETHING.match(text, match.end()):
        return False
    return not _TWO_FOURS.fullmatch(match[0]) and not _is_compact_date(match[0])


def _is_compact_date(written: str) -> bool:
    """Tell whether *written* is a date without separators: ``20260523`` or ``23052026``."""
    if len(written) != 8 or not written.isdigit():
        return False
    return _is_recent_date(written) or _is_recent_date(written[4:] + written[2:4] + written[:2])


def _is_recent_date(year_month_day: str) -> bool:
    try:
        year = date.fromisoformat(year_month_day).year
    except ValueError:
        return False
    return 1900 <= year < 2100
