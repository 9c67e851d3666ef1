"""The page of an article, and its editions: citable for ever."""

from collections.abc import Hashable

from flask import redirect, request
from flask.typing import ResponseReturnValue

from helpdesk.foundation.errors import NotFound
from helpdesk.publishing.models import Edition, article_url
from helpdesk.publishing.queries import public
from helpdesk.publishing.states import EditionState
from helpdesk.publishing.views import article_page
from helpdesk.publishing.views.article_page import page_of
from helpdesk.publishing.views.blueprint import blueprint
from helpdesk.search import queries as search
from helpdesk.web import access
from helpdesk.web.page_cache import cached_page

_CURRENT = frozenset({EditionState.PUBLISHED, EditionState.WITHDRAWN})


def _stamp(number: int, **_rest: object) -> Hashable | None:
    """Cover what the page shows; what is like it is looked up again when the index is there."""
    stamp = public.page_stamp(number)
    return None if stamp is None else (stamp, search.is_ready())


@blueprint.get("/svar/<int:number>")
@access.public
def short_address(number: int) -> ResponseReturnValue:
    """Send the reader on to the full address."""
    edition = _current(number, public.public_editions(number))
    return redirect(_with_query(article_url(number, edition.slug)), 301)


@blueprint.get("/svar/<int:number>/<slug>")
@access.public
@cached_page(_stamp)
def article(number: int, slug: str) -> ResponseReturnValue:
    """Show an article; an old title's address leads to the one it has now."""
    editions = public.public_editions(number)
    edition = _current(number, editions)
    if slug != edition.slug:
        return redirect(_with_query(article_url(number, edition.slug)), 301)
    return article_page.render(page_of(edition, editions))


@blueprint.get("/svar/<int:number>/utgave/<int:edition_number>")
@access.public
@cached_page(_stamp)
def edition(number: int, edition_number: int) -> ResponseReturnValue:
    """Show one edition as it was; a superseded one says so."""
    editions = public.public_editions(number)
    found = next((each for each in editions if each.number == edition_number), None)
    if found is None:
        raise NotFound(f"article {number} has no public edition {edition_number}")
    return article_page.render(page_of(found, editions), is_edition=True)


def _current(number: int, editions: list[Edition]) -> Edition:
    found = next((each for each in editions if each.state in _CURRENT), None)
    if found is None:
        raise NotFound(f"no public article {number}")
    return found


def _with_query(url: str) -> str:
    query = request.query_string.decode(errors="replace")
    return f"{url}?{query}" if query else url
