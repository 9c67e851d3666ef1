"""How a duty stands on the shelf."""

from helpdesk.catalogue.models import ItemKind
from helpdesk.catalogue.service import Entry
from helpdesk.duties.models import Duty, DutyEdition, duty_url
from helpdesk.foundation.markdown import plain_text
from helpdesk.laws import linking


def entry(duty: Duty, edition: DutyEdition) -> Entry:
    """Return *duty* as the shelf holds it, in the words of *edition*, its published one."""
    return Entry(
        kind=ItemKind.DUTY,
        key=duty.slug,
        language=edition.language,
        title=edition.title,
        summary=edition.summary,
        text=_text(edition),
        url=duty_url(duty.slug),
        agency_id=duty.owner_id,
        published_at=duty.public_since,
        checked_on=edition.checked_on,
        topic_ids=[topic.id for topic in edition.topics],
        links=[link for link in edition.links if link != duty.subject],
        laws=[*edition.laws, *linking.cited_keys(edition.text)],
    )


def _text(edition: DutyEdition) -> str:
    """Return all that may be searched: the text, and the facts that are words."""
    agency = edition.state_agency.name(edition.language) if edition.state_agency else ""
    facts = (edition.decider, edition.deadline, edition.appeals_body, agency)
    return "\n".join([plain_text(edition.text), *filter(None, facts)])
