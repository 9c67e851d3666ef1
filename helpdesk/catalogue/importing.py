"""Bringing in works of the edited kinds from a file: what their lines share; no commit."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Generic, TypeVar

from helpdesk.accounts import queries as accounts
from helpdesk.catalogue import assessment, picking
from helpdesk.catalogue import service as shelf
from helpdesk.catalogue.editing import give_way
from helpdesk.catalogue.editions import E, Editions, W, topics_at
from helpdesk.catalogue.editorial import Details, EditionState
from helpdesk.catalogue.service import Entry
from helpdesk.foundation import calendar, clock, events
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput
from helpdesk.foundation.language import TextLanguage
from helpdesk.foundation.personal_data import has_identity_number
from helpdesk.foundation.text import slugify

SERVICE_OWNER = "miljodir"
"""Who answers for a line without an agency. Source: service.md: Miljødirektoratet owns it."""


@dataclass(frozen=True, kw_only=True)
class WorkFields:
    """
    What a line says about a guide or a letter template.

    Args:
        topics: slugs.
        agency: its key; None: as it was, else the owner of the service.
        published_on: when it was first published; None: as it was, else today.
        checked_on: None: as it was, else the day it is imported.
        withdrawn_reason: not empty: it is withdrawn.
    """

    key: str
    title: str
    language: TextLanguage = TextLanguage.NB
    summary: str = ""
    topics: tuple[str, ...] = ()
    agency: str | None = None
    laws: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    published_on: date | None = None
    checked_on: date | None = None
    withdrawn_reason: str = ""


F = TypeVar("F", bound=WorkFields)


@dataclass(frozen=True)
class Importer(Generic[W, E, F]):
    """
    Brings in the works of one kind.

    Args:
        room: the word before the verb in the record of events.
        entry: how a published work stands on the shelf.
        fields_of: what a line would say about a work as it stands.
        write: puts the text of its own kind into a new edition.
    """

    room: str
    editions: Editions[W, E]
    entry: Callable[[W, E], Entry]
    fields_of: Callable[[W, E], F]
    write: Callable[[E, F], None]

    def upsert(self, fields: F) -> bool:
        """
        Publish what *fields* say as a new edition; a line that changes nothing does nothing.

        What was withdrawn here stays so until its words change. Returns whether it changed.

        Raises:
            InvalidInput: the key, the agency, a topic, a law or the text cannot be used.
        """
        standing = self.editions.public(fields.key)
        if standing is None:
            return self._bring_in(_completed(fields, None))
        work = self._work_of(standing)
        now = self.fields_of(work, standing)
        wanted = _completed(fields, now)
        if wanted == now:
            return False
        if _words(wanted) == _words(now):
            self._bring_up_to_date(work, standing, wanted)
            return True
        return self._bring_in(replace(wanted, withdrawn_reason=fields.withdrawn_reason))

    def _bring_in(self, fields: F) -> bool:
        work = self.editions.find(fields.key, for_change=True) or self._new_work(fields)
        standing = self.editions.public(work.slug)
        edition = self._new_edition(work, fields)
        edition.version = standing.version + 1 if standing else 0
        at = clock.now() if standing else _moment(fields.published_on)
        give_way(standing, at=at)
        edition.mark_published(at=at, checked_on=fields.checked_on or clock.today())
        edition.changed_at = clock.now()
        db.session.add(edition)
        work.stand(at)
        work.first_published_at = _moment(fields.published_on)
        entry = self.entry(work, edition)
        _refuse_identity_numbers(fields, entry.text)
        assessment.settle(shelf.put(entry))
        self._finish(work, edition, fields)
        return True

    def _bring_up_to_date(self, work: W, edition: E, fields: F) -> None:
        _refuse_identity_numbers(fields, "")
        work.owner_id = _owner_id(fields.agency)
        work.first_published_at = _moment(fields.published_on)
        edition.checked_on, edition.changed_at = fields.checked_on, clock.now()
        if edition.state is EditionState.PUBLISHED:
            shelf.put(self.entry(work, edition))
        self._finish(work, edition, fields)

    def _finish(self, work: W, edition: E, fields: F) -> None:
        if fields.withdrawn_reason and edition.state is EditionState.PUBLISHED:
            edition.move_to(EditionState.WITHDRAWN, at=clock.now())
            work.fall(clock.now(), fields.withdrawn_reason)
            shelf.mark_withdrawn(self.editions.kind, work.slug)
        events.record(f"{self.room}.import", work.subject, actor_id=None, new=edition.state)
        db.session.flush()

    def _new_work(self, fields: F) -> W:
        if not fields.key or slugify(fields.key) != fields.key:
            raise InvalidInput(f"the key {fields.key!r} cannot stand in an address", field="key")
        work = self.editions.work(slug=fields.key, owner_id=_owner_id(fields.agency))
        db.session.add(work)
        db.session.flush()
        return work

    def _new_edition(self, work: W, fields: F) -> E:
        """Return the edition, not yet in the session: a draft may be in work beside it."""
        topics = topics_at(fields.topics)
        if unknown := set(fields.topics) - {topic.slug for topic in topics}:
            raise InvalidInput(f"unknown topic {min(unknown)}", field="topics")
        if unknown_laws := picking.unknown_laws(fields.laws):
            raise InvalidInput(f"unknown law {unknown_laws[0]}", field="laws")
        work.owner_id = _owner_id(fields.agency)
        edition = self.editions.edition(
            work_id=work.id,
            number=self._free_number(work),
            topics=topics,
            state=EditionState.SUBMITTED,
            author_ids=[],
            created_at=clock.now(),
        )
        edition.describe(_details(fields))
        self.write(edition, fields)
        return edition

    def _free_number(self, work: W) -> int:
        """Return the number of the next edition; a draft in work steps back one place."""
        draft = self.editions.in_work(work.slug)
        if draft is None:
            return self.editions.last_number(work) + 1
        draft.number += 1
        db.session.flush()
        return draft.number - 1

    @staticmethod
    def _work_of(edition: E) -> W:
        work: W = edition.work  # type: ignore[attr-defined]
        return work


def known(work: Any, edition: Any) -> dict[str, Any]:
    """Return the shared fields of a line that would say what stands."""
    return {
        "key": work.slug,
        "title": edition.title,
        "language": edition.language,
        "summary": edition.summary,
        "topics": tuple(sorted(topic.slug for topic in edition.topics)),
        "agency": work.owner.key,
        "laws": tuple(edition.laws),
        "links": tuple(edition.links),
        "published_on": calendar.oslo(work.public_since).date(),
        "checked_on": edition.checked_on,
        "withdrawn_reason": work.withdrawn_reason or "",
    }


def _completed(fields: F, now: F | None) -> F:
    today = clock.today()
    return replace(
        fields,
        title=" ".join(fields.title.split()),
        summary=fields.summary.strip(),
        topics=tuple(sorted(set(fields.topics))),
        agency=fields.agency or (now.agency if now else SERVICE_OWNER),
        published_on=fields.published_on or (now.published_on if now else today),
        checked_on=fields.checked_on or (now.checked_on if now else today),
        withdrawn_reason=fields.withdrawn_reason or (now.withdrawn_reason if now else ""),
    )


def _words(fields: F) -> F:
    """Return *fields* without what can change and leave the words as they are."""
    return replace(fields, agency=None, published_on=None, checked_on=None, withdrawn_reason="")


def _details(fields: WorkFields) -> Details:
    if not fields.title:
        raise InvalidInput(f"{fields.key} has no title", field="title")
    return Details(
        title=fields.title,
        summary=fields.summary,
        language=fields.language,
        laws=fields.laws,
        links=fields.links,
        check_due_on=None,
    )


def _refuse_identity_numbers(fields: WorkFields, as_read: str) -> None:
    """Refuse what may never be public, also where marks part it: *as_read* is without them."""
    if any(map(has_identity_number, (*_texts(asdict(fields)), as_read))):
        raise InvalidInput(f"{fields.key} holds an identity number", field="text")


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(tuple(value.values()))
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)


def _owner_id(key: str | None) -> int:
    owner = accounts.organisation(key or SERVICE_OWNER)
    if owner is None:
        raise InvalidInput(f"unknown agency {key}", field="agency")
    return owner.id


def _moment(day: date | None) -> Any:
    return calendar.start_of_working_day(day or clock.today())
