"""The ground tests stand on: a fresh database each, the app, the cast, a real mail server."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import sqlalchemy as sa
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings
from jinja2 import FileSystemBytecodeCache

import config
from helpdesk import create_app
from helpdesk.accounts.models import User
from helpdesk.foundation.db import db
from helpdesk.laws import queries as laws
from helpdesk.search import synonyms
from tests import cast as people
from tests import databases
from tests.browser_without_scripts import Browser

pytest_plugins = ["tests.chromium"]

# A busy machine is slow, not wrong; the number of examples bounds the time.
hypothesis_settings.register_profile("patient", deadline=None)
hypothesis_settings.load_profile("patient")

DATABASE = os.environ.get("HELPDESK_TEST_DATABASE", "sqlite")


def settings_for(data: Path, url: str, **changes: str) -> config.Settings:
    """Return settings for a test installation in *data*."""
    given = {"DATA": str(data), "DATABASE_URL": url, "SECRET_KEY": "0123456789abcdef" * 4}
    return config.load({f"HELPDESK_{name}": value for name, value in (given | changes).items()})


@pytest.fixture(scope="session")
def database_template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a database with all tables and no rows (SQLite: a file to be copied)."""
    with ExitStack() as running:
        folder = tmp_path_factory.mktemp("template")
        url = f"sqlite:///{folder / 'template.sqlite3'}"
        if DATABASE == "postgresql":
            url = running.enter_context(databases.postgres_server())
        app = create_app(settings_for(folder, url))
        with app.app_context():
            db.create_all()
            db.session.remove()
            db.engine.dispose()
        yield url


@pytest.fixture
def settings(database_template: str, tmp_path: Path) -> config.Settings:
    """Settings whose database is fresh."""
    url = database_template
    if url.startswith("sqlite"):
        target = tmp_path / "helpdesk.sqlite3"
        shutil.copyfile(url.removeprefix("sqlite:///"), target)
        url = f"sqlite:///{target}"
    return settings_for(tmp_path, url)


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """What keeps templates compiled from one test to the next."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(settings: config.Settings, compiled_templates: FileSystemBytecodeCache) -> Iterator[Flask]:
    """The application over a fresh database, its context pushed."""
    app = create_app(settings)
    app.jinja_env.bytecode_cache = compiled_templates
    app.config["PROPAGATE_EXCEPTIONS"] = True
    app.test_client_class = Browser
    with app.app_context():
        if db.engine.dialect.name == "postgresql":
            _empty_all_tables()
            laws._register_of.cache_clear()  # its counter begins again with the empty tables
            synonyms._of_version.cache_clear()  # as above
        yield app
        db.session.remove()
        db.engine.dispose()


def _empty_all_tables() -> None:
    names = ", ".join(f'"{table.name}"' for table in db.metadata.sorted_tables)
    with db.engine.begin() as connection:
        connection.execute(sa.text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))


@pytest.fixture
def cast(app: Flask) -> people.Cast:
    """Everybody, in the database."""
    return people.gather()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Somebody who is not signed in."""
    return app.test_client()


@pytest.fixture
def as_user(app: Flask) -> Callable[[User], FlaskClient]:
    """Return a function that gives a browser in which a person is signed in."""

    def sign_in(person: User) -> FlaskClient:
        browser = app.test_client()
        with browser.session_transaction() as session:
            session["_user_id"] = person.session_key
            session["_fresh"] = True
        return browser

    return sign_in


@pytest.fixture
def smtp(tmp_path: Path) -> Iterator[tuple[Controller, Path]]:
    """A real mail server on loopback, and the Maildir it writes to."""
    folder = tmp_path / "maildir"
    controller = Controller(Mailbox(str(folder)), hostname="127.0.0.1", port=databases.free_port())
    controller.start()
    yield controller, folder
    controller.stop()
