"""``helpdesk import``, ``export`` and ``demo``."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from helpdesk.exchange import demo, demo_people, lines, service
from helpdesk.foundation import installation
from helpdesk.foundation.errors import HelpdeskError, InvalidInput

STAGES = {"check": "Checking", "write": "Writing"}


class _Bars:
    """A progress bar a stage, on the terminal's error channel."""

    def __init__(self, progress: Progress, total: int | None) -> None:
        self._progress = progress
        self._total = total
        self._tasks: dict[str, int] = {}

    def __call__(self, stage: str, done: int) -> None:
        if stage not in self._tasks:
            self._tasks[stage] = self._progress.add_task(STAGES[stage], total=self._total)
        self._progress.update(self._tasks[stage], completed=done)  # type: ignore[arg-type]


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True))


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check everything, store nothing.")
@with_appcontext
def import_command(file: Path, dry_run: bool) -> None:
    """Import FILE (JSON Lines): all of it, or nothing if any line is wrong."""
    total = sum(1 for _ in lines.read(file))
    try:
        with _progress() as progress:
            done = service.import_file(file, dry_run=dry_run, progress=_Bars(progress, total))
    except InvalidInput as error:
        raise click.ClickException(f"{error}\nNothing was stored.") from error
    for warning in done.warnings:
        click.echo(f"Warning: {warning}", err=True)
    stored = "would change" if dry_run else "changed"
    click.echo(f"{done.read} lines read, {done.changed} {stored}.")


@click.command("export")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@with_appcontext
def export_command(file: Path) -> None:
    """Write everything published to FILE (JSON Lines)."""
    with _progress() as progress:
        count = service.export_file(file, progress=_Bars(progress, None))
    click.echo(f"{count} lines written to {file}.")


@click.command("demo")
@click.option("--if-empty", is_flag=True, help="Do nothing if the database holds anything.")
@with_appcontext
def demo_command(if_empty: bool) -> None:
    """Load the demo: invented content and people with a known password."""
    if not (if_empty and demo.is_complete_or_foreign()):
        try:
            demo.load()
        except HelpdeskError as error:
            raise click.ClickException(str(error)) from error
    if installation.is_demo():
        _introduce()


def _introduce() -> None:
    """Say where the demo is, who is in it and where its mail can be read."""
    address = current_app.extensions["settings"].base_url
    click.echo(f"The demo is at {address}/ and its mail at {address}/demo/post")
    click.echo(f"Everybody's password is {demo_people.PASSWORD}:")
    for person in demo_people.everybody():
        click.echo(f"  {person.email:34} {person.name:14} {person.task}")
