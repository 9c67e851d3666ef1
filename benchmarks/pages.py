"""
Pages of the product beside a bare Flask app, in the same run: prints the ratios of the goals.

    .venv/bin/python -m benchmarks.pages [--articles 1000 10000] [--rounds 5] [--seconds 2]

Source of the goals: the table in docs/performance.md.
"""

import argparse
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import bare, generate
from benchmarks.load import Result, measure, median, request_for
from tests.databases import free_port
from tests.servers import ROOT, Site, stop

WORKER = "-m\0helpdesk\0worker"
"""What the worker's command line holds."""


@contextmanager
def bare_app(folder: Path, count: int) -> Iterator[int]:
    """Serve the yardstick with the product's own server settings; yields its port."""
    database = folder / f"bare-{count}.sqlite3"
    bare.fill(str(database), count)
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", f"--bind=127.0.0.1:{port}", "--workers=2"]
    command += [
        "--threads=4",
        "--worker-class=gthread",
        "--no-control-socket",
        "benchmarks.bare:app",
    ]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "BARE_DATABASE": str(database)},
        stderr=subprocess.DEVNULL,
    )
    wait_for(port, "/ready")
    try:
        yield port
    finally:
        stop(process)


@contextmanager
def product(folder: Path, count: int) -> Iterator[Site]:
    """Serve the demo with *count* more articles and a thousand open questions."""
    data = folder / f"product-{count}"
    data.mkdir(exist_ok=True)
    site = Site(data)
    site.run("db", "upgrade")
    site.run("demo")
    articles = data / "articles.jsonl"
    generate.articles(articles, count)
    start = time.perf_counter()
    site.run("import", str(articles))
    print(f"import of {count} articles: {time.perf_counter() - start:.1f} s")
    generate.questions(site, 1_000)
    process = site.serve()
    try:
        yield site
    finally:
        stop(process)


def wait_for(port: int, path: str) -> float:
    """Wait for the first 200 and return how many seconds it took."""
    start = time.perf_counter()
    while time.perf_counter() - start < 60:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5):
                return time.perf_counter() - start
        except OSError:
            time.sleep(0.01)
    raise SystemExit(f"{path} did not answer")


def memory_mb(process_pattern: str, environ_holds: str = "") -> float:
    """
    Return the proportional set size of some processes, in MB.

    Args:
        process_pattern: what their command line holds.
        environ_holds: what their environment holds, to tell installations apart.
    """
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if process_pattern not in (folder / "cmdline").read_text():
                continue
            if environ_holds not in (folder / "environ").read_text():
                continue
            rollup = (folder / "smaps_rollup").read_text()
        except OSError:
            continue
        found = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
        total += int(found[1]) if found else 0
    return total / 1024


class Table:
    """Measured rows: what, ours, the yardstick, their ratio, the goal."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, str, str, str, str]] = []

    def rate(self, what: str, ours: Result, yardstick: Result, goal: float) -> None:
        ratio = ours.per_second / yardstick.per_second
        verdict = "met" if ratio >= goal else "missed"
        self.rows.append(
            (
                what,
                f"{ours.per_second:,.0f}/s (p50 {ours.p50:.2f}, p99 {ours.p99:.2f} ms)",
                f"{yardstick.per_second:,.0f}/s",
                f"{ratio:.2f}",
                f"≥ {goal} × {verdict}" + (f", {ours.failures} failed" if ours.failures else ""),
            )
        )

    def plain(self, what: str, ours: str, goal: str) -> None:
        self.rows.append((what, ours, "", "", goal))

    def print(self) -> None:
        print("| what | ours | bare Flask | ratio | goal |\n|---|---|---|---|---|")
        for row in self.rows:
            print("| " + " | ".join(row) + " |")


def rounds(
    port: int, requests: list[bytes], args: argparse.Namespace, connections: int = 8
) -> Result:
    """Measure several rounds, each with fresh connections, and return the middle one."""
    measure(port, requests, connections=connections, seconds=args.seconds * 2)
    return median(
        [
            measure(port, requests, connections=connections, seconds=args.seconds)
            for _ in range(args.rounds)
        ]
    )


def signed_in_cookie(site: Site, email: str) -> str:
    """Sign in as a person without scripts does and return the cookie header."""
    from http.cookiejar import CookieJar
    from urllib.parse import urlencode

    jar = CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = opener.open(f"{site.url}/logg-inn").read().decode()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token is not None
    data = urlencode({"csrf_token": token[1], "email": email, "password": "demo-passord"}).encode()
    opener.open(urllib.request.Request(f"{site.url}/logg-inn", data=data)).read()
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def compare(site: Site, yardstick: int, count: int, table: Table, args: argparse.Namespace) -> None:
    """Measure every row of the goals table at one size."""
    first = max(1, count // 2)
    articles = [f"/svar/{number}" for number in range(first, first + 200)]
    ours = [request_for(resolved(site, path)) for path in articles]
    theirs = [request_for(path) for path in articles]
    selected = rounds(yardstick, theirs, args)
    ready = rounds(yardstick, [request_for("/ready")], args)
    table.rate(f"answer page, {count}", rounds(site.port, ours, args), selected, 0.6)
    table.rate(f"front page, {count}", rounds(site.port, [request_for("/")], args), selected, 0.5)
    lists = [request_for("/tema/avlop"), request_for("/veiledere"), request_for("/lov")]
    table.rate(f"lists, {count}", rounds(site.port, lists, args), selected, 0.5)
    tag = urllib.request.urlopen(f"{site.url}/").headers["ETag"]
    unchanged = [request_for("/", {"If-None-Match": tag, "Accept-Encoding": "identity"})]
    table.rate(f"unchanged page (304), {count}", rounds(site.port, unchanged, args), ready, 0.6)
    one = rounds(site.port, ours, args, connections=1)
    one_bare = rounds(yardstick, theirs, args, connections=1)
    table.plain(
        f"answer page, one connection, {count}",
        f"p50 {one.p50:.2f} ms = {one.p50 / one_bare.p50:.2f} × bare; p99 {one.p99:.2f} ms",
        "p50 ≤ 2 ×, p99 ≤ 3 ms",
    )
    cookie = {"Cookie": signed_in_cookie(site, "anne@miljodir.no")}
    queue = rounds(site.port, [request_for("/arbeidsflate?visning=alle", cookie)], args)
    table.rate(f"expert's queue, {count}", queue, selected, 0.3)
    table.plain(
        f"memory, {count}",
        f"{memory_mb(f'--bind=127.0.0.1:{site.port}'):.0f} MB web and parent,"
        f" {memory_mb(WORKER, str(site.data)):.0f} MB worker,"
        f" bare {memory_mb(f'--bind=127.0.0.1:{yardstick}'):.0f} MB",
        "≤ 2 ×",
    )


def resolved(site: Site, path: str) -> str:
    """Return where *path* leads after its redirect."""
    with urllib.request.urlopen(site.url + path) as answer:
        return answer.url.removeprefix(site.url)


def weights(site: Site, table: Table) -> None:
    """Weigh an answer page and what a first visit loads besides fonts."""
    path = resolved(site, "/svar/1")
    with urllib.request.urlopen(site.url + path) as answer:
        page = answer.read()
    packed = len(gzip.compress(page, 6))
    linked = set(re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js|svg))"', page.decode()))
    total = packed + sum(
        len(gzip.compress(urllib.request.urlopen(site.url + url).read(), 6)) for url in linked
    )
    table.plain("answer page weight", f"{len(page):,} bytes, {packed:,} packed", "≤ 15 kB, ≤ 5 kB")
    table.plain(
        "first visit without fonts", f"{total:,} bytes, {len(linked) + 1} requests", "≤ 60 kB, ≤ 4"
    )


def cold_start(folder: Path, table: Table) -> None:
    """Time from starting the web to its first 200."""
    site = Site(folder)
    process = site.start("serve", "--port", str(site.port), "--no-worker")
    try:
        table.plain("cold start", f"{wait_for(site.port, '/healthz'):.2f} s", "≤ 1 s")
    finally:
        stop(process)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2.0)
    args = parser.parse_args()
    table = Table()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in args.articles:
            with product(folder, count) as site, bare_app(folder, count) as yardstick:
                compare(site, yardstick, count, table, args)
                weights(site, table)
        cold_start(folder / f"product-{args.articles[0]}", table)
    table.print()
    print(json.dumps({"articles": args.articles, "rounds": args.rounds}))


if __name__ == "__main__":
    main()
