"""The way of a question in plain steps: received, assigned, answered, published. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from helpdesk.questions.models import CloseReason, Question, QuestionStatus


class StepKind(StrEnum):
    """What a step of the way is."""

    RECEIVED = "received"
    ASSIGNED = "assigned"
    WAITING = "waiting"
    ANSWERED = "answered"
    PUBLISHED = "published"
    CLOSED = "closed"


class StepState(StrEnum):
    """Where a step stands; the page's component knows these words."""

    DONE = "done"
    CURRENT = "current"
    EXPECTED = "expected"


@dataclass(frozen=True)
class Step:
    """
    One step; *at* is when it happened, or by when it is expected.

    None: not known, or for ``ANSWERED`` that the clock waits for the requester.
    """

    kind: StepKind
    state: StepState
    at: datetime | None = None


_CURRENT: dict[QuestionStatus, StepKind] = {
    QuestionStatus.NEW: StepKind.RECEIVED,
    QuestionStatus.OPEN: StepKind.ASSIGNED,
    QuestionStatus.WAITING_AGENCY: StepKind.ASSIGNED,
    QuestionStatus.WAITING_REQUESTER: StepKind.WAITING,
    QuestionStatus.ANSWERED: StepKind.ANSWERED,
}


def steps(question: Question, published_at: datetime | None = None) -> list[Step]:
    """Return the way of a received *question*, what is behind it first."""
    now_at = _current(question)
    way = [
        (StepKind.RECEIVED, question.received_at),
        (StepKind.ASSIGNED, question.opened_at if question.assignee_id else None),
        (StepKind.WAITING, question.paused_at),
        (StepKind.ANSWERED, _answer_at(question)),
        (StepKind.PUBLISHED, published_at if now_at is StepKind.PUBLISHED else None),
        (StepKind.CLOSED, question.closed_at),
    ]
    order = list(StepKind)
    return [
        Step(kind, _state(order.index(kind) - order.index(now_at)), at)
        for kind, at in way
        if kind in _shown(question, now_at)
    ]


def _current(question: Question) -> StepKind:
    if question.status == QuestionStatus.CLOSED and not _ended_with_answer(question):
        return StepKind.CLOSED
    if question.article_key is not None and not question.is_active:
        return StepKind.PUBLISHED
    return _CURRENT.get(question.status, StepKind.ANSWERED)


def _shown(question: Question, now_at: StepKind) -> set[StepKind]:
    shown = {StepKind.RECEIVED, now_at}
    if now_at is not StepKind.CLOSED:
        return shown | {StepKind.ASSIGNED, StepKind.ANSWERED, StepKind.PUBLISHED}
    return shown | ({StepKind.ASSIGNED} if question.assignee_id else set())


def _state(distance: int) -> StepState:
    if distance == 0:
        return StepState.CURRENT
    return StepState.DONE if distance < 0 else StepState.EXPECTED


def _answer_at(question: Question) -> datetime | None:
    if not question.is_active:
        return question.answered_at
    return None if question.paused_at else question.due_at


def _ended_with_answer(question: Question) -> bool:
    return question.close_reason == CloseReason.ANSWERED
