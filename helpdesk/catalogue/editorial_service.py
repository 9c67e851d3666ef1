"""The use cases that every edited kind shares: each checks, changes, records and commits once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic

from helpdesk.accounts.models import User
from helpdesk.catalogue import assessment
from helpdesk.catalogue import service as shelf
from helpdesk.catalogue.editing import (
    ensure_approver,
    ensure_as_read,
    ensure_owner,
    ensure_publisher,
    ensure_writer,
    give_way,
    needed,
    public_reason,
)
from helpdesk.catalogue.editions import E, Editions, W
from helpdesk.catalogue.editorial import Details, EditionState, Lack
from helpdesk.catalogue.service import Entry
from helpdesk.foundation import clock, events
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput
from helpdesk.foundation.language import N_
from helpdesk.topics.models import Topic


@dataclass(frozen=True)
class EditorialDesk(Generic[W, E]):
    """
    Where the works of one kind are begun, handed over, published and withdrawn.

    Args:
        room: the word before the verb in the record of events.
        entry: how a published work stands on the shelf.
        lacks: what an edition lacks before it may be submitted.
    """

    room: str
    editions: Editions[W, E]
    entry: Callable[[W, E], Entry]
    lacks: Callable[[E], Sequence[Lack]]

    def create(
        self, *, actor: User, owner_id: int, slug: str, details: Details, topics: Sequence[Topic]
    ) -> E:
        """
        Begin a work: an address, and the draft of its first edition.

        Args:
            slug: the last part of its address; empty: made of the title.

        Raises:
            NotPermitted: *actor* may not write for the agency *owner_id*.
            InvalidInput: the address is taken or cannot be used.
        """
        ensure_owner(actor, owner_id)

        slug = self.editions.free_slug(slug, details.title)
        work = self.editions.work(slug=slug, owner_id=owner_id)
        edition = self.editions.edition(work=work, number=1, topics=list(topics), version=0)
        edition.describe(details)
        db.session.add(edition)
        edition.begin(actor, at=clock.now())

        self._record("create", actor, work, None, edition.state)
        db.session.commit()
        return edition

    def start_edition(self, *, actor: User, work: W, edition: E) -> E:
        """
        Begin a new edition of *work*, with the words of *edition*, the one that readers see.

        Raises:
            NotPermitted: *actor* may not write in it.
            AlreadyExists: an edition is in work already.
        """
        ensure_writer(actor, work)
        self.editions.ensure_none_in_work(work)

        draft: E = edition.copied(number=self.editions.last_number(work) + 1)
        db.session.add(draft)
        draft.begin(actor, at=clock.now())

        self._record("start_edition", actor, work, None, draft.state)
        db.session.commit()
        return draft

    def save_details(
        self,
        *,
        actor: User,
        work: W,
        edition: E,
        seen_version: int,
        owner_id: int,
        details: Details,
        topics: Sequence[Topic],
    ) -> None:
        """
        Save what the editor says about a draft, besides the text of its own kind.

        Raises:
            NotPermitted: *actor* may not write in it, or not for the agency *owner_id*.
            StaleVersion: somebody else has saved since *seen_version*.
            NotAllowedNow: it is no draft.
        """
        ensure_writer(actor, work)
        ensure_owner(actor, owner_id)
        edition.ensure_writable(seen_version)

        work.owner_id = owner_id
        edition.topics = list(topics)
        edition.describe(details)
        edition.sign(actor, at=clock.now())
        db.session.commit()

    def submit(self, *, actor: User, work: W, edition: E) -> None:
        """
        Hand the draft over to somebody who may publish it.

        Raises:
            NotPermitted: *actor* may not write in it.
            InvalidInput: something is lacking.
            NotAllowedNow: it is no draft.
        """
        ensure_writer(actor, work)
        for lack in self.lacks(edition):
            raise InvalidInput(f"{work.subject} lacks something", says=lack.says, **lack.facts)

        at = clock.now()
        edition.move_to(EditionState.SUBMITTED, at=at)
        edition.sign(actor, at=at)
        edition.remarks = None
        self._record("submit", actor, work, EditionState.DRAFT, edition.state)
        db.session.commit()

    def send_back(self, *, actor: User, work: W, edition: E, remarks: str) -> None:
        """
        Return a submitted edition to its writers with *remarks*.

        Raises:
            NotPermitted: *actor* may not write in it.
            InvalidInput: there are no remarks.
            NotAllowedNow: it is not submitted.
        """
        ensure_writer(actor, work)
        remarks = needed(remarks)

        edition.move_to(EditionState.DRAFT, at=clock.now())
        edition.remarks = remarks
        self._record("send_back", actor, work, EditionState.SUBMITTED, edition.state, remarks)
        db.session.commit()

    def publish(self, *, actor: User, work: W, edition: E, seen_version: int) -> None:
        """
        Make a submitted edition what readers see, and put the work on the shelf.

        Args:
            seen_version: the version *actor* has read.

        Raises:
            NotPermitted: *actor* may not publish, or wrote in it.
            StaleVersion: it was taken back and changed since *actor* read it.
            NotAllowedNow: it is not submitted.
        """
        ensure_publisher(actor, work, edition)
        ensure_as_read(edition, seen_version)

        at = clock.now()
        give_way(self.editions.public(work.slug), at=at)
        edition.mark_published(at=at, checked_on=clock.today())
        work.stand(at)
        assessment.settle(shelf.put(self.entry(work, edition)))
        self._record("publish", actor, work, EditionState.SUBMITTED, edition.state)
        db.session.commit()

    def withdraw(self, *, actor: User, work: W, edition: E, reason: str) -> None:
        """
        Withdraw a published work; its page stays, with *reason*.

        Raises:
            NotPermitted: *actor* may not publish, and so not withdraw.
            InvalidInput: there is no reason, or it holds personal data.
            NotAllowedNow: it is not published.
        """
        ensure_approver(actor, work)
        reason = public_reason(reason)

        at = clock.now()
        edition.move_to(EditionState.WITHDRAWN, at=at)
        work.fall(at, reason)
        shelf.mark_withdrawn(self.editions.kind, work.slug)
        self._record("withdraw", actor, work, EditionState.PUBLISHED, edition.state, reason)
        db.session.commit()

    def discard(self, *, actor: User, work: W, edition: E) -> None:
        """
        Give up a draft; it is kept, but nobody works on it any more.

        Raises:
            NotPermitted: *actor* may not write in it.
            NotAllowedNow: it is no draft.
        """
        ensure_writer(actor, work)
        edition.move_to(EditionState.DISCARDED, at=clock.now())
        self._record("discard", actor, work, EditionState.DRAFT, edition.state)
        db.session.commit()

    def mark_checked(self, *, actor: User, work: W, edition: E, due_on: date) -> None:
        """
        Note that a published text was read through today and still holds, until *due_on*.

        Raises:
            NotPermitted: *actor* may not publish.
            InvalidInput: *due_on* is not in the future.
            NotAllowedNow: it is not published.
        """
        ensure_approver(actor, work)
        if due_on <= clock.today():
            says = N_("Velg en dato fram i tid.")
            raise InvalidInput(f"next check on {due_on}", field="due_on", says=says)

        edition.mark_checked(at=clock.now(), checked_on=clock.today(), due_on=due_on)
        assessment.settle(shelf.put(self.entry(work, edition)))
        self._record("mark_checked", actor, work, edition.state, edition.state)
        db.session.commit()

    def _record(
        self,
        verb: str,
        actor: User,
        work: W,
        old: EditionState | None,
        new: EditionState,
        text: str | None = None,
    ) -> None:
        kind = f"{self.room}.{verb}"
        events.record(kind, work.subject, actor_id=actor.id, old=old, new=new, text=text)
