"""Security headers on every answer, and the first ring against requests from other sites."""

from flask import Flask, Response, request

from config import Settings
from helpdesk.foundation.errors import InvalidInput, NotPermitted
from helpdesk.foundation.language import N_

POLICY = "; ".join(  # noqa: FLY002 - one rule a line reads best
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Source: security.md, section 1, promise 8; the design system needs ``data:`` for its icons."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def for_all(settings: Settings) -> dict[str, str]:
    """Return the headers of every answer."""
    tls = {"Strict-Transport-Security": "max-age=31536000"} if settings.is_https else {}
    return HEADERS | tls


def install(app: Flask, settings: Settings) -> None:
    """Add the headers to all answers and refuse writes that come from another site."""
    always = for_all(settings)
    app.before_request(_refuse_other_sites)
    app.before_request(_refuse_nul)

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in always.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def _refuse_nul() -> None:
    """Refuse an address with a NUL in it, which PostgreSQL cannot even be asked about."""
    if "\0" in request.path or b"%00" in request.query_string:
        raise InvalidInput("a NUL character in the address")


def _refuse_other_sites() -> None:
    if request.method in _SAFE_METHODS or _is_from_here():
        return
    origin = request.headers.get("Origin")
    raise NotPermitted(
        f"a {request.method} from {origin}",
        says=N_("Skjemaet ble sendt fra et annet nettsted. Åpne siden her og prøv på nytt."),
    )


def _is_from_here() -> bool:
    """Tell whether the browser sent a form of ours; what no browser sent is left to the token."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    return request.headers.get("Origin", _own_origin()) == _own_origin()


def is_from_our_page() -> bool:
    """Tell whether a browser says that a page of ours sent this; silence is no yes."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == _own_origin()


def _own_origin() -> str:
    return request.host_url.rstrip("/")
