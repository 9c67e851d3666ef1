"""Pages that ask no room: privacy, accessibility, and what machines must know first."""

from collections.abc import Hashable
from datetime import timedelta
from email.utils import parseaddr

from flask import Blueprint, Response, current_app, render_template
from flask.typing import ResponseReturnValue

from config import Settings
from helpdesk.foundation import clock, installation
from helpdesk.web.access import public
from helpdesk.web.page_cache import cached_page

blueprint = Blueprint("pages", __name__)

SECURITY_VALID_FOR = timedelta(days=180)
"""Source: RFC 9116, section 2.5.5: less than a year ahead is recommended."""

_CLOSED = ("/admin", "/arbeidsflate", "/redaksjon", "/sporsmal", "/logg-inn", "/sok", "/api")


def contact_address() -> str:
    """Return the mail address of the service."""
    return parseaddr(_settings().mail_sender)[1]


def _stamp() -> Hashable:
    return installation.is_demo()


@blueprint.get("/personvern")
@public
@cached_page(_stamp)
def privacy() -> ResponseReturnValue:
    """Say what is kept of people, why, and for how long."""
    return render_template("web/privacy.html", contact=contact_address())


@blueprint.get("/tilgjengelighet")
@public
@cached_page(_stamp)
def accessibility() -> ResponseReturnValue:
    """Say how well the service can be used by all, and whom to tell when it cannot."""
    return render_template("web/accessibility.html", contact=contact_address())


@blueprint.get("/robots.txt")
@public
def robots() -> ResponseReturnValue:
    """Say what crawlers may visit, and where the map is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _CLOSED)]
    return _text(*lines, "", f"Sitemap: {_settings().base_url}/sitemap.xml")


@blueprint.get("/.well-known/security.txt")
@public
def security() -> ResponseReturnValue:
    """
    Say whom to tell about a weakness.

    Source: RFC 9116.
    """
    expires_at = clock.now() + SECURITY_VALID_FOR
    return _text(
        f"Contact: mailto:{contact_address()}",
        f"Expires: {expires_at:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nb, nn, en",
        f"Canonical: {_settings().base_url}/.well-known/security.txt",
    )


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


def _text(*lines: str) -> Response:
    return Response("\n".join((*lines, "")), content_type="text/plain; charset=utf-8")
