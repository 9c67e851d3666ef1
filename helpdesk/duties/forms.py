"""The form of the duties' editors."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from helpdesk.accounts.models import Organisation
from helpdesk.catalogue.edition_form import Difference, VersionedForm
from helpdesk.duties import words
from helpdesk.duties.facts import DutyFacts
from helpdesk.duties.models import DutyEdition, Force, Role
from helpdesk.web import languages

TEXT_MAX_CHARS = 4000
"""Characters of one duty. A guess: a printed page; more is a guide."""

_TOO_LONG = lazy_gettext("Teksten er for lang.")


def _forces() -> list[SelectChoice]:
    return [SelectChoice(each.value, gettext(label)) for each, label in words.FORCE_MEANS.items()]


def _roles() -> list[SelectChoice]:
    return [SelectChoice(each.value, gettext(label)) for each, label in words.ROLE_MEANS.items()]


class DutyForm(VersionedForm):
    """What is said about a task besides its title and laws."""

    force = RadioField(
        lazy_gettext("Må eller kan"),
        [InputRequired(lazy_gettext("Velg om oppgaven må gjøres, eller om den kan gjøres."))],
        choices=_forces,
    )
    role = RadioField(
        lazy_gettext("Myndighet eller plikt"),
        [InputRequired(lazy_gettext("Velg om loven gir myndighet eller plikt."))],
        choices=_roles,
    )
    decider = StringField(
        lazy_gettext("Hvem som avgjør eller har oppgaven"),
        [
            DataRequired(lazy_gettext("Skriv hvem som avgjør eller har oppgaven.")),
            Length(max=120, message=_TOO_LONG),
        ],
    )
    deadline = StringField(lazy_gettext("Frist"), [Length(max=200, message=_TOO_LONG)])
    appeals_body = StringField(lazy_gettext("Klageinstans"), [Length(max=200, message=_TOO_LONG)])
    state_agency = SelectField(lazy_gettext("Statlig etat med ansvar for reglene"))
    text = TextAreaField(
        lazy_gettext("Hva oppgaven innebærer"), [Length(max=TEXT_MAX_CHARS, message=_TOO_LONG)]
    )

    @classmethod
    def of(cls, edition: DutyEdition, agencies: Sequence[Organisation]) -> "DutyForm":
        """Return the form filled from *edition*, or from what was sent."""
        form = cls(data=_stored(edition) | {"version": str(edition.version)})
        language = languages.current()
        form.state_agency.choices = [
            SelectChoice(each.key, each.name(language)) for each in agencies
        ]
        return form

    def facts(self, agencies: Sequence[Organisation]) -> DutyFacts:
        """Return what was filled in."""
        return DutyFacts(
            force=Force(self.force.data),
            role=Role(self.role.data),
            state_agency=next(each for each in agencies if each.key == self.state_agency.data),
            decider=_line(self.decider.data),
            deadline=_line(self.deadline.data),
            appeals_body=_line(self.appeals_body.data),
            text=(self.text.data or "").replace("\r\n", "\n").strip(),
        )

    def meet_edition(self, edition: DutyEdition) -> list[Difference]:
        """Return where what is stored differs from what was typed."""
        return self.meet(edition.version, _stored(edition))


def _stored(edition: DutyEdition) -> dict[str, Any]:
    return {
        "force": edition.force.value if edition.force else None,
        "role": edition.role.value if edition.role else None,
        "decider": edition.decider,
        "deadline": edition.deadline,
        "appeals_body": edition.appeals_body,
        "state_agency": edition.state_agency.key if edition.state_agency else None,
        "text": edition.text,
    }


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
