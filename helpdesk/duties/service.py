"""What editors do with duties; each use case checks, changes, records and commits once."""

from helpdesk.accounts.models import User
from helpdesk.catalogue.editing import ensure_writer
from helpdesk.catalogue.editorial_service import EditorialDesk
from helpdesk.duties import catalogue_entry
from helpdesk.duties.facts import DutyFacts, lacks
from helpdesk.duties.models import MUNICIPALITY, DutyEdition
from helpdesk.duties.queries import duties
from helpdesk.foundation import clock
from helpdesk.foundation.db import db
from helpdesk.foundation.markdown import RENDERER_VERSION
from helpdesk.laws import linking

desk = EditorialDesk(room="duties", editions=duties, entry=catalogue_entry.entry, lacks=lacks)
"""Creating, submitting, publishing, withdrawing: what all edited kinds share."""


def save_facts(*, actor: User, edition: DutyEdition, seen_version: int, facts: DutyFacts) -> None:
    """
    Save what is said about the task of a draft.

    Raises:
        NotPermitted: *actor* may not write in it.
        StaleVersion: somebody else has saved since *seen_version*.
        NotAllowedNow: it is no draft.
    """
    ensure_writer(actor, edition.work)
    edition.ensure_writable(seen_version)

    write(edition, facts)
    edition.sign(actor, at=clock.now())
    db.session.commit()


def write(edition: DutyEdition, facts: DutyFacts) -> None:
    """Take over *facts* and render the text; no commit."""
    edition.force, edition.role = facts.force, facts.role
    edition.state_agency = facts.state_agency
    edition.state_agency_id = facts.state_agency.id if facts.state_agency else None
    edition.decider = facts.decider or MUNICIPALITY
    edition.deadline, edition.appeals_body = facts.deadline, facts.appeals_body
    edition.text, edition.html = facts.text, linking.render(facts.text)
    edition.renderer_version = RENDERER_VERSION
