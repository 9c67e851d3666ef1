"""Writing down a search and what was opened of it, after the response, without the person."""

import hashlib
import hmac
import secrets
from datetime import date

from flask import Flask, Response, current_app, request
from flask_login import current_user
from itsdangerous import BadSignature, URLSafeTimedSerializer

from config import Settings
from helpdesk.foundation import clock
from helpdesk.foundation.errors import InvalidInput
from helpdesk.search import log_import, search_log
from helpdesk.search.facet_links import MOST_PAGES
from helpdesk.search.hits import PAGE_SIZE, SearchRequest, SearchResults
from helpdesk.search.search_log import Click, Recorder, Search
from helpdesk.search.views.blueprint import blueprint
from helpdesk.web import languages, numbers
from helpdesk.web.access import public
from helpdesk.web.addresses import is_local
from helpdesk.web.rate_limits import limited

STAMP_SECONDS = 4 * 3600
"""How long after a search a click still counts. A guess: a page left open over lunch."""

LONGEST_URL = 300

LAST_POSITION = MOST_PAGES * PAGE_SIZE
"""Of the hits that can be looked at."""


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


def install(app: Flask, settings: Settings) -> None:
    """Give the app its recorder."""
    app.extensions["search_recorder"] = Recorder(settings.search_log_folder)
    app.extensions["search_day_key"] = DayKey()


def new_search(found: SearchResults) -> str | None:
    """Return a random name for a search that is to be logged; None for one that is not."""
    asked = found.request
    is_staff = current_user.is_expert or current_user.is_editor
    is_looked_at = request.method == "GET" and "Sec-Purpose" not in request.headers
    if is_staff or not is_looked_at or not asked.text or asked.page > 1:
        return None
    return secrets.token_hex(8)


def stamp_of(search_id: str | None) -> str | None:
    """Return what a page sends back with a click; later pages get it from the first one."""
    return None if search_id is None else str(_serializer().dumps(search_id))


def note_after(response: Response, search_id: str | None, found: SearchResults) -> None:
    """Write the search down once *response* is out."""
    if search_id is None:
        return
    wording = search_log.wording(found.request.text)
    line = Search(
        search=search_id,
        on=clock.today().isoformat(),
        text=wording,
        language=languages.current(),
        hits=found.total,
        filters=_filters(found.request),
        visit=_visit(wording),
    )
    recorder: Recorder = current_app.extensions["search_recorder"]
    response.call_on_close(lambda: recorder.write(line))


@blueprint.post("/sok/klikk")
@public
@limited("click")
def click() -> Response:
    """Note that a hit was opened; a stamp of ours stands for the session that a visitor lacks."""
    search_id, url = _search_of(request.form.get("stamp", "")), request.form.get("url", "")
    if not is_local(url) or len(url) > LONGEST_URL:
        raise InvalidInput("a click on what is no page of ours")
    place = numbers.whole(request.form.get("position"))
    line = Click(
        click=search_id,
        on=clock.today().isoformat(),
        url=url,
        position=place if 1 <= place <= LAST_POSITION else None,
    )
    recorder: Recorder = current_app.extensions["search_recorder"]
    response = Response(status=204)
    response.call_on_close(lambda: recorder.write(line))
    return response


def _search_of(stamp: str) -> str:
    try:
        return str(_serializer().loads(stamp, max_age=STAMP_SECONDS))
    except BadSignature:
        raise InvalidInput("a click without a stamp of ours") from None


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="search-click")


def _filters(asked: SearchRequest) -> dict[str, str]:
    given = {
        "kind": None if asked.kind is None else asked.kind.value,
        "topic": asked.topic,
        "agency": asked.agency,
        "language": None if asked.language is None else asked.language.value,
        "literal": "yes" if asked.literal else None,
    }
    return {name: value for name, value in given.items() if value is not None}


def _visit(wording: str) -> str | None:
    """
    Return the digest of this visit and wording under the day's key.

    The wording is part of it, so that two searches of one visit cannot be told to belong together.
    """
    day_key: DayKey = current_app.extensions["search_day_key"]
    key = day_key.today()
    if key is None:
        return None
    facts = (request.remote_addr or "", request.headers.get("User-Agent", ""), wording)
    return hmac.new(key.encode(), "\n".join(facts).encode(), hashlib.sha256).hexdigest()[:32]
