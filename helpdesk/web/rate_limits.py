"""
How often one may do what: names and numbers in one place, a mark on the view, a clear 429 page.

Writes are counted in the database, shared by all processes, before the request's own transaction
begins; a count that cannot be made refuses the write. Reads are counted in memory, per process.
"""

import hashlib
import hmac
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ParamSpec, TypeVar

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from flask import session as browser_session
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from helpdesk.foundation import clock, rate_counts
from helpdesk.foundation.errors import TooMany
from helpdesk.web import access, errors
from helpdesk.web.counts_in_memory import CountsInMemory

P = ParamSpec("P")
R = TypeVar("R")

HOUR = timedelta(hours=1)
QUARTER = timedelta(minutes=15)
MINUTE = timedelta(minutes=1)

FORMS_KEPT = 3
"""How many refused forms in a row are kept for the sender; more would let a flood fill the disk."""


def of_address() -> str | None:
    """Count by the network address, which a whole town hall may share."""
    return request.remote_addr or "unknown"


def of_account() -> str | None:
    """Count by the account, or by the network address of somebody not signed in."""
    return str(browser_session.get("_user_id") or of_address())


def of_email() -> str | None:
    """Count by the mail address in the form, read as the forms read it: without NUL characters."""
    return request.form.get("email", "").replace("\0", "").strip().lower() or None


def of_email_here() -> str | None:
    """Count by mail address and network address, so that a stranger cannot lock a person out."""
    email = of_email()
    return f"{email} {of_address()}" if email else None


def of_link_wanted() -> str | None:
    """Count links sent to a mail address."""
    return of_email() if "send_link" in request.form else None


@dataclass(frozen=True)
class Limit:
    """At most *count* acts in *window* by each of those that *of* tells apart (None: no count)."""

    count: int
    window: timedelta
    of: Callable[[], str | None]


LIMITS: dict[str, tuple[Limit, ...]] = {
    "sign_in": (
        Limit(10, QUARTER, of_email_here),
        Limit(50, HOUR, of_email),
        Limit(6, HOUR, of_link_wanted),
        Limit(200, QUARTER, of_address),
    ),
    "use_link": (Limit(60, QUARTER, of_address),),
    "password": (Limit(10, QUARTER, of_account),),
    "ask": (Limit(20, HOUR, of_email), Limit(60, HOUR, of_account)),
    "upload": (Limit(120, HOUR, of_account),),
    "sent_away": (Limit(60, HOUR, of_address),),
    "write": (Limit(600, QUARTER, of_account),),
    "search": (Limit(120, MINUTE, of_address),),
    "suggest": (Limit(600, MINUTE, of_address),),
    "click": (Limit(600, MINUTE, of_address),),
    "fill": (Limit(600, MINUTE, of_address),),
}
"""Guesses, all of them: ten times what a busy person does, a tenth of what hurts."""

IN_MEMORY = frozenset({"search", "suggest", "click", "fill"})
"""Counted per process and kept nowhere; a refused form of these is not kept for its sender."""

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def limited(name: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """
    Mark a view with its limit, a name in ``LIMITS``; unsafe views without a mark have "write".

    A view that answers both GET and POST counts only the POST, except where the limit is of reads.
    """
    if name not in LIMITS:
        raise KeyError(name)

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        view.limit = name  # type: ignore[attr-defined]
        return view

    return decorate


def install(app: Flask) -> None:
    """Count before anything opens a transaction: call it before ``access.guard``."""
    app.extensions["counts_in_memory"] = CountsInMemory()
    app.before_request(_check)
    app.register_error_handler(TooMany, _refuse)


def _check() -> None:
    name = _limit_at_hand()
    if name is None:
        return
    for place, limit in enumerate(LIMITS[name]):
        who = limit.of()
        if who is not None:
            _count(name, limit, _key(f"{name}.{place}", who))


def _limit_at_hand() -> str | None:
    if request.endpoint is None or request.routing_exception is not None:
        return None
    view = current_app.view_functions[request.endpoint]
    name: str | None = getattr(view, "limit", None)
    if request.method in _SAFE_METHODS:
        return name if name in IN_MEMORY else None
    return "sent_away" if _is_sent_away(request.endpoint) else name or "write"


def _is_sent_away(endpoint: str) -> bool:
    """Tell whether nobody is signed in at a closed page, so that only the form will be kept."""
    is_closed = access.access_of(endpoint) is not access.Access.PUBLIC
    return is_closed and "_user_id" not in browser_session


def _count(name: str, limit: Limit, key: str) -> None:
    if name in IN_MEMORY:
        count, ends_at = current_app.extensions["counts_in_memory"].hit(key, limit.window)
    else:
        count, ends_at = rate_counts.hit(key, limit.window)
    if count > limit.count:
        may_keep = name not in IN_MEMORY and request.method == "POST"
        keeps_form = may_keep and count <= limit.count + FORMS_KEPT
        raise TooMany(f"{name}: {count} of {limit.count}", ends_at=ends_at, keeps_form=keeps_form)


def _key(name: str, who: str) -> str:
    """Return what is stored: no network or mail address, only a keyed digest of it."""
    secret = str(current_app.secret_key).encode()
    return f"{name}:{hmac.new(secret, who.encode(), hashlib.sha256).hexdigest()[:32]}"


def _refuse(error: TooMany) -> ResponseReturnValue:
    ends_at = error.facts.get("ends_at")
    wait = ends_at - clock.now() if isinstance(ends_at, datetime) else MINUTE
    response = _page(wait, keeps_form=bool(error.facts.get("keeps_form")))
    response.status_code = 429
    response.headers["Retry-After"] = str(max(1, math.ceil(wait.total_seconds())))
    return response


def _page(wait: timedelta, *, keeps_form: bool) -> Response:
    if errors.wants_json():
        words = errors.WORDS[429]
        told = {"title": gettext(words.title), "detail": gettext(words.text)}
        return jsonify(status=429, **told)
    minutes = max(1, math.ceil(wait / MINUTE))
    back = access.onward_with_form() if keeps_form else None
    return make_response(render_template("web/too_many.html", minutes=minutes, back=back))
