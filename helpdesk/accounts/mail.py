"""Mails about accounts."""

from helpdesk.accounts.models import User
from helpdesk.foundation import mail
from helpdesk.foundation.language import Language


def sign_in_link(user: User, token: str, language: Language | str) -> None:
    """Tell *user* the link that signs in."""
    mail.post(user.email, "accounts/sign_in_link", language=language, path=f"/logg-inn/{token}")


def password_changed(user: User) -> None:
    """Tell *user* that the password was changed, in case somebody else did it."""
    mail.post(user.email, "accounts/password_changed", language=user.language, path="/logg-inn")


def account_made(user: User) -> None:
    """Tell *user* that an administrator has made the account."""
    mail.post(user.email, "accounts/account_made", language=user.language, path="/logg-inn")
