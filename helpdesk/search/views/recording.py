"""Writing down a search and what was opened of it, after the response, without the person."""

import secrets

from flask import Flask, Response, current_app, request
from flask_login import current_user
from itsdangerous import BadSignature, URLSafeTimedSerializer

from config import Settings
from helpdesk.foundation import clock
from helpdesk.foundation.errors import InvalidInput, NotPermitted
from helpdesk.search import index, log_queries, masking, search_log, synonyms
from helpdesk.search.hits import MOST_PAGES, PAGE_SIZE, SearchResults
from helpdesk.search.search_log import Click, Recorder, Search
from helpdesk.search.store import Unusable
from helpdesk.search.views import digests
from helpdesk.search.views.blueprint import blueprint
from helpdesk.web import headers, languages, numbers
from helpdesk.web.access import public
from helpdesk.web.addresses import is_local
from helpdesk.web.rate_limits import limited

STAMP_SECONDS = 4 * 3600
"""How long after a search a click still counts. A guess: a page left open over lunch."""

LONGEST_URL = 300

LAST_POSITION = MOST_PAGES * PAGE_SIZE
"""Of the hits that can be looked at."""


def install(app: Flask, settings: Settings) -> None:
    """Give the app its recorder."""
    app.extensions["search_recorder"] = Recorder(settings.search_log_folder)
    digests.install(app)


def new_search(found: SearchResults) -> str | None:
    """Return a random name for a search that is to be logged; None for one that is not."""
    asked = found.request
    is_staff = current_user.is_expert or current_user.is_editor
    is_looked_at = request.method == "GET" and "Sec-Purpose" not in request.headers
    if is_staff or not is_looked_at or not asked.text or asked.page > 1:
        return None
    if not found.is_complete:  # without an index nothing tells which words are a person's
        return None
    return secrets.token_hex(8)


def stamp_of(search_id: str | None, found: SearchResults) -> str | None:
    """Return what a page sends back with a click; later pages get it from the first one."""
    if search_id is None:
        return None
    return str(_serializer("search-click").dumps([search_id, digests.query(found.request.text)]))


def shown_of(found: SearchResults) -> str:
    """Return what says which hits stand on this page of a search; it goes with a click."""
    shown = "".join(digests.pages(hit.url for hit in found.hits))
    return str(_serializer("search-shown").dumps([digests.query(found.request.text), shown]))


def note_after(response: Response, search_id: str | None, found: SearchResults) -> None:
    """Write the search down once *response* is out."""
    if search_id is None:
        return
    try:
        wording, unknown = _wording(found.request.text)
    except Unusable:
        return  # it is searched for again soon, and by others
    is_literal = {"literal": "yes"} if found.request.literal else {}
    line = Search(
        search=search_id,
        on=clock.today().isoformat(),
        text=wording,
        language=languages.current(),
        hits=found.total,
        filters={**found.filters, **is_literal},
        visit=digests.visit(wording),
        unknown=unknown,
    )
    recorder: Recorder = current_app.extensions["search_recorder"]
    response.call_on_close(lambda: recorder.write(line))


def _wording(text: str) -> tuple[str, dict[str, str]]:
    """
    Return a search as it is kept, and the words it does not show: digest of each → of the visit.

    A word that nothing published holds is shown once enough visits have searched for it; one that
    may be a name never is, and is not counted either.
    """
    masked, snapshot = masking.without_numbers(text), index.here().snapshot()
    if snapshot is None:
        raise Unusable("there is no index any more")
    unknown = masking.unknown(masked, snapshot)
    if unknown:  # the editors' words are asked for only where it may matter
        unknown = masking.unknown(masked, snapshot, synonyms.other_names())
    counted = {digests.word(word.form): word.form for word in unknown if not word.may_be_a_name}
    common = log_queries.common_words(counted) if counted else set()
    shown = {counted[digest] for digest in common}
    hidden = [word for word in unknown if word.may_be_a_name or word.form not in shown]
    visits = {digest: digests.visit(digest) for digest in counted}
    return (
        search_log.wording(masking.hidden(masked, hidden)),
        {digest: visit for digest, visit in visits.items() if visit is not None},
    )


@blueprint.post("/sok/klikk")
@public
@limited("click")
def click() -> Response:
    """Note that a hit was opened; a stamp of ours stands for the session that a visitor lacks."""
    url = request.form.get("url", "")
    search_id = _search_of(request.form.get("stamp", ""), request.form.get("shown", ""), url)
    if not headers.is_from_our_page():
        raise NotPermitted("a click that no page of ours sent")
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


def _search_of(stamp: str, shown: str, url: str) -> str:
    """Return the search of a click on a hit that stood on a page of its hits."""
    if not is_local(url) or len(url) > LONGEST_URL:
        raise InvalidInput("a click on what is no page of ours")
    try:
        search_id, asked = _serializer("search-click").loads(stamp, max_age=STAMP_SECONDS)
        query, hits = _serializer("search-shown").loads(shown, max_age=STAMP_SECONDS)
    except (BadSignature, ValueError, TypeError):
        raise InvalidInput("a click without a stamp of ours") from None
    size = digests.HIT_CHARS
    known = {hits[at : at + size] for at in range(0, len(hits), size)}
    if asked != query or not known.issuperset(digests.pages([url])):
        raise InvalidInput("a click on what was no hit of that search")
    return str(search_id)


def _serializer(salt: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=salt)
