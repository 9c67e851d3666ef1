"""Topic pages: everything that stands under a topic."""

from collections.abc import Hashable

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from helpdesk.catalogue import queries, words
from helpdesk.foundation.errors import NotFound
from helpdesk.topics import queries as topics
from helpdesk.web.access import public
from helpdesk.web.page_cache import cached_page

blueprint = Blueprint("catalogue", __name__)

PAGE_SIZE = 20


def _shelf(**_names: str) -> Hashable:
    return queries.list_stamp()


@blueprint.get("/tema/<slug>")
@public
@cached_page(_shelf)
def topic(slug: str) -> ResponseReturnValue:
    """Show all that stands under a topic and its subtopics, newest first."""
    found = topics.by_slug(slug)
    if found is None:
        raise NotFound(f"no topic {slug}")
    page = queries.of_topic(slug, after=request.args.get("etter"), size=PAGE_SIZE)
    node = topics.node(found)
    return render_template(
        "catalogue/topic.html", topic=found, children=node.children, page=page, words=words
    )
