"""What machines read: the feed, and the map of the site."""

from collections.abc import Hashable

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from helpdesk.foundation import clock
from helpdesk.foundation.errors import NotFound
from helpdesk.foundation.text import xml_safe
from helpdesk.publishing.queries import listing, public
from helpdesk.publishing.views.blueprint import blueprint
from helpdesk.topics import queries as topics
from helpdesk.web import access
from helpdesk.web.page_cache import cached_page


def _stamp(**_part: object) -> Hashable:
    return public.shelf_stamp()


@blueprint.get("/feed.atom")
@access.public
@cached_page(_stamp)
def feed() -> ResponseReturnValue:
    """Give the newest answers, of one topic where that is asked, as an Atom feed."""
    slug = request.args.get("tema")
    topic = topics.by_slug(slug) if slug else None
    if slug and topic is None:
        raise NotFound(f"no topic {slug}")
    entries = listing.feed_entries(topic)
    updated_at = max((each.changed_at for each in entries), default=clock.now())
    body = render_template(
        "publishing/feed.xml", entries=entries, topic=topic, updated_at=updated_at
    )
    return Response(xml_safe(body), content_type="application/atom+xml; charset=utf-8")


@blueprint.get("/sitemap.xml")
@access.public
@cached_page(_stamp)
def sitemap() -> ResponseReturnValue:
    """List the parts of the site's map, each bounded."""
    return _xml("publishing/sitemap_index.xml", parts=range(1, listing.sitemap_parts() + 1))


@blueprint.get("/sitemap-<int:part>.xml")
@access.public
@cached_page(_stamp)
def sitemap_part(part: int) -> ResponseReturnValue:
    """List one part of what is published."""
    if not 1 <= part <= listing.sitemap_parts():
        raise NotFound(f"no part {part} of the site's map")
    tree = topics.tree() if part == 1 else []
    return _xml("publishing/sitemap.xml", rows=listing.sitemap_rows(part), tree=tree)


def _xml(template: str, **facts: object) -> Response:
    body = render_template(template, **facts)
    return Response(xml_safe(body), content_type="application/xml; charset=utf-8")
