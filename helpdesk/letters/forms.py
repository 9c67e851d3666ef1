"""The forms of the letter templates' editors."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms import Form as PlainForm
from wtforms.validators import DataRequired, Length

from helpdesk.catalogue.edition_form import Difference, VersionedForm
from helpdesk.letters import merging
from helpdesk.letters.fields import FieldText
from helpdesk.letters.models import FieldType, LetterEdition

TEXT_MAX_CHARS = 30_000
"""Characters of one letter. A guess: ten printed pages."""

TYPES = [
    SelectChoice(FieldType.TEXT.value, lazy_gettext("Kort tekst")),
    SelectChoice(FieldType.LONG.value, lazy_gettext("Lang tekst")),
    SelectChoice(FieldType.DATE.value, lazy_gettext("Dato")),
    SelectChoice(FieldType.NUMBER.value, lazy_gettext("Tall")),
]

_TOO_LONG = lazy_gettext("Teksten er for lang.")


class MergeFieldForm(PlainForm):
    """What is said about one merge field; part of the letter's form."""

    name = HiddenField()
    label = StringField(lazy_gettext("Navn som vises"), [Length(max=80, message=_TOO_LONG)])
    help = StringField(lazy_gettext("Hjelpetekst"), [Length(max=300, message=_TOO_LONG)])
    type = SelectField(lazy_gettext("Type"), choices=TYPES)
    example = TextAreaField(lazy_gettext("Eksempel"), [Length(max=500, message=_TOO_LONG)])
    remove = BooleanField(lazy_gettext("Fjern feltet"))

    @property
    def said(self) -> FieldText:
        """Return what was filled in."""
        name = self.name.data
        return FieldText(
            name=name,
            label=_line(self.label.data) or merging.proposed_label(name),
            help=_line(self.help.data),
            type=FieldType(self.type.data),
            example=(self.example.data or "").replace("\r\n", "\n").strip(),
        )


class LetterForm(VersionedForm):
    """The letter and its merge fields."""

    text = TextAreaField(
        lazy_gettext("Brevet"),
        [
            DataRequired(lazy_gettext("Skriv teksten i brevet.")),
            Length(max=TEXT_MAX_CHARS, message=lazy_gettext("Brevet er for langt.")),
        ],
    )
    fields = FieldList(FormField(MergeFieldForm))

    @classmethod
    def of(cls, edition: LetterEdition) -> "LetterForm":
        """Return the form filled from *edition*, or from what was sent."""
        described = [
            {"name": f.name, "label": f.label, "help": f.help, "type": f.type, "example": f.example}
            for f in edition.fields
        ]
        return cls(
            data={"text": edition.text, "fields": described, "version": str(edition.version)}
        )

    @property
    def letter_text(self) -> str:
        """Return the letter as it is stored."""
        return str(self.text.data or "").replace("\r\n", "\n").strip()

    @property
    def said(self) -> list[FieldText]:
        """Return what was said about the merge fields, without those that were removed."""
        return [
            entry.form.said
            for entry in self.fields
            if merging.is_name(entry.form.name.data or "") and not entry.form.remove.data
        ]

    def meet_edition(self, edition: LetterEdition) -> list[Difference]:
        """Return where what is stored differs from what was typed."""
        differences = self.meet(edition.version, {"text": edition.text})
        stored = _written(edition.fields)
        if stored != _written(self.said):
            differences.append(Difference(gettext("Flettefelt"), stored))
        return differences


def _written(fields: Sequence[Any]) -> str:
    return "\n".join(" · ".join(filter(None, (f.name, f.label, f.help, f.example))) for f in fields)


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
