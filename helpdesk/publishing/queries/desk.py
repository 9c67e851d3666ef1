"""The lists of the editors' start page, and their counts."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from helpdesk.accounts.models import MemberRole, User
from helpdesk.foundation import clock
from helpdesk.foundation.db import db
from helpdesk.foundation.paging import Page, page_by_key
from helpdesk.publishing.models import Article, Edition, EditionFinding, edition_authors
from helpdesk.publishing.states import EditionState, FindingState


class EditorsList(StrEnum):
    """A list of the start page; the value stands in the address."""

    DRAFTS = "utkast"
    TO_REVIEW = "kvalitetssikring"
    SCHEDULED = "planlagt"
    FINDINGS = "funn"
    DUE = "kontroll"


def counts(actor: User) -> dict[EditorsList, int]:
    """Return how many editions each list of *actor* holds; one statement."""
    columns = [_count(actor, each).label(each.name) for each in EditorsList]
    row = db.session.execute(select(*columns)).one()
    return dict(zip(EditorsList, row, strict=True))


def rows(actor: User, chosen: EditorsList, *, after: str | None = None) -> Page[Edition]:
    """
    Return one page of a list of *actor*'s, with articles, owners and last writers.

    What waits comes oldest first; drafts come newest first.

    Args:
        after: what an earlier page gave as ``following``.
    """
    found = select(Edition).join(Edition.article).where(_in_list(actor, chosen))
    loaded = found.options(
        joinedload(Edition.article).joinedload(Article.owner), joinedload(Edition.changed_by)
    )
    keys = (_ORDER.get(chosen, Edition.changed_at), Edition.id)
    newest_first = chosen in {EditorsList.DRAFTS, EditorsList.FINDINGS}
    return page_by_key(loaded, keys, after=after, descending=newest_first)


_ORDER: dict[EditorsList, InstrumentedAttribute[Any]] = {
    EditorsList.SCHEDULED: Edition.scheduled_for,
    EditorsList.DUE: Edition.check_due_on,
}

_OPEN_FINDING = exists().where(
    EditionFinding.edition_id == Edition.id, EditionFinding.state == FindingState.OPEN
)


def _count(actor: User, chosen: EditorsList) -> Any:
    found: Select[int] = select(func.count(Edition.id)).join(Edition.article)
    return found.where(_in_list(actor, chosen)).scalar_subquery()


def _in_list(actor: User, chosen: EditorsList) -> ColumnElement[bool]:
    return and_(_visible_to(actor), _KINDS[chosen](actor))


def _drafts(_actor: User) -> ColumnElement[bool]:
    return Edition.state == EditionState.DRAFT


def _to_review(actor: User) -> ColumnElement[bool]:
    wrote = exists().where(
        edition_authors.c.edition_id == Edition.id, edition_authors.c.user_id == actor.id
    )
    return and_(Edition.state == EditionState.SUBMITTED, _reviewed_by(actor), ~wrote)


def _scheduled(_actor: User) -> ColumnElement[bool]:
    return Edition.state == EditionState.SCHEDULED


def _with_findings(_actor: User) -> ColumnElement[bool]:
    return and_(Edition.state == EditionState.DRAFT, _OPEN_FINDING)


def _due(_actor: User) -> ColumnElement[bool]:
    today: date = clock.today()
    return and_(Edition.state == EditionState.PUBLISHED, Edition.check_due_on < today)


_KINDS = {
    EditorsList.DRAFTS: _drafts,
    EditorsList.TO_REVIEW: _to_review,
    EditorsList.SCHEDULED: _scheduled,
    EditorsList.FINDINGS: _with_findings,
    EditorsList.DUE: _due,
}


def _visible_to(actor: User) -> ColumnElement[bool]:
    """Choose what ``policy.can_see`` allows: the agency's own, and for editors what is no case."""
    own = Article.owner_id == actor.organisation_id if actor.is_expert else false()
    if not actor.is_editor:
        return own
    settled = or_(
        Article.question_id.is_(None),
        Article.first_published_at.is_not(None),
        Edition.submitted_at.is_not(None),
    )
    return or_(own, settled)


def _reviewed_by(actor: User) -> ColumnElement[bool]:
    is_reviewer = any(each.role is MemberRole.REVIEWER for each in actor.memberships)
    if actor.is_editor:
        return Edition.id.is_not(None)
    return Article.owner_id == actor.organisation_id if is_reviewer else false()
