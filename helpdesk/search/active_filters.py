"""The filters that are set, by their names, and the search without each of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select

from helpdesk.accounts.models import Organisation
from helpdesk.catalogue import words
from helpdesk.foundation.db import db
from helpdesk.search import facet_links
from helpdesk.search.hits import SearchRequest
from helpdesk.topics import queries as topics


@dataclass(frozen=True)
class ActiveFilter:
    """A filter that is set: what it is called, what it says of no hits, and the way back."""

    label: str
    nothing: str
    url: str


def of_request(request: SearchRequest) -> list[ActiveFilter]:
    """Return the filters of *request*; one nobody knows is called as it stands in the address."""
    return list(_each(request))


def nothing_found(filters: Sequence[ActiveFilter]) -> str:
    """Return the words for no hits with *filters*."""
    if len(filters) < 2:
        return "".join(each.nothing for each in filters)
    names = ", ".join(each.label for each in filters)
    return str(gettext("Ingen treff med disse filtrene: %(names)s", names=names))


def _each(request: SearchRequest) -> Iterator[ActiveFilter]:
    if request.topic is not None:
        topic = topics.by_slug(request.topic)
        name = request.topic if topic is None else topic.name(request.locale)
        nothing = gettext("Ingen treff i temaet %(name)s", name=name)
        yield ActiveFilter(name, nothing, facet_links.address(request, tema=None))
    if request.agency is not None:
        name = _agency_name(request.agency, request.locale)
        nothing = gettext("Ingen treff fra %(name)s", name=name)
        yield ActiveFilter(name, nothing, facet_links.address(request, etat=None))
    if request.kind is not None:
        name = gettext(words.KINDS[request.kind])
        nothing = gettext("Ingen treff av typen %(name)s", name=name)
        yield ActiveFilter(name, nothing, facet_links.address(request, type=None))
    if request.language is not None:
        name = gettext(words.LANGUAGE[request.language])
        nothing = gettext("Ingen treff på %(name)s", name=name.lower())
        yield ActiveFilter(name, nothing, facet_links.address(request, maalform=None))


def _agency_name(key: str, locale: str) -> str:
    agency = db.session.scalar(select(Organisation).where(Organisation.key == key))
    return key if agency is None else agency.name(locale)
