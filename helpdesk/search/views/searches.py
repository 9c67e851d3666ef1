"""The editors' page about what people search for."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from helpdesk.search import log_queries, service
from helpdesk.search.views.blueprint import editors_blueprint, me
from helpdesk.web import navigation, numbers
from helpdesk.web.access import editor
from helpdesk.web.forms import ActionForm

PERIODS = (7, 30, 90, 396)
"""Days an editor may look back over; the last is as long as searches are kept."""


@editors_blueprint.get("/sok")
@editor
def searches() -> ResponseReturnValue:
    """Show searches without hits, and searches whose hits nobody opened."""
    asked = numbers.whole(request.args.get("dager"))
    days = asked if asked in PERIODS else PERIODS[1]
    return render_template(
        "search/searches.html",
        period=log_queries.period(days),
        periods=PERIODS,
        without_hits=log_queries.without_hits(days),
        without_clicks=log_queries.without_clicks(days),
        most=log_queries.LONGEST_LIST,
        suggested=log_queries.suggested(),
        withheld=log_queries.withheld(),
        action=ActionForm(),
        views=navigation.editors_menu(),
    )


@editors_blueprint.post("/sok/<int:wording_id>/foresla-ikke")
@editor
def withhold(wording_id: int) -> ResponseReturnValue:
    """Show a search to nobody any more."""
    ActionForm().check()
    found = service.wording(wording_id)
    service.withhold(actor=me(), wording=found)
    flash(_("«%(text)s» foreslås ikke lenger.", text=found.text), "success")
    return redirect("/redaksjon/sok#foreslas", 303)


@editors_blueprint.post("/sok/<int:wording_id>/foresla")
@editor
def show_again(wording_id: int) -> ResponseReturnValue:
    """Let a search be shown to others again."""
    ActionForm().check()
    found = service.wording(wording_id)
    service.show_again(actor=me(), wording=found)
    flash(_("«%(text)s» kan foreslås igjen.", text=found.text), "success")
    return redirect("/redaksjon/sok#foreslas", 303)
