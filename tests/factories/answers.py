"""Questions on the desk and their answers, brought forward by the product's own services."""

from helpdesk.accounts.models import User
from helpdesk.answers.models import Answer
from helpdesk.answers.queries import cases, drafts
from helpdesk.answers.service import drafting, review, triage
from helpdesk.answers.service.drafting import Draft
from helpdesk.questions.models import Question
from tests.cast import Cast
from tests.factories import questions

TEXT = "Nei. Kravet i forurensningsforskriften § 12-3 gjelder først når vannet er lagt inn."


def claimed(cast: Cast, by: User | None = None, **facts: object) -> Question:
    """Have Kari ask, and *by* (Anne) claim it."""
    question = questions.received(cast.kari, cast.topic, **facts)
    actor = by or cast.anne
    question = cases.held_by(actor, question.reference)
    triage.claim(actor=actor, question=question)
    return question


def drafted(cast: Cast, text: str = TEXT, by: User | None = None) -> Question:
    """Have *by* (Anne) write a draft."""
    question = claimed(cast)
    drafting.save(actor=by or cast.anne, question=question, draft=Draft(text, 0))
    return question


def submitted(cast: Cast, text: str = TEXT) -> Question:
    """Have Anne send her draft to review."""
    question = claimed(cast)
    review.submit(actor=cast.anne, question=question, draft=Draft(text, 0))
    return question


def approved(cast: Cast) -> Question:
    """Have Berit approve it."""
    question = submitted(cast)
    review.approve(actor=cast.berit, question=question, version=1)
    return question


def sent(cast: Cast) -> Question:
    """Have Anne send it."""
    question = approved(cast)
    review.send(actor=cast.anne, question=question)
    return question


def answer_of(question: Question) -> Answer:
    """Return the answer being worked on."""
    answer = drafts.current(question)
    assert answer is not None
    return answer
