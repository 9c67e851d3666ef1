"""The front door: a page that cannot have changed is handed out before Flask wakes up."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from flask import Flask

from config import Settings
from helpdesk.web import headers, languages
from helpdesk.web.page_cache import PageCache, ReadyPage, address_of

Wsgi = Callable[..., Iterable[bytes]]

_LINES = {status: f"{status} {HTTPStatus(status).phrase}" for status in (200, 304)}


class FrontDoor:
    """
    Answers a GET of somebody without a session when its page is kept and nothing has changed.

    Everybody else, and every page that something may have changed on, goes on to the app.
    """

    def __init__(self, app: Wsgi, cache: PageCache, *, cookie: str, always: dict[str, str]) -> None:
        self._app = app
        self._cache = cache
        self._cookie = f"{cookie}="
        self._always = list(always.items())

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        page = self._page(environ)
        if page is None:
            return self._app(environ, start_response)
        status, own, body = page.answer(
            environ.get("HTTP_ACCEPT_ENCODING", ""), environ.get("HTTP_IF_NONE_MATCH", "")
        )
        length = [] if status == 304 else [("Content-Length", str(len(body)))]
        start_response(_LINES[status], [*own.items(), *self._always, *length])
        return [body]

    def _page(self, environ: dict[str, Any]) -> ReadyPage | None:
        if environ["REQUEST_METHOD"] != "GET" or self._cookie in environ.get("HTTP_COOKIE", ""):
            return None
        address = address_of(environ)
        if f"{languages.PARAMETER}=" in address:
            return None
        language = languages.of_header(environ.get("HTTP_ACCEPT_LANGUAGE", ""))
        return self._cache.unchanged((address, language.value))


def install(app: Flask, settings: Settings) -> None:
    """Put the door before the app."""
    app.wsgi_app = FrontDoor(  # type: ignore[method-assign]
        app.wsgi_app,
        app.extensions["page_cache"],
        cookie=app.config["SESSION_COOKIE_NAME"],
        always=headers.for_all(settings),
    )
