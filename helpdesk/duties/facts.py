"""What an editor says about a duty besides its title and laws, and what it may still lack."""

from collections.abc import Iterator
from dataclasses import dataclass

from helpdesk.accounts.models import Organisation
from helpdesk.catalogue.editorial import Lack
from helpdesk.duties.models import MUNICIPALITY, DutyEdition, Force, Role
from helpdesk.foundation.language import N_
from helpdesk.foundation.markdown import plain_text
from helpdesk.foundation.personal_data import has_identity_number


@dataclass(frozen=True, kw_only=True)
class DutyFacts:
    """
    The facts of one duty.

    Args:
        decider: who decides or has the task; empty: the municipality.
        deadline, appeals_body: in words; may be empty.
        text: Markdown.
    """

    force: Force | None
    role: Role | None
    state_agency: Organisation | None
    decider: str = MUNICIPALITY
    deadline: str = ""
    appeals_body: str = ""
    text: str = ""


def lacks(edition: DutyEdition) -> list[Lack]:
    """Return what *edition* lacks before it can be submitted."""
    return list(_lacks(edition))


def _lacks(edition: DutyEdition) -> Iterator[Lack]:
    if not edition.summary.strip():
        yield Lack(N_("Skriv et sammendrag som sier hva oppgaven går ut på."))
    if not edition.topics:
        yield Lack(N_("Velg minst ett tema."))
    if not edition.laws:
        yield Lack(N_("Velg minst én lov eller forskrift som oppgaven bygger på."))
    if edition.force is None:
        yield Lack(N_("Velg om oppgaven må gjøres, eller om den kan gjøres."))
    if edition.role is None:
        yield Lack(N_("Velg om loven gir myndighet eller plikt."))
    if edition.state_agency_id is None:
        yield Lack(N_("Velg den statlige etaten som har ansvaret for reglene."))
    if any(map(has_identity_number, _public_texts(edition))):
        yield Lack(N_("Ta bort fødselsnummeret. Det kan aldri publiseres."))


def _public_texts(edition: DutyEdition) -> Iterator[str]:
    """Yield all that readers see; the text also without its marks, which could part a number."""
    yield from (edition.title, edition.summary, edition.text, plain_text(edition.text))
    yield from (edition.decider, edition.deadline, edition.appeals_body)
