"""
Links by mail that sign in: asked for by anybody, made by the worker for those who have an account.

The request writes one outbox row whoever asks, so neither the answer nor its time tells whether
an address is known.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, update

from helpdesk.accounts import mail, queries
from helpdesk.accounts.models import SignInLink, User
from helpdesk.foundation import clock, outbox, tokens
from helpdesk.foundation.db import db
from helpdesk.foundation.language import Language
from helpdesk.foundation.outbox import OutboxMessage

KIND = "accounts.sign_in_link"

LINK_LIFE = timedelta(hours=1)
"""How long a link can be used. Source: security.md, attacks A.2 and A.3; the hour is a guess."""


def request(email: str, *, onward: str, language: Language | str) -> None:
    """Ask for a link to *email* that leads to *onward*, in the transaction at hand."""
    outbox.post(KIND, {"email": email, "onward": onward, "language": str(language)})


def send(row: OutboxMessage) -> None:
    """Carry out one request: make the link and post its mail, or do nothing for a stranger."""
    user = queries.by_email(row.payload["email"])
    if user is None or not user.is_active:
        return
    now = clock.now()
    _forget_older(user, now)
    token = tokens.make()
    link = SignInLink(
        digest=tokens.digest(token),
        user_id=user.id,
        made_at=now,
        expires_at=now + LINK_LIFE,
        onward=row.payload["onward"],
    )
    db.session.add(link)
    mail.sign_in_link(user, token, row.payload["language"])


def use(token: str) -> tuple[int, str] | None:
    """
    Use the link up, in the transaction at hand.

    Returns:
        The user's id and where the reader was going; None if it was used, is too old or unknown.
    """
    now = clock.now()
    used = (
        update(SignInLink)
        .where(
            SignInLink.digest == tokens.digest(token),
            SignInLink.used_at.is_(None),
            SignInLink.expires_at > now,
        )
        .values(used_at=now)
        .returning(SignInLink.user_id, SignInLink.onward)
    )
    row = db.session.execute(used).one_or_none()
    return None if row is None else (row.user_id, row.onward)


def forget_of(user: User) -> None:
    """Make every link of *user* worthless, in the transaction at hand: sessions end, so do they."""
    db.session.execute(delete(SignInLink).where(SignInLink.user_id == user.id))


def forget_old() -> None:
    """Delete links that can no longer be used, and commit; the worker's."""
    db.session.execute(delete(SignInLink).where(SignInLink.expires_at < clock.now()))
    db.session.commit()


def _forget_older(user: User, now: datetime) -> None:
    """Let only the newest link of *user* live; also sweep what has expired."""
    old = delete(SignInLink).where((SignInLink.user_id == user.id) | (SignInLink.expires_at < now))
    db.session.execute(old)
