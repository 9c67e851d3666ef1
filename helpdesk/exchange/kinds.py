"""The kinds of lines an exchange file may hold, and who reads and writes each."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import current_app

from helpdesk.duties import importing as duties
from helpdesk.foundation.files import FileStore
from helpdesk.guides import importing as guides
from helpdesk.letters import importing as letters
from helpdesk.publishing import exporting
from helpdesk.publishing import importing as articles

DEFAULT_AGENCY = "miljodir"
"""Who owns an article that names no agency. Source: service.md, the owner of the service."""


@dataclass(frozen=True)
class Kind:
    """
    One kind of line.

    Attributes:
        fields: the dataclass that a line becomes, and an export writes.
        upsert: (fields, places, rendered) → whether anything changed; does not commit.
        stored: yields everything published, as fields.
        places: looks up, once for a whole import, what lines may name.
        check: (fields, places) → what was rendered; slow, writes nothing, raises InvalidInput.
        defaults: what a line that leaves it out means.
    """

    fields: type[Any]
    upsert: Callable[[Any, Any, Any], bool]
    stored: Callable[[], Iterator[Any]]
    places: Callable[[], Any] = lambda: None
    check: Callable[[Any, Any], Any] = lambda _fields, _places: None
    defaults: Mapping[str, Any] = field(default_factory=dict)


def _file_store() -> FileStore:
    store: FileStore = current_app.extensions["file_store"]
    return store


KINDS: dict[str, Kind] = {
    "letter": Kind(
        letters.LetterFields,
        upsert=lambda fields, store, _rendered: letters.upsert(fields, store),
        stored=lambda: letters.stored(_file_store()),
        places=lambda: _file_store(),
    ),
    "guide": Kind(
        guides.GuideFields,
        upsert=lambda fields, _places, _rendered: guides.upsert(fields),
        stored=guides.stored,
    ),
    "duty": Kind(
        duties.DutyFields,
        upsert=lambda fields, _places, _rendered: duties.upsert(fields),
        stored=duties.stored,
    ),
    "article": Kind(
        articles.ArticleFields,
        upsert=lambda fields, places, html: articles.upsert_article(fields, places, html=html),
        stored=exporting.articles,
        places=articles.places,
        check=articles.check,
        defaults={"agency": DEFAULT_AGENCY},
    ),
}
"""In the order an export writes them: what others point to comes first."""
