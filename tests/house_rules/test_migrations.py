"""Migrations from nothing give exactly the tables of the models."""

import re
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import upgrade

from helpdesk import create_app, migrating
from helpdesk.foundation.db import db
from tests import databases
from tests.conftest import DATABASE, settings_for

VERSIONS = Path(__file__).parent.parent.parent / "migrations" / "versions"


def migrated(folder: Path, url: str) -> list[object]:
    app = create_app(settings_for(folder, url))
    migrating.install(app)
    with app.app_context():
        upgrade()
        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": False})
            return list(compare_metadata(context, db.metadata))


def test_migrations_from_nothing_equal_the_models(tmp_path: Path) -> None:
    if DATABASE == "postgresql":
        with databases.postgres_server() as url:
            assert migrated(tmp_path, url) == []
    else:
        assert migrated(tmp_path, f"sqlite:///{tmp_path / 'new.sqlite3'}") == []


def test_migrations_are_numbered_and_linear() -> None:
    files = sorted(VERSIONS.glob("*.py"))
    assert [int(file.name[:4]) for file in files] == list(range(1, len(files) + 1))
    previous = None
    for file in files:
        down = re.search(r"^down_revision = (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
        assert down is not None
        assert down[1].strip("'\"") == str(previous)
        previous = file.name[:4]


def test_the_database_refuses_an_illegal_state(app) -> None:
    insert = sa.text(
        "INSERT INTO outbox_message (kind, payload, state, created_at, due_at, attempt_count)"
        " VALUES ('mail', '{}', 'lost', '2026-01-01', '2026-01-01', 0)"
    )
    with pytest.raises(sa.exc.IntegrityError):
        db.session.execute(insert)
