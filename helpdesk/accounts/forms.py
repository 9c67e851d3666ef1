"""Forms for signing in and for one's own account."""

from flask_babel import lazy_gettext as _
from wtforms import PasswordField, SelectField, StringField, SubmitField
from wtforms.validators import DataRequired, Email, Length

from helpdesk.accounts import passwords
from helpdesk.foundation.language import Language
from helpdesk.web.forms import Form
from helpdesk.web.languages import NAMES

ADDRESS = [
    DataRequired(_("Skriv e-postadressen din.")),
    Email(_("Skriv en hel e-postadresse, som kari@alver.kommune.no.")),
    Length(max=254),
]


def trimmed(text: str | None) -> str | None:
    """Return *text* without the spaces that come along when an address is pasted."""
    return text.strip() if text else text


LANGUAGES = [(language.value, name) for language, name in NAMES.items()]


class SignInForm(Form):
    """E-mail and password, or a link by mail: the same form, two buttons."""

    email = StringField(_("E-postadresse"), ADDRESS, filters=[trimmed])
    password = PasswordField(_("Passord"), [Length(max=passwords.LONGEST)])
    send_link = SubmitField(_("Send meg en lenke på e-post"))

    def validate_password(self, field: PasswordField) -> None:
        """Ask for the password unless a link was asked for."""
        if not field.data and not self.send_link.data:
            field.errors.append(_("Skriv passordet ditt, eller be om en lenke på e-post."))


class ProfileForm(Form):
    """Name and language."""

    name = StringField(_("Navn"), [DataRequired(_("Skriv navnet ditt.")), Length(max=120)])
    language = SelectField(_("Språk"), choices=LANGUAGES)

    @property
    def chosen_language(self) -> Language:
        """Return the language as the heart knows it."""
        return Language(self.language.data)


class NewPasswordForm(Form):
    """A new password, for somebody who has just come by a link."""

    new = PasswordField(
        _("Nytt passord"),
        [
            DataRequired(_("Skriv et nytt passord.")),
            Length(
                passwords.SHORTEST,
                passwords.LONGEST,
                _("Passordet må ha minst %(min)d tegn."),
            ),
        ],
        description=_("Minst 12 tegn. Bruk gjerne flere ord etter hverandre."),
    )


class ChangePasswordForm(NewPasswordForm):
    """The current password and a new one."""

    current = PasswordField(
        _("Nåværende passord"),
        [DataRequired(_("Skriv passordet du har nå.")), Length(max=passwords.LONGEST)],
    )
