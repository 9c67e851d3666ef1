"""How migrations run: inside the app, numbered, in batches on SQLite with foreign keys off."""

import sqlalchemy as sa
from alembic import context
from alembic.operations import MigrationScript
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app

from helpdesk.foundation.db import db


def numbered(
    migration: MigrationContext, _revision: object, directives: list[MigrationScript]
) -> None:
    """Give a new migration the number after the newest, and drop one that changes nothing."""
    script = directives[0]
    if script.upgrade_ops is None or script.upgrade_ops.is_empty():
        directives[:] = []
        return
    head = ScriptDirectory.from_config(migration.config).get_current_head()
    script.rev_id = f"{int(head or 0) + 1:04d}"


def run() -> None:
    """Bring the database of the app at hand to the wanted revision."""
    with db.engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            process_revision_directives=numbered,
            **current_app.extensions["migrate"].configure_args,
        )
        context.run_migrations()
        if sqlite:
            _check_foreign_keys(connection)
        connection.commit()
        if sqlite:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA foreign_keys = ON")


def _check_foreign_keys(connection: sa.Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise RuntimeError(f"the migration leaves broken references: {broken[:5]}")


run()
