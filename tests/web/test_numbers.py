"""Numbers from outside that no column of the database holds."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import NotFound

from helpdesk.web import numbers

TOO_LARGE = ("2147483648", "9" * 19, "9" * 5_000)
"""For PostgreSQL's integer, for SQLite's, and for Python itself to read."""


@pytest.mark.parametrize("text", [*TOO_LARGE, "", None, "-1", "1.5", "x", "²"])
def test_what_is_no_number_of_ours_is_the_other_value(text: str | None) -> None:
    assert numbers.whole(text, 7) == 7


@pytest.mark.parametrize(("text", "number"), [("0", 0), (" 42 ", 42), ("999999999", 999_999_999)])
def test_numbers_are_read(text: str, number: int) -> None:
    assert numbers.whole(text) == number


@pytest.mark.parametrize("number", TOO_LARGE)
def test_there_is_no_page_for_a_number_too_large(app: Flask, number: str) -> None:
    addresses = app.url_map.bind("localhost")
    for start in ("/svar", "/admin/personer", "/arbeidsflate/konsultasjon"):
        with pytest.raises(NotFound):
            addresses.match(f"{start}/{number}")


@pytest.mark.parametrize("number", TOO_LARGE)
def test_visitor_with_a_number_too_large_gets_a_page(client: FlaskClient, number: str) -> None:
    assert client.get(f"/svar/{number}").status_code == 404
    assert client.get(f"/sok?q=avløp&side={number}").status_code < 400
