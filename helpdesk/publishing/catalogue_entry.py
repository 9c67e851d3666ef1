"""How an article stands on the shelf: its public edition, searchable, linked and counted."""

from helpdesk.catalogue import service as shelf
from helpdesk.catalogue.models import CatalogueItem, ItemKind
from helpdesk.foundation.text import excerpt
from helpdesk.laws import linking
from helpdesk.publishing.models import Article, Edition, article_url
from helpdesk.publishing.wording import SHORT_ANSWER_MAX_CHARS, plain_answer


def put(edition: Edition) -> CatalogueItem:
    """Place the published *edition* (article and topics loaded) on the shelf."""
    article = edition.article
    answer = plain_answer(edition.text)
    texts = (edition.title, edition.short_answer, edition.question_text, answer)
    return shelf.put(
        shelf.Entry(
            kind=ItemKind.ARTICLE,
            key=article.key,
            language=edition.language,
            title=edition.title,
            summary=edition.short_answer or _lead(answer),
            text="\n\n".join(filter(None, texts)),
            url=article_url(article.number, edition.slug),
            agency_id=article.owner_id,
            published_at=article.first_published_at or edition.changed_at,
            checked_on=edition.checked_on,
            topic_ids=[topic.id for topic in edition.topics],
            links=edition.links,
            laws=[*edition.laws, *linking.cited_keys(edition.text)],
        )
    )


def mark_withdrawn(article: Article, *, successor: Article | None) -> None:
    """Take *article* out of search and lists; its page stays."""
    replaced_by = f"{ItemKind.ARTICLE.value}:{successor.key}" if successor else None
    shelf.mark_withdrawn(ItemKind.ARTICLE, article.key, replaced_by=replaced_by)


def _lead(answer: str) -> str:
    """Return the first paragraph, for those that have no short answer."""
    return excerpt(answer.partition("\n\n")[0], SHORT_ANSWER_MAX_CHARS)
