"""``helpdesk user`` and ``helpdesk outbox``."""

from click.testing import Result
from flask import Flask

from helpdesk.accounts import cli, queries
from helpdesk.foundation import outbox
from helpdesk.foundation.db import db
from helpdesk.foundation.outbox import OutboxState
from helpdesk.outbox_cli import group as outbox_group
from tests.cast import Cast


def run(app: Flask, *words: str) -> Result:
    db.session.commit()
    return app.test_cli_runner().invoke(cli.group, words)


def test_the_operator_adds_lists_and_closes_accounts(app: Flask, cast: Cast) -> None:
    added = run(app, "add", "eva@nve.no", "--role=reviewer", "--organisation=nve", "--queue=nve")
    assert added.exit_code == 0, added.output
    listed = run(app, "list").output
    assert "eva@nve.no\tnve\treviewer in nve" in listed
    assert "odd@miljodir.no\tmiljodir\tadmin" in listed
    assert "kari@alver.kommune.no\tkommune-4631\trequester" in listed
    assert run(app, "deactivate", "eva@nve.no").exit_code == 0
    assert "reviewer in nve, closed" in run(app, "list").output


def test_an_expert_needs_a_queue_and_an_editor_has_none(app: Flask, cast: Cast) -> None:
    without = run(app, "add", "eva@nve.no", "--role=expert", "--organisation=nve")
    with_one = run(app, "add", "eva@nve.no", "--role=editor", "--organisation=nve", "--queue=nve")
    assert without.exit_code == with_one.exit_code == 2
    assert queries.by_email("eva@nve.no") is None


def test_a_mistake_changes_nothing(app: Flask, cast: Cast) -> None:
    wrong = run(app, "add", "eva@nve.no", "--role=expert", "--organisation=nve", "--queue=miljodir")
    assert wrong.exit_code == 1
    db.session.rollback()
    assert queries.by_email("eva@nve.no") is None
    assert run(app, "deactivate", "nobody@nve.no").exit_code == 1


def test_dead_letters_are_listed_and_sent_again(app: Flask) -> None:
    letter = outbox.post("mail", {"to": "kari@alver.kommune.no", "template": "x", "facts": {}})
    letter.state, letter.last_error = OutboxState.DEAD, "550 no such user"
    db.session.commit()
    runner = app.test_cli_runner()
    listed = runner.invoke(outbox_group, ["list", "--failed"])
    assert f"{letter.id}\tmail\tkari@alver.kommune.no\t550 no such user" in listed.output
    assert runner.invoke(outbox_group, ["retry", str(letter.id)]).exit_code == 0
    assert "waiting\t1" in runner.invoke(outbox_group, ["list"]).output
    assert runner.invoke(outbox_group, ["retry", str(letter.id)]).exit_code == 1
