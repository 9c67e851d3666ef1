"""Mails of the desk. They carry a reference and an address, never the content of a case."""

from collections.abc import Iterable

from helpdesk.accounts.models import User
from helpdesk.answers.models import Consultation
from helpdesk.foundation import mail
from helpdesk.questions.models import Question, desk_url, question_url


def more_wanted(question: Question) -> None:
    """Tell the requester that the expert needs to know more."""
    _to_requester(question, "more_wanted")


def delayed(question: Question) -> None:
    """Tell the requester that the answer will be late."""
    _to_requester(question, "delayed")


def answered(question: Question) -> None:
    """Tell the requester that the answer is there."""
    _to_requester(question, "answered")


def closed(question: Question) -> None:
    """Tell the requester that the question is closed without an answer, and where it says why."""
    _to_requester(question, "closed")


def assigned(question: Question, assignee: User) -> None:
    """Tell an expert that a question is hers now."""
    _to_staff(question, "assigned", [assignee])


def moved_here(question: Question, leads: Iterable[User]) -> None:
    """Tell the leads of a queue that a question was moved to it."""
    _to_staff(question, "moved_here", leads)


def review_wanted(question: Question, reviewers: Iterable[User]) -> None:
    """Tell the reviewers that an answer waits for them."""
    _to_staff(question, "review_wanted", reviewers)


def returned(question: Question, authors: Iterable[User]) -> None:
    """Tell the authors that the reviewer has remarks."""
    _to_staff(question, "returned", authors)


def approved(question: Question, authors: Iterable[User]) -> None:
    """Tell the authors that the answer may be sent."""
    _to_staff(question, "approved", authors)


def consulted(consultation: Consultation, leads: Iterable[User]) -> None:
    """Tell the leads of another unit that somebody asks for their view."""
    people = ((person.email, person.language) for person in leads)
    mail.post_to_all(people, "answers/consulted", path=consultation.url)


def consultation_answered(question: Question, asker: User) -> None:
    """Tell the one who asked that the other unit has answered."""
    _to_staff(question, "consultation_answered", [asker])


def _to_requester(question: Question, message: str) -> None:
    reference = question.reference or ""
    mail.post(
        question.email,
        f"answers/{message}",
        language=question.interface_language,
        reference=reference,
        path=question_url(reference),
    )


def _to_staff(question: Question, message: str, people: Iterable[User]) -> None:
    reference = question.reference or ""
    mail.post_to_all(
        ((person.email, person.language) for person in people),
        f"answers/{message}",
        reference=reference,
        path=desk_url(reference),
    )
