"""What a caseworker writes in the fields of a letter, and how it stands in the letter."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from babel.dates import format_date
from babel.numbers import format_decimal

from helpdesk.foundation.language import TextLanguage

Row: TypeAlias = Mapping[str, str]
Answer: TypeAlias = str | bool | date | Decimal | tuple[Row, ...]
Answers: TypeAlias = Mapping[str, Answer]
"""By the name of the field; what is not there is not filled in."""

_YES_NO = {True: {"nb": "ja", "nn": "ja"}, False: {"nb": "nei", "nn": "nei"}}
_GROUPED_FROM = 10_000
"""Source: Språkrådet, numbers of four digits are written without a space."""


def written(answer: Answer, language: TextLanguage) -> str:
    """Return *answer* as it stands in a letter: ``23. november 2026``, ``10 000``."""
    if isinstance(answer, bool):
        return _YES_NO[answer][language]
    if isinstance(answer, date):
        return str(format_date(answer, "d. MMMM y", locale=language.value))
    if isinstance(answer, Decimal):
        return _number(answer, language)
    return answer if isinstance(answer, str) else ""


def _number(number: Decimal, language: TextLanguage) -> str:
    pattern = "#,##0.######" if abs(number) >= _GROUPED_FROM else "0.######"
    return str(format_decimal(number, pattern, locale=language.value))
