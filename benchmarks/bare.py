"""The yardstick: a bare Flask app with one indexed SELECT and a Jinja page of 16 kB."""

import os
import sqlite3
import threading

from flask import Flask

PAGE = """<!doctype html><html lang="nb"><head><title>{{ title }}</title></head><body>
<h1>{{ title }}</h1><main>{{ text }}</main>
<ul>{% for word in words %}<li>{{ word }}</li>{% endfor %}</ul>
</body></html>"""
WORDS = [f"ord {number}" for number in range(60)]
READY = ("<!doctype html><title>ready</title>" + "x" * 16_000).encode()

app = Flask(__name__)
TEMPLATE = app.jinja_env.from_string(PAGE)
local = threading.local()


def connection() -> sqlite3.Connection:
    if not hasattr(local, "connection"):
        local.connection = sqlite3.connect(os.environ["BARE_DATABASE"])
    return local.connection


@app.get("/svar/<int:number>")
def answer(number: int) -> str:
    found = connection().execute("SELECT title, text FROM article WHERE number = ?", (number,))
    title, text = found.fetchone()
    return TEMPLATE.render(title=title, text=text, words=WORDS)


@app.get("/ready")
def ready() -> bytes:
    return READY


def fill(path: str, count: int) -> None:
    """Make the database with *count* articles of about 14 kB."""
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE article (number INTEGER PRIMARY KEY, title TEXT, text TEXT)")
        text = "Kommunen er forurensningsmyndighet. " * 390
        rows = ((number, f"Spørsmål {number}", text) for number in range(1, count + 1))
        database.executemany("INSERT INTO article VALUES (?, ?, ?)", rows)
