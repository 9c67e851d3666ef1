"""Who decides: a few questions, the answers to them in the address."""

from collections.abc import Hashable, Mapping, Sequence

from flask import render_template, request
from flask.typing import ResponseReturnValue

from helpdesk.catalogue import queries as catalogue
from helpdesk.duties import queries, words
from helpdesk.duties.acts import Act
from helpdesk.duties.deciding import Way, way
from helpdesk.duties.models import DECIDING_URL, TABLE_URL
from helpdesk.duties.table import Row
from helpdesk.duties.views import narrowing
from helpdesk.duties.views.blueprint import blueprint
from helpdesk.topics import queries as topics
from helpdesk.topics.models import Topic
from helpdesk.topics.queries import TopicNode, walk
from helpdesk.web import languages
from helpdesk.web.access import public
from helpdesk.web.addresses import with_query
from helpdesk.web.page_cache import cached_page
from helpdesk.web.rate_limits import limited

ASK_URL = "/sporsmal/nytt"

NAMES = ("q", "tema", "handling", "oppgave")
"""The answers in the address, in the order they are given."""


def _stamp() -> Hashable | None:
    return None if request.args.get("q", "").strip() else catalogue.list_stamp()


@blueprint.get(DECIDING_URL)
@public
@limited("search")
@cached_page(_stamp)
def who_decides() -> ResponseReturnValue:
    """Ask the next question, or answer who decides."""
    given = _given()
    rows, tree = queries.rows(languages.current()), topics.tree()
    topic = _topic(tree, given.get("tema"))
    return render_template(
        "duties/who_decides.html",
        way=_way(given, rows, tree),
        given=given,
        topic=topic,
        topics=narrowing.topics(rows, tree),
        url=lambda **changes: with_query(DECIDING_URL, **{**given, **changes}),
        ask_url=with_query(ASK_URL, tema=given.get("tema"), tittel=given.get("q")),
        words=words,
        table_url=TABLE_URL,
        deciding_url=DECIDING_URL,
    )


def _given() -> dict[str, str]:
    sent = {name: request.args.get(name, "").strip() for name in NAMES}
    return {name: value[: narrowing.LONGEST_QUERY] for name, value in sent.items() if value}


def _way(given: Mapping[str, str], rows: Sequence[Row], tree: Sequence[TopicNode]) -> Way:
    act = given.get("handling")
    return way(
        rows,
        topics=narrowing.ids_under(tree, given["tema"]) if "tema" in given else None,
        act=Act(act) if act in set(Act) else None,
        slug=given.get("oppgave"),
        found=narrowing.found(given["q"], rows) if "q" in given else None,
    )


def _topic(tree: Sequence[TopicNode], slug: str | None) -> Topic | None:
    return next((node.topic for node, _ in walk(tree) if node.topic.slug == slug), None)
