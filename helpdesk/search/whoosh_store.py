"""The postings on disk, by Whoosh: one folder a build, a pointer to the live one, one writer."""

import errno
import fcntl
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import structlog
from whoosh import columns, fields, index
from whoosh.filedb.filestore import FileStorage

from helpdesk.search import entries
from helpdesk.search.entries import ONCE_FIELDS, Entry
from helpdesk.search.store import LOCK_SECONDS, UNKNOWN, About, Busy, Damaged, Unusable
from helpdesk.search.whoosh_snapshot import BACKWARDS, WhooshSnapshot

MEMORY_MB = 64
"""What a build keeps in memory before it sorts on disk. A guess: the worker stays small."""

TRIES = 5
"""How often an index is opened that a writer tidies away meanwhile. A guess."""

_POINTER = "live"
_PREFIX = "index-"
_SCARCE = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM})

log = structlog.get_logger()


class WhooshStore:
    """The search index of this machine, in one folder that only its owner may open."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self) -> index.FileIndex:
        """
        Return the live index.

        Opening unpickles its schema, so a folder that others could write to is not opened. Nothing
        is mapped into memory: a file cut short under a process must be an error, not its end.

        Raises:
            Unusable: There is none, or one that cannot be opened.
        """
        live = self._live()
        if live is None:
            raise Unusable(f"there is no index in {self._folder}")
        if not _is_private(self._folder):
            raise Unusable(f"others may write to {self._folder}")
        try:
            storage = FileStorage(str(live), supports_mmap=False)
            return storage.open_index(indexname=entries.fingerprint())
        except Exception as error:
            is_ours = any(live.glob(f"_{entries.fingerprint()}_*.toc"))
            raise _fault(f"the index cannot be opened: {error!r}", error, is_ours) from error

    def snapshot(self) -> WhooshSnapshot:
        """
        Return the live index as it stands now; tried anew where a writer tidied it away meanwhile.

        Raises:
            Unusable: There is none, or one of another program or of other rules.
            Damaged: It is ours, and cannot be read.
        """
        for _ in range(TRIES - 1):
            stamp = self.stamp()
            try:
                return self._opened()
            except Unusable:
                if stamp == self.stamp():
                    raise
        return self._opened()

    def _opened(self) -> WhooshSnapshot:
        opened = self.open()
        try:
            return WhooshSnapshot(opened)
        except Exception as error:
            raise _fault(f"the index cannot be read: {error!r}", error, True) from error

    def stamp(self) -> tuple[str, ...] | None:
        """Return what changes with every commit and every new build; cheap."""
        live = self._live()
        if live is None:
            return None
        try:
            generations = sorted(entry.name for entry in live.glob("*.toc"))
        except OSError:
            return None
        return live.name, *generations

    def apply(
        self,
        changed: Sequence[Entry],
        gone: Iterable[str],
        version: int,
        about: About = UNKNOWN,
    ) -> None:
        """
        Write one batch to the live index, and with it the shelf's *version* and *about*.

        Raises:
            Busy: Another writer is at work.
            Unusable: There is no index to write to.
        """
        with self._writing(), _committing(self.open()) as writer:
            for address in gone:
                writer.delete_by_term("address", address)
            for entry in changed:
                writer.update_document(**_fields(entry))
            writer.update_document(**_pointer(version, about))

    def build(
        self,
        batches: Iterable[Sequence[Entry]],
        version: int,
        about: Callable[[], About] = About,
    ) -> None:
        """
        Write a new index beside the live one and switch to it; one that fails leaves nothing.

        Args:
            version: the shelf's, read before the first batch was.
            about: asked after the last batch.

        Raises:
            Busy: Another writer is at work.
        """
        with self._writing():
            self._tidy()
            target = self._folder / f"{_PREFIX}{secrets.token_hex(4)}"
            try:
                _fill(target, batches, version, about)
                self._switch_to(target)
            finally:
                self._tidy()

    def discard(self) -> None:
        """Give up an index that cannot be read; it is built anew."""
        (self._folder / _POINTER).unlink(missing_ok=True)

    def _live(self) -> Path | None:
        try:
            name = (self._folder / _POINTER).read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            return None
        live = self._folder / name
        return live if name.startswith(_PREFIX) and "/" not in name and live.is_dir() else None

    def _switch_to(self, target: Path) -> None:
        new = self._folder / f"{_POINTER}.new"
        new.write_text(target.name, encoding="ascii")
        new.replace(self._folder / _POINTER)

    def _tidy(self) -> None:
        """Remove every build but the live one: old ones, and those that were broken off."""
        live = self._live()
        for folder in self._folder.glob(f"{_PREFIX}*"):
            if folder != live:
                shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._make_private()
        descriptor = os.open(self._folder / "writer.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(descriptor)
            yield
        finally:
            os.close(descriptor)

    def _make_private(self) -> None:
        """Make the folder; throw away one that others could have written to."""
        if self._folder.exists() and not _is_private(self._folder):
            log.warning("search.folder_was_open_to_others", folder=str(self._folder))
            shutil.rmtree(self._folder)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _fill(
    target: Path,
    batches: Iterable[Sequence[Entry]],
    version: int,
    about: Callable[[], About],
) -> None:
    target.mkdir(mode=0o700)
    made = index.create_in(str(target), _schema(), indexname=entries.fingerprint())
    with _committing(made) as writer:
        for batch in batches:
            for entry in batch:
                writer.add_document(**_fields(entry))
        writer.add_document(**_pointer(version, about()))


def _fault(told: str, error: Exception, is_ours: bool) -> Unusable:
    """Return what is raised: a process that may open no more files says nothing of the index."""
    if isinstance(error, OSError) and error.errno in _SCARCE:
        return Unusable(told)
    return Damaged(told) if is_ours else Unusable(told)


def _lock(descriptor: int) -> None:
    until = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise Busy("another process is writing the search index") from None
            time.sleep(0.05)
        else:
            return


def _is_private(folder: Path) -> bool:
    try:
        about = folder.lstat()
    except OSError:
        return False
    return about.st_uid == os.geteuid() and not about.st_mode & 0o077


def _schema() -> fields.Schema:
    """Return the fields; whatever is indexed is a list of terms, made by our own analysis."""
    return fields.Schema(
        address=fields.ID(unique=True, stored=True),
        version=fields.STORED,
        number=fields.COLUMN(columns.NumericColumn("q")),
        sequence=fields.STORED,
        words=fields.KEYWORD(scorable=True),
        keys=fields.KEYWORD,
        **{name: fields.ID() for name in (*ONCE_FIELDS, *BACKWARDS.values())},
    )


@contextmanager
def _committing(live: index.FileIndex) -> Iterator[Any]:
    # files joined to one would be mapped, and copied into memory besides, by who opens them plainly
    writer = live.writer(timeout=LOCK_SECONDS, delay=0.05, limitmb=MEMORY_MB, compound=False)
    try:
        yield writer
        writer.commit()
    except BaseException:
        writer.cancel()
        raise


def _pointer(version: int, about: About) -> dict[str, Any]:
    """Return the one entry that is no document: it remembers the shelf's version, and *about*."""
    return {"address": "", "version": version, "number": version, "sequence": about.written()}


def _fields(entry: Entry) -> dict[str, Any]:
    return {
        **entry.plain,
        "address": entry.address,
        "version": entry.version,
        "number": entry.version,
        "sequence": " ".join(entry.sequence),
        "words": entry.words,
        "backwards": [stem[::-1] for stem in set(entry.words) if stem.isalpha()],
        "forms_backwards": [form[::-1] for form in entry.plain["forms"] if form.isalpha()],
    }
