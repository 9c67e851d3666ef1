"""How a letter template stands on the shelf."""

from helpdesk.catalogue.models import ItemKind
from helpdesk.catalogue.service import Entry
from helpdesk.foundation.markdown import plain_text
from helpdesk.laws import linking
from helpdesk.letters import merging
from helpdesk.letters.models import LetterEdition, LetterTemplate, letter_url


def entry(letter: LetterTemplate, edition: LetterEdition) -> Entry:
    """Return *letter* as the shelf holds it, in the words of *edition*, its published one."""
    return Entry(
        kind=ItemKind.LETTER,
        key=letter.slug,
        language=edition.language,
        title=edition.title,
        summary=edition.summary,
        text=plain_text(merging.plain(edition.text, edition.labels)),
        url=letter_url(letter.slug),
        agency_id=letter.owner_id,
        published_at=letter.public_since,
        checked_on=edition.checked_on,
        topic_ids=[topic.id for topic in edition.topics],
        links=[link for link in _links(edition) if link != letter.subject],
        laws=[*edition.laws, *linking.cited_keys(edition.text)],
    )


def _links(edition: LetterEdition) -> list[str]:
    """Return what the edition points to, the letters that belong to it first."""
    slugs = [*edition.next_slugs, *filter(None, [edition.sister_slug])]
    return list(dict.fromkeys([*(f"{ItemKind.LETTER}:{slug}" for slug in slugs), *edition.links]))
