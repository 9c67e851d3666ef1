"""What every use case of the desk begins with: may this person do this, and does it make sense."""

from helpdesk.accounts.models import User
from helpdesk.answers import policy
from helpdesk.answers.policy import Act
from helpdesk.foundation.errors import InvalidInput, NotAllowedNow, NotFound, NotPermitted
from helpdesk.foundation.language import N_
from helpdesk.questions.models import Question
from helpdesk.questions.service.entry import refuse_identity_numbers


def ensure_member(actor: User, question: Question) -> None:
    """
    Make sure that *actor* serves the queue of *question*.

    Raises:
        NotFound: *actor* may not know of it.
        NotPermitted: it is another queue of her agency.
    """
    if not policy.can_see(actor, question):
        raise NotFound(f"{question.subject} for user {actor.id}")
    if not policy.can_work(actor, question):
        raise NotPermitted(f"user {actor.id} serves another queue than that of {question.subject}")


def ensure_may(actor: User, question: Question, act: Act) -> None:
    """
    Make sure that *actor* may do *act*, and that the state of *question* allows it.

    Raises:
        NotFound: *actor* may not know of it.
        NotPermitted: it is another queue of her agency.
        NotAllowedNow: the state does not allow it.
    """
    ensure_member(actor, question)
    if not policy.is_possible(question, act):
        raise NotAllowedNow(
            f"{act.name} of {question.subject} while it is {question.status}",
            says=N_("Saken har fått en ny status i mellomtiden. Last siden på nytt og se."),
        )


def written(text: str, field: str) -> str:
    """
    Return *text* without surrounding space.

    Raises:
        InvalidInput: nothing is left of it, or it holds an identity number, which neither the
            requester nor another unit has any use for.
    """
    stripped = text.strip()
    if not stripped:
        raise InvalidInput(f"{field} is empty", field=field, says=N_("Skriv noe her først."))
    refuse_identity_numbers(**{field: stripped})
    return stripped
