"""A small server for trying the scripts: our pages and scripts, under our content policy."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from helpdesk.web.headers import POLICY

STATIC = Path(__file__).parent.parent.parent / "helpdesk" / "static"


@dataclass
class Workbench:
    """What the server shows, what it answers to scripts, and what they sent."""

    url: str = ""
    pages: dict[str, str] = field(default_factory=dict)
    answers: dict[str, tuple[int, object]] = field(default_factory=dict)
    received: list[tuple[str, dict[str, str], object]] = field(default_factory=list)

    def answer(self, path: str, query: dict[str, str], body: object) -> tuple[int, str, bytes]:
        """Return status, type and bytes for one request."""
        if path.startswith("/static/hash/"):
            file = STATIC / path.removeprefix("/static/hash/")
            return 200, guess_type(file.name)[0] or "", file.read_bytes()
        if path in self.pages:
            return 200, "text/html; charset=utf-8", self.pages[path].encode()
        self.received.append((path, query, body))
        status, said = self.answers.get(path, (204, ""))
        if isinstance(said, str):
            return status, "text/html; charset=utf-8", said.encode()
        return status, "application/json", json.dumps(said).encode()


@contextmanager
def serving() -> Iterator[Workbench]:
    """Serve a workbench on loopback."""
    bench = Workbench()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(bench))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    bench.url = f"http://127.0.0.1:{server.server_port}"
    yield bench
    server.shutdown()
    server.server_close()


def _handler(bench: Workbench) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply(None)

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
            is_json = "json" in self.headers["Content-Type"]
            body = json.loads(raw) if is_json else {k: v[0] for k, v in parse_qs(raw).items()}
            self._reply({"token": self.headers["X-CSRFToken"], **body})

        def _reply(self, body: object) -> None:
            address = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(address.query).items()}
            status, kind, content = bench.answer(address.path, query, body)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Keep the test's output quiet."""

    return Handler
