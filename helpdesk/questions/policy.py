"""Who may do what with a question. Pure: everything asked about must be loaded."""

from helpdesk.accounts.models import User
from helpdesk.questions.models import CloseReason, Message, Question, QuestionStatus, Visibility


def can_ask(actor: User | None) -> bool:
    """Tell whether *actor* may ask; a visitor may, and confirms the address by mail."""
    return actor is None or actor.may_ask


def is_requester(actor: User | None, question: Question) -> bool:
    """Tell whether *actor* is the one who asked."""
    return actor is not None and question.requester_id == actor.id


def is_colleague(actor: User | None, question: Question) -> bool:
    """
    Tell whether *actor* works where the question came from, and the requester shared it there.

    Whoever only says to work there (no administrator has confirmed the mail domain) is no
    colleague yet, and a question closed as spam was nobody's to share.
    """
    if actor is None or not question.is_shared or question.close_reason == CloseReason.SPAM:
        return False
    return actor.may_ask and actor.is_placed and actor.organisation_id == question.organisation_id


def can_work(actor: User | None, question: Question) -> bool:
    """
    Tell whether *actor* is an expert of the agency in whose queue the question stands.

    Administrators and editors see no case by that right alone. Source: service.md, section 1.
    """
    if actor is None or question.status == QuestionStatus.UNCONFIRMED:
        return False
    return actor.organisation_id == question.queue.organisation_id and actor.is_expert


def can_see(actor: User | None, question: Question) -> bool:
    """Tell whether *actor* may know that the question exists and read what is meant for them."""
    if question.status == QuestionStatus.UNCONFIRMED:
        return False
    return (
        is_requester(actor, question) or is_colleague(actor, question) or can_work(actor, question)
    )


def can_see_message(actor: User | None, question: Question, message: Message) -> bool:
    """Tell whether *actor* may read *message* of *question*, and open its files."""
    if not can_see(actor, question) or message.question_id != question.id:
        return False
    return message.visibility == Visibility.REQUESTER or can_work(actor, question)


def can_follow_up(actor: User | None, question: Question) -> bool:
    """Tell whether *actor* may write again; also after the answer, which reopens the question."""
    return (
        is_requester(actor, question)
        and question.status != QuestionStatus.UNCONFIRMED
        and question.close_reason != CloseReason.SPAM
    )


def can_withdraw(actor: User | None, question: Question) -> bool:
    """Tell whether *actor* may take the question back: while an answer is still owed."""
    return is_requester(actor, question) and question.is_active
