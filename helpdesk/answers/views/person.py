"""The person at the desk."""

from flask_login import current_user

from helpdesk.accounts.models import User


def me() -> User:
    """Return the person signed in, not Flask-Login's stand-in: no row can hold that."""
    person: User = current_user._get_current_object()  # noqa: SLF001 - the proxy's own way out
    return person
