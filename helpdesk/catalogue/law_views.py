"""The law register, and the pages of laws and sections: everything that cites them."""

from collections.abc import Hashable
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from helpdesk.catalogue import citing, law_pages, law_register, queries, words
from helpdesk.catalogue.law_register import Narrowed
from helpdesk.catalogue.models import ItemKind
from helpdesk.foundation import clock
from helpdesk.foundation.errors import NotFound
from helpdesk.laws import keys
from helpdesk.laws import queries as laws
from helpdesk.laws.keys import LawPlace
from helpdesk.laws.models import Law, law_url
from helpdesk.web import languages
from helpdesk.web.access import public, staff
from helpdesk.web.page_cache import cached_page

blueprint = Blueprint("laws", __name__)


def _shelf(**_names: str) -> Hashable:
    # The day counts: a change that lies ahead becomes one that holds.
    return queries.list_stamp(), clock.today()


@blueprint.get("/lov")
@public
@cached_page(_shelf)
def register() -> ResponseReturnValue:
    """Show the law register, all of it or what it is narrowed to."""
    narrowed = Narrowed.asked_for(request.args)
    known = laws.laws()
    return render_template(
        "catalogue/register.html",
        rows=law_register.rows(known, queries.counts_by_law(), narrowed),
        kinds=law_register.kind_facets(known, narrowed),
        statuses=law_register.status_facets(known, narrowed),
        standings=law_register.STANDINGS,
    )


@blueprint.get("/lov/<slug>")
@public
@cached_page(_shelf)
def law(slug: str) -> ResponseReturnValue:
    """Show a law: where it stands, its chapters and sections, and all that cites it."""
    found = _law(slug)
    imported = laws.sections(found)
    counts = citing.counts_by_section(found.law_id)
    changes = law_pages.shown_changes(found, laws.changes(found.law_id), clock.today())
    return render_template(
        "catalogue/law.html",
        chapters=law_pages.chapters(found, imported, counts),
        changes=changes,
        predecessors=laws.replaced_by(found),
        **_shared(found, LawPlace(found.law_id, None)),
    )


@blueprint.get("/lov/<slug>/<section>")
@public
@cached_page(_shelf)
def section(slug: str, section: str) -> ResponseReturnValue:
    """Show all that cites one section or chapter of a law."""
    found = _law(slug)
    place = LawPlace(found.law_id, section)
    facts = _shared(found, place)
    known = laws.section(found, section)
    if known is None and not facts["groups"] and not facts["page"]:
        raise NotFound(f"{found.law_id} has no section {section} that we know")
    chapter = known.chapter if known else ""
    changes = law_pages.changes_of(place, chapter=chapter)
    return render_template(
        "catalogue/section.html",
        cited=laws.described([keys.format_key(*place)], languages.current())[0],
        chapter=chapter,
        changes=law_pages.shown_changes(found, changes, clock.today()),
        **facts,
    )


@blueprint.get("/redaksjon/lovhenvisninger")
@staff
def doubtful() -> ResponseReturnValue:
    """List the citations of published things that should be looked at."""
    page = citing.doubtful(after=request.args.get("etter"))
    cited = laws.described({each.key for each in page.items}, languages.current())
    return render_template(
        "catalogue/doubtful.html",
        page=page,
        cited={each.key: each for each in cited},
        count=citing.doubtful_count(),
        words=words,
    )


def _shared(law: Law, place: LawPlace) -> dict[str, Any]:
    """Return what the pages of a law and of a section share: what cites the place, by kind."""
    kind = request.args.get("type", "")
    chosen = ItemKind(kind) if kind in set(ItemKind) else None
    after = request.args.get("etter")
    return {
        "law": law,
        "here": law_url(law.slug, place.section),
        "successor": laws.law_by_id(law.replaced_by) if law.replaced_by else None,
        "kind": chosen,
        "groups": [] if chosen else citing.by_kind(place),
        "page": citing.of_kind(place, chosen, after=after) if chosen else None,
        "words": words,
        "standings": law_register.STANDINGS,
    }


def _law(slug: str) -> Law:
    found = laws.law_by_slug(slug)
    if found is None:
        raise NotFound(f"no law {slug}")
    return found
