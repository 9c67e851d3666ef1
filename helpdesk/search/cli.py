"""``helpdesk search``: build the index anew, or compare it with the shelf."""

import click
from flask.cli import AppGroup

from helpdesk.catalogue import standing
from helpdesk.search import index

group = AppGroup("search", help="The search index.")


@group.command("rebuild")
def rebuild_command() -> None:
    """Build the index beside the live one, and switch to it."""
    length = len(standing.standing_versions())
    with click.progressbar(length=length, label="Indexing", show_pos=True) as bar:
        count = index.rebuild(bar.update)
    click.echo(f"The index was built from {count} items.")


@group.command("check")
def check_command() -> None:
    """Compare the index with the catalogue, and mend what differs."""
    mended = index.check()
    for address in mended:
        click.echo(f"mended {address}")
    for address in index.skipped():
        click.echo(f"skipped {address}: it cannot be indexed, the log says why")
    click.echo(f"{len(mended)} differences." if mended else "The index equals the catalogue.")
