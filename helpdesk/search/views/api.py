"""The search for programs: ``/api/v1/search``."""

from flask.typing import ResponseReturnValue

from helpdesk.catalogue.models import ItemKind
from helpdesk.foundation.language import TextLanguage
from helpdesk.search import queries
from helpdesk.search.hits import MOST_PAGES, PAGE_SIZE, Hit, SearchRequest
from helpdesk.web import api
from helpdesk.web.access import public
from helpdesk.web.rate_limits import limited

blueprint = api.made_blueprint("search_api")


@blueprint.get("/search")
@public
@limited("search")
def search() -> ResponseReturnValue:
    """Answer a page of what answers a search."""
    found = queries.search(_asked())
    return api.answer(
        {
            "query": found.request.text,
            "total": found.total,
            "did_you_mean": found.did_you_mean,
            "hits": [_told(hit) for hit in found.hits],
        }
    )


def _asked() -> SearchRequest:
    return SearchRequest(
        text=api.text("q"),
        kind=api.choice("kind", ItemKind),
        topic=api.text("topic") or None,
        agency=api.text("agency") or None,
        language=api.choice("language", TextLanguage),
        page=api.number("page", otherwise=1, most=MOST_PAGES),
        page_size=api.number("page_size", otherwise=PAGE_SIZE, most=api.LARGEST_PAGE),
    )


def _told(hit: Hit) -> dict[str, object]:
    return {
        "kind": hit.kind.value,
        "key": hit.key,
        "title": hit.title,
        "url": hit.url,
        "language": hit.language.value,
        "snippet": str(hit.snippet or hit.lead),
        "score": round(hit.score, 4),
    }
