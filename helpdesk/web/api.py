"""What every address under ``/api/v1`` shares: JSON with a tag, for every site, without cookies."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from flask import Blueprint, Response, jsonify, request

from helpdesk.foundation.errors import InvalidInput
from helpdesk.foundation.language import N_
from helpdesk.web import numbers

PREFIX = "/api/v1"

LARGEST_PAGE = 50
"""Things in one answer. A guess: a screenful for people, seldom a burden for us."""

LONGEST_TEXT = 200
"""Characters of a parameter, as many as the search box takes."""

NOT_ONE_OF = N_("«%(name)s» må være en av disse: %(choices)s.")
NOT_A_NUMBER = N_("«%(name)s» må være et helt tall fra 1 til %(most)s.")
TOO_LONG = N_("«%(name)s» kan ha høyst %(most)s tegn.")

Kind = TypeVar("Kind", bound=StrEnum)

_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""Source: the Fetch standard; a page of any site may read what anybody may read."""


def made_blueprint(name: str) -> Blueprint:
    """Return a blueprint whose answers, errors too, may be read from any site."""
    made = Blueprint(name, __name__, url_prefix=PREFIX)
    made.after_request(_open_to_all)
    return made


def answer(body: Mapping[str, object]) -> Response:
    """Return *body* as JSON with a tag; 304 to somebody who has it."""
    response = jsonify(body)
    response.headers["Cache-Control"] = "public, no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response


def text(name: str) -> str:
    """
    Return a parameter's text, white space folded; empty if it is not given.

    Raises:
        InvalidInput: it is too long.
    """
    given = " ".join(request.args.get(name, "").split())
    if len(given) > LONGEST_TEXT:
        raise InvalidInput(f"{name} is too long", says=TOO_LONG, name=name, most=LONGEST_TEXT)
    return given


def choice(name: str, kinds: type[Kind]) -> Kind | None:
    """
    Return which of *kinds* a parameter names; None if it is not given.

    Raises:
        InvalidInput: it names none of them.
    """
    given = request.args.get(name, "")
    if not given:
        return None
    if given not in set(kinds):
        raise InvalidInput(f"{name}={given!r}", says=NOT_ONE_OF, name=name, choices=_said(kinds))
    return kinds(given)


def number(name: str, *, otherwise: int, most: int) -> int:
    """
    Return the whole number a parameter says, 1 to *most*.

    Raises:
        InvalidInput: it is no such number.
    """
    given = request.args.get(name)
    found = otherwise if given is None else numbers.whole(given)
    if not 1 <= found <= most:
        raise InvalidInput(f"{name}={given!r}", says=NOT_A_NUMBER, name=name, most=most)
    return found


def _said(kinds: Iterable[StrEnum]) -> str:
    return ", ".join(kind.value for kind in kinds)


def _open_to_all(response: Response) -> Response:
    response.headers.update(_OPEN)
    return response
