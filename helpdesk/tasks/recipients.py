"""Who is told of tasks: their owners, or those who look after an agency's queue."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from helpdesk.accounts.models import Membership, Queue, User
from helpdesk.foundation.db import db


def keepers(agency_ids: Iterable[int]) -> Mapping[int, Sequence[User]]:
    """
    Return who looks after the tasks of each agency; two statements.

    Its editors; where it has none, the leads of its queues; where they have none, its experts.
    """
    wanted = set(agency_ids)
    editors = select(User).where(User.organisation_id.in_(wanted), User.is_editor, User.is_active)
    by_agency: dict[int, list[User]] = {each: [] for each in wanted}
    for person in db.session.scalars(editors.order_by(User.id)):
        by_agency[person.organisation_id].append(person)
    members = _members({each for each in wanted if not by_agency[each]})
    for agency_id, people in members.items():
        leads = [membership.user for membership in people if membership.is_lead]
        by_agency[agency_id] = list(dict.fromkeys(leads or [each.user for each in people]))
    return by_agency


def _members(agency_ids: set[int]) -> dict[int, list[Membership]]:
    if not agency_ids:
        return {}
    chosen = (
        select(Membership, Queue.organisation_id)
        .join(Queue, Queue.id == Membership.queue_id)
        .join(Membership.user)
        .where(Queue.organisation_id.in_(agency_ids), User.is_active)
        .options(joinedload(Membership.user))
        .order_by(Membership.id)
    )
    found: dict[int, list[Membership]] = {}
    for membership, agency_id in db.session.execute(chosen):
        found.setdefault(agency_id, []).append(membership)
    return found
