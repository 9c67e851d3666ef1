"""What a store of postings takes, whatever keeps it, and when it must be asked again."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from helpdesk.catalogue.models import CatalogueItem
from helpdesk.foundation.errors import NotAllowedNow

if TYPE_CHECKING:
    from helpdesk.search.entries import Entry
    from helpdesk.search.snapshot import Snapshot

LOCK_SECONDS = 2.0
"""How long a writer waits for another one. Source: search.md, section 2."""

TITLE_COUNT = 2
"""How often the title counts. Source: search.md, section 1."""


class Busy(NotAllowedNow):
    """Another process is writing; try again later."""


class Unusable(Exception):
    """There is no index, or one that cannot be opened; build it anew."""


class Damaged(Unusable):
    """There is an index of ours, and it cannot be read: nobody can use it."""


@dataclass(frozen=True)
class About:
    """What an index says of itself, beside the version of the shelf it is level with."""

    database: str = ""
    """The random name of the database whose shelf it was built from."""
    skipped: Mapping[str, int] = field(default_factory=dict)
    """The things that could not be taken apart, and their versions, by address."""

    def written(self) -> str:
        """Return it as text."""
        return json.dumps({"database": self.database, "skipped": dict(self.skipped)})

    @classmethod
    def read(cls, written: str) -> "About":
        """Return what *written* says; of another release, that it is of no known database."""
        facts = json.loads(written or "{}")
        return cls(facts.get("database", ""), facts.get("skipped", {}))


UNKNOWN = About()


@dataclass(frozen=True, kw_only=True)
class Document:
    """A published thing as the store takes it; *filters* are field → values."""

    address: str
    version: int
    page: str
    """The address of its page without the readable end: ``/svar/17``."""
    title: str
    text: str
    filters: dict[str, Sequence[str]]


class SearchStore(Protocol):
    """Where postings live; analysis, plan and ranking are the same over every one."""

    def stamp(self) -> tuple[str, ...] | None:
        """Return what changes with every commit and every new build; None: no index."""

    def snapshot(self) -> "Snapshot":
        """Return the index as it stands now; Unusable."""

    def apply(
        self,
        changed: Sequence["Entry"],
        gone: Iterable[str],
        version: int,
        about: About = UNKNOWN,
    ) -> None:
        """Write one batch, and with it the shelf's *version* and *about*; Busy, Unusable."""

    def build(
        self,
        batches: Iterable[Sequence["Entry"]],
        version: int,
        about: Callable[[], About] = About,
    ) -> None:
        """
        Write a new index from batches in the order of their versions, and switch to it; Busy.

        Args:
            about: asked after the last batch.
        """

    def discard(self) -> None:
        """Give up an index that cannot be read; it is built anew."""


def of_item(item: CatalogueItem) -> Document:
    """Return the document of a catalogue item with agency, topics and citations loaded."""
    laws = {citation.law_id for citation in item.citations}
    sections = {citation.address for citation in item.citations}
    return Document(
        address=item.address,
        version=item.version,
        page="/".join(item.url.split("/")[:3]),
        title=item.title,
        text=item.text.removeprefix(item.title),
        filters={
            "kind": [item.kind.value],
            "language": [item.language.value],
            "agency": [item.agency.key],
            "topic": [topic.slug for topic in item.topics],
            "law": sorted(laws | sections),
        },
    )
