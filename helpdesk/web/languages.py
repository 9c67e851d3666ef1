"""The language of the interface: chosen in the address, remembered, or the browser's."""

from functools import lru_cache

from flask import Flask, g, request, session
from flask_babel import Babel, refresh
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from helpdesk.foundation.language import Language
from helpdesk.web.addresses import with_query

PARAMETER = "sprak"

NAMES = {Language.NB: "Bokmål", Language.NN: "Nynorsk", Language.EN: "English"}

babel = Babel()


def install(app: Flask) -> None:
    """Choose the language before anything else of a request happens."""
    app.config["BABEL_DEFAULT_LOCALE"] = Language.NB.value
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Europe/Oslo"
    babel.init_app(app, locale_selector=current)
    app.before_request(_choose)


def current() -> str:
    """Return the code of the language of this page or mail: ``nb``, ``nn`` or ``en``."""
    return str(g.get("language", Language.NB))


def use(language: Language | str) -> None:
    """Use *language* from here on, for mails and other things without a request."""
    g.language = Language(language)
    refresh()


def links() -> list[dict[str, object]]:
    """Return the links to this page in each language; relative, so that they weigh little."""
    here = f"?{request.query_string.decode(errors='replace')}"
    return [
        {
            "code": language.value,
            "label": NAMES[language],
            "url": with_query(here, **{PARAMETER: language.value}),
            "current": language.value == current(),
        }
        for language in Language
    ]


def _choose() -> None:
    asked = _known(request.args.get(PARAMETER))
    if asked is not None and not request.path.startswith("/api/"):
        session["language"] = asked.value
    g.language = asked or _remembered() or _of_browser()


def _remembered() -> Language | None:
    if not _has_session_cookie():
        return None
    return _known(session.get("language"))


def _has_session_cookie() -> bool:
    from flask import current_app

    return current_app.config["SESSION_COOKIE_NAME"] in request.cookies


def _known(code: object) -> Language | None:
    return Language(code) if code in {"nb", "nn", "en"} else None


def _of_browser() -> Language:
    return of_header(request.headers.get("Accept-Language", ""))


@lru_cache(maxsize=500)
def of_header(header: str) -> Language:
    """Return the first language an ``Accept-Language`` asks for that we have; ``no`` is bokmål."""
    for code, quality in parse_accept_header(header, LanguageAccept):
        if quality == 0:
            continue  # named only to be refused
        base = code.lower().split("-")[0]
        language = Language.NB if base == "no" else _known(base)
        if language is not None:
            return language
    return Language.NB
