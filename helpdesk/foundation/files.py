"""Files people send: staged before they belong to anything, stored under random names."""

import hashlib
import os
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Index, select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk.foundation import clock, tokens
from helpdesk.foundation.db import Model, db

STAGED_FOR = timedelta(hours=24)
"""How long a file waits for the form it belongs to. Source: the life of a confirmation link."""

KEPT_FREE = 500_000_000
"""Bytes of the disk that files never take: a full one would stop everything else. A guess."""


class StoredFile(Model):
    """
    One file in the data folder: its own random name, what the sender called it, what it is.

    A file is *staged* until ``attached_at`` is set; staged files are removed after a day.
    """

    __tablename__ = "stored_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    original_name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    """Bytes."""
    sha256: Mapped[str]
    stage_digest: Mapped[str | None] = mapped_column(index=True)
    """Digest of the token the form carries while the file is staged."""
    stored_at: Mapped[datetime]
    attached_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_stored_file_attached_at_stored_at", "attached_at", "stored_at"),)


@dataclass(frozen=True)
class FileStore:
    """The folder that holds the files; readable by its owner only."""

    folder: Path

    def stage(self, data: bytes, *, original_name: str, media_type: str, stage: str) -> StoredFile:
        """Write *data* durably and add its row, staged under the token *stage*, to the session."""
        stored = StoredFile(
            name=tokens.make(),
            original_name=original_name,
            media_type=media_type,
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            stage_digest=tokens.digest(stage),
            stored_at=clock.now(),
        )
        self._write(self.path(stored), data)
        db.session.add(stored)
        return stored

    def has_room_for(self, size: int) -> bool:
        """Tell whether *size* more bytes leave the disk the room that the database needs."""
        there = next(each for each in (self.folder, *self.folder.parents) if each.is_dir())
        return size == 0 or shutil.disk_usage(there).free - size >= KEPT_FREE

    def path(self, stored: StoredFile) -> Path:
        """Return where the bytes of *stored* lie."""
        return self.folder / stored.name[:2] / stored.name

    def remove(self, stored: StoredFile) -> None:
        """Delete the bytes; the caller deletes the row."""
        self.path(stored).unlink(missing_ok=True)

    def _write(self, path: Path, data: bytes) -> None:
        _make_folder(path.parent)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _make_durable(path.parent)


def _make_folder(folder: Path) -> None:
    """Make *folder* and those above it, each open to the owner only and there to stay."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    _make_durable(folder.parent)


def _make_durable(folder: Path) -> None:
    """Have the names in *folder* written, without which a file is not found after a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def staged(stage: str) -> list[StoredFile]:
    """Return the files waiting under the token *stage*, in the order they came."""
    if not stage:
        return []
    waiting = select(StoredFile).where(
        StoredFile.stage_digest == tokens.digest(stage), StoredFile.attached_at.is_(None)
    )
    return list(db.session.scalars(waiting.order_by(StoredFile.id)))


def attach(stored: StoredFile) -> None:
    """Mark that *stored* now belongs to something."""
    stored.attached_at = clock.now()
    stored.stage_digest = None


def forgotten() -> list[StoredFile]:
    """Return staged files whose form never came."""
    before = clock.now() - STAGED_FOR
    old = select(StoredFile).where(StoredFile.attached_at.is_(None), StoredFile.stored_at < before)
    return list(db.session.scalars(old))
