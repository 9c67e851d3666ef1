"""Going through a guide one step at a time."""

from functools import partial

from flask import render_template, request
from flask.typing import ResponseReturnValue

from helpdesk.catalogue import assessment
from helpdesk.catalogue.models import ItemKind
from helpdesk.foundation import clock
from helpdesk.foundation.errors import NotFound
from helpdesk.guides import queries
from helpdesk.guides.models import GuideEdition, guide_url, walk_url
from helpdesk.guides.queries import guides
from helpdesk.guides.views.public import blueprint, page_stamp
from helpdesk.guides.walking import walked
from helpdesk.web import languages
from helpdesk.web.access import public
from helpdesk.web.page_cache import cached_page


@blueprint.get("/<slug>/gjennomgang")
@public
@cached_page(page_stamp)
def walk(slug: str) -> ResponseReturnValue:
    """Show one step of a walk-through; the way taken stands in the address."""
    edition = guides.public(slug)
    if edition is None or not edition.steps:
        raise NotFound(f"no public guide {slug}")
    return _render(edition, request.args.get("vei", ""))


def _render(edition: GuideEdition, way: str) -> str:
    shown = queries.shown(edition, languages.current())
    flow, steps = shown.flow, {each.step.anchor: each for each in shown.steps}
    walk = walked(flow, way)
    here = walk.here.anchor
    return render_template(
        "guides/walk.html",
        shown=shown,
        walk=walk,
        here=steps[here],
        is_end=not flow.ways_on(here),
        left=flow.steps_left(here),
        ways={reply: walk.after(reply, flow) for reply in flow.ways_on(here)},
        steps=[steps[node.anchor] for node in walk.steps],
        url=guide_url(edition.work.slug),
        url_of=partial(walk_url, edition.work.slug),
        today=clock.today(),
        assessed=assessment.shown_on(ItemKind.GUIDE, edition.work.slug, languages.current()),
    )
