"""Writing the answer together: nobody's text is ever overwritten silently."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from helpdesk.accounts.models import User
from helpdesk.answers.models import Answer, AnswerLink, AnswerRevision, AnswerState
from helpdesk.answers.policy import Act
from helpdesk.answers.queries import drafts, links
from helpdesk.answers.service.entry import ensure_may
from helpdesk.foundation import clock, events
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput
from helpdesk.foundation.language import N_
from helpdesk.foundation.text import normalise_newlines
from helpdesk.questions.models import Question

SITTING = timedelta(minutes=10)
"""Saves of one person within this time share a revision. Source: the service's rule."""

MOST_CHARS = 60_000
"""Characters of an answer, some twenty-five printed pages. A guess."""

EDITABLE = frozenset({AnswerState.DRAFT, AnswerState.RETURNED})


@dataclass(frozen=True)
class Draft:
    """
    What a person sends from the editor.

    Attributes:
        version: the answer's version she started from; 0 before the first save.
        added: addresses (``kind:key``) to link.
        removed: addresses no longer to link.
    """

    text: str
    version: int
    added: Collection[str] = field(default_factory=tuple)
    removed: Collection[str] = field(default_factory=tuple)


@dataclass(frozen=True)
class Saved:
    """The text is the answer's text now."""

    answer: Answer


@dataclass(frozen=True)
class Conflict:
    """Somebody else was first; the text is kept as a revision beside the answer."""

    answer: Answer
    aside: AnswerRevision


def save(*, actor: User, question: Question, draft: Draft) -> Saved | Conflict:
    """
    Save *draft* as the answer's text, or beside it where it started from an older version.

    Raises:
        InvalidInput: the text is too long.
    """
    outcome = put(actor, question, draft)
    db.session.commit()
    return outcome


def put(actor: User, question: Question, draft: Draft) -> Saved | Conflict:
    """
    Do what :func:`save` does, without a commit; for use cases that go on with the answer.

    Raises:
        InvalidInput: the text is too long.
    """
    ensure_may(actor, question, Act.WRITE)
    text = normalise_newlines(draft.text)
    if len(text) > MOST_CHARS:
        raise InvalidInput(
            f"an answer of {len(text)} characters",
            field="text",
            says=N_("Svaret er for langt. Kort det ned til %(most)s tegn."),
            most=MOST_CHARS,
        )

    answer = drafts.current(question) or _begin(actor, question)
    if text != answer.text:
        if answer.version not in {draft.version, 0} or answer.state not in EDITABLE:
            return Conflict(answer, _set_aside(actor, answer, text, draft.version))
        _write(actor, answer, text)
    if answer.state in EDITABLE:
        _link(answer, draft)
    return Saved(answer)


def _begin(actor: User, question: Question) -> Answer:
    now = clock.now()
    answer = Answer(
        question=question,
        state=AnswerState.DRAFT,
        text="",
        version=0,
        created_at=now,
        changed_at=now,
        links=[],
    )
    db.session.add(answer)
    db.session.flush()
    events.record("answers.begin", question.subject, actor_id=actor.id, new=AnswerState.DRAFT)
    return answer


def _write(actor: User, answer: Answer, text: str) -> None:
    at = clock.now()
    if answer.state == AnswerState.RETURNED:
        answer.move_to(AnswerState.DRAFT, at=at)
    answer.text, answer.changed_at, answer.changed_by = text, at, actor
    answer.version += 1
    revision = _sitting(actor, answer, drafts.latest_of(answer, is_aside=False), at)
    revision.text, revision.version, revision.saved_at = text, answer.version, at
    db.session.add(revision)
    db.session.flush()


def _set_aside(actor: User, answer: Answer, text: str, version: int) -> AnswerRevision:
    at = clock.now()
    revision = _sitting(actor, answer, drafts.latest_of(answer, is_aside=True), at)
    revision.is_aside = True
    revision.text, revision.version, revision.saved_at = text, version, at
    db.session.add(revision)
    db.session.flush()
    return revision


def _sitting(
    actor: User, answer: Answer, latest: AnswerRevision | None, at: datetime
) -> AnswerRevision:
    """Return the revision of this sitting; what was sent to review keeps its own."""
    since = max(at - SITTING, answer.submitted_at or answer.created_at)
    if latest is not None and latest.author_id == actor.id and latest.begun_at >= since:
        return latest
    return AnswerRevision(answer_id=answer.id, author_id=actor.id, begun_at=at)


def _link(answer: Answer, draft: Draft) -> None:
    removed = set(draft.removed) - set(draft.added)
    answer.links = [link for link in answer.links if link.target not in removed]
    known = {link.target for link in answer.links}
    wanted = [target for target in dict.fromkeys(draft.added) if target not in known]
    last = max((link.position for link in answer.links), default=-1)
    for position, target in enumerate(links.targets(wanted), start=last + 1):
        answer.links.append(
            AnswerLink(target=target.address, target_version=target.version, position=position)
        )
