"""What every use case of a requester begins with."""

from helpdesk.accounts.models import User
from helpdesk.foundation import personal_data
from helpdesk.foundation.errors import InvalidInput, NotFound, NotPermitted
from helpdesk.foundation.language import N_
from helpdesk.questions import policy
from helpdesk.questions.models import Question

IDENTITY_NUMBER = N_(
    "Teksten inneholder et fødselsnummer eller et nummer som ligner. Ta det bort før du sender."
)


def refuse_identity_numbers(**fields: str) -> None:
    """
    Make sure that no field holds an identity number; the number itself is never repeated.

    Raises:
        InvalidInput: naming the first field that does.

    Source: service.md, section 4: blocked already when the question is sent.
    """
    for field, text in fields.items():
        if personal_data.has_identity_number(text):
            raise InvalidInput("an identity number", field=field, says=IDENTITY_NUMBER)


def ensure_requester(actor: User, question: Question) -> None:
    """
    Make sure that it was *actor* who asked.

    Raises:
        NotFound: *actor* may not know of it.
        NotPermitted: a colleague's, or one the expert works with.
    """
    if not policy.can_see(actor, question):
        raise NotFound(f"{question.subject} for user {actor.id}")
    if not policy.is_requester(actor, question):
        raise NotPermitted(f"{question.subject} was not asked by user {actor.id}")
