"""The search page and the suggestions while typing."""

from dataclasses import dataclass, replace

from flask import jsonify, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from helpdesk.catalogue import words
from helpdesk.foundation.language import N_
from helpdesk.search import active_filters, analysis, facet_links, queries
from helpdesk.search.hits import SearchRequest, SearchResults
from helpdesk.search.views import jumps, recording
from helpdesk.search.views.blueprint import blueprint
from helpdesk.topics.models import Topic
from helpdesk.web import languages
from helpdesk.web.access import public
from helpdesk.web.rate_limits import limited

MOST_SUGGESTIONS = 8

MOST_NEAR_TOPICS = 4
"""Topics named where nothing was found. A guess: more is a list nobody reads."""


SUGGESTED: dict[str, str] = {
    **{kind.value: word for kind, word in words.KIND.items()},
    "topic": N_("Tema"),
    "law": N_("Regelverk"),
    "search": N_("Andre har søkt"),
}
"""What the kinds of suggestions are called, as a quiet word beside them."""


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
    known = None if asked.literal else jumps.known_page(asked.text)
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
        {
            "label": each.label,
            "url": each.url,
            "kind": each.kind,
            "kind_name": gettext(SUGGESTED[each.kind]),
            "language": each.language,
        }
        for each in found
    ]
    return jsonify(suggestions=[each.label for each in found], items=items)


def _near(text: str) -> list[Topic]:
    return queries.nearest_topics(text, limit=MOST_NEAR_TOPICS)


def _facts(found: SearchResults) -> dict[str, object]:
    asked, groups = found.request, facet_links.groups(found)
    facts = {
        "groups": groups,
        "chosen": facet_links.chosen(groups),
        "page": PageNumber(asked.page, found.pages),
        "first": (asked.page - 1) * asked.page_size + 1,
        "page_address": facet_links.page_address(asked),
        "literal_url": facet_links.address(asked, ordrett="ja"),
        "plain_url": facet_links.address(asked, ordrett=None),
        "unfiltered_url": facet_links.unfiltered(asked),
        "ask_url": facet_links.ask_address(asked),
        "missing_number": None if asked.literal else jumps.asked_number(asked.text),
        "agency": found.agency if asked.agency is None else None,
        "words": words,
    }
    return facts if found.total else facts | _nothing(asked)


def _nothing(asked: SearchRequest) -> dict[str, object]:
    """Return what is told where nothing was found."""
    filters = active_filters.of_request(asked)
    return {
        "topics": _near(asked.text),
        "filters": filters,
        "nothing_found": active_filters.nothing_found(filters),
        "total_unfiltered": _total(asked.widened()) if filters else 0,
        "has_only_small_words": _has_only_small_words(asked.text),
    }


def _total(asked: SearchRequest) -> int:
    return queries.search(replace(asked, page_size=1)).total


def _has_only_small_words(text: str) -> bool:
    forms = [word.form for word in analysis.words(analysis.prepare(text))]
    return bool(forms) and all(map(analysis.is_stop, forms))
