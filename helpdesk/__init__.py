"""Miljøkommune: a question-and-answer helpdesk for Norwegian municipalities."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from config import Settings


def create_app(settings: "Settings") -> "Flask":
    """Build the application: the only place that knows every room (through ``wiring``)."""
    # Imported here: ``helpdesk serve`` is up a second sooner for not loading the rooms twice.
    from flask import Flask
    from werkzeug.middleware.proxy_fix import ProxyFix

    from helpdesk import wiring
    from helpdesk.foundation import logs
    from helpdesk.foundation.db import db, start_writing

    logs.configure()
    app = Flask(__name__, static_folder=None)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True},  # a case has no place in the log
        SESSION_COOKIE_NAME="okt",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.is_https,
        MAX_CONTENT_LENGTH=(settings.upload_max_mb * 3 + 2) * 1_000_000,
        MAX_FORM_MEMORY_SIZE=2_000_000,
        WTF_CSRF_TIME_LIMIT=8 * 3600,
        WTF_CSRF_SSL_STRICT=False,
    )
    app.before_request(_open_for_reading_or_writing)
    app.teardown_request(lambda _error: start_writing())
    db.init_app(app)
    wiring.install(app, settings)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops)  # type: ignore[method-assign]
    return app


def _open_for_reading_or_writing() -> None:
    from flask import request

    from helpdesk.foundation.db import start_reading, start_writing

    if request.method in {"GET", "HEAD", "OPTIONS"}:
        start_reading()
    else:
        start_writing()
