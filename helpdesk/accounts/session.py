"""The signed-in person of a request, by the key in the session cookie."""

from datetime import timedelta

from flask import Flask
from flask import session as browser_session
from flask_login import AnonymousUserMixin, LoginManager, login_user

from helpdesk.accounts import queries
from helpdesk.accounts.models import User
from helpdesk.foundation import clock
from helpdesk.web import kept_input

PROOF_LASTS = timedelta(hours=1)
"""How long a sign-in by mail link stands in for the current password. Source: the link's life."""

_LANGUAGE = "language"
_LINK_USED_AT = "link_used_at"


class Visitor(AnonymousUserMixin):  # type: ignore[misc]
    """Somebody who is not signed in."""

    is_expert = False
    is_editor = False
    is_admin = False
    may_ask = False
    name = ""


def install(app: Flask) -> None:
    """Let Flask-Login find people by their session key."""
    manager = LoginManager()
    manager.anonymous_user = Visitor
    manager.session_protection = None
    manager.user_loader(_load)
    manager.init_app(app)


def begin(user: User, *, by_link: bool = False) -> None:
    """
    Sign this browser in with a session that holds nothing from before but the language chosen.

    Which forms it sent without a session is remembered too, so that it gets them back.

    Source: security.md, attack A.8, session fixation.
    """
    forms_sent = browser_session.get(kept_input.SESSION_KEY)
    forget()
    if forms_sent:
        browser_session[kept_input.SESSION_KEY] = forms_sent
    browser_session.setdefault(_LANGUAGE, user.language.value)
    if by_link:
        browser_session[_LINK_USED_AT] = clock.now().timestamp()
    login_user(user)


def forget() -> None:
    """Empty this browser's session, except for the language chosen."""
    language = browser_session.get(_LANGUAGE)
    browser_session.clear()
    if language:
        browser_session[_LANGUAGE] = language


def has_just_read_mail() -> bool:
    """Tell whether this session began with a mail link within the last hour."""
    used_at = browser_session.get(_LINK_USED_AT)
    if not isinstance(used_at, float):
        return False
    return clock.now().timestamp() - used_at < PROOF_LASTS.total_seconds()


def _load(session_key: str) -> User | None:
    return queries.by_session_key(session_key)
