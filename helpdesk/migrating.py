"""``helpdesk db``: Alembic's commands on the migrations of this installation."""

from pathlib import Path

from flask import Flask
from flask_migrate import Migrate
from flask_migrate.cli import db as group

from helpdesk.foundation.db import db

__all__ = ["group", "install"]

MIGRATIONS = Path(__file__).parent.parent / "migrations"


def install(app: Flask) -> None:
    """Let *app* migrate its database."""
    Migrate(app, db, directory=str(MIGRATIONS), render_as_batch=True)
