"""``helpdesk user``: accounts from the command line."""

import click
from flask.cli import AppGroup

from helpdesk.accounts import queries
from helpdesk.accounts.models import MemberRole, User
from helpdesk.accounts.service import people
from helpdesk.accounts.service.people import Person
from helpdesk.foundation.errors import NotFound
from helpdesk.foundation.paging import Page

group = AppGroup("user", help="People and what they may do.")

ROLES = ("requester", "expert", "reviewer", "editor", "admin")
_SERVING = {"expert": MemberRole.EXPERT, "reviewer": MemberRole.REVIEWER}


@group.command("add")
@click.argument("email")
@click.option("--role", type=click.Choice(ROLES), required=True, help="What the person may do.")
@click.option("--organisation", "organisation_key", metavar="KEY", required=True)
@click.option("--queue", "queue_keys", metavar="KEY", multiple=True, help="May be repeated.")
@click.option("--name", default="", help="Full name.")
def add(
    email: str, role: str, organisation_key: str, queue_keys: tuple[str, ...], name: str
) -> None:
    """Make an account for EMAIL and tell the person by mail; they sign in by a mail link."""
    if bool(queue_keys) != (role in _SERVING):
        raise click.UsageError("Experts and reviewers serve queues (--queue KEY), others do not.")
    person = Person(
        name=name,
        organisation_key=organisation_key,
        is_editor=role == "editor",
        is_admin=role == "admin",
    )
    places = dict.fromkeys(queue_keys, _SERVING.get(role, MemberRole.EXPERT))
    user = people.add(actor=None, email=email, person=person, places=places)
    click.echo(f"{user.email} is a new {role}.")


@group.command("list")
def list_users() -> None:
    """List all accounts by address: address, organisation, roles."""
    after: str | None = None
    while True:
        page = queries.people(after=after)
        _print(page)
        after = page.following
        if after is None:
            break


@group.command("deactivate")
@click.argument("email")
def deactivate(email: str) -> None:
    """Close the account of EMAIL at once; every session ends."""
    user = queries.by_email(email)
    if user is None:
        raise NotFound(f"nobody has the address {email}")
    people.deactivate(actor=None, user=user)
    click.echo(f"{user.email} is closed.")


def _print(page: Page[User]) -> None:
    for user in page.items:
        click.echo(f"{user.email}\t{user.organisation.key}\t{', '.join(_roles(user))}")


def _roles(user: User) -> list[str]:
    roles = [f"{place.role.value} in {place.queue.key}" for place in user.memberships]
    roles += [role for role, has in (("editor", user.is_editor), ("admin", user.is_admin)) if has]
    return [*(roles or ["requester"]), *([] if user.is_active else ["closed"])]
