"""The search in the address: read from it, and links to the same search made narrower or wider."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from helpdesk.catalogue import words
from helpdesk.catalogue.models import ItemKind
from helpdesk.foundation.language import TextLanguage
from helpdesk.search.hits import MOST_PAGES, Facet, SearchRequest, SearchResults
from helpdesk.web import languages, numbers
from helpdesk.web.addresses import with_query

LONGEST_QUERY = 200
"""Characters of a query that are looked for. A guess: more words find no other answers."""

LONGEST_TYPED = 1_500
"""
Characters that the search box takes: a whole question, which goes on to the ask form. Source: what
the server reads of an address, when it stands in it with a title.
"""

LONGEST_NAME = 60
"""Characters of a topic's or an agency's name in the address that are read. A guess."""

MOST_FACETS = 10
"""Links shown of one kind of facet. A guess: more is a list nobody reads."""

_FIRST_SENTENCE = re.compile(r"(.{1,199}?[.?!])(?=\s|$)")

KIND_WORDS = {
    ItemKind.ARTICLE: "svar",
    ItemKind.GUIDE: "veileder",
    ItemKind.LETTER: "brevmal",
    ItemKind.CHECKLIST: "sjekkliste",
    ItemKind.DUTY: "plikt",
    ItemKind.EXAMPLE: "eksempel",
    ItemKind.TOOL: "verktoy",
    ItemKind.NEWS: "nyhet",
    ItemKind.TERM: "ord",
}
"""What the kinds are called in the address."""


@dataclass(frozen=True)
class FacetLink:
    """A link that narrows the search, or takes the narrowing back."""

    label: str
    url: str
    count: int
    active: bool


@dataclass(frozen=True)
class FacetGroup:
    """Links of one kind, with their heading."""

    title: str
    facets: Sequence[FacetLink]


def request_of(given: Mapping[str, str]) -> SearchRequest:
    """Return the search that an address asks for; what it does not understand is left out."""
    kinds = {word: kind for kind, word in KIND_WORDS.items()}
    form = given.get("maalform", "")
    typed = " ".join(given.get("q", "").split())[:LONGEST_TYPED]
    text = _first_part(typed)
    return SearchRequest(
        text=text,
        whole="" if text == typed else typed,
        kind=kinds.get(given.get("type", "")),
        topic=given.get("tema", "")[:LONGEST_NAME] or None,
        agency=given.get("etat", "")[:LONGEST_NAME] or None,
        language=TextLanguage(form) if form in set(TextLanguage) else None,
        page=_page(given.get("side", "")),
        locale=languages.current(),
        literal=given.get("ordrett") == "ja",
    )


def address(request: SearchRequest, **changes: str | None) -> str:
    """Return the address of *request*, its page left out, with *changes* to its query."""
    values = {
        "q": request.as_typed or None,
        "tema": request.topic,
        "etat": request.agency,
        "type": None if request.kind is None else KIND_WORDS[request.kind],
        "maalform": None if request.language is None else request.language.value,
        "ordrett": "ja" if request.literal else None,
    }
    return with_query("/sok", **(values | changes))


def page_address(request: SearchRequest) -> Callable[[int], str]:
    """Return what gives the address of each page of *request*."""
    return lambda number: address(request, side=None if number == 1 else str(number))


def ask_address(request: SearchRequest) -> str:
    """
    Return the address of the ask form with all that was typed carried over.

    What is long is a description; its first sentence is the title, unless that is long too.
    """
    title, text = request.text, None
    if request.whole:
        first, text = _FIRST_SENTENCE.match(request.whole), request.whole
        title = first[1] if first else ""
    return with_query("/sporsmal/nytt", tittel=title or None, beskrivelse=text, tema=request.topic)


def unfiltered(request: SearchRequest) -> str | None:
    """Return the address of *request* without filters; None if it has none."""
    return address(request.widened()) if request.is_narrowed else None


def chosen(groups: Sequence[FacetGroup]) -> list[str]:
    """Return the names of the filters that are set."""
    return [facet.label for group in groups for facet in group.facets if facet.active]


def groups(results: SearchResults) -> list[FacetGroup]:
    """Return the facets that are of use: those with a choice, and those that are set."""
    request, facets = results.request, results.facets
    kinds = [_named(facet, gettext(words.KINDS[ItemKind(facet.value)])) for facet in facets.kinds]
    forms = [
        _named(facet, gettext(words.LANGUAGE[TextLanguage(facet.value)]))
        for facet in facets.languages
    ]
    kind = None if request.kind is None else request.kind.value
    made = [
        _group(gettext("Tema"), "tema", facets.topics, request, request.topic),
        _group(gettext("Etat"), "etat", facets.agencies, request, request.agency),
        _group(gettext("Type"), "type", kinds, request, kind),
        _group(gettext("Målform"), "maalform", forms, request, request.language),
    ]
    return [group for group in made if len(group.facets) > 1 or _is_set(group)]


def _group(
    title: str,
    name: str,
    facets: Sequence[Facet],
    request: SearchRequest,
    chosen: str | None,
) -> FacetGroup:
    shown = [facet for facet in facets if facet.value == chosen]
    shown += [facet for facet in facets if facet.value != chosen][:MOST_FACETS]
    return FacetGroup(title, [_link(name, facet, request, chosen) for facet in shown])


def _link(name: str, facet: Facet, request: SearchRequest, chosen: str | None) -> FacetLink:
    is_chosen = facet.value == chosen
    value = KIND_WORDS[ItemKind(facet.value)] if name == "type" else facet.value
    url = address(request, **{name: None if is_chosen else value})
    return FacetLink(label=facet.label, url=url, count=facet.count, active=is_chosen)


def _named(facet: Facet, label: str) -> Facet:
    return Facet(value=facet.value, label=label, count=facet.count)


def _is_set(group: FacetGroup) -> bool:
    return any(facet.active for facet in group.facets)


def _first_part(typed: str) -> str:
    """Return what of *typed* is looked for: whole words, where that is possible."""
    if len(typed) <= LONGEST_QUERY:
        return typed
    return typed[: LONGEST_QUERY + 1].rpartition(" ")[0] or typed[:LONGEST_QUERY]


def _page(given: str) -> int:
    return min(max(1, numbers.whole(given)), MOST_PAGES)
