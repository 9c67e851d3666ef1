"""How a guide stands on the shelf."""

from collections.abc import Iterator

from helpdesk.catalogue.models import ItemKind
from helpdesk.catalogue.service import Entry
from helpdesk.foundation.markdown import plain_text
from helpdesk.guides.models import Guide, GuideEdition, guide_url, laws_of, links_of
from helpdesk.laws import linking


def entry(guide: Guide, edition: GuideEdition) -> Entry:
    """Return *guide* as the shelf holds it, in the words of *edition*, its published one."""
    return Entry(
        kind=ItemKind.GUIDE,
        key=guide.slug,
        language=edition.language,
        title=edition.title,
        summary=edition.summary,
        text="\n\n".join(_text(edition)),
        url=guide_url(guide.slug),
        agency_id=guide.owner_id,
        published_at=guide.public_since,
        checked_on=edition.checked_on,
        topic_ids=[topic.id for topic in edition.topics],
        parts={step.anchor: step.title for step in edition.steps},
        links=[link for link in links_of(edition) if link != guide.subject],
        laws=[*laws_of(edition), *(key for step in edition.steps for key in _cited(step.text))],
    )


def _text(edition: GuideEdition) -> Iterator[str]:
    for step in edition.steps:
        yield step.title
        if step.deadline:
            yield step.deadline
        yield plain_text(step.text)
        if step.question:
            yield step.question


def _cited(text: str) -> list[str]:
    return linking.cited_keys(text)
