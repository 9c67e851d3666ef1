"""Searches that name a page: a question's reference, an answer's number."""

import re

from helpdesk.search import queries

_REFERENCE = re.compile(
    r"(?:(?:referanse|ref\.?|sak|spørsmål)\s*(?:nr\.?)?\s*)?#?(\d{4})[-–\s](\d{5})", re.IGNORECASE
)
_ARTICLE_NUMBER = re.compile(
    r"(?P<word>svar[ -]?(?:nr\.?|nummer)?\s*)?#?(?P<number>\d{1,6})", re.IGNORECASE
)


def known_page(text: str) -> str | None:
    """Return the page a reference or a number names; whether a question exists is not told here."""
    reference = _REFERENCE.fullmatch(text)
    if reference:
        return f"/sporsmal/{reference[1]}-{reference[2]}"
    number = _ARTICLE_NUMBER.fullmatch(text)
    return queries.article_page(int(number["number"])) if number else None


def asked_number(text: str) -> int | None:
    """Return the number of the answer that *text* asks for in so many words: ``svar 9999``."""
    named = _ARTICLE_NUMBER.fullmatch(text)
    return int(named["number"]) if named and named["word"] else None
