"""One question on the desk."""

from flask.typing import ResponseReturnValue

from helpdesk.answers.queries import cases
from helpdesk.answers.service import opening
from helpdesk.answers.views import case_page
from helpdesk.answers.views.blueprint import blueprint
from helpdesk.answers.views.person import me
from helpdesk.web.access import expert


@blueprint.get("/sporsmal/<reference>")
@expert
def question(reference: str) -> ResponseReturnValue:
    """Open a question without claiming it; the first look takes away the "unseen" mark."""
    found = cases.seen_by(me(), reference)
    opening.mark_opened(actor=me(), question=found)
    return case_page.render(found)
