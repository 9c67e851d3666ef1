"""The forms of the letter templates' editors."""

from collections.abc import Sequence
from typing import Any, Self

from flask_babel import gettext, lazy_gettext, ngettext
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms import Form as PlainForm
from wtforms.validators import DataRequired, Length

from helpdesk.catalogue import picking
from helpdesk.catalogue.edition_form import Difference, VersionedForm
from helpdesk.catalogue.models import ItemKind
from helpdesk.catalogue.picker_field import PickerField
from helpdesk.catalogue.picking import Choice
from helpdesk.letters import merging
from helpdesk.letters.fields import (
    MOST_CHOICES,
    MOST_COLUMNS,
    ColumnText,
    FieldText,
    described,
)
from helpdesk.letters.models import FieldType, LetterEdition

TEXT_MAX_CHARS = 30_000
"""Characters of one letter. A guess: ten printed pages."""

MOST_NEXT = 6
"""Letters that may follow one. A guess: more is no order."""
LETTERS_URL = "/redaksjon/velg/innhold?type=letter"

TYPES = [
    SelectChoice(FieldType.TEXT.value, lazy_gettext("Kort tekst")),
    SelectChoice(FieldType.LONG.value, lazy_gettext("Lang tekst")),
    SelectChoice(FieldType.DATE.value, lazy_gettext("Dato")),
    SelectChoice(FieldType.NUMBER.value, lazy_gettext("Tall")),
    SelectChoice(FieldType.YES_NO.value, lazy_gettext("Ja eller nei")),
    SelectChoice(FieldType.CHOICE.value, lazy_gettext("Valg fra en liste")),
    SelectChoice(FieldType.ROWS.value, lazy_gettext("Rader")),
]

_TOO_LONG = lazy_gettext("Teksten er for lang.")
_LETTER = "letter:"


def _find_letters(query: str) -> Sequence[Choice]:
    return picking.find_items(query, ItemKind.LETTER)


def letters_field(label: Any) -> Any:
    """Return a picker of letter templates."""
    return PickerField(label, find=_find_letters, pick=picking.pick_items, url=LETTERS_URL)


class MergeFieldForm(PlainForm):
    """What is said about one merge field; part of the letter's form."""

    name = HiddenField()
    label = StringField(lazy_gettext("Navn som vises"), [Length(max=80, message=_TOO_LONG)])
    help = StringField(lazy_gettext("Hjelpetekst"), [Length(max=300, message=_TOO_LONG)])
    type = SelectField(lazy_gettext("Type"), choices=TYPES)
    example = TextAreaField(lazy_gettext("Eksempel"), [Length(max=500, message=_TOO_LONG)])
    choices = TextAreaField(
        lazy_gettext("Det man kan velge mellom"), [Length(max=2000, message=_TOO_LONG)]
    )
    columns = TextAreaField(lazy_gettext("Kolonnene"), [Length(max=2000, message=_TOO_LONG)])
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
            choices=tuple(dict.fromkeys(_lines(self.choices.data)))[:MOST_CHOICES],
            columns=tuple(map(_column, _lines(self.columns.data)))[:MOST_COLUMNS],
        )


class FieldsForm(VersionedForm):
    """What is said about the merge fields of a letter."""

    fields = FieldList(FormField(MergeFieldForm))

    @classmethod
    def of(cls, edition: LetterEdition) -> Self:
        """Return the form filled from *edition*, or from what was sent."""
        stored = {
            "text": edition.text,
            "fields": list(map(_stored, described(edition.fields))),
            "version": str(edition.version),
        }
        return cls(data=stored)

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
        own = {"text": edition.text} if "text" in self else {}
        differences = self.meet(edition.version, own)
        stored = _written(described(edition.fields))
        if stored != _written(self.said):
            differences.append(Difference(gettext("Flettefelt"), stored))
        return differences


class LetterForm(FieldsForm):
    """The letter and its merge fields."""

    text = TextAreaField(
        lazy_gettext("Brevet"),
        [
            DataRequired(lazy_gettext("Skriv teksten i brevet.")),
            Length(max=TEXT_MAX_CHARS, message=lazy_gettext("Brevet er for langt.")),
        ],
    )

    @property
    def letter_text(self) -> str:
        """Return the letter as it is stored."""
        return str(self.text.data or "").replace("\r\n", "\n").strip()


class UploadForm(VersionedForm):
    """A Word document that becomes the letter."""

    document = FileField(
        lazy_gettext("Word-dokument"), [FileRequired(lazy_gettext("Velg et Word-dokument."))]
    )

    @classmethod
    def shown_for(cls, edition: LetterEdition) -> Self:
        """Return the form, knowing which version of *edition* was seen."""
        return cls(data={"version": str(edition.version)})


class CourseForm(VersionedForm):
    """Which letters belong to this one."""

    next = letters_field(lazy_gettext("Brev som kan komme etter dette"))
    sister = letters_field(lazy_gettext("Det samme brevet i den andre målformen"))

    @classmethod
    def of(cls, edition: LetterEdition) -> Self:
        """Return the form filled from *edition*, or from what was sent."""
        return cls(data=_course(edition) | {"version": str(edition.version)})

    @property
    def next_slugs(self) -> list[str]:
        """Return the slugs of the letters that may follow."""
        return [address.removeprefix(_LETTER) for address in self.next.data]

    @property
    def sister_slug(self) -> str:
        """Return the slug of the sister, empty if there is none."""
        return next((address.removeprefix(_LETTER) for address in self.sister.data), "")

    def meet_edition(self, edition: LetterEdition) -> list[Difference]:
        """Return where what is stored differs from what was typed."""
        return self.meet(edition.version, _course(edition))

    def validate_next(self, field: Any) -> None:
        """Refuse what is no letter, and more than a page has room for."""
        _only_letters(field, most=MOST_NEXT)

    def validate_sister(self, field: Any) -> None:
        """Refuse what is no letter, and more than one."""
        _only_letters(field, most=1)


def _only_letters(field: Any, *, most: int) -> None:
    wrong = [address for address in field.data if not address.startswith(_LETTER)]
    if wrong or not all(map(picking.is_address, field.data)):
        raise ValidationError(
            gettext("Velg bare brevmaler. Dette er ikke en: %(link)s.", link=", ".join(wrong))
        )
    if len(field.data) > most:
        raise ValidationError(
            ngettext("Velg bare %(num)d brev.", "Velg inntil %(num)d brev.", most)
        )


def _course(edition: LetterEdition) -> dict[str, list[str]]:
    sisters = [edition.sister_slug] if edition.sister_slug else []
    return {
        "next": [f"{_LETTER}{slug}" for slug in edition.next_slugs],
        "sister": [f"{_LETTER}{slug}" for slug in sisters],
    }


def _stored(field: FieldText) -> dict[str, Any]:
    return {
        **vars(field),
        "choices": "\n".join(field.choices),
        "columns": "\n".join(f"{column.name}: {column.label}" for column in field.columns),
    }


def _column(line: str) -> ColumnText:
    name, _, label = line.partition(":")
    return ColumnText(name.strip(), _line(label) or merging.proposed_label(name.strip()))


def _lines(text: str | None) -> list[str]:
    return list(filter(None, map(_line, (text or "").splitlines())))


def _written(fields: Sequence[FieldText]) -> str:
    return "\n".join(
        " · ".join(
            filter(None, (f.name, f.label, f.help, f.example, *f.choices, *_labels(f.columns)))
        )
        for f in fields
    )


def _labels(columns: Sequence[ColumnText]) -> list[str]:
    return [column.label for column in columns]


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
