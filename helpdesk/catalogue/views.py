"""Topic pages and law pages: everything that stands under a topic, all that cites a section."""

from collections.abc import Hashable

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from helpdesk.catalogue import by_kind, queries, words
from helpdesk.catalogue.kind_links import kind_asked_for, kind_links
from helpdesk.catalogue.models import ItemKind
from helpdesk.foundation.errors import NotFound
from helpdesk.laws import keys
from helpdesk.laws import queries as laws
from helpdesk.laws.models import Law, law_url
from helpdesk.topics import queries as topics
from helpdesk.topics.models import topic_url
from helpdesk.web import languages
from helpdesk.web.access import public
from helpdesk.web.page_cache import cached_page

blueprint = Blueprint("catalogue", __name__)

PAGE_SIZE = 20


def _shelf(**_names: str) -> Hashable:
    return queries.list_stamp()


@blueprint.get("/tema/<slug>")
@public
@cached_page(_shelf)
def topic(slug: str) -> ResponseReturnValue:
    """Show all that stands under a topic and its subtopics, newest first."""
    found = topics.by_slug(slug)
    if found is None:
        raise NotFound(f"no topic {slug}")
    kind = kind_asked_for()
    page = queries.of_topic(slug, kind=kind, after=request.args.get("etter"), size=PAGE_SIZE)
    counts = by_kind.counts_of_topic(slug)
    return render_template(
        "catalogue/topic.html",
        topic=found,
        children=topics.node(found).children,
        page=page,
        words=words,
        kinds=kind_links(counts, kind, topic_url(slug)),
        has_duties=ItemKind.DUTY in counts,
    )


@blueprint.get("/lov")
@public
@cached_page(_shelf)
def register() -> ResponseReturnValue:
    """Show the law register."""
    counts = queries.counts_by_law()
    return render_template("catalogue/register.html", laws=laws.laws(), counts=counts)


@blueprint.get("/lov/<slug>")
@public
@cached_page(_shelf)
def law(slug: str) -> ResponseReturnValue:
    """Show a law: where it stands, what of it is cited, and all that cites it."""
    found = _law(slug)
    kind, after = kind_asked_for(), request.args.get("etter")
    page = queries.citing(found.law_id, kind=kind, after=after, size=PAGE_SIZE)
    cited = laws.described(queries.cited_sections(found.law_id), languages.current())
    return render_template(
        "catalogue/law.html",
        law=found,
        successor=_successor(found),
        cited=cited,
        counts=queries.counts_by_section(found.law_id),
        kinds=kind_links(by_kind.counts_citing(found.law_id), kind, law_url(found.slug)),
        page=page,
        words=words,
    )


@blueprint.get("/lov/<slug>/<section>")
@public
@cached_page(_shelf)
def section(slug: str, section: str) -> ResponseReturnValue:
    """Show all that cites one section of a law."""
    found = _law(slug)
    kind, after = kind_asked_for(), request.args.get("etter")
    page = queries.citing(found.law_id, section, kind=kind, after=after, size=PAGE_SIZE)
    counts = by_kind.counts_citing(found.law_id, section)
    if not counts and laws.section(found, section) is None:
        raise NotFound(f"{found.law_id} has no section {section} that we know")
    key = keys.format_key(found.law_id, section)
    cited = laws.described([key], languages.current())[0]
    return render_template(
        "catalogue/section.html",
        law=found,
        cited=cited,
        successor=_successor(found),
        page=page,
        words=words,
        kinds=kind_links(counts, kind, law_url(found.slug, section)),
    )


def _law(slug: str) -> Law:
    found = laws.law_by_slug(slug)
    if found is None:
        raise NotFound(f"no law {slug}")
    return found


def _successor(law: Law) -> Law | None:
    return laws.law_by_id(law.replaced_by) if law.replaced_by else None
