"""Ready pages: the same for every visitor, fresh, packed, and nobody's private matter."""

import gzip
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

import pytest
from flask import Flask, abort, flash, get_flashed_messages, request, session
from flask.testing import FlaskClient
from flask_babel import gettext

from helpdesk.accounts.models import User
from helpdesk.foundation import counters
from helpdesk.foundation import db as database
from helpdesk.foundation.changes import ChangeWatch
from helpdesk.foundation.counters import Counter
from helpdesk.foundation.db import db
from helpdesk.web.access import public
from helpdesk.web.forms import csrf_token
from helpdesk.web.page_cache import Entry, PageCache, ReadyPage, cached_page
from tests.cast import Cast

UNPACKED = {"Accept-Encoding": "identity"}
PACKED = {"Accept-Encoding": "br, gzip;q=0.8"}


@dataclass
class Board:
    """A page of the tests' own: what it says, its version, and how often it was rendered."""

    version: Hashable = 1
    say: Callable[[], object] = lambda: "Oppslag"
    rendered: list[str] = field(default_factory=list)

    def change(self, say: Callable[[], object], version: Hashable) -> None:
        """Say something else, under another version, and commit something."""
        self.say, self.version = say, version
        counters.following("board")
        db.session.commit()

    def show(self) -> object:
        self.rendered.append(request.full_path)
        return self.say()


@pytest.fixture
def board(app: Flask) -> Board:
    board = Board()
    view = public(cached_page(lambda: board.version)(board.show))
    app.add_url_rule("/oppslag", "test.board", view)
    return board


def test_a_page_is_rendered_once_for_all_visitors(app: Flask, board: Board) -> None:
    texts = [app.test_client().get("/oppslag").text for _ in range(3)]
    assert texts == ["Oppslag"] * 3
    assert len(board.rendered) == 1


def test_a_plain_visitor_gets_no_cookie_and_a_page_that_must_be_asked_about(
    board: Board, client: FlaskClient
) -> None:
    answer = client.get("/oppslag")
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert set(answer.vary) == {"Accept-Encoding", "Accept-Language", "Cookie"}
    assert "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize("headers", [UNPACKED, PACKED], ids=["identity", "gzip"])
def test_an_unchanged_page_is_not_sent_again(
    board: Board, client: FlaskClient, headers: dict[str, str]
) -> None:
    first = client.get("/oppslag", headers=headers)
    tag = first.headers["ETag"]
    for known in (tag, f'"other", {tag}', f"W/{tag}"):
        again = client.get("/oppslag", headers=headers | {"If-None-Match": known})
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == tag
        assert again.headers["Vary"] == first.headers["Vary"]
    assert client.get("/oppslag", headers=headers | {"If-None-Match": '"x"'}).status_code == 200


def test_packed_and_unpacked_are_the_same_page_with_tags_of_their_own(
    board: Board, client: FlaskClient
) -> None:
    plain, packed = (client.get("/oppslag", headers=headers) for headers in (UNPACKED, PACKED))
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data == b"Oppslag"
    assert packed.content_length == len(packed.data)
    assert plain.headers["ETag"] != packed.headers["ETag"]
    crossed = client.get("/oppslag", headers=PACKED | {"If-None-Match": plain.headers["ETag"]})
    assert crossed.status_code == 200


def test_nobody_is_sent_what_he_cannot_unpack(board: Board, client: FlaskClient) -> None:
    for refusal in ("", "gzip;q=0", "br", "deflate, gzip;q=0.0"):
        answer = client.get("/oppslag", headers={"Accept-Encoding": refusal})
        assert answer.data == b"Oppslag", refusal


def test_a_new_version_is_shown_at_once_and_has_a_new_tag(
    board: Board, client: FlaskClient
) -> None:
    old = client.get("/oppslag").headers["ETag"]
    board.change(lambda: "Nytt", 2)
    new = client.get("/oppslag", headers={"If-None-Match": old})
    assert (new.status_code, new.text) == (200, "Nytt")


def test_a_page_without_a_version_is_not_kept(board: Board, client: FlaskClient) -> None:
    board.version = None
    assert [client.get("/oppslag").headers["Cache-Control"] for _ in range(2)] == ["no-store"] * 2
    assert len(board.rendered) == 2


def test_a_signed_in_reader_neither_gets_nor_fills_what_is_kept(
    board: Board, client: FlaskClient, cast: Cast, as_user: Callable[[User], FlaskClient]
) -> None:
    kari = as_user(cast.kari)
    board.say = lambda: "For Kari"
    own = kari.get("/oppslag")
    assert own.headers["Cache-Control"] == "no-store"
    assert "ETag" not in own.headers
    board.say = lambda: "For alle"
    assert client.get("/oppslag").text == "For alle"
    board.say = lambda: "For Kari igjen"
    assert kari.get("/oppslag").text == "For Kari igjen"
    assert client.get("/oppslag").text == "For alle"


def test_each_language_has_its_own_page(board: Board, client: FlaskClient) -> None:
    board.say = lambda: gettext("Passordet ditt er endret")
    texts = {
        client.get("/oppslag", headers={"Accept-Language": code}).text
        for code in ("nb", "nn", "en", "nn-NO", "no")
    }
    assert len(texts) == len(board.rendered) == 3


def test_the_query_is_part_of_the_page(board: Board, client: FlaskClient) -> None:
    board.say = lambda: request.args.get("tema", "alt")
    assert [client.get(f"/oppslag{query}").text for query in ("", "?tema=a", "?tema=b", "")] == [
        "alt",
        "a",
        "b",
        "alt",
    ]


@pytest.mark.parametrize("status", [301, 404, 410])
def test_only_whole_pages_are_kept(board: Board, client: FlaskClient, status: int) -> None:
    board.say = lambda: ("", status)
    if status == 404:
        board.say = lambda: abort(404)
    assert [client.get("/oppslag").status_code for _ in range(2)] == [status] * 2
    assert len(board.rendered) == 2
    board.say = lambda: "Nå er den her"
    assert client.get("/oppslag").status_code == 200


def test_the_first_page_in_a_chosen_language_is_not_kept(board: Board, client: FlaskClient) -> None:
    chosen = client.get("/oppslag?sprak=nn")
    assert "Set-Cookie" in chosen.headers
    assert chosen.headers["Cache-Control"] == "no-store"
    client.get("/oppslag")
    kept = client.get("/oppslag")
    assert "Set-Cookie" not in kept.headers
    assert len(board.rendered) == 2


def _remember() -> str:
    session["seen"] = True
    return "Sett"


@pytest.mark.parametrize(
    "say",
    [csrf_token, _remember, lambda: str(get_flashed_messages())],
    ids=["token", "mark", "flash"],
)
def test_what_belongs_to_one_visitor_is_not_kept(
    app: Flask, board: Board, say: Callable[[], str]
) -> None:
    """Also when the visitor's session existed before."""
    visitor = app.test_client()
    board.version, board.say = None, lambda: (csrf_token() and flash("For deg")) or "x"
    visitor.get("/oppslag")
    board.version, board.say = 1, say
    own = visitor.get("/oppslag")
    assert own.headers["Cache-Control"] == "no-store"
    board.say = lambda: "For alle"
    assert app.test_client().get("/oppslag").text == "For alle"


def test_head_asks_for_the_headers_only(board: Board, client: FlaskClient) -> None:
    head, get = client.head("/oppslag", headers=PACKED), client.get("/oppslag", headers=PACKED)
    assert head.data == b""
    assert head.headers["ETag"] == get.headers["ETag"]
    assert len(board.rendered) == 1


def entry(size: int) -> Entry:
    page = ReadyPage(body=b"x" * size, packed=b"", content_type="text/plain", etag="x")
    return Entry(page, stamp=1, seen=None)


def cache_of(pages: int, size: int = 1000) -> PageCache:
    """Return a cache with room for so many pages."""
    return PageCache(ChangeWatch("postgresql://"), most_bytes=pages * entry(size).page.size)


def kept(cache: PageCache, names: str) -> str:
    return "".join(name for name in names if cache.get((name, "nb"), 1))


def test_what_is_kept_is_bounded_and_the_oldest_goes_first() -> None:
    cache = cache_of(3)
    for name in "abcad":
        cache.put((name, "nb"), entry(1000))
    assert kept(cache, "abcd") == "acd"


def test_a_page_put_again_is_counted_once() -> None:
    cache = cache_of(2)
    for name in "abbbb":
        cache.put((name, "nb"), entry(1000))
    assert kept(cache, "ab") == "ab"


def test_a_page_larger_than_the_room_does_no_harm() -> None:
    cache = cache_of(1)
    for name, size in (("a", 5000), ("b", 1000)):
        cache.put((name, "nb"), entry(size))
    assert kept(cache, "ab") == "b"


def test_a_page_of_another_stamp_is_not_given() -> None:
    cache = cache_of(1)
    cache.put(("a", "nb"), entry(1000))
    assert cache.get(("a", "nb"), 2) is None
    assert cache.get(("a", "nn"), 1) is None


def test_the_front_door_answers_exactly_as_the_app_does(app: Flask, board: Board) -> None:
    for headers in (UNPACKED, PACKED):
        woken, unwoken = (app.test_client().get("/oppslag", headers=headers) for _ in range(2))
        assert (woken.status, woken.data) == (unwoken.status, unwoken.data)
        assert sorted(woken.headers) == sorted(unwoken.headers)


def test_what_changes_between_the_look_and_the_reading_is_not_missed(
    app: Flask, board: Board
) -> None:
    """The page is withdrawn by somebody else while it is being rendered."""

    def withdrawn_meanwhile() -> str:
        with database.writing() as session:
            session.add(Counter(name="withdrawn", value=1))
        return "Gammelt"

    board.say = withdrawn_meanwhile
    app.test_client().get("/oppslag")
    board.say, board.version = lambda: "Nytt", 2
    assert app.test_client().get("/oppslag").text == "Nytt"
