"""Answers that are published already: shown while the question is written."""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from helpdesk.catalogue import words as shelf_words
from helpdesk.catalogue.models import ItemKind
from helpdesk.questions.service import asking
from helpdesk.questions.views.blueprint import blueprint
from helpdesk.search import queries as search
from helpdesk.web import languages
from helpdesk.web.access import public
from helpdesk.web.forms import ActionForm
from helpdesk.web.rate_limits import limited

KINDS = (ItemKind.ARTICLE, ItemKind.GUIDE)
LONGEST = 2_000
"""Characters of a question that are searched with. Source: guess; the gist comes first."""


@blueprint.get("/lignende")
@public
@limited("suggest")
def similar() -> ResponseReturnValue:
    """Give the list of answers like the text ``q``, as a piece of a page."""
    text = request.args.get("q", "")
    return render_template("questions/_similar.html", is_piece=True, **like(text))


@blueprint.post("/besvart")
@public
def answered_already() -> ResponseReturnValue:
    """Count that a published answer was enough."""
    ActionForm().check()
    asking.count_deflection()
    return redirect("/sporsmal/besvart", 303)


@blueprint.get("/besvart")
@public
def thanks() -> ResponseReturnValue:
    """Say what the asker can do with the answer found."""
    return render_template("questions/thanks.html")


def like(text: str) -> dict[str, object]:
    """Return what the list of similar answers shows for *text*."""
    wanted = text.strip()[:LONGEST]
    if not wanted:
        return {"hits": (), "topic": None}
    return {
        "hits": search.similar(wanted, kinds=KINDS, locale=languages.current()),
        "topic": search.suggest_topic(wanted),
        "kind_words": shelf_words.KIND,
    }
