"""Styles, scripts and fonts: under a hash of them all, for ever, packed, and harmless."""

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from helpdesk.web.static_files import FOLDER, folder_hash
from tests.browsing import page


@pytest.fixture
def prefix(app: Flask) -> str:
    return f"/static/{folder_hash(FOLDER)}/"


def make(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_every_file_a_page_names_is_there_under_the_hash(client: FlaskClient, prefix: str) -> None:
    shown = page(client.get("/"))
    named = shown.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src")
    assert len(named) >= 3
    for address in named:
        assert address.startswith(prefix)
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("css/site.css", "text/css"),
        ("js/site.js", "text/javascript"),
        ("img/favicon.svg", "image/"),
    ],
)
def test_a_file_may_be_kept_for_ever_and_is_only_what_it_says(
    client: FlaskClient, prefix: str, name: str, kind: str
) -> None:
    answer = client.get(prefix + name)
    assert answer.data == (FOLDER / name).read_bytes()
    assert answer.content_type.startswith(kind)
    assert "immutable" in answer.headers["Cache-Control"]
    assert int(re.search(r"max-age=(\d+)", answer.headers["Cache-Control"])[1]) >= 31_536_000
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer.headers
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_changed_file_changes_the_address(tmp_path: Path) -> None:
    before = folder_hash(make(tmp_path / "a", css__site_css="a{}", js__site_js="1"))
    assert before == folder_hash(make(tmp_path / "b", js__site_js="1", css__site_css="a{}"))
    assert re.fullmatch(r"[0-9a-f]{16}", before)
    changed = [
        make(tmp_path / "c", css__site_css="b{}", js__site_js="1"),
        make(tmp_path / "d", css__site_css="a{}", js__page_js="1"),
        make(tmp_path / "e", css__site_css="a{}"),
    ]
    assert before not in {folder_hash(folder) for folder in changed}


def test_packing_the_files_does_not_change_the_address(tmp_path: Path) -> None:
    folder = make(tmp_path / "a", css__site_css="a{}")
    before = folder_hash(folder)
    (folder / "css" / "site.css.gz").write_bytes(gzip.compress(b"a{}"))
    assert folder_hash(folder) == before


def test_nothing_else_is_served(client: FlaskClient, prefix: str) -> None:
    wrong = ["/static/0000000000000000/css/site.css", "/static/css/site.css"]
    inside = ["../wiring.py", "%2e%2e/wiring.py", "css/", "", "css/site.css/"]
    for address in wrong + [prefix + name for name in inside]:
        assert client.get(address).status_code == 404, address


def test_a_packed_neighbour_is_what_the_browser_gets(
    app: Flask, client: FlaskClient, prefix: str, tmp_path: Path
) -> None:
    """Whether the folder of the product is packed depends on how it was installed."""
    text = "a { color: red }\n" * 100
    folder = make(tmp_path / "packed", site_css=text)
    (folder / "site.css.gz").write_bytes(gzip.compress(text.encode()))
    white_noise = app.wsgi_app
    white_noise.add_files(str(folder), prefix="/static/packed/")
    packed = client.get("/static/packed/site.css", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/static/packed/site.css")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data == text.encode()
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert len(packed.data) < len(plain.data) / 5
