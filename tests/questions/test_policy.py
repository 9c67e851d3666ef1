"""Who may do what with a question: one table, role by act."""

import pytest

from helpdesk.accounts.models import MemberRole, Membership
from helpdesk.questions import policy
from helpdesk.questions.models import (
    CloseReason,
    Message,
    MessageKind,
    Question,
    QuestionStatus,
    Visibility,
)

PEOPLE = (
    "kari",
    "nils",
    "ingrid",
    "anne",
    "dag",
    "berit",
    "vera",
    "liv",
    "astrid",
    "odd",
    "nobody",
)
QUEUE = {"anne", "dag", "berit"}

MAY: dict[str, set[str]] = {
    "see": {"kari"} | QUEUE,
    "see a shared one": {"kari", "nils"} | QUEUE,
    "see an unconfirmed one": set(),
    "see a shared one closed as spam": {"kari"} | QUEUE,
    "read a post to the requester": {"kari"} | QUEUE,
    "read a note": QUEUE,
    "read a note of a shared one": QUEUE,
    "read a post of another question": set(),
    "work": QUEUE,
    "follow up": {"kari"},
    "follow up on a shared one": {"kari"},
    "follow up on a closed one": {"kari"},
    "follow up on spam": set(),
    "withdraw": {"kari"},
    "withdraw a shared one": {"kari"},
    "withdraw an answered one": set(),
    "ask": {"kari", "nils", "ingrid", "nobody"},
}


@pytest.fixture
def question(cast) -> Question:
    return Question(
        id=7,
        status=QuestionStatus.NEW,
        requester_id=cast.kari.id,
        organisation_id=cast.alver.id,
        queue_id=cast.queue.id,
        queue=cast.queue,
        is_shared=False,
    )


def tells(act: str, actor, question: Question) -> bool:
    question.is_shared = "shared" in act
    if "unconfirmed" in act:
        question.status = QuestionStatus.UNCONFIRMED
    if "closed" in act or "spam" in act:
        question.status = QuestionStatus.CLOSED
        question.close_reason = CloseReason.SPAM if "spam" in act else CloseReason.FORWARDED
    if "answered" in act:
        question.status = QuestionStatus.ANSWERED
    return ASKED_OF_POLICY[act.split()[0]](actor, question, message(act))


def message(act: str) -> Message:
    is_note = "note" in act
    return Message(
        kind=MessageKind.NOTE if is_note else MessageKind.ANSWER,
        visibility=Visibility.STAFF if is_note else Visibility.REQUESTER,
        question_id=8 if "of another" in act else 7,
    )


ASKED_OF_POLICY = {
    "ask": lambda actor, _question, _message: policy.can_ask(actor),
    "see": lambda actor, question, _message: policy.can_see(actor, question),
    "read": policy.can_see_message,
    "work": lambda actor, question, _message: policy.can_work(actor, question),
    "follow": lambda actor, question, _message: policy.can_follow_up(actor, question),
    "withdraw": lambda actor, question, _message: policy.can_withdraw(actor, question),
}


@pytest.mark.parametrize("act", MAY)
def test_permission_table(cast, question: Question, act: str) -> None:
    actors = {who: None if who == "nobody" else getattr(cast, who) for who in PEOPLE}
    assert {who for who in PEOPLE if tells(act, actors[who], question)} == MAY[act]


def test_a_colleague_whose_place_of_work_nobody_has_confirmed_sees_nothing(cast, question) -> None:
    question.is_shared = True
    cast.nils.is_placed = False
    assert not policy.can_see(cast.nils, question)


def test_an_expert_of_another_queue_of_the_agency_sees_the_question(cast, question) -> None:
    cast.astrid.memberships = [Membership(queue_id=99, role=MemberRole.EXPERT)]
    assert policy.can_see(cast.astrid, question)
