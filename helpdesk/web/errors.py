"""One table from errors to answers, and pages that tell the person what to do next."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import structlog
from flask import Flask, Response, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from helpdesk.foundation import errors
from helpdesk.foundation.db import db
from helpdesk.foundation.language import N_

log = structlog.get_logger()

STATUS: dict[type[errors.HelpdeskError], int] = {
    errors.NotPermitted: 403,
    errors.NotFound: 404,
    errors.NotAllowedNow: 409,
    errors.AlreadyExists: 409,
    errors.InvalidInput: 400,
    errors.TooMany: 429,
}


Suggest = Callable[[str], Sequence[Any]]


@dataclass(frozen=True)
class Words:
    """What an error page says: what happened, and what the person can do now."""

    title: str
    text: str


WORDS: dict[int, Words] = {
    400: Words(
        N_("Vi forstod ikke forespørselen"),
        N_("Noe i adressen eller skjemaet var ikke slik vi ventet. Gå tilbake og prøv på nytt."),
    ),
    403: Words(
        N_("Du har ikke tilgang til dette"),
        N_("Kontoen din har ikke rett til å gjøre dette. Spør den som har ansvar for køen din."),
    ),
    404: Words(
        N_("Vi finner ikke siden"),
        N_("Siden kan være flyttet, eller adressen kan være skrevet feil."),
    ),
    405: Words(
        N_("Denne adressen kan ikke åpnes slik"),
        N_("Gå tilbake til siden du kom fra, og bruk knappen der."),
    ),
    409: Words(
        N_("Dette går ikke akkurat nå"),
        N_("Noen andre kan ha endret saken mens du arbeidet. Last siden på nytt og se."),
    ),
    413: Words(
        N_("Det du sendte, er for stort"),
        N_("Gå tilbake, velg en mindre fil og send på nytt."),
    ),
    429: Words(
        N_("For mange forsøk på kort tid"),
        N_("Vent noen minutter og prøv på nytt. Det du har skrevet, står fortsatt i skjemaet."),
    ),
    500: Words(
        N_("Beklager, noe gikk galt hos oss"),
        N_("Feilen er registrert. Prøv på nytt om litt. Oppgi referansen hvis du tar kontakt."),
    ),
}


def install(app: Flask, *, suggest: Suggest) -> None:
    """
    Answer every error with a page (or JSON where JSON was asked for).

    Args:
        suggest: finds pages for the words of a wrong address; wired by ``create_app``.
    """
    app.extensions["suggest_for_missing"] = suggest
    app.register_error_handler(errors.HelpdeskError, _refused)
    app.register_error_handler(StaleDataError, _stale)
    app.register_error_handler(RequestEntityTooLarge, _too_large)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _failed)


def says(error: errors.HelpdeskError) -> str:
    """Return what *error* says to the person, in the language of the page."""
    if error.says is None:
        return str(gettext(WORDS[status_of(error)].text))
    return str(gettext(error.says, **error.facts))


def status_of(error: errors.HelpdeskError) -> int:
    """Return the HTTP status of *error*."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def _refused(error: errors.HelpdeskError) -> ResponseReturnValue:
    status = status_of(error)
    log.info("refused", status=status, why=str(error), path=_path_for_the_log())
    return _answer(status, text=says(error) if error.says else None)


def _stale(_error: StaleDataError) -> ResponseReturnValue:
    return _answer(409)


def _too_large(_error: RequestEntityTooLarge) -> ResponseReturnValue:
    return _answer(413)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error.get_response()
    answer = _answer(error.code)
    allowed = getattr(error, "valid_methods", None)
    return (*answer, {"Allow": ", ".join(allowed)}) if allowed else answer


def _failed(error: Exception) -> ResponseReturnValue:
    reference = secrets.token_hex(4)
    log.error("failed", reference=reference, path=_path_for_the_log(), exc_info=error)
    if current_app.config.get("PROPAGATE_EXCEPTIONS"):
        raise error
    try:
        return _answer(500, reference=reference)
    except Exception:  # the page needs the database, which may be what failed
        log.exception("errors.page_failed", reference=reference)
        text = f"{gettext(WORDS[500].title)}. {gettext(WORDS[500].text)} {reference}\n"
        return Response(text, status=500, content_type="text/plain; charset=utf-8")


def _path_for_the_log() -> str:
    """Return the address asked for; the secret of a private link stays out of the log."""
    if request.url_rule is not None and "token" in (request.view_args or {}):
        return request.url_rule.rule
    return request.path


def _answer(
    status: int, *, text: str | None = None, reference: str | None = None
) -> tuple[str | Response, int]:
    db.session.rollback()
    words = WORDS.get(status, WORDS[500 if status > 500 else 400])
    shown = text or gettext(words.text)
    if wants_json():
        told = {"status": status, "title": gettext(words.title), "detail": shown}
        return jsonify(told | ({"reference": reference} if reference else {})), status
    page = render_template(
        "web/error.html",
        status=status,
        heading=gettext(words.title),
        text=shown,
        reference=reference,
        words=_words_of_address(),
        suggestions=_suggestions(status),
    )
    return page, status


def wants_json() -> bool:
    """Tell whether the answer must be JSON: a program asks, not a browser."""
    if request.path.startswith("/api/"):
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json" and request.accept_mimetypes["text/html"] == 0


def _words_of_address() -> str:
    """Return the words of the address, to search for; a token is no word."""
    parts = unquote(request.path).replace("/", " ").replace("-", " ").replace("_", " ").split()
    return " ".join(part for part in parts if part.isalpha() and len(part) < 25)[:100]


def _suggestions(status: int) -> Sequence[Any]:
    if status not in {403, 404}:
        return ()
    try:
        find: Suggest = current_app.extensions["suggest_for_missing"]
        return find(_words_of_address())
    except Exception:
        log.exception("errors.suggest_failed")
        return ()
