"""``helpdesk search``."""

from flask import Flask

from helpdesk.search import index
from helpdesk.search.cli import group
from tests.cast import Cast


def test_an_operator_rebuilds_the_index(app: Flask, shelf: Cast) -> None:
    result = app.test_cli_runner().invoke(group, ["rebuild"])
    assert result.exit_code == 0
    assert "built from 5 items" in result.output


def test_an_operator_sees_what_was_mended(app: Flask, shelf: Cast) -> None:
    index.here().store.apply([], ["article:septik"], 5)
    result = app.test_cli_runner().invoke(group, ["check"])
    assert "mended article:septik" in result.output
    assert "The index equals" in app.test_cli_runner().invoke(group, ["check"]).output
