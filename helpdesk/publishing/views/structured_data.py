"""The page of an article as search engines read it."""

import json

from flask import current_app
from markupsafe import Markup

from config import Settings
from helpdesk.foundation import calendar, markdown
from helpdesk.foundation.text import excerpt
from helpdesk.publishing.models import Article, Edition, article_url

LEAD_MAX_CHARS = 600
"""Characters of an answer given where there is no short one: the page stays light. A guess."""

_ESCAPED = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def qa_page(edition: Edition, article: Article, language: str) -> Markup:
    """
    Return *edition* as a ``QAPage`` in JSON-LD: one question, one accepted answer.

    Letters stay as they are, which keeps the page light; what could end the script does not.

    Source: schema.org, QAPage.
    """
    facts = _facts(edition, article, language)
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPED))  # noqa: S704 - nothing in it can be markup


def _facts(edition: Edition, article: Article, language: str) -> dict[str, object]:
    settings: Settings = current_app.extensions["settings"]
    url = settings.base_url + article_url(article.number, edition.slug)
    short = edition.short_answer or excerpt(markdown.plain_text(edition.text), LEAD_MAX_CHARS)
    answered = edition.answered_on or calendar.oslo(edition.changed_at).date()
    author = {"@type": "GovernmentOrganization", "name": article.owner.name(language)}
    return {
        "@context": "https://schema.org",
        "@type": "QAPage",
        "inLanguage": edition.language.value,
        "mainEntity": {
            "@type": "Question",
            "name": edition.title,
            "answerCount": 1,
            "acceptedAnswer": {
                "@type": "Answer",
                "text": short,
                "url": url,
                "dateCreated": answered.isoformat(),
                "dateModified": (edition.published_at or edition.changed_at).isoformat(),
                "author": author,
            },
        },
    }
