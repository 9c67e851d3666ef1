"""Topic pages: everything that stands under a topic."""

from collections.abc import Hashable

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from helpdesk.catalogue import by_kind, queries, words
from helpdesk.catalogue.kind_links import kind_asked_for, kind_links
from helpdesk.catalogue.models import ItemKind
from helpdesk.foundation.errors import NotFound
from helpdesk.topics import queries as topics
from helpdesk.topics.models import topic_url
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
    kind = kind_asked_for()
    page = queries.of_topic(slug, kind=kind, after=request.args.get("etter"), size=PAGE_SIZE)
    counts = by_kind.counts_of_topic(slug)
    return render_template(
        "catalogue/topic.html",
        topic=found,
        children=topics.node(found).children,
        page=page,
        words=words,
        kinds=kind_links(counts, kind, topic_url(slug)),
        has_duties=ItemKind.DUTY in counts,
    )
