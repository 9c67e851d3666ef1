"""
Forms that came without a session: kept for the browser that sent them, and given to no other.

The token alone stands in an address, which can be passed on; without this a stranger could fill in
a form of ours and have somebody with more rights send it.
"""

from flask import request
from flask import session as browser_session
from werkzeug.datastructures import MultiDict

from helpdesk.foundation import kept_forms, tokens

SESSION_KEY = "kept_forms"
"""Where the session remembers, by digest, which forms this browser sent."""

PARAMETER = "behold"

MOST = 5
"""Forms a browser is remembered to have sent; the cookie must stay small."""


def keep(fields: dict[str, list[str]]) -> str | None:
    """Keep *fields* for this browser and return the token that gives them back, if there is one."""
    token = kept_forms.keep(fields) if fields else None
    if token is not None:
        sent = [*browser_session.get(SESSION_KEY, []), tokens.digest(token)]
        browser_session[SESSION_KEY] = sent[-MOST:]
    return token


def given_back() -> MultiDict[str, str]:
    """Return what the address at hand says was kept of this browser's; empty if nothing was."""
    token = request.args.get(PARAMETER, "") if request.method == "GET" else ""
    is_ours = bool(token) and tokens.digest(token) in browser_session.get(SESSION_KEY, [])
    fields = kept_forms.given_back(token) if is_ours else {}
    return MultiDict([(key, value) for key, values in fields.items() for value in values])
