"""What the service is and who answers."""

from collections.abc import Hashable

from flask import render_template
from flask.typing import ResponseReturnValue

from helpdesk.publishing.queries import listing
from helpdesk.publishing.views.blueprint import blueprint
from helpdesk.web import access, pages
from helpdesk.web.page_cache import cached_page


def _stamp() -> Hashable:
    return tuple((each.key, each.name_nb, each.name_nn) for each in listing.agencies())


@blueprint.get("/om")
@access.public
@cached_page(_stamp)
def about() -> ResponseReturnValue:
    """Say what the service is, who answers, and where others should turn."""
    return render_template(
        "publishing/about.html", agencies=listing.agencies(), contact=pages.contact_address()
    )
