"""Looking at a question for the first time."""

from sqlalchemy import update

from helpdesk.accounts.models import User
from helpdesk.answers import policy
from helpdesk.foundation import clock, db
from helpdesk.questions.models import Question


def mark_opened(*, actor: User, question: Question) -> None:
    """
    Take away the "unseen" mark when the first member of the queue looks at *question*.

    The one write that a look makes, in a transaction of its own; it claims nothing, and the
    version of the question stays, so that nobody's form grows stale by it.
    """
    if question.opened_at is not None or not policy.can_work(actor, question):
        return
    first = update(Question).where(Question.id == question.id, Question.opened_at.is_(None))
    with db.writing() as session:
        session.execute(first.values(opened_at=clock.now()))
