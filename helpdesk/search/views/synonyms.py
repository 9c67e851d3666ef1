"""The editors' pages about words that find each other."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from helpdesk.foundation.errors import InvalidInput
from helpdesk.foundation.language import N_
from helpdesk.search import explaining, facet_links, queries, service
from helpdesk.search.alternatives import Origin
from helpdesk.search.forms import SynonymForm
from helpdesk.search.hits import SearchRequest
from helpdesk.search.models import Synonym
from helpdesk.search.views.blueprint import editors_blueprint, me
from helpdesk.web import errors, languages, navigation
from helpdesk.web.access import editor
from helpdesk.web.forms import ActionForm, show_error

PAGE = "/redaksjon/synonymer"

ORIGINS: dict[Origin, str] = {
    Origin.STEM: N_("Ordet selv"),
    Origin.KEY: N_("Likt uten æ, ø og å"),
    Origin.NEAR: N_("Ligner, ordet er ukjent"),
    Origin.FAMILY: N_("Samme ordfamilie"),
    Origin.COMPOUND: N_("Lengre ord med dette i"),
    Origin.SYNONYM: N_("Synonymer"),
}
"""How what is looked for came about, in the words of the page."""


@editors_blueprint.get("/synonymer")
@editor
def synonyms() -> ResponseReturnValue:
    """Show the synonyms and the form that adds one; ``ord`` fills in its word."""
    return _page(SynonymForm(data={"term": request.args.get("ord", "")}))


@editors_blueprint.post("/synonymer")
@editor
def add_synonym() -> ResponseReturnValue:
    """Add a synonym and tell what it does."""
    form = SynonymForm()
    if not form.validate_on_submit():
        return _page(form), 422
    try:
        made = service.add_synonym(actor=me(), facts=form.facts)
    except InvalidInput as error:
        show_error(form, error, errors.says(error))
        return _page(form), 422
    flash(_added(made.term), "success")
    return redirect(PAGE, 303)


@editors_blueprint.get("/synonymer/<int:synonym_id>")
@editor
def synonym(synonym_id: int) -> ResponseReturnValue:
    """Show the form that changes a synonym."""
    held = service.synonym(synonym_id)
    others, direction = "\n".join(held.others), held.direction.value
    form = SynonymForm(data={"term": held.term, "others": others, "direction": direction})
    return _form_page(form, held)


@editors_blueprint.post("/synonymer/<int:synonym_id>")
@editor
def change_synonym(synonym_id: int) -> ResponseReturnValue:
    """Change a synonym and tell what it does."""
    held, form = service.synonym(synonym_id), SynonymForm()
    if not form.validate_on_submit():
        return _form_page(form, held), 422
    try:
        service.change_synonym(actor=me(), synonym=held, facts=form.facts)
    except InvalidInput as error:
        show_error(form, error, errors.says(error))
        return _form_page(form, held), 422
    flash(_changed(held.term), "success")
    return redirect(PAGE, 303)


@editors_blueprint.post("/synonymer/<int:synonym_id>/fjern")
@editor
def remove_synonym(synonym_id: int) -> ResponseReturnValue:
    """Remove a synonym."""
    ActionForm().check()
    removed = service.synonym(synonym_id)
    service.remove_synonym(actor=me(), synonym=removed)
    flash(_("«%(term)s» er fjernet.", term=removed.term), "success")
    return redirect(PAGE, 303)


@editors_blueprint.get("/synonymer/prov")
@editor
def try_out() -> ResponseReturnValue:
    """Show what a query becomes, and its first hits with the synonyms and without."""
    asked = facet_links.request_of(request.args).text
    explained = explaining.explain(asked, locale=languages.current()) if asked else None
    return render_template(
        "search/try_out.html",
        asked=asked,
        explained=explained,
        origins=ORIGINS,
        views=navigation.editors_menu(),
    )


def _added(term: str) -> str:
    said = ngettext(
        "«%(term)s» er lagt til og gir nå %(num)s treff.",
        "«%(term)s» er lagt til og gir nå %(num)s treff.",
        _total(term),
        term=term,
    )
    return str(said)


def _changed(term: str) -> str:
    said = ngettext(
        "«%(term)s» er endret og gir nå %(num)s treff.",
        "«%(term)s» er endret og gir nå %(num)s treff.",
        _total(term),
        term=term,
    )
    return str(said)


def _total(term: str) -> int:
    return queries.search(SearchRequest(text=term, page_size=1)).total


def _page(form: SynonymForm) -> str:
    return render_template(
        "search/synonyms.html",
        form=form,
        rows=service.listed(),
        action=ActionForm(),
        views=navigation.editors_menu(),
    )


def _form_page(form: SynonymForm, held: Synonym) -> str:
    return render_template(
        "search/synonym.html", form=form, held=held, views=navigation.editors_menu()
    )
