"""The blueprint of the room, and who is at the page."""

from flask import Blueprint
from flask_login import current_user

from helpdesk.accounts.models import User

blueprint = Blueprint("tasks", __name__, url_prefix="/redaksjon")


def me() -> User:
    """Return the person signed in, not Flask-Login's stand-in: no row can hold that."""
    person: User = current_user._get_current_object()  # noqa: SLF001 - the proxy's own way out
    return person
