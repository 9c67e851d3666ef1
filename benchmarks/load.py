"""A small load client: keep-alive connections in one loop, so that it costs little itself."""

import selectors
import socket
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

END_OF_HEAD = b"\r\n\r\n"


@dataclass(frozen=True)
class Result:
    """What one run measured; times in milliseconds."""

    per_second: float
    p50: float
    p95: float
    p99: float
    failures: int


class Connection:
    """One keep-alive connection with at most one request on its way."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._buffer = b""
        self._sent_at = 0.0

    def send(self, request: bytes) -> None:
        self._buffer = b""
        self._sent_at = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> tuple[float, int] | None:
        """Take in what has come; (milliseconds, status) when the answer is whole."""
        chunk = self.socket.recv(262_144)
        if not chunk:
            raise ConnectionError("the server closed the connection")
        self._buffer += chunk
        head_end = self._buffer.find(END_OF_HEAD)
        if head_end < 0 or len(self._buffer) < head_end + 4 + self._length(head_end):
            return None
        return (time.perf_counter() - self._sent_at) * 1000, int(self._buffer[9:12])

    def _length(self, head_end: int) -> int:
        head = self._buffer[:head_end].lower()
        at = head.find(b"content-length:")
        if at < 0:
            return 0
        return int(head[at + 15 :].split(b"\r\n", 1)[0])


def request_for(path: str, headers: dict[str, str] | None = None) -> bytes:
    """Return the bytes of a GET."""
    given = {"Host": "127.0.0.1", "Accept-Encoding": "gzip"} | (headers or {})
    lines = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    return f"GET {path} HTTP/1.1\r\n{lines}\r\n".encode()


def measure(
    port: int,
    requests: Sequence[bytes],
    *,
    connections: int = 8,
    seconds: float = 3.0,
    accepted: frozenset[int] = frozenset({200, 304}),
) -> Result:
    """Send *requests* in turn over *connections* for *seconds* and return what came of it."""
    waiting = selectors.DefaultSelector()
    times: list[float] = []
    failures = turn = 0
    for _ in range(connections):
        connection = Connection(port)
        waiting.register(connection.socket, selectors.EVENT_READ, connection)
        connection.send(requests[turn % len(requests)])
        turn += 1
    start = time.perf_counter()
    while time.perf_counter() - start < seconds:
        for key, _events in waiting.select(timeout=1.0):
            done = key.data.receive()
            if done is None:
                continue
            times.append(done[0])
            failures += done[1] not in accepted
            key.data.send(requests[turn % len(requests)])
            turn += 1
    elapsed = time.perf_counter() - start
    for key in list(waiting.get_map().values()):
        key.data.socket.close()
    return _result(times, elapsed, failures)


def _result(times: list[float], elapsed: float, failures: int) -> Result:
    cuts = statistics.quantiles(times, n=100)
    return Result(
        per_second=len(times) / elapsed, p50=cuts[49], p95=cuts[94], p99=cuts[98], failures=failures
    )


def median(results: Sequence[Result]) -> Result:
    """Return the result of the middle round by requests per second."""
    return sorted(results, key=lambda result: result.per_second)[len(results) // 2]
