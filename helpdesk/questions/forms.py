"""The forms of a requester: ask, and write again."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    MultipleFileField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Email, Length, ValidationError

from helpdesk.foundation import personal_data
from helpdesk.foundation.files import StoredFile
from helpdesk.foundation.language import TextLanguage
from helpdesk.questions.service.entry import IDENTITY_NUMBER
from helpdesk.web.forms import Form

LONGEST_TITLE = 200
LONGEST_TEXT = 10_000
"""Characters. Source: guess, some four pages."""

LANGUAGES = [
    SelectChoice(TextLanguage.NB.value, "Bokmål"),
    SelectChoice(TextLanguage.NN.value, "Nynorsk"),
]


def no_identity_number(_form: Form, field: Field) -> None:
    """Refuse a text with an identity number in it, without repeating the number."""
    if personal_data.has_identity_number(field.data or ""):
        raise ValidationError(_(IDENTITY_NUMBER))


def _text(label: str, *, missing: str) -> TextAreaField:
    too_long = _("Teksten kan ha inntil %(max)d tegn.")
    limits = [DataRequired(missing), Length(max=LONGEST_TEXT, message=too_long)]
    return TextAreaField(label, [*limits, no_identity_number])


class PostForm(Form):
    """What every post has besides its text: files that stay chosen, a key against sending twice."""

    files: MultipleFileField
    """Declared by each form in its place, since faults are listed in the order of the page."""
    submit_key = HiddenField(validators=[Length(max=100)])
    stage = HiddenField(validators=[Length(max=100)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin without files."""
        super().__init__(*args, **kwargs)
        self.staged: Sequence[StoredFile] = ()
        self._file_errors: list[str] = []

    def keep_files(self, staged: Sequence[StoredFile], errors: list[str]) -> None:
        """Note which files are on the server, and what was wrong with the others."""
        self.staged = staged
        self._file_errors = errors
        self.files.errors = list(errors)

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Validate all fields; a file that was refused is a fault of the form."""
        valid = super().validate(*args, **kwargs)
        self.files.errors = [*self.files.errors, *self._file_errors]
        return valid and not self._file_errors


class FollowUpForm(PostForm):
    """The requester's reply."""

    text = _text(_("Meldingen din"), missing=_("Skriv hva du vil si."))
    files = MultipleFileField(_("Vedlegg"))


class AskForm(PostForm):
    """The question of somebody who is signed in."""

    title = StringField(
        _("Hva lurer du på?"),
        [
            DataRequired(_("Skriv spørsmålet i én setning.")),
            Length(max=LONGEST_TITLE, message=_("Spørsmålet kan ha inntil %(max)d tegn.")),
            no_identity_number,
        ],
    )
    text = _text(_("Beskriv saken"), missing=_("Skriv hva saken gjelder."))
    topic = SelectField(_("Tema"), [DataRequired(_("Velg et tema."))])
    files = MultipleFileField(_("Vedlegg"))
    language = RadioField(_("Målform i svaret"), choices=LANGUAGES)
    is_shared = BooleanField(_("Kollegene mine i kommunen kan se spørsmålet og svaret"))

    topic_is_suggested = False
    is_suspect = False

    def offer_topics(self, choices: Sequence[tuple[str, str]]) -> None:
        """Let the asker choose among *choices*: (slug, name)."""
        self.topic.choices = _with_empty(_("Velg tema"), choices)

    def suggest_topic(self, slug: str) -> None:
        """Fill in the topic that was found from the text."""
        self.topic.data = slug
        self.topic_is_suggested = True

    def carried(self) -> Iterator[tuple[str, str]]:
        """Yield what the summary holds on to in hidden fields: (name, value)."""
        for field in self:
            if field.name in {"csrf_token", "submit_key", "stage", "files"}:
                continue
            if isinstance(field, BooleanField):
                yield from [(field.name, "y")] if field.data else []
            elif field.data:
                yield field.name, str(field.data)
        for stored in self.staged:
            yield f"{self.files.name}_staged", str(stored.id)


class VisitorAskForm(AskForm):
    """The question of somebody who is not signed in."""

    email = StringField(
        _("E-postadressen din på jobben"),
        [
            DataRequired(_("Skriv e-postadressen din på jobben.")),
            Email(_("Skriv en hel e-postadresse, som kari@alver.kommune.no.")),
            Length(max=254),
        ],
    )
    municipality = SelectField(_("Kommunen du arbeider i"), choices=[SelectChoice("")])
    nettsted = StringField(validators=[Length(max=500)])
    """Shown to nobody; only robots fill it in."""

    asks_for_municipality = False

    def offer_municipalities(self, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        """Let the asker choose among *choices*: (key, name); *chosen* is a guess or empty."""
        self.asks_for_municipality = True
        self.municipality.choices = _with_empty(_("Velg kommune"), choices)
        self.municipality.data = self.municipality.data or chosen

    def offer_no_municipality(self) -> None:
        """Forget a choice that the address no longer calls for."""
        self.municipality.data = ""

    def validate_municipality(self, field: SelectField) -> None:
        """Ask for the municipality where the address does not tell."""
        if self.asks_for_municipality and not field.data:
            raise ValidationError(
                _("Vi kjenner ikke e-postadressen til kommunen din. Velg kommunen i listen.")
            )


def _with_empty(label: str, choices: Sequence[tuple[str, str]]) -> list[SelectChoice]:
    return [SelectChoice("", label), *(SelectChoice(value, name) for value, name in choices)]
