"""What the page of an article shows, for its readers and for the preview alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import render_template
from flask_babel import format_date, gettext
from flask_login import current_user
from markupsafe import Markup

from helpdesk.catalogue import assessment
from helpdesk.catalogue.assessment import AssessmentNotice
from helpdesk.catalogue.models import ItemKind
from helpdesk.catalogue.words import KIND
from helpdesk.foundation import clock
from helpdesk.publishing import policy, words
from helpdesk.publishing.models import Article, Edition, article_url, correcting_url
from helpdesk.publishing.queries import public, related
from helpdesk.publishing.queries.public import Neighbour
from helpdesk.publishing.states import ChangeClass, EditionState
from helpdesk.publishing.views.cited_laws import LawGroup, grouped
from helpdesk.publishing.views.structured_data import qa_page
from helpdesk.topics.models import Topic
from helpdesk.web import languages
from helpdesk.web.templating import long_date

_NOTABLE = frozenset({ChangeClass.SUBSTANTIVE, ChangeClass.CHANGED_LAW})
_CURRENT = frozenset({EditionState.PUBLISHED, EditionState.WITHDRAWN})


@dataclass(frozen=True, kw_only=True)
class ArticlePage:
    """
    One edition and what stands around it.

    Args:
        editions: the public ones, the newest first.
        change: the newest edition that says something else than the one before it.
    """

    edition: Edition
    article: Article
    editions: Sequence[Edition]
    change: Edition | None
    topic: Topic | None
    laws: Sequence[LawGroup]
    guides: Sequence[Neighbour]
    answers: Sequence[Neighbour]
    reference: str
    structured_data: Markup
    assessed: AssessmentNotice | None
    is_preview: bool
    correcting_url: str | None

    @property
    def asked_in(self) -> str:
        """Return the month it was asked in, "mars 2026"."""
        month = self.edition.asked_month
        return str(format_date(month, "MMMM y")) if month else ""

    @property
    def is_old(self) -> bool:
        """Tell whether a newer edition is what readers should see."""
        return self.edition.state is EditionState.SUPERSEDED

    @property
    def is_due(self) -> bool:
        """Tell whether the day has passed on which the text should have been checked."""
        due_on = self.edition.check_due_on
        return due_on is not None and due_on < clock.today()

    @property
    def today(self) -> date:
        """Return the date in Norway now."""
        return clock.today()

    @property
    def url(self) -> str:
        """Return the address of the article, whichever edition is shown."""
        newest = next((each for each in self.editions if each.state in _CURRENT), self.edition)
        return article_url(self.article.number, newest.slug)


def page_of(edition: Edition, editions: Sequence[Edition], *, preview: bool = False) -> ArticlePage:
    """Gather the page of *edition*, whose article, owner and topics (with parents) are loaded."""
    article = edition.article
    beside = public.linked(edition)
    return ArticlePage(
        edition=edition,
        article=article,
        editions=editions,
        change=next((each for each in editions if each.change_class in _NOTABLE), None),
        topic=_main_topic(edition),
        laws=grouped(edition.laws, languages.current()),
        guides=_to_do(beside, public.duties_about(article)),
        answers=related.answers(edition, beside),
        reference=_reference(edition),
        assessed=assessment.shown_on(ItemKind.ARTICLE, article.key, languages.current()),
        structured_data=qa_page(edition, article, languages.current()),
        is_preview=preview,
        correcting_url=None if preview else _correcting_url(article),
    )


def render(page: ArticlePage, **more: object) -> str:
    """Render *page*, the same for readers and for the preview."""
    return render_template("publishing/article.html", page=page, words=words, kinds=KIND, **more)


def _to_do(beside: Sequence[Neighbour], duties: Sequence[Neighbour]) -> list[Neighbour]:
    """Return what can be done next: what the answer points to, then the duties that point to it."""
    chosen = [each for each in beside if each.kind is not ItemKind.ARTICLE]
    return list(dict.fromkeys([*chosen, *duties]))


def _main_topic(edition: Edition) -> Topic | None:
    """Return the topic of the breadcrumb: one that lies under another says more."""
    below = next((topic for topic in edition.topics if topic.parent_id), None)
    return below or next(iter(edition.topics), None)


def _reference(edition: Edition) -> str:
    return str(
        gettext(
            "Miljøkommune, svar %(number)s, utgave %(edition)s, %(date)s",
            number=edition.article.number,
            edition=edition.number,
            date=long_date(edition.published_at or clock.now()),
        )
    )


def _correcting_url(article: Article) -> str | None:
    is_staff = current_user.is_expert or current_user.is_editor
    may = is_staff and policy.can_correct(current_user, article)
    return correcting_url(article.number) if may else None
