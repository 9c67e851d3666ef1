"""Cadastral numbers and bank accounts: numbers that lead to an owner."""

import re
from collections.abc import Iterator

_NUMBER = r"(?:nummer|nr\.?)"
_FARM = rf"(?:g\.?(?:[åa]rds?)?-? ?{_NUMBER})"
_TITLE = rf"(?:b\.?(?:ruks)?-? ?{_NUMBER})"
_BOTH_WORDS = (
    rf"(?:g[åa]rds?-? ?(?:og|/) ?bruks-?{_NUMBER}|g\.?nr\.? ?(?:/|og|,) ?b\.?nr\.?|gbnr\.?"
    rf"|g/bnr\.?|matrikkel(?:enhet(?:en)?|{_NUMBER})|matr\.? ?nr\.?"
    r"|ei(?:en|ge|g)dom(?:men|en)?)"
)
_PARTS = r"(?:[ ,]{0,3}(?:f|s)\.?(?:este|eksjons)?-? ?(?:nummer|nr\.?)[: ]{0,2}\d{1,4}){0,2}"
_FOUR = r"\d{1,5} ?/ ?\d{1,5}(?:/\d{1,4}){0,2}"
_MORE = r"(?:(?:, ?| og )\d{1,5}/\d{1,5}){0,8}"
_PROPERTY = re.compile(
    rf"(?<!\w)(?:"
    rf"{_FARM}[: ]{{0,2}}\d{{1,5}}[ ,]{{0,3}}(?:(?:og|/) ?)?{_TITLE}[: ]{{0,2}}\d{{1,5}}{_PARTS}"
    rf"|(?:{_BOTH_WORDS}|{_FARM})[: ]{{0,2}}{_FOUR}{_MORE}"
    rf"|(?<![\d/-])(?:03|1[1-8]|[345]\d)\d\d ?- ?{_FOUR}"
    rf")(?![\d/])",
    re.IGNORECASE,
)

_ACCOUNT = re.compile(r"(?<!\d)(?:\d{4}([ .])\d\d\1\d{5}|\d{11})(?!\d)")
_IBAN = re.compile(r"(?<!\w)NO\d\d ?\d{4} ?\d{4} ?\d{3}(?!\d)")
_ACCOUNT_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def property_spans(text: str) -> Iterator[tuple[int, int]]:
    """
    Yield start and end of every cadastral number in *text*, which must be folded.

    ``12/34`` counts only behind a word such as *gnr.* or *gårds- og bruksnummer*, or behind a
    municipality's number: ``4631-12/34``.

    Source: matrikkelforskriften § 7 (municipality, gårds-, bruks-, feste- and seksjonsnummer).
    """
    return (match.span() for match in _PROPERTY.finditer(text))


def account_spans(text: str) -> Iterator[tuple[int, int]]:
    """
    Yield start and end of every bank account number in *text*, which must be folded.

    Source: the check digit of Norwegian account numbers is modulo 11.
    """
    for pattern in (_IBAN, _ACCOUNT):
        for match in pattern.finditer(text):
            if _is_account(re.sub(r"\D", "", match[0])[-11:]):
                yield match.span()


def _is_account(digits: str) -> bool:
    weighted = (int(digit) * weight for digit, weight in zip(digits, _ACCOUNT_WEIGHTS, strict=True))
    return any(digit != "0" for digit in digits) and sum(weighted) % 11 == 0
