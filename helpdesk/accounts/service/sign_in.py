"""Signing in and out."""

import structlog

from helpdesk.accounts import passwords, queries, sign_in_links
from helpdesk.accounts.models import User
from helpdesk.foundation import clock
from helpdesk.foundation.db import db, reading
from helpdesk.foundation.errors import InvalidInput, NotAllowedNow
from helpdesk.foundation.language import N_, Language

WRONG = N_("E-postadressen eller passordet er ikke riktig. Prøv på nytt, eller be om en lenke.")
USED_UP = N_("Lenken er brukt eller for gammel. Be om en ny.")

log = structlog.get_logger()


def with_password(*, email: str, password: str) -> User:
    """
    Return the active user whose address and password these are, and note the sign-in.

    The comparison is slow and happens before the transaction that writes. It takes the same time
    for an address nobody has, a person without a password and one who was deactivated.

    Raises:
        InvalidInput: one of the two is wrong; which one is not said.
    """
    stored = _stored_hash(email)
    is_right, better_hash = passwords.check(password, stored)
    user = queries.by_email(email) if is_right else None
    if user is None or not user.is_active or user.password_hash != stored:
        log.info("accounts.sign_in_refused")
        raise InvalidInput("wrong address or password", field="password", says=WRONG)

    user.signed_in_at = clock.now()
    if better_hash is not None:
        user.password_hash = better_hash
    db.session.commit()
    return user


def ask_for_link(*, email: str, onward: str, language: Language | str) -> None:
    """Have a link sent to *email* if anybody has an account with it; nobody is told whether."""
    sign_in_links.request(email.strip().lower(), onward=onward, language=language)
    db.session.commit()


def with_link(*, token: str) -> tuple[User, str]:
    """
    Use up the link with this *token*; return its user and where the person was going.

    Raises:
        NotAllowedNow: it was used, is too old or unknown, or the user was deactivated.
    """
    used = sign_in_links.use(token)
    user = queries.by_id(used[0]) if used else None
    if used is None or user is None or not user.is_active:
        raise NotAllowedNow("a sign-in link that cannot be used", says=USED_UP)

    user.signed_in_at = clock.now()
    db.session.commit()
    return user, used[1]


def _stored_hash(email: str) -> str | None:
    """Read the hash in a transaction of its own, over before the slow comparison begins."""
    with reading(), db.engine.connect() as connection:
        return connection.scalar(queries.password_hash_of(email))
