"""What the pages of one question show, and how its files are sent."""

from flask import Response, render_template, send_file

from helpdesk.accounts.models import User
from helpdesk.catalogue import queries as shelf
from helpdesk.catalogue.models import CatalogueItem, ItemKind
from helpdesk.foundation.files import StoredFile
from helpdesk.questions import clockwork, deadlines, policy, queries, uploads
from helpdesk.questions.deadlines import Step, StepKind
from helpdesk.questions.forms import FollowUpForm
from helpdesk.questions.models import Question, Visibility
from helpdesk.questions.views import attaching, showing


def question_page(actor: User, question: Question, form: FollowUpForm) -> str:
    """Return the page of a question: timeline, thread, and what its requester can do."""
    thread = queries.thread(question, seen_from=Visibility.REQUESTER)
    article = _article(question)
    return render_template(
        "questions/question.html",
        question=question,
        steps=showing.timeline(question, article),
        status_text=showing.status_text(question, actor),
        posts=[showing.post(question, message) for message in thread],
        explained=_explained(question),
        article=article,
        form=form if policy.can_follow_up(actor, question) else None,
        can_withdraw=policy.can_withdraw(actor, question),
        is_own=policy.is_requester(actor, question),
        staged=attaching.items(form.staged),
        accept=uploads.ACCEPT,
        most_files=uploads.MOST_FILES,
        most_mb=attaching.most_mb(),
    )


def receipt_page(question: Question) -> str:
    """Return the page that follows on sending."""
    return render_template(
        "questions/receipt.html", question=question, steps=showing.timeline(question)
    )


def download(stored: StoredFile) -> Response:
    """Send a file to be saved, never to be shown in our name, and to be kept by no cache."""
    response = send_file(
        attaching.store().path(stored),
        mimetype=stored.media_type,
        as_attachment=True,
        download_name=stored.original_name,
        etag=False,
        conditional=False,
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _explained(question: Question) -> list[Step]:
    """Return how the deadline was reached; nothing where a move between queues has set it."""
    if not question.is_active or question.clock_started_at is None:
        return []
    steps = deadlines.explain(
        question.clock_started_at, question.queue.service_days, clockwork.pauses(question)
    )
    still_told = steps[-1].kind is StepKind.STILL_PAUSED or steps[-1].at == question.due_at
    return steps if still_told else []


def _article(question: Question) -> CatalogueItem | None:
    """Return the published article, if there is one; withdrawn or not."""
    if question.article_key is None:
        return None
    return shelf.item(f"{ItemKind.ARTICLE}:{question.article_key}")
