"""The ``helpdesk`` command: puts the rooms' command groups together."""

import click
from flask import Flask
from flask.cli import AppGroup, FlaskGroup
from flask_migrate.cli import db as migrations

import config
from helpdesk import create_app, serving
from helpdesk.accounts import cli as accounts
from helpdesk.exchange import cli as exchange
from helpdesk.foundation import outbox
from helpdesk.foundation.errors import HelpdeskError
from helpdesk.laws import cli as laws
from helpdesk.search import cli as search

outbox_group = AppGroup("outbox", help="Mails and other side effects on their way out.")


def _app() -> Flask:
    return create_app(config.load())


group = FlaskGroup(
    name="helpdesk",
    help="Run and look after the helpdesk.",
    create_app=_app,
    add_default_commands=False,
    add_version_option=False,
    load_dotenv=False,
    set_debug_flag=False,
)
group.params.clear()  # Flask's own options would load another app or environment


@outbox_group.command("list")
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


@outbox_group.command("retry")
@click.argument("message_id", metavar="ID", type=int)
def retry(message_id: int) -> None:
    """Put the row ID, which was given up on, back in the line."""
    outbox.retry(message_id)
    click.echo(f"{message_id} waits again.")


for command in (
    serving.serve_command,
    serving.worker_command,
    migrations,
    accounts.group,
    laws.group,
    search.group,
    exchange.import_command,
    exchange.export_command,
    exchange.demo_command,
    outbox_group,
):
    group.add_command(command)


def main() -> None:
    """Run the command; what the service refuses is one line on the error stream and exit 1."""
    try:
        group(prog_name="helpdesk")
    except (HelpdeskError, config.BadSettings) as error:
        click.echo(f"helpdesk: {error}", err=True)
        raise SystemExit(1) from error
