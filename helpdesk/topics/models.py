"""Topics."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from helpdesk.accounts.models import Queue
from helpdesk.foundation.db import Model
from helpdesk.foundation.language import TextLanguage


class Topic(Model):
    """A node in the subject tree."""

    __tablename__ = "topic"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name_nb: Mapped[str]
    name_nn: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id"), index=True)
    queue_id: Mapped[int | None] = mapped_column(ForeignKey("queue.id"), index=True)
    """Where its questions go; None: an administrator has not decided, they go to the parent's."""
    aliases: Mapped[list[str]] = mapped_column(default=list)
    position: Mapped[int] = mapped_column(default=0)
    is_active: Mapped[bool] = mapped_column(default=True)

    parent: Mapped["Topic | None"] = relationship(remote_side="Topic.id", lazy="raise_on_sql")
    queue: Mapped[Queue | None] = relationship(lazy="raise_on_sql")

    def name(self, language: str) -> str:
        """Return the name in *language*; English readers get the bokmål name."""
        return self.name_nn if language == TextLanguage.NN else self.name_nb

    @property
    def subject(self) -> str:
        """Return what the record calls it."""
        return f"topic:{self.slug}"


def topic_url(slug: str) -> str:
    """Return the address of a topic's page."""
    return f"/tema/{slug}"
