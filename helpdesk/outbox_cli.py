"""``helpdesk outbox``: what is on its way out, and what was given up on."""

import click
from flask.cli import AppGroup

from helpdesk.foundation import outbox

group = AppGroup("outbox", help="Mails and other side effects on their way out.")


@group.command("list")
@click.option("--failed", is_flag=True, help="List those given up on, newest first.")
def list_outbox(failed: bool) -> None:
    """Count what is in the outbox, or list what was given up on."""
    if not failed:
        for state, count in outbox.counts().items():
            click.echo(f"{state.value}\t{count}")
        return
    for letter in outbox.dead_letters():
        to = letter.payload.get("to", "-")
        click.echo(f"{letter.id}\t{letter.kind}\t{to}\t{letter.last_error}")


@group.command("retry")
@click.argument("message_id", metavar="ID", type=int)
def retry(message_id: int) -> None:
    """Put the row ID, which was given up on, back in the line."""
    outbox.retry(message_id)
    click.echo(f"{message_id} waits again.")
