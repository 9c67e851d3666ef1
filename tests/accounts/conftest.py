"""More than one browser."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient


@pytest.fixture
def app_client(app: Flask) -> Callable[[], FlaskClient]:
    """Return a function that gives a new browser each time."""
    return app.test_client
