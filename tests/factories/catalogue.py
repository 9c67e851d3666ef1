"""Things on the shelf."""

from datetime import UTC, datetime

from helpdesk.accounts.models import Organisation
from helpdesk.catalogue import service
from helpdesk.catalogue.models import CatalogueItem, ItemKind
from helpdesk.catalogue.service import Entry
from helpdesk.foundation.language import TextLanguage

PUBLISHED_AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def entry(agency: Organisation, **facts: object) -> Entry:
    """Describe an article; *facts* replace what is given here."""
    title = str(facts.get("title", "Når kan kommunen ilegge tvangsmulkt?"))
    values = {
        "kind": ItemKind.ARTICLE,
        "key": "svar-1",
        "language": TextLanguage.NB,
        "title": title,
        "summary": "Når et pålegg ikke er fulgt innen fristen.",
        "text": f"{title} Når et pålegg ikke er fulgt innen fristen.",
        "agency_id": agency.id,
        "published_at": PUBLISHED_AT,
    } | facts
    values.setdefault("url", f"/svar/{values['key']}")
    return Entry(**values)


def shelve(agency: Organisation, **facts: object) -> CatalogueItem:
    """Put an article on the shelf; *facts* replace what ``entry`` gives."""
    return service.put(entry(agency, **facts))
