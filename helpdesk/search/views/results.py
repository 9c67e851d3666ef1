"""The search page and the suggestions while typing."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app, jsonify, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from helpdesk.catalogue import words
from helpdesk.search import facet_links, queries
from helpdesk.search.hits import SearchResults
from helpdesk.search.views import recording
from helpdesk.search.views.blueprint import blueprint
from helpdesk.topics.models import Topic
from helpdesk.web import languages
from helpdesk.web.access import public
from helpdesk.web.rate_limits import limited

MOST_SUGGESTIONS = 8

MOST_NEAR_TOPICS = 4
"""Topics named where nothing was found. A guess: more is a list nobody reads."""

_REFERENCE = re.compile(
    r"(?:(?:referanse|ref\.?|sak|spørsmål)\s*(?:nr\.?)?\s*)?#?(\d{4}-\d{5})", re.IGNORECASE
)
_ARTICLE_NUMBER = re.compile(r"(?:svar[ -]?(?:nr\.?|nummer)?\s*)?#?(\d{1,6})", re.IGNORECASE)


HasPage = Callable[[int], bool]
"""Tells whether an article with a number has a page."""


def install(app: Flask, *, has_article_page: HasPage) -> None:
    """Wire what knows of articles that are not, or not yet, in the index."""
    app.extensions["search_has_article_page"] = has_article_page


@dataclass(frozen=True)
class PageNumber:
    """Where in the hits the page stands, as the pagination takes it."""

    number: int
    pages: int

    @property
    def has_previous(self) -> bool:
        """Tell whether there is a page before."""
        return self.number > 1

    @property
    def has_next(self) -> bool:
        """Tell whether there is a page after."""
        return self.number < self.pages


@blueprint.get("/sok")
@public
@limited("search")
def results() -> ResponseReturnValue:
    """Show what answers a search; a reference or an article's number goes straight there."""
    asked = facet_links.request_of(request.args)
    known = None if asked.literal else _known_page(asked.text)
    if known is not None:
        return redirect(known)
    found = queries.search(asked)
    if asked.page > found.pages:
        return redirect(facet_links.page_address(asked)(found.pages))
    search_id = recording.new_search(found)
    facts = _facts(found) | {
        "stamp": recording.stamp_of(search_id, found),
        "shown": recording.shown_of(found),
    }
    response = make_response(render_template("search/results.html", results=found, **facts))
    recording.note_after(response, search_id, found)
    return response


@blueprint.get("/sok/forslag")
@public
@limited("suggest")
def suggestions() -> ResponseReturnValue:
    """Answer what may be meant by what has been typed so far."""
    typed = request.args.get("q", "")[: facet_links.LONGEST_QUERY]
    found = queries.suggestions(typed, MOST_SUGGESTIONS, locale=languages.current())
    items = [
        {"label": each.label, "url": each.url, "kind": each.kind, "language": each.language}
        for each in found
    ]
    return jsonify(suggestions=[each.label for each in found], items=items)


def _known_page(text: str) -> str | None:
    """Return the page a reference or a number names; whether a question exists is not told here."""
    reference = _REFERENCE.fullmatch(text)
    if reference:
        return f"/sporsmal/{reference[1]}"
    number = _ARTICLE_NUMBER.fullmatch(text)
    return _article_page(int(number[1])) if number else None


def _article_page(number: int) -> str | None:
    """Return the page of the article with this number, also of one that was withdrawn."""
    has_page: HasPage = current_app.extensions["search_has_article_page"]
    return f"/svar/{number}" if has_page(number) else queries.article_page(number)


def _near(text: str) -> list[Topic]:
    return queries.nearest_topics(text, limit=MOST_NEAR_TOPICS)


def _facts(found: SearchResults) -> dict[str, object]:
    asked = found.request
    return {
        "groups": facet_links.groups(found),
        "page": PageNumber(asked.page, found.pages),
        "first": (asked.page - 1) * asked.page_size + 1,
        "page_address": facet_links.page_address(asked),
        "literal_url": facet_links.address(asked, ordrett="ja"),
        "plain_url": facet_links.address(asked, ordrett=None),
        "unfiltered_url": facet_links.unfiltered(asked),
        "ask_url": facet_links.ask_address(asked),
        "topics": () if found.total else _near(asked.text),
        "words": words,
    }
