"""Forms of the administrators' pages about people, organisations and queues."""

import re
from typing import Self

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Regexp

from helpdesk.accounts import queries
from helpdesk.accounts.forms import ADDRESS, LANGUAGES, trimmed
from helpdesk.accounts.models import MemberRole, Organisation, User
from helpdesk.accounts.service.organisations import Names
from helpdesk.accounts.service.people import Person
from helpdesk.accounts.service.queues import QueueRules
from helpdesk.foundation.language import Language, TextLanguage
from helpdesk.web.forms import Form

_KEY = Regexp(
    r"^[a-z][a-z0-9-]{1,39}$",
    message=_("Bruk to til førti små bokstaver (a til z), tall og bindestrek."),
)
_DAYS = [
    InputRequired(_("Skriv et tall fra 1 til 60.")),
    NumberRange(1, 60, _("Skriv et tall fra 1 til 60.")),
]
_NAME = [DataRequired(_("Skriv navnet.")), Length(max=120)]
_TEXT_LANGUAGES = [(TextLanguage.NB.value, "Bokmål"), (TextLanguage.NN.value, "Nynorsk")]

ROLES = [
    (MemberRole.EXPERT.value, _("Fagperson")),
    (MemberRole.REVIEWER.value, _("Kvalitetssikrer")),
]


class PersonForm(Form):
    """What an administrator decides about a person."""

    name = StringField(_("Navn"), _NAME)
    organisation = SelectField(_("Virksomhet"), choices=queries.organisation_names)
    language = SelectField(_("Språk i e-post og på sidene"), choices=LANGUAGES)
    is_editor = BooleanField(
        _("Redaktør"), description=_("Publiserer og retter svar, veiledere og brevmaler.")
    )
    is_admin = BooleanField(
        _("Administrator"),
        description=_("Styrer kontoer, køer og temaer. Ser ikke saker av den grunn."),
    )

    @classmethod
    def of(cls, user: User) -> Self:
        """Return the form filled with what *user* is now."""
        return cls(
            data={
                "name": user.name,
                "organisation": user.organisation.key,
                "language": user.language.value,
                "is_editor": user.is_editor,
                "is_admin": user.is_admin,
            }
        )

    @property
    def person(self) -> Person:
        """Return what was filled in."""
        return Person(
            name=self.name.data,
            organisation_key=self.organisation.data,
            language=Language(self.language.data),
            is_editor=self.is_editor.data,
            is_admin=self.is_admin.data,
        )


class NewPersonForm(PersonForm):
    """A person to add."""

    email = StringField(_("E-postadresse"), ADDRESS, filters=[trimmed])


class QueueForm(Form):
    """The name of a queue and the rules its answers follow."""

    name_nb = StringField(_("Navn på bokmål"), _NAME)
    name_nn = StringField(_("Navn på nynorsk"), [Length(max=120)])
    service_days = IntegerField(
        _("Arbeidsdager til svar"),
        _DAYS,
        description=_("Fristen innsenderen får vite."),
        default=10,
    )
    needs_review = BooleanField(
        _("Kvalitetssikring før svar sendes"),
        description=_("Før et svar publiseres, kvalitetssikres det alltid."),
        default=True,
    )

    @property
    def rules(self) -> QueueRules:
        """Return what was filled in."""
        return QueueRules(
            name_nb=self.name_nb.data,
            name_nn=self.name_nn.data or "",
            service_days=self.service_days.data,
            needs_review=self.needs_review.data,
        )


class MemberForm(Form):
    """A person's place in a queue."""

    email = StringField(_("E-postadresse"), ADDRESS, filters=[trimmed])
    role = SelectField(_("Rolle"), choices=ROLES)
    is_lead = BooleanField(
        _("Køansvarlig"),
        description=_("Får varsel når et spørsmål ikke er åpnet, eller er over fristen."),
    )

    @property
    def member_role(self) -> MemberRole:
        """Return the role as the heart knows it."""
        return MemberRole(self.role.data)


class OrganisationForm(Form):
    """What an organisation is called."""

    name_nb = StringField(_("Navn på bokmål"), _NAME)
    name_nn = StringField(_("Navn på nynorsk"), [Length(max=120)])
    short_name = StringField(_("Kortnavn"), [Length(max=30)])
    former_names = TextAreaField(
        _("Tidligere navn"), [Length(max=1000)], description=_("Ett navn på hver linje.")
    )
    language = SelectField(_("Målform i svar"), choices=_TEXT_LANGUAGES)

    @property
    def names(self) -> Names:
        """Return what was filled in."""
        return Names(
            name_nb=self.name_nb.data,
            name_nn=self.name_nn.data or "",
            short_name=self.short_name.data or "",
            former_names=lines(self.former_names.data),
            language=TextLanguage(self.language.data),
        )


class OrganisationEditForm(OrganisationForm):
    """An organisation that exists."""

    is_active = BooleanField(
        _("Aktiv"), description=_("En virksomhet som er slått sammen med en annen, er ikke aktiv.")
    )

    @classmethod
    def of(cls, place: Organisation) -> Self:
        """Return the form filled with what *place* is called now."""
        return cls.shown(
            data={
                "name_nb": place.name_nb,
                "name_nn": place.name_nn,
                "short_name": place.short_name,
                "former_names": "\n".join(place.former_names),
                "language": place.language.value,
                "is_active": place.is_active,
            }
        )


class NewAgencyForm(OrganisationForm):
    """An agency to take on, with its mail domains and its queue."""

    key = StringField(
        _("Nøkkel"), [DataRequired(_("Skriv en nøkkel.")), _KEY], description=_("Endres aldri.")
    )
    domain = TextAreaField(
        _("E-postdomener"),
        [DataRequired(_("Skriv minst ett domene.")), Length(max=1000)],
        description=_("Det som står etter @. Ett domene på hver linje."),
    )
    service_days = IntegerField(
        _("Arbeidsdager til svar"),
        _DAYS,
        default=10,
    )

    @property
    def rules(self) -> QueueRules:
        """Return the rules of the queue the agency gets; it carries the agency's name."""
        return QueueRules(
            name_nb=self.name_nb.data,
            name_nn=self.name_nn.data or "",
            service_days=self.service_days.data,
        )


class DomainForm(Form):
    """A mail domain to add."""

    domain = StringField(_("Nytt domene"), [DataRequired(_("Skriv domenet.")), Length(max=253)])


class ConfirmDomainForm(Form):
    """Whom a domain chosen by an asker belongs to."""

    organisation = SelectField(_("Kommune"), choices=queries.places_to_ask_from)


def lines(text: str | None) -> list[str]:
    """Return the lines of *text* that hold something."""
    return [line.strip() for line in re.split(r"[\n,;]", text or "") if line.strip()]
