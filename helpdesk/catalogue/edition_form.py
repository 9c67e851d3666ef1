"""What the forms of the edited kinds share: an edition's details, and two people saving at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import (
    DateField,
    HiddenField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import CheckboxInput

from helpdesk.accounts.models import Organisation
from helpdesk.catalogue import picking
from helpdesk.catalogue.editorial import Details, EditedWork, EditionOfWork
from helpdesk.catalogue.picker_field import PickerField
from helpdesk.foundation.language import TextLanguage
from helpdesk.foundation.text import SLUG_MAX_CHARS
from helpdesk.topics import queries as topics
from helpdesk.web import languages, numbers
from helpdesk.web.forms import Form

TITLE_MAX_CHARS = 160
SUMMARY_MAX_CHARS = 600
MOST_PICKED = 60
"""Laws or links on one page. A guess, well above the longest guide."""

LAWS_URL = "/redaksjon/velg/lover"
ITEMS_URL = "/redaksjon/velg/innhold"

LANGUAGES = [
    SelectChoice(TextLanguage.NB.value, "Bokmål"),
    SelectChoice(TextLanguage.NN.value, "Nynorsk"),
]


@dataclass(frozen=True)
class Difference:
    """A field in which what is stored differs from what was typed."""

    label: str
    stored: str


class VersionedForm(Form):
    """A form that remembers which version of the text it shows."""

    version = HiddenField()

    @property
    def seen_version(self) -> int:
        """Return the version the form was filled from; -1 if it does not say."""
        return numbers.whole(str(self.version.data))

    @property
    def is_searching(self) -> bool:
        """Tell whether a picker's own button was pressed: show the form again, save nothing."""
        return any(getattr(field, "is_searching", False) for field in self)

    def meet(self, version: int, stored: Mapping[str, Any]) -> list[Difference]:
        """
        Return where *stored* differs from what was typed; the next save is then meant.

        Args:
            stored: values by the name of the field.
        """
        self.version.data = str(version)
        self.version.raw_data = None
        return [
            Difference(str(self[name].label.text), as_text(value))
            for name, value in stored.items()
            if as_text(value) != as_text(self[name].data)
        ]


def as_text(value: Any) -> str:
    """Return *value* of a field as text that two people can compare."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "\n".join(map(str, value))
    return str(value).replace("\r\n", "\n").strip()


def _find_laws(query: str) -> Sequence[picking.Choice]:
    return picking.find_laws(query, languages.current())


def _pick_laws(keys: Any) -> Sequence[picking.Choice]:
    return picking.pick_laws(keys, languages.current())


def laws_field() -> Any:
    """Return a picker of laws and sections."""
    return PickerField(
        lazy_gettext("Lover og forskrifter"), find=_find_laws, pick=_pick_laws, url=LAWS_URL
    )


def links_field() -> Any:
    """Return a picker of things on the shelf."""
    return PickerField(
        lazy_gettext("Svar, veiledere og brevmaler"),
        find=picking.find_items,
        pick=picking.pick_items,
        url=ITEMS_URL,
    )


class PicksForm(VersionedForm):
    """A form with laws and links to pick."""

    laws = laws_field()
    links = links_field()

    def validate_laws(self, field: Any) -> None:
        """Refuse what is no law of the register."""
        unknown = picking.unknown_laws(field.data)
        if unknown or len(field.data) > MOST_PICKED:
            raise ValidationError(
                gettext("Vi kjenner ikke denne loven: %(law)s.", law=", ".join(unknown[:3]))
            )

    def validate_links(self, field: Any) -> None:
        """Refuse what is no address on the shelf."""
        wrong = [link for link in field.data if not picking.is_address(link)]
        if wrong or len(field.data) > MOST_PICKED:
            raise ValidationError(
                gettext("Dette er ikke en side vi kan lenke til: %(link)s.", link=", ".join(wrong))
            )


class DetailsForm(PicksForm):
    """An edition's details."""

    title = StringField(
        lazy_gettext("Tittel"),
        [
            DataRequired(lazy_gettext("Skriv en tittel.")),
            Length(max=TITLE_MAX_CHARS, message=lazy_gettext("Tittelen er for lang.")),
        ],
    )
    summary = TextAreaField(
        lazy_gettext("Sammendrag"),
        [Length(max=SUMMARY_MAX_CHARS, message=lazy_gettext("Sammendraget er for langt."))],
    )
    language = SelectField(lazy_gettext("Målform"), choices=LANGUAGES)
    topics = SelectMultipleField(lazy_gettext("Tema"), option_widget=CheckboxInput())
    check_due_on = DateField(lazy_gettext("Neste kontroll"), [Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = topics.choices(languages.current())
        self.topics.choices = [SelectChoice(slug, name) for slug, name in offered]

    @property
    def details(self) -> Details:
        """Return what was filled in."""
        return Details(
            title=" ".join(self.title.data.split()),
            summary=(self.summary.data or "").strip(),
            language=TextLanguage(self.language.data),
            laws=tuple(self.laws.data),
            links=tuple(self.links.data),
            check_due_on=self.check_due_on.data,
        )


class OwnedForm(Form):
    """Which agency answers for a work."""

    owner = SelectField(lazy_gettext("Etat som svarer for teksten"), coerce=int)

    def offer(self, agencies: Sequence[Organisation]) -> None:
        """Fill the list of agencies."""
        language = languages.current()
        self.owner.choices = [SelectChoice(each.id, each.name(language)) for each in agencies]


class NewForm(DetailsForm, OwnedForm):
    """A new work: its first details, and its address."""

    slug = StringField(
        lazy_gettext("Siste del av adressen"),
        [Length(max=SLUG_MAX_CHARS, message=lazy_gettext("Adressen er for lang."))],
    )


class StoredDetailsForm(DetailsForm, OwnedForm):
    """The details of an edition that exists, filled from it."""

    def __init__(self, work: EditedWork, edition: EditionOfWork) -> None:
        super().__init__(data=_stored(work, edition) | {"version": edition.version})

    def meet_edition(self, work: EditedWork, edition: EditionOfWork) -> list[Difference]:
        """Return where what is stored differs from what was typed."""
        return self.meet(edition.version, _stored(work, edition))


def _stored(work: EditedWork, edition: EditionOfWork) -> dict[str, Any]:
    return {
        "title": edition.title,
        "summary": edition.summary,
        "language": edition.language.value,
        "topics": [topic.slug for topic in edition.topics],
        "laws": list(edition.laws),
        "links": list(edition.links),
        "check_due_on": edition.check_due_on,
        "owner": work.owner_id,
    }


class ReasonForm(Form):
    """Why something is done: remarks to the writers, the reason of a withdrawal."""

    text = TextAreaField(
        lazy_gettext("Grunn"),
        [
            DataRequired(lazy_gettext("Skriv en grunn.")),
            Length(max=2000, message=lazy_gettext("Teksten er for lang.")),
        ],
    )


class CheckForm(Form):
    """When a text that still holds should be checked next."""

    due_on = DateField(
        lazy_gettext("Neste kontroll"), [DataRequired(lazy_gettext("Velg en dato."))]
    )
