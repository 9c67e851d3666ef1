"""Searches that name a page: a question's reference, an answer's number."""

import re
from collections.abc import Callable

from flask import Flask, current_app

from helpdesk.search import queries

HasPage = Callable[[int], bool]
"""Tells whether an article with a number has a page."""

_REFERENCE = re.compile(
    r"(?:(?:referanse|ref\.?|sak|spørsmål)\s*(?:nr\.?)?\s*)?#?(\d{4})[-–\s](\d{5})", re.IGNORECASE
)
_ARTICLE_NUMBER = re.compile(
    r"(?P<word>svar[ -]?(?:nr\.?|nummer)?\s*)?#?(?P<number>\d{1,6})", re.IGNORECASE
)


def install(app: Flask, *, has_article_page: HasPage) -> None:
    """Wire what knows of articles that are not, or not yet, in the index."""
    app.extensions["search_has_article_page"] = has_article_page


def known_page(text: str) -> str | None:
    """Return the page a reference or a number names; whether a question exists is not told here."""
    reference = _REFERENCE.fullmatch(text)
    if reference:
        return f"/sporsmal/{reference[1]}-{reference[2]}"
    number = _ARTICLE_NUMBER.fullmatch(text)
    return _article_page(int(number["number"])) if number else None


def _article_page(number: int) -> str | None:
    """Return the page of the article with this number, also of one that was withdrawn."""
    has_page: HasPage = current_app.extensions["search_has_article_page"]
    return f"/svar/{number}" if has_page(number) else queries.article_page(number)


def asked_number(text: str) -> int | None:
    """Return the number of the answer that *text* asks for in so many words: ``svar 9999``."""
    named = _ARTICLE_NUMBER.fullmatch(text)
    return int(named["number"]) if named and named["word"] else None
