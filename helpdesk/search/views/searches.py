"""The editors' page about what people search for."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from helpdesk.search import log_queries
from helpdesk.search.views.blueprint import editors_blueprint
from helpdesk.web import navigation, numbers
from helpdesk.web.access import editor

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
        views=navigation.editors_menu(),
    )
