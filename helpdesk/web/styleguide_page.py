"""All components on one page: ``/stilguide``, which exists in the demo only."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from helpdesk.foundation import installation
from helpdesk.foundation.errors import NotFound
from helpdesk.web import styleguide
from helpdesk.web.access import public

blueprint = Blueprint("styleguide", __name__)


@blueprint.get("/stilguide")
@public
def page() -> ResponseReturnValue:
    """Show every component with sample values."""
    if not installation.is_demo():
        raise NotFound("this is no demo")
    return render_template("stilguide/index.html", samples=styleguide.samples())
