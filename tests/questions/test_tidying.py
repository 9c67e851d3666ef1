"""What the worker settles by itself."""

from datetime import timedelta

from helpdesk.foundation import clock, events
from helpdesk.foundation.db import db
from helpdesk.questions import tidying
from helpdesk.questions.models import CloseReason, Question, QuestionStatus
from tests.cast import Cast
from tests.factories import questions


def answered(cast: Cast, days_ago: int) -> Question:
    question = questions.received(cast.kari, cast.topic)
    question.assignee = cast.anne
    question.move_to(QuestionStatus.OPEN, at=clock.now())
    question.move_to(QuestionStatus.ANSWERED, at=clock.now())
    question.answered_at = clock.now() - timedelta(days=days_ago)
    db.session.commit()
    return question


def test_an_answered_question_is_closed_when_the_requester_lets_it_rest(cast: Cast) -> None:
    question = answered(cast, days_ago=15)
    tidying.close_settled()
    assert question.status is QuestionStatus.CLOSED
    assert question.close_reason is CloseReason.ANSWERED
    assert events.of_subject(question.subject)[-1].kind == "questions.settle"


def test_a_fresh_answer_stays_open_for_the_requester(cast: Cast) -> None:
    question = answered(cast, days_ago=13)
    tidying.close_settled()
    assert question.status is QuestionStatus.ANSWERED
