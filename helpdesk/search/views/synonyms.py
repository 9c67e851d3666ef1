"""The editors' pages about words that find each other."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from helpdesk.foundation.errors import InvalidInput
from helpdesk.search import explaining, facet_links, service
from helpdesk.search.forms import SynonymForm
from helpdesk.search.views.blueprint import editors_blueprint, me
from helpdesk.search.views.menu import menu
from helpdesk.web import errors, languages
from helpdesk.web.access import editor
from helpdesk.web.forms import ActionForm, show_error


@editors_blueprint.get("/synonymer")
@editor
def synonyms() -> ResponseReturnValue:
    """Show the synonyms and the form that adds one."""
    return _page(SynonymForm())


@editors_blueprint.post("/synonymer")
@editor
def add_synonym() -> ResponseReturnValue:
    """Add a synonym and show what it does."""
    form = SynonymForm()
    if not form.validate_on_submit():
        return _page(form), 422
    try:
        made = service.add_synonym(actor=me(), facts=form.facts)
    except InvalidInput as error:
        show_error(form, error, errors.says(error))
        return _page(form), 422
    flash(_("«%(term)s» er lagt til og virker fra nå av.", term=made.term), "success")
    return redirect("/redaksjon/synonymer", 303)


@editors_blueprint.post("/synonymer/<int:synonym_id>/fjern")
@editor
def remove_synonym(synonym_id: int) -> ResponseReturnValue:
    """Remove a synonym."""
    ActionForm().check()
    removed = service.synonym(synonym_id)
    service.remove_synonym(actor=me(), synonym=removed)
    flash(_("«%(term)s» er fjernet.", term=removed.term), "success")
    return redirect("/redaksjon/synonymer", 303)


@editors_blueprint.get("/synonymer/prov")
@editor
def try_out() -> ResponseReturnValue:
    """Show what a query becomes, and its first hits with the synonyms and without."""
    asked = facet_links.request_of(request.args).text
    explained = explaining.explain(asked, locale=languages.current()) if asked else None
    return render_template("search/try_out.html", asked=asked, explained=explained, views=menu())


def _page(form: SynonymForm) -> str:
    rows = service.listed()
    return render_template(
        "search/synonyms.html", form=form, rows=rows, action=ActionForm(), views=menu()
    )
