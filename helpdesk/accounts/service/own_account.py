"""What people change about their own account."""

from helpdesk.accounts import mail, passwords, queries, sign_in_links
from helpdesk.accounts.models import User
from helpdesk.foundation import events
from helpdesk.foundation.db import db, let_go
from helpdesk.foundation.errors import InvalidInput, NotFound
from helpdesk.foundation.language import N_, Language

TOO_EASY = N_("Passordet ligner for mye på adressen din, eller det gjentar få tegn. Velg et annet.")
NOT_YOURS = N_("Det nåværende passordet er ikke riktig.")


def save_profile(*, actor: User, name: str, language: Language) -> None:
    """Change the name and the language that pages and mails come in."""
    actor.name = name.strip()
    actor.language = language
    events.record("accounts.save_profile", actor.subject, actor_id=actor.id)
    db.session.commit()


def change_password(*, actor: User, current: str, new: str) -> User:
    """
    Change the password of somebody who knows the current one; see ``set_password``.

    Raises:
        InvalidInput: the current password is wrong, or the new one is too easy.
    """
    stored = actor.password_hash
    let_go()
    is_right, _ = passwords.check(current, stored)
    if not is_right:
        raise InvalidInput(f"{actor.subject}: wrong password", field="current", says=NOT_YOURS)
    return set_password(actor=actor, new=new)


def set_password(*, actor: User, new: str) -> User:
    """
    Set the password of somebody who has just proved to read the mail of the account.

    All sessions end; the caller signs this browser in again with the user returned.

    Raises:
        InvalidInput: the new password is too easy.
    """
    if passwords.is_too_easy(new, email=actor.email):
        raise InvalidInput(f"{actor.subject}: too easy a password", field="new", says=TOO_EASY)
    let_go()
    hashed = passwords.hashed(new)

    user = _again(actor)
    user.password_hash = hashed
    user.end_sessions()
    sign_in_links.forget_of(user)
    events.record("accounts.set_password", user.subject, actor_id=user.id)
    mail.password_changed(user)
    db.session.commit()
    return user


def sign_out_everywhere(*, actor: User) -> None:
    """End every session of *actor*, this one too."""
    actor.end_sessions()
    sign_in_links.forget_of(actor)
    events.record("accounts.sign_out_everywhere", actor.subject, actor_id=actor.id)
    db.session.commit()


def _again(actor: User) -> User:
    user = queries.by_id(actor.id)
    if user is None or not user.is_active:
        raise NotFound(f"{actor.subject} is gone")
    return user
