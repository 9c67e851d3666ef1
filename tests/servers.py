"""The product as people run it: web processes and a worker of its own, over a demo database."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.databases import free_port

ROOT = Path(__file__).parent.parent
PATIENCE_SECONDS = 60


@dataclass
class Site:
    """A running installation in a folder of its own."""

    data: Path
    port: int = field(default_factory=free_port)
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environ(self) -> dict[str, str]:
        own = {"HELPDESK_DATA": str(self.data), "HELPDESK_BASE_URL": self.url}
        return {**os.environ, **own, **self.settings}

    def run(self, *words: str) -> str:
        """Run one ``helpdesk`` command to its end and return what it printed."""
        command = [sys.executable, "-m", "helpdesk", *words]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environ, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """Start a ``helpdesk`` command that goes on by itself; its words go to a log."""
        command = [sys.executable, "-m", "helpdesk", *words]
        log = (self.data / f"{words[0]}.log").open("ab")
        return subprocess.Popen(command, cwd=ROOT, env=self.environ, stdout=log, stderr=log)

    def serve(self, *options: str) -> subprocess.Popen[bytes]:
        """Start web and worker, and wait until both work."""
        process = self.start("serve", "--port", str(self.port), *options)
        self.wait_for("/readyz" if "--no-worker" not in options else "/healthz", process)
        return process

    def wait_for(self, path: str, process: subprocess.Popen[bytes]) -> None:
        """Wait until *path* answers 200."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            assert process.poll() is None, self.log("serve")
            try:
                with urllib.request.urlopen(self.url + path, timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise AssertionError(f"{path} did not answer in time\n{self.log('serve')}")

    def log(self, name: str) -> str:
        """Return what a started command wrote."""
        return (self.data / f"{name}.log").read_text(encoding="utf-8")[-4000:]


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process in order, or at once when it does not listen."""
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def demo_site(data: Path, *options: str, **settings: str) -> Iterator[Site]:
    """Run the demo in the folder *data* until the block ends."""
    site = Site(data, settings=settings)
    site.run("db", "upgrade")
    site.run("demo")
    process = site.serve(*options)
    try:
        yield site
    finally:
        stop(process)
