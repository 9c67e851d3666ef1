"""Keyed digests: of a visit for a day, of a word nobody published, of hits on a page."""

import hashlib
import hmac
import ipaddress
from collections.abc import Iterable
from datetime import date

from flask import Flask, current_app, request

from helpdesk.foundation import clock
from helpdesk.search import log_import

IPV4_BITS, IPV6_BITS = 24, 56
"""What of an address is one network, so one visit: within it, one household may change address."""

HIT_CHARS = 8
"""Of the digest of a hit: 32 bits, enough to tell a page's ten hits from other addresses."""


class DayKey:
    """The key of the day, read once a day by each process."""

    def __init__(self) -> None:
        self._on: date | None = None
        self._key: str | None = None

    def today(self) -> str | None:
        """Return today's key; None until the worker has made it."""
        if self._key is None or self._on != clock.today():
            self._on, self._key = clock.today(), log_import.day_key()
        return self._key


def install(app: Flask) -> None:
    """Give the app what keeps the day's key."""
    app.extensions["search_day_key"] = DayKey()


def visit(words: str) -> str | None:
    """
    Return the digest of this visit's network and *words* under the day's key.

    The words are part of it, so that two searches of one visit cannot be told to belong together.
    """
    day_key: DayKey = current_app.extensions["search_day_key"]
    key = day_key.today()
    return None if key is None else _digest(key, network(request.remote_addr or ""), words)


def network(address: str) -> str:
    """Return the network that *address* is of, as one visit counts: ``192.0.2.0/24``."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return network(str(found.ipv4_mapped))
        return str(ipaddress.ip_network((found, IPV6_BITS), strict=False))
    return str(ipaddress.ip_network((found, IPV4_BITS), strict=False))


def word(form: str) -> str:
    """Return the digest of a word under a key that stands outside the database."""
    return _digest(str(current_app.secret_key), "search-word", form)


def query(text: str) -> str:
    """Return what a search and the pages of its hits know each other by."""
    return _digest(str(current_app.secret_key), "search-query", text)[:16]


def pages(urls: Iterable[str]) -> list[str]:
    """Return the digests of the pages at *urls*, whatever stands behind ``?`` and ``#``."""
    key = str(current_app.secret_key)
    paths = (url.partition("#")[0].partition("?")[0] for url in urls)
    return [_digest(key, "search-hit", path)[:HIT_CHARS] for path in paths]


def _digest(key: str, *facts: str) -> str:
    return hmac.new(key.encode(), "\n".join(facts).encode(), hashlib.sha256).hexdigest()[:32]
