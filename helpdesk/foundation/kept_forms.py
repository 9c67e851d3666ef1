"""What somebody typed when the session had ended: kept for a day, given back after sign-in."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk.foundation import clock, tokens
from helpdesk.foundation.db import Model, db

KEPT_FOR = timedelta(hours=24)
MOST_BYTES = 400_000
"""A form larger than this is not kept. Source: guess, three times the longest answer allowed."""


class KeptForm(Model):
    """The fields of one form, under the digest of a token only the sender's browser has."""

    __tablename__ = "kept_form"

    digest: Mapped[str] = mapped_column(primary_key=True)
    fields: Mapped[dict[str, object]]
    kept_at: Mapped[datetime]


def keep(fields: dict[str, list[str]]) -> str | None:
    """Keep *fields*, commit, and return the token that gives them back; None if too large."""
    if _size(fields) > MOST_BYTES:
        return None
    token = tokens.make()
    db.session.add(KeptForm(digest=tokens.digest(token), fields=dict(fields), kept_at=clock.now()))
    db.session.commit()
    return token


def given_back(token: str) -> dict[str, list[str]]:
    """Return the fields kept under *token*; empty if there are none any more."""
    found = select(KeptForm).where(
        KeptForm.digest == tokens.digest(token), KeptForm.kept_at > clock.now() - KEPT_FOR
    )
    kept = db.session.scalar(found)
    return {} if kept is None else dict(kept.fields)  # type: ignore[arg-type]


def forget_old() -> None:
    """Delete what nobody came back for, and commit."""
    db.session.execute(delete(KeptForm).where(KeptForm.kept_at < clock.now() - KEPT_FOR))
    db.session.commit()


def _size(fields: dict[str, list[str]]) -> int:
    return sum(len(text.encode()) for name, values in fields.items() for text in (name, *values))
