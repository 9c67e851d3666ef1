"""What ``/api/v1`` takes and gives, in the words of OpenAPI 3.1; a test holds it to the truth."""

from enum import StrEnum
from typing import Any

from helpdesk.catalogue.models import ItemKind
from helpdesk.foundation.language import TextLanguage
from helpdesk.publishing.states import Standing
from helpdesk.search.hits import MOST_PAGES, PAGE_SIZE
from helpdesk.web import api

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
TEXTS: Schema = {"type": "array", "items": TEXT}
PATH: Schema = {
    "type": "string",
    "format": "uri-reference",
    "description": "Relative to the address of this service.",
}
DAY_OR_NOT: Schema = {"type": ["string", "null"], "format": "date"}


def _one_of(kinds: type[StrEnum]) -> Schema:
    return {"type": "string", "enum": [kind.value for kind in kinds]}


def _thing(**properties: Schema) -> Schema:
    """Return an object that has all of *properties* and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _in_query(name: str, schema: Schema, description: str) -> Schema:
    return {"name": name, "in": "query", "schema": schema, "description": description}


def _read(summary: str, gives: str, *parameters: Schema, may_fail: str = "400") -> Schema:
    """Return one GET: what it gives, and how it refuses."""
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{gives}"}}}
    error = {"$ref": "#/components/responses/Error"}
    unchanged = {"description": "Unchanged since the ETag that was sent in If-None-Match."}
    responses = {
        "200": {"description": summary, "content": content, "headers": {"ETag": {"schema": TEXT}}},
        "304": unchanged,
        may_fail: error,
        "429": error,
    }
    return {"get": {"summary": summary, "parameters": list(parameters), "responses": responses}}


_PAGE_SIZE = {"type": "integer", "minimum": 1, "maximum": api.LARGEST_PAGE}

_SEARCH = _read(
    "Search everything published; the best answers first.",
    "SearchResults",
    _in_query("q", TEXT | {"maxLength": api.LONGEST_TEXT}, "Words; empty gives everything."),
    _in_query("kind", _one_of(ItemKind), "Only things of this kind."),
    _in_query("topic", TEXT, "Only what stands under this topic (its slug) or one below it."),
    _in_query("agency", TEXT, "Only what this agency (its key) answers for."),
    _in_query("language", _one_of(TextLanguage), "Only texts in this written form."),
    _in_query(
        "page",
        {"type": "integer", "minimum": 1, "maximum": MOST_PAGES, "default": 1},
        "The first page is 1; a page past the last has no hits.",
    ),
    _in_query("page_size", _PAGE_SIZE | {"default": PAGE_SIZE}, "Hits a page."),
)

_ARTICLES = _read(
    "List the articles that stand, by number.",
    "ArticleList",
    _in_query("after", TEXT, "What the page before gave as next."),
    _in_query("page_size", _PAGE_SIZE | {"default": 20}, "Articles a page."),
)

_ARTICLE = _read(
    "One article with its whole text; a withdrawn one is marked.",
    "Article",
    {"name": "number", "in": "path", "required": True, "schema": NUMBER},
    may_fail="404",
)

_SUMMARY = {
    "number": NUMBER,
    "key": TEXT,
    "url": PATH,
    "status": {"type": "string", "enum": ["published", "withdrawn"]},
    "edition": NUMBER | {"description": "The number of the text that stands now."},
    "language": _one_of(TextLanguage),
    "title": TEXT,
    "short_answer": TEXT | {"description": "May be empty."},
    "standing": _one_of(Standing),
    "agency": TEXT | {"description": "The key of the agency that answers for it."},
    "unit": TEXT,
    "topics": TEXTS | {"description": "Slugs."},
    "laws": TEXTS | {"description": "LAW-ID or LAW-ID/section."},
    "published_on": DAY_OR_NOT,
    "answered_on": DAY_OR_NOT,
    "checked_on": DAY_OR_NOT,
    "check_due_on": DAY_OR_NOT,
    "withdrawn": {
        "anyOf": [
            {"type": "null"},
            _thing(
                on=DAY_OR_NOT,
                reason=TEXT,
                successor={"anyOf": [{"type": "null"}, PATH]},
            ),
        ]
    },
}

_SCHEMAS = {
    "SearchResults": _thing(
        query=TEXT,
        total=NUMBER,
        did_you_mean={
            "type": ["string", "null"],
            "description": "The query as it was searched, where a word nobody uses was replaced.",
        },
        hits={"type": "array", "items": {"$ref": "#/components/schemas/Hit"}},
    ),
    "Hit": _thing(
        kind=_one_of(ItemKind),
        key=TEXT,
        title=TEXT,
        url=PATH,
        language=_one_of(TextLanguage),
        snippet=TEXT | {"description": "HTML: escaped text with mark elements."},
        score={"type": "number", "description": "Compares hits of one answer, nothing else."},
    ),
    "ArticleList": _thing(
        articles={"type": "array", "items": {"$ref": "#/components/schemas/ArticleSummary"}},
        next={"type": ["string", "null"], "description": "Send it as after; null: the last page."},
    ),
    "ArticleSummary": _thing(**_SUMMARY),
    "Article": _thing(
        **_SUMMARY,
        question=TEXT,
        answer=TEXT | {"description": "Markdown."},
        links=TEXTS | {"description": "kind:key of guides, letters and answers it points to."},
    ),
    "Description": {"type": "object"},
    "Error": _thing(
        status=NUMBER,
        title=TEXT,
        detail=TEXT | {"description": "What was wrong, in the language of Accept-Language."},
    ),
}

_ERROR_RESPONSE = {
    "description": "Refused, with the reason.",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
}

DESCRIPTION: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {
        "title": "Miljøkommune",
        "version": "1",
        "description": "Reads what is published. Open to everyone and to every site's pages, "
        "without keys or cookies. Only things that are published are listed and found; "
        "a withdrawn article is given by its number, and says so.",
    },
    "paths": {
        "/api/v1/search": _SEARCH,
        "/api/v1/articles": _ARTICLES,
        "/api/v1/articles/{number}": _ARTICLE,
        "/api/v1/openapi.json": _read("This description.", "Description", may_fail="404"),
    },
    "components": {"schemas": _SCHEMAS, "responses": {"Error": _ERROR_RESPONSE}},
}
