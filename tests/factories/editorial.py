"""Guides, letter templates and duties, published or in work."""

from typing import Any

from helpdesk.accounts.models import Organisation, User
from helpdesk.catalogue.editorial import Details
from helpdesk.catalogue.editorial_service import EditorialDesk
from helpdesk.duties import service as duties
from helpdesk.duties.facts import DutyFacts
from helpdesk.duties.models import DutyEdition, Force, Role
from helpdesk.foundation.db import db
from helpdesk.foundation.language import TextLanguage
from helpdesk.guides import service as guides
from helpdesk.guides.models import GuideEdition
from helpdesk.guides.steps import StepText
from helpdesk.letters import service as letters
from helpdesk.letters.fields import FieldText
from helpdesk.letters.models import FieldType, LetterEdition
from helpdesk.topics.models import Topic
from tests.browser_without_scripts import CAST

LETTER = """## Vi trenger flere opplysninger

Vi fikk søknaden {{ mottatt_dato }}. Dette mangler:

{{ mangler }}

Hilsen **{{ kommune_navn }}**"""


def details(**facts: object) -> Details:
    values = {
        "title": "Behandle søknad om utslipp",
        "summary": "For saksbehandlere som får en søknad etter kapittel 12.",
        "language": TextLanguage.NB,
        "laws": (),
        "links": (),
        "check_due_on": None,
    } | facts
    return Details(**values)


def guide(author: User, owner: Organisation, topic: Topic, **facts: object) -> GuideEdition:
    """Return a draft with two steps."""
    edition = _created(guides.desk, author, owner, topic, details(**facts))
    for text in (
        StepText("Les søknaden", "Se om søknaden er fullstendig."),
        StepText("Skriv vedtaket", "Si hva som er bestemt.", deadline="Innen seks uker"),
    ):
        guides.add_step(actor=author, edition=edition, text=text)
    return edition


def letter(author: User, owner: Organisation, topic: Topic, **facts: object) -> LetterEdition:
    """Return a draft with three merge fields."""
    said = details(**{"title": "Brev om mangelfull søknad"} | facts)
    edition = _created(letters.desk, author, owner, topic, said)
    fields = [FieldText("mottatt_dato", "Søknaden mottatt", "Datoen i journalen.", FieldType.DATE)]
    letters.save_text(
        actor=author, edition=edition, seen_version=edition.version, text=LETTER, fields=fields
    )
    return edition


def followed_by(
    edition: LetterEdition, author: User, *next_slugs: str, sister_slug: str = ""
) -> LetterEdition:
    """Say which letters belong to a draft."""
    letters.save_course(
        actor=author,
        edition=edition,
        seen_version=edition.version,
        next_slugs=next_slugs,
        sister_slug=sister_slug,
    )
    return edition


def duty(
    author: User,
    owner: Organisation,
    topic: Topic,
    *,
    agency: Organisation | None = None,
    force: Force = Force.MUST,
    role: Role = Role.AUTHORITY,
    said: dict[str, str] | None = None,
    **facts: object,
) -> DutyEdition:
    """
    Return a draft of a duty that *agency*, else *owner*, answers for.

    Args:
        said: what of the task's own facts is to be replaced.
        facts: of its details.
    """
    given = {
        "title": "Behandle søknad om utslipp fra hytter",
        "summary": "Kommunen avgjør søknader om små utslipp.",
        "laws": ("FOR-2004-06-01-931/12-3",),
    } | facts
    edition = _created(duties.desk, author, owner, topic, details(**given))
    words = {
        "decider": "kommunen",
        "deadline": "Innen seks uker",
        "appeals_body": "Statsforvalteren",
        "text": "Søknaden avgjøres **etter en samlet vurdering**.",
    } | (said or {})
    told = DutyFacts(force=force, role=role, state_agency=agency or owner, **words)
    duties.save_facts(actor=author, edition=edition, seen_version=edition.version, facts=told)
    return edition


DESKS: dict[type[Any], EditorialDesk[Any, Any]] = {
    GuideEdition: guides.desk,
    LetterEdition: letters.desk,
    DutyEdition: duties.desk,
}


def published(edition: Any, by: User) -> Any:
    """Submit *edition* as whoever wrote it, and publish it as *by*."""
    desk = DESKS[type(edition)]
    author = db.session.get_one(User, edition.author_ids[0])
    desk.submit(actor=author, work=edition.work, edition=edition)
    desk.publish(actor=by, work=edition.work, edition=edition, seen_version=edition.version)
    return edition


def reopened(desk: EditorialDesk[Any, Any], slug: str, author: User) -> Any:
    """Return the draft of a new edition of what is published at *slug*."""
    standing = desk.editions.public(slug)
    assert standing is not None
    desk.start_edition(actor=author, work=standing.work, edition=standing)
    return desk.editions.in_work(slug)


def forget() -> None:
    """Let the next look see what the database holds; the cast keeps its relations."""
    for thing in db.session:
        if not isinstance(thing, CAST):
            db.session.expire(thing)


def _created(
    desk: EditorialDesk[Any, Any], author: User, owner: Organisation, topic: Topic, said: Details
) -> Any:
    made = desk.create(actor=author, owner_id=owner.id, slug="", details=said, topics=[topic])
    return desk.editions.in_work(made.work.slug)
