"""The ``helpdesk`` command: puts the rooms' command groups together."""

from importlib import import_module

import click
from flask import Flask
from flask.cli import FlaskGroup

import config
from helpdesk import create_app
from helpdesk.foundation.errors import HelpdeskError

COMMANDS = {
    "db": "helpdesk.migrating:group",
    "demo": "helpdesk.exchange.cli:demo_command",
    "export": "helpdesk.exchange.cli:export_command",
    "import": "helpdesk.exchange.cli:import_command",
    "laws": "helpdesk.laws.cli:group",
    "outbox": "helpdesk.outbox_cli:group",
    "search": "helpdesk.search.cli:group",
    "serve": "helpdesk.serving:serve_command",
    "user": "helpdesk.accounts.cli:group",
    "worker": "helpdesk.serving:worker_command",
}
"""Each command and where it is; only the one that is called is loaded."""


class Commands(FlaskGroup):
    """The commands of the rooms, loaded when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Return the command called *name*."""
        if name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command


def _app() -> Flask:
    app = create_app(config.load())
    if click.get_current_context().find_root().invoked_subcommand == "db":
        from helpdesk import migrating  # Alembic is heavy, and nothing else needs it

        migrating.install(app)
    return app


group = Commands(
    name="helpdesk",
    help="Run and look after the helpdesk.",
    create_app=_app,
    add_default_commands=False,
    add_version_option=False,
    load_dotenv=False,
    set_debug_flag=False,
)
group.params.clear()  # Flask's own options would load another app or environment


def main() -> None:
    """Run the command; what the service refuses is one line on the error stream and exit 1."""
    try:
        group(prog_name="helpdesk")
    except (HelpdeskError, config.BadSettings) as error:
        click.echo(f"helpdesk: {error}", err=True)
        raise SystemExit(1) from error
