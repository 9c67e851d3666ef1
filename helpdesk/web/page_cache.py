"""Public pages, rendered once per process and kept as ready bytes until what they show changes."""

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import ParamSpec

from flask import Flask, Response, current_app, g, make_response, request, session
from flask.typing import ResponseReturnValue
from werkzeug.http import parse_accept_header

from config import Settings
from helpdesk.foundation import clock
from helpdesk.foundation.changes import ChangeWatch
from helpdesk.web import languages

P = ParamSpec("P")
Key = tuple[str, str]
"""Address with its query, language."""

MOST_BYTES = 48 * 1024 * 1024
"""Bytes of pages one process keeps. Source: performance.md, memory at most twice the bare app's."""

VARY = "Accept-Encoding, Accept-Language, Cookie"

_GZIP_LEVEL = 6


@dataclass(frozen=True)
class ReadyPage:
    """A rendered page: its bytes, the same bytes packed, its type and its tag."""

    body: bytes
    packed: bytes
    content_type: str
    etag: str

    @property
    def size(self) -> int:
        """Return how much memory it takes, in bytes, about."""
        return len(self.body) + len(self.packed) + 500

    def answer(self, accept_encoding: str, if_none_match: str) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body for a browser that sent these two headers."""
        packs = _unpacks(accept_encoding)
        tag = f'"{self.etag}-gz"' if packs else f'"{self.etag}"'
        headers = {"ETag": tag, "Cache-Control": "public, no-cache", "Vary": VARY}
        if tag in if_none_match:
            return 304, headers, b""
        if packs:
            headers["Content-Encoding"] = "gzip"
        body = self.packed if packs else self.body
        return 200, headers | {"Content-Type": self.content_type}, body


@lru_cache(maxsize=500)
def _unpacks(accept_encoding: str) -> bool:
    """Tell whether a browser that sent this header can unpack gzip; ``q=0`` says no."""
    return parse_accept_header(accept_encoding)["gzip"] > 0


@dataclass(frozen=True)
class Entry:
    """A page, the stamp it was rendered under, and when that stamp was last seen to hold."""

    page: ReadyPage
    stamp: Hashable
    seen: Hashable | None
    """The database's mark and the day; None: the stamp must be looked up at each visit."""


class PageCache:
    """The pages of one process, the least recently shown thrown out first."""

    def __init__(self, watch: ChangeWatch, most_bytes: int = MOST_BYTES) -> None:
        self._entries: OrderedDict[Key, Entry] = OrderedDict()
        self._lock = threading.Lock()
        self._watch = watch
        self._most_bytes = most_bytes
        self._bytes = 0

    def now(self) -> Hashable | None:
        """Return what changes at every commit and at midnight; None: nothing cheap to look at."""
        mark = self._watch.mark()
        return None if mark is None else (mark, clock.today())

    def unchanged(self, key: Key) -> ReadyPage | None:
        """Return the page under *key* if nothing at all has changed since it was seen to hold."""
        entry = self._entries.get(key)
        if entry is None or entry.seen is None or entry.seen != self.now():
            return None
        return entry.page

    def get(self, key: Key, stamp: Hashable) -> ReadyPage | None:
        """Return the page under *key* if it was rendered under *stamp*."""
        entry = self._entries.get(key)
        return entry.page if entry is not None and entry.stamp == stamp else None

    def put(self, key: Key, entry: Entry) -> None:
        """Keep *entry* under *key*, in the place of an older one."""
        with self._lock:
            old = self._entries.pop(key, None)
            self._bytes += entry.page.size - (old.page.size if old else 0)
            self._entries[key] = entry
            while self._bytes > self._most_bytes:
                _key, oldest = self._entries.popitem(last=False)
                self._bytes -= oldest.page.size


def install(app: Flask, settings: Settings) -> None:
    """Give the app its page cache."""
    app.extensions["page_cache"] = PageCache(ChangeWatch(settings.database_url))


def address_of(environ: dict[str, str]) -> str:
    """Return path and query as they came."""
    return f"{environ.get('PATH_INFO', '')}?{environ.get('QUERY_STRING', '')}"


def cached_page(
    version: Callable[..., Hashable | None],
) -> Callable[[Callable[P, ResponseReturnValue]], Callable[P, ResponseReturnValue]]:
    """
    Keep what the view renders for visitors who are not signed in.

    Args:
        version: one cheap read with the view's arguments: a value that changes whenever the page
            would; None means that the page is not kept (it does not exist, say).
    """

    def decorate(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
        @wraps(view)
        def serve(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            if _has_own_page():
                return view(*args, **kwargs)
            cache: PageCache = current_app.extensions["page_cache"]
            seen = cache.now()  # before the stamp is read, so that no change slips in between
            stamp = version(*args, **kwargs)
            if stamp is None:
                return view(*args, **kwargs)
            key = (address_of(request.environ), languages.current())
            page = cache.get(key, stamp)
            if page is None:
                response = make_response(view(*args, **kwargs))
                if response.status_code != 200 or _is_personal():
                    return response
                page = _ready(response)
            cache.put(key, Entry(page, stamp, seen))
            return _respond(page)

        return serve

    return decorate


def _has_own_page() -> bool:
    """Tell whether this visitor is signed in or just changed the language."""
    if languages.PARAMETER in request.args:
        return True
    name = current_app.config["SESSION_COOKIE_NAME"]
    return name in request.cookies and "_user_id" in session


def _is_personal() -> bool:
    """Tell whether the page just rendered holds this visitor's token or a message to him."""
    return session.modified or "csrf_token" in g


def _ready(response: Response) -> ReadyPage:
    body = response.get_data()
    packed = gzip.compress(body, _GZIP_LEVEL, mtime=0)
    tag = hashlib.blake2b(body, digest_size=12).hexdigest()
    return ReadyPage(body=body, packed=packed, content_type=response.content_type, etag=tag)


def _respond(page: ReadyPage) -> Response:
    given = request.headers
    status, headers, body = page.answer(
        given.get("Accept-Encoding", ""), given.get("If-None-Match", "")
    )
    return Response(body, status=status, headers=headers)
