"""The pages of guides that anybody reads."""

from collections.abc import Hashable

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from helpdesk.catalogue import assessment
from helpdesk.catalogue import queries as catalogue
from helpdesk.catalogue.models import ItemKind
from helpdesk.catalogue.public_list import listed_topics, topic_asked_for
from helpdesk.catalogue.words import LANGUAGE
from helpdesk.foundation import clock
from helpdesk.foundation.errors import NotFound
from helpdesk.guides import queries
from helpdesk.guides.drawing import drawn
from helpdesk.guides.models import GuideEdition, guide_url, walk_url
from helpdesk.guides.queries import guides
from helpdesk.web import languages
from helpdesk.web.access import public
from helpdesk.web.page_cache import cached_page

blueprint = Blueprint("guides", __name__, url_prefix="/veiledere")


def _list_stamp() -> Hashable:
    return catalogue.list_stamp()


def page_stamp(slug: str) -> Hashable | None:
    """Return what changes whenever the page of a guide does; None: there is no page."""
    stamp = guides.stamp(slug)
    # The day counts: the page says so when the guide is past its check date.
    return None if stamp is None else (*stamp, clock.today())


@blueprint.get("")
@public
@cached_page(_list_stamp)
def index() -> ResponseReturnValue:
    """List the guides, all or those under one topic."""
    topic = topic_asked_for(request.args.get("tema"))
    return render_template(
        "guides/index.html",
        page=guides.listed(topic, after=request.args.get("etter")),
        topic=topic,
        facets=listed_topics(guides.topic_counts(), topic, "/veiledere"),
        url_of=guide_url,
        languages=LANGUAGE,
    )


@blueprint.get("/<slug>")
@public
@cached_page(page_stamp)
def show(slug: str) -> ResponseReturnValue:
    """Show a guide; a withdrawn one with the reason."""
    edition = guides.public(slug)
    if edition is None:
        raise NotFound(f"no public guide {slug}")
    return render(edition)


def render(edition: GuideEdition, *, preview: bool = False) -> str:
    """Return the page of *edition*; as a preview it is the same page, with a line on top."""
    shown = queries.shown(edition, languages.current())
    return render_template(
        "guides/guide.html",
        shown=shown,
        drawings=drawn(shown.flow),
        walk=walk_url(edition.work.slug),
        url=guide_url(edition.work.slug),
        preview=preview,
        assessed=assessment.shown_on(ItemKind.GUIDE, edition.work.slug, languages.current()),
        today=clock.today(),
        languages=LANGUAGE,
    )
