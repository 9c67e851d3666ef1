"""What a requester is told of the way of a question."""

from datetime import UTC, datetime

import pytest

from helpdesk.questions.models import CloseReason, Question, QuestionStatus
from helpdesk.questions.timeline import Step, StepKind, StepState, steps

RECEIVED_AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
OPENED_AT = datetime(2026, 11, 3, 9, tzinfo=UTC)
ASKED_AT = datetime(2026, 11, 4, 9, tzinfo=UTC)
DUE_AT = datetime(2026, 11, 16, 14, 30, tzinfo=UTC)
ANSWERED_AT = datetime(2026, 11, 10, 9, tzinfo=UTC)


def question(status: QuestionStatus, **facts: object) -> Question:
    values = {"received_at": RECEIVED_AT, "due_at": DUE_AT} | facts
    return Question(status=status, **values)


def claimed(status: QuestionStatus, **facts: object) -> Question:
    return question(status, assignee_id=1, opened_at=OPENED_AT, **facts)


def told(of: Question) -> list[tuple[str, str]]:
    return [(step.kind.value, step.state.value) for step in steps(of)]


def test_a_new_question_waits_for_an_expert() -> None:
    assert told(question(QuestionStatus.NEW)) == [
        ("received", "current"),
        ("assigned", "expected"),
        ("answered", "expected"),
        ("published", "expected"),
    ]


def test_an_expected_answer_has_its_date() -> None:
    expected = Step(StepKind.ANSWERED, StepState.EXPECTED, DUE_AT)
    assert expected in steps(claimed(QuestionStatus.OPEN))


def test_opening_without_claiming_is_no_step() -> None:
    seen = question(QuestionStatus.NEW, opened_at=OPENED_AT)
    assert Step(StepKind.ASSIGNED, StepState.EXPECTED, None) in steps(seen)


def test_a_question_that_waits_for_the_requester_has_no_date() -> None:
    waiting = claimed(QuestionStatus.WAITING_REQUESTER, paused_at=ASKED_AT)
    assert told(waiting) == [
        ("received", "done"),
        ("assigned", "done"),
        ("waiting", "current"),
        ("answered", "expected"),
        ("published", "expected"),
    ]
    assert Step(StepKind.ANSWERED, StepState.EXPECTED, None) in steps(waiting)


def test_an_answered_question_may_be_published() -> None:
    answered = claimed(QuestionStatus.ANSWERED, answered_at=ANSWERED_AT)
    assert told(answered)[-2:] == [("answered", "current"), ("published", "expected")]
    answered.article_key = "svar-1"
    assert told(answered)[-2:] == [("answered", "done"), ("published", "current")]
    published_at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    assert steps(answered, published_at)[-1].at == published_at


@pytest.mark.parametrize("reason", sorted(set(CloseReason) - {CloseReason.ANSWERED}))
def test_a_question_closed_without_an_answer_expects_nothing_more(reason: CloseReason) -> None:
    closed = question(QuestionStatus.CLOSED, close_reason=reason, closed_at=ANSWERED_AT)
    assert told(closed) == [("received", "done"), ("closed", "current")]


def test_a_question_closed_after_the_answer_ends_there() -> None:
    closed = claimed(
        QuestionStatus.CLOSED, close_reason=CloseReason.ANSWERED, answered_at=ANSWERED_AT
    )
    assert ("answered", "current") in told(closed)
