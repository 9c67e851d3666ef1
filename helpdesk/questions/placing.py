"""Questions of somebody whose municipality was a guess follow her to the right one."""

from sqlalchemy import select, update

from helpdesk.accounts.models import User
from helpdesk.foundation.db import db
from helpdesk.foundation.outbox import OutboxMessage
from helpdesk.questions.models import Question


def follow(row: OutboxMessage) -> None:
    """
    Move what the person asked to where she works, so that only her colleagues there share it.

    Carried out by the worker; the announcement is ``accounts.placing``.
    """
    asker = row.payload["user_id"]
    works_at = select(User.organisation_id).where(User.id == asker).scalar_subquery()
    moved = update(Question).where(Question.requester_id == asker)
    db.session.execute(moved.values(organisation_id=works_at, version=Question.version + 1))
