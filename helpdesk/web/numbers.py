"""Whole numbers that come from outside: never larger than a column of the database holds."""

from werkzeug.routing import IntegerConverter

MOST_DIGITS = 9
"""Digits that always stay below 2³¹, which is what PostgreSQL's integer holds."""
LARGEST = 10**MOST_DIGITS - 1


class Number(IntegerConverter):
    """``<int:…>`` in an address; a longer number names nothing, so there is no such page."""

    regex = rf"\d{{1,{MOST_DIGITS}}}"


def whole(text: str | None, otherwise: int = -1) -> int:
    """Return the whole number *text* says, *otherwise* where it says none that we could store."""
    given = (text or "").strip()
    return int(given) if given.isdecimal() and len(given) <= MOST_DIGITS else otherwise
