"""The page of one question on the desk: everything it shows, put together."""

from collections.abc import Sequence
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from helpdesk.accounts.models import Queue
from helpdesk.answers import policy
from helpdesk.answers.forms import ACT_FORMS, ActForm, Choices, EditorForm, RemarksForm
from helpdesk.answers.models import Answer
from helpdesk.answers.policy import Act
from helpdesk.answers.queries import cases, drafts, links, people
from helpdesk.answers.service.drafting import EDITABLE
from helpdesk.answers.views import lists, origin, record
from helpdesk.answers.views.desk import wording_of
from helpdesk.answers.views.person import me
from helpdesk.catalogue import queries as shelf
from helpdesk.catalogue.models import ItemKind
from helpdesk.foundation.db import give_up_writing
from helpdesk.questions import clockwork, deadlines
from helpdesk.questions import queries as questions
from helpdesk.questions.models import Message, Question, Visibility
from helpdesk.search import queries as search
from helpdesk.topics import queries as topics
from helpdesk.web import kept_input, languages
from helpdesk.web.forms import Form

SIMILAR_KINDS = {ItemKind.ARTICLE: 4, ItemKind.GUIDE: 3, ItemKind.LETTER: 3, ItemKind.DUTY: 2}
"""How many suggestions of each kind stand in the rail. A guess: what is read at a glance."""


def render(question: Question, *, failed: Form | None = None) -> ResponseReturnValue:
    """
    Return the page of *question*.

    Args:
        failed: the form that was sent and must be shown again, with its faults.
    """
    answer = drafts.current(question)
    thread = questions.thread(question, seen_from=Visibility.STAFF)
    page = render_template(
        "answers/question.html",
        question=question,
        thread=thread,
        views=lists.links(me()),
        words_of=record.words_of,
        files_of=record.files_of,
        **_acts(question, failed),
        **_answer(question, answer, failed),
        **_rail(question, answer, thread),
    )
    return page, 200 if failed is None else 422


def again(reference: str, failed: Form) -> ResponseReturnValue:
    """Show the page once more with what was typed in *failed*; nothing has been changed."""
    give_up_writing()
    return render(cases.seen_by(me(), reference), failed=failed)


def form_of(act: Act, question: Question) -> ActForm | None:
    """Return the form that was sent for *act*; None for an act that is only a button."""
    kind = next((each for each in ACT_FORMS if each.act == act), None)
    if kind is None:
        return None
    form = kind()
    form.offer(_choices(question))
    return form


def _acts(question: Question, failed: Form | None) -> dict[str, Any]:
    acts = policy.acts_open_to(me(), question)
    kept = kept_input.given_back()
    forms = {kind.act: _unsent(kind, question, kept) for kind in ACT_FORMS if kind.act in acts}
    choices = _choices(question) if acts else Choices()
    for form in forms.values():
        form.offer(choices)
    if isinstance(failed, ActForm):
        forms[failed.act] = failed
    opened = failed.act if isinstance(failed, ActForm) else kept.get("act")
    return {"acts": acts, "Act": Act, "forms": forms, "opened": opened}


def _unsent(kind: type[ActForm], question: Question, kept: MultiDict[str, str]) -> ActForm:
    if kept.get("act") == kind.act:
        return kind(formdata=kept)
    return kind(formdata=None, data={"topic": question.topic.slug})


def _choices(question: Question) -> Choices:
    language = languages.current()
    return Choices(
        topics=topics.choices(language),
        queues=[(queue.key, _name(queue, language)) for queue in people.active_queues()],
        own_queue=question.queue.key,
        members=[
            (str(person.id), person.display_name)
            for person in people.members(question.queue_id)
            if person.id != question.assignee_id
        ],
    )


def _name(queue: Queue, language: str) -> str:
    agency, own = queue.organisation.name(language), queue.name(language)
    return own if own == agency else f"{agency} – {own}"


def _answer(question: Question, answer: Answer | None, failed: Form | None) -> dict[str, Any]:
    revisions = drafts.revisions(question)
    authors = drafts.author_ids(answer) if answer else frozenset()
    pointed = [link.target for link in answer.links] if answer else []
    query = request.args.get("finn", "")[:200]
    return {
        "answer": answer,
        "editor": failed if isinstance(failed, EditorForm) else _editor(answer),
        "remarks_form": failed if isinstance(failed, RemarksForm) else _remarks(answer),
        "is_editable": answer is None or answer.state in EDITABLE,
        "may_review": answer and policy.can_review(me(), answer, author_ids=authors),
        "reviewers": _reviewers(question, authors),
        "revision_count": len(revisions),
        "also_writing": drafts.also_writing(me(), answer, revisions) if answer else [],
        "picked": _picked(pointed),
        "found": _found(query),
        "query": query,
    }


def _reviewers(question: Question, author_ids: frozenset[int]) -> list[str]:
    """Return the names of those who may approve: reviewers who have not written in the answer."""
    found = people.reviewers(question.queue_id)
    return sorted(person.display_name for person in found if person.id not in author_ids)


def _editor(answer: Answer | None) -> EditorForm:
    kept = kept_input.given_back()
    if "version" in kept and "remarks" not in kept:
        return EditorForm(formdata=kept)
    text, version = (answer.text, answer.version) if answer else ("", 0)
    return EditorForm(formdata=None, data={"text": text, "version": version})


def _remarks(answer: Answer | None) -> RemarksForm:
    kept = kept_input.given_back()
    if "remarks" in kept:
        return RemarksForm(formdata=kept)
    return RemarksForm(formdata=None, data={"version": answer.version if answer else 0})


def _picked(addresses: list[str]) -> list[dict[str, str]]:
    pointed = links.targets(addresses, languages.current())
    return [{"value": each.address, "label": each.title, "url": each.url} for each in pointed]


def _found(query: str) -> list[dict[str, str]]:
    found = links.found(query, languages.current()) if query else []
    return [{"value": each.address, "label": each.title, "note": each.note} for each in found]


def _rail(question: Question, answer: Answer | None, thread: Sequence[Message]) -> dict[str, Any]:
    text = "\n".join([question.title, *(post.text for post in thread[:1])])
    own = f"article:{question.article_key}" if question.article_key else None
    written = f"{text}\n{answer.text}" if answer else text
    history = cases.history(question)
    return {
        "wording": wording_of(question),
        "steps": _steps(question),
        "similar": search.similar_by_kind(
            text, SIMILAR_KINDS, exclude=own, locale=languages.current()
        ),
        "sections": links.cited_in(written, languages.current()),
        "history": history,
        "origin": origin.of(question, history),
        "consultations": cases.consultations(question),
        "article": shelf.item(own) if own else None,
    }


def _steps(question: Question) -> list[deadlines.Step]:
    """Return how the deadline was reached; empty where the clock was started anew since."""
    if question.received_at is None or question.due_at is None:
        return []
    pauses = clockwork.pauses(question)
    steps = deadlines.explain(question.received_at, question.queue.service_days, pauses)
    is_paused = steps[-1].kind == deadlines.StepKind.STILL_PAUSED
    return steps if is_paused or steps[-1].at == question.due_at else []
