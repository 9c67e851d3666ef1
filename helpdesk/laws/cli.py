"""``helpdesk laws``: bring the register up to date."""

from pathlib import Path

import click
from flask.cli import AppGroup

from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput
from helpdesk.laws import service

group = AppGroup("laws", help="The law register.")


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_command(file: Path) -> None:
    """Import laws or sections from FILE (the formats of laws.csv and law_sections.csv)."""
    try:
        count = service.import_file(file)
    except InvalidInput as error:
        raise click.ClickException(f"{file}: {error}") from error
    db.session.commit()
    click.echo(f"{count} rows imported from {file.name}.")
