"""Who may do what on the expert's desk, and what the state of a question allows."""

from collections.abc import Set as AbstractSet
from enum import StrEnum

from helpdesk.accounts.models import MemberRole, User
from helpdesk.answers.models import Answer, AnswerState, Consultation
from helpdesk.questions.models import ACTIVE, Question, QuestionStatus


class Act(StrEnum):
    """What an expert does with a question; the value is the last part of its address."""

    CLAIM = "ta"
    RELEASE = "legg-tilbake"
    ASSIGN = "gi-videre"
    MOVE = "flytt"
    NOTE = "notat"
    ASK_FOR_MORE = "be-om-mer"
    CONSULT = "spor-andre"
    GO_ON = "fortsett"
    NOTIFY_DELAY = "forsinkelse"
    FORWARD = "videresend"
    CLOSE_AS_DUPLICATE = "duplikat"
    DECLINE = "utenfor"
    MARK_AS_SPAM = "soppel"
    REOPEN = "gjenapne"
    WRITE = "svar"


_S = QuestionStatus
_IN_WORK = frozenset({_S.OPEN, _S.WAITING_REQUESTER, _S.WAITING_AGENCY})

POSSIBLE_IN: dict[Act, frozenset[QuestionStatus]] = {
    Act.CLAIM: frozenset({_S.NEW}),
    Act.RELEASE: _IN_WORK,
    Act.ASSIGN: ACTIVE,
    Act.MOVE: ACTIVE,
    Act.NOTE: ACTIVE | {_S.ANSWERED, _S.CLOSED},
    Act.ASK_FOR_MORE: frozenset({_S.OPEN, _S.WAITING_AGENCY}),
    Act.CONSULT: frozenset({_S.OPEN, _S.WAITING_REQUESTER}),
    Act.GO_ON: frozenset({_S.WAITING_REQUESTER, _S.WAITING_AGENCY}),
    Act.NOTIFY_DELAY: _IN_WORK,
    Act.FORWARD: ACTIVE,
    Act.CLOSE_AS_DUPLICATE: ACTIVE,
    Act.DECLINE: ACTIVE,
    Act.MARK_AS_SPAM: ACTIVE,
    Act.REOPEN: frozenset({_S.ANSWERED, _S.CLOSED}),
    Act.WRITE: _IN_WORK,
}
"""In which states each act makes sense."""


def can_see(actor: User, question: Question) -> bool:
    """
    Tell whether *actor* may know of *question* on the desk: an expert of the queue's agency.

    Source: service.md, section 1: people outside the queue's agency see nothing of a case.
    """
    if question.status == QuestionStatus.UNCONFIRMED or not actor.is_active:
        return False
    return actor.is_expert and actor.organisation_id == question.queue.organisation_id


def can_work(actor: User, question: Question) -> bool:
    """Tell whether *actor* may act on *question*: a member of its queue, rights are per queue."""
    return can_see(actor, question) and actor.role_in(question.queue_id) is not None


def is_possible(question: Question, act: Act) -> bool:
    """Tell whether the state of *question* allows *act*, whoever does it."""
    return question.status in POSSIBLE_IN[act]


def acts_open_to(actor: User, question: Question) -> frozenset[Act]:
    """Return what *actor* may do with *question* now; the pages show these buttons."""
    if not can_work(actor, question):
        return frozenset()
    return frozenset(act for act in Act if is_possible(question, act))


def can_approve_in(actor: User, question: Question) -> bool:
    """Tell whether *actor* has the right to approve answers of the question's queue."""
    return can_work(actor, question) and actor.role_in(question.queue_id) == MemberRole.REVIEWER


def can_review(actor: User, answer: Answer, *, author_ids: AbstractSet[int]) -> bool:
    """
    Tell whether *actor* may approve or return *answer*.

    Args:
        author_ids: everyone with a revision of it.

    Source: service.md, section 1: whoever wrote a text never approves it.
    """
    return can_approve_in(actor, answer.question) and actor.id not in author_ids


def can_send(actor: User, answer: Answer) -> bool:
    """Tell whether *actor* may send *answer*: approved, or a draft where no review is needed."""
    if not can_work(actor, answer.question):
        return False
    if answer.state == AnswerState.APPROVED:
        return True
    return answer.state == AnswerState.DRAFT and not answer.question.queue.needs_review


def can_reply_to(actor: User, consultation: Consultation) -> bool:
    """Tell whether *actor* serves the unit that was consulted, and so sees what was shared."""
    serves = actor.role_in(consultation.queue_id) is not None
    return serves and actor.organisation_id == consultation.queue.organisation_id
