"""Styles, scripts and fonts: served by WhiteNoise under one prefix that hashes them all."""

import hashlib
from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise

FOLDER = Path(__file__).parent.parent / "static"


def install(app: Flask) -> None:
    """
    Serve the static folder under ``/static/<hash>/``, for ever, and give pages ``static_url``.

    The hash is over the whole folder, so scripts and styles may name their neighbours by relative
    addresses and still never be stale.
    """
    prefix = f"/static/{folder_hash(FOLDER)}/"
    files = WhiteNoise(
        app.wsgi_app,
        max_age=0,
        allow_all_origins=False,
        immutable_file_test=lambda _path, _url: True,
        add_headers_function=_add_headers,
    )
    files.add_files(str(FOLDER), prefix=prefix)
    app.wsgi_app = files  # type: ignore[method-assign]

    @app.template_global()
    def static_url(name: str) -> str:
        return prefix + name


def _add_headers(headers: Headers, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


def folder_hash(folder: Path) -> str:
    """Return sixteen hexadecimal digits over the names and contents of all files in *folder*."""
    total = hashlib.blake2b(digest_size=8)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".gz":
            total.update(path.relative_to(folder).as_posix().encode())
            total.update(path.read_bytes())
    return total.hexdigest()
