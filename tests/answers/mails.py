"""The mails of the desk that stand in the outbox."""

import sqlalchemy as sa

from helpdesk.foundation.db import db
from helpdesk.foundation.outbox import OutboxMessage


def waiting(template: str) -> list[OutboxMessage]:
    """Return the rows of one mail of this room, oldest first."""
    rows = db.session.scalars(sa.select(OutboxMessage).order_by(OutboxMessage.id))
    return [row for row in rows if row.payload["template"] == f"answers/{template}"]


def recipients(template: str) -> list[str]:
    """Return whom one mail of this room goes to, in alphabetical order."""
    return sorted(row.payload["to"] for row in waiting(template))
