"""The form a caseworker fills a letter in with: made of its fields, without session or token."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import gettext, lazy_gettext
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    Field,
    FieldList,
    FormField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.form import BaseForm
from wtforms.validators import Length, Optional
from wtforms.widgets import TextInput

from helpdesk.foundation.text import normalise_newlines, xml_safe
from helpdesk.letters.answers import Answer, Answers
from helpdesk.letters.filling import MOST_ROWS
from helpdesk.letters.models import FieldType, MergeField

PREFIX = "felt-"
SHORT_MAX_CHARS = 500
LONG_MAX_CHARS = 10_000
"""Characters of an answer. Guesses: a long line, and three printed pages."""
MOST_CARRIED = 200
"""Fields of other letters in a chain that come along. A guess: three letters' worth."""

YES, NO = "ja", "nei"

_WORD = "[a-z][a-z0-9_]{0,60}"
_CARRIED = re.compile(rf"{PREFIX}{_WORD}(?:-[0-9]{{1,2}}-{_WORD}|-none)?")
_SPACES = re.compile(r"[\s.\u00a0\u202f]")
_MOST_DIGITS = 20

_TOO_LONG = lazy_gettext("Teksten er for lang.")


def _clean(text: str | None) -> str | None:
    return None if text is None else xml_safe(normalise_newlines(text)).strip()


class LetterDateField(DateField):
    """A date, as browsers send it or as people write it."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, format=["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"], **options)

    def _value(self) -> str:
        """Return what stands in the field: a date as browsers want it, else what was typed."""
        return self.data.isoformat() if self.data else str(super()._value())

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the date, or say how one is written."""
        self.data = None
        if not valuelist or not valuelist[0].strip():
            return
        try:
            super().process_formdata([valuelist[0].strip()])
        except ValueError as error:
            self.widget = TextInput()  # a field for dates would not show what was typed
            raise ValueError(
                gettext("Skriv datoen for «%(label)s» slik: 23.11.2026.", label=self.label.text)
            ) from error


class LetterNumberField(StringField):
    """A number with Norwegian separators, which stays as it was typed."""

    number: Decimal | None = None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number, or say how one is written."""
        super().process_formdata(valuelist)
        typed = (self.data or "").strip()
        if not typed:
            return
        try:
            self.number = _as_number(typed)
        except InvalidOperation as error:
            says = gettext(
                "Skriv «%(label)s» som et tall, for eksempel 12 500 eller 2,5.",
                label=self.label.text,
            )
            raise ValueError(says) from error


def _as_number(typed: str) -> Decimal:
    plain = _SPACES.sub("", typed).replace(",", ".").replace("\u2212", "-")
    if len(plain) > _MOST_DIGITS or not re.fullmatch(r"-?\d+(?:\.\d+)?", plain, re.ASCII):
        raise InvalidOperation(typed)
    return Decimal(plain)


class FillForm(BaseForm):
    """The fields of one letter, and what was written in them."""

    def __init__(
        self, fields: Sequence[MergeField], formdata: MultiDict[str, str] | None = None
    ) -> None:
        self._merge_fields = fields
        unbound: dict[str, Any] = {}
        for field in fields:
            unbound[field.name] = _unbound(field)
            if field.type is FieldType.ROWS:
                unbound[f"{field.name}-none"] = BooleanField(
                    lazy_gettext("Ingen. Listen tas ut av brevet.")
                )
        super().__init__(unbound, prefix=PREFIX)
        self.process(formdata)
        self._formdata = formdata

    @property
    def entries(self) -> Iterator[tuple[MergeField, Field, Field | None]]:
        """Yield each merge field with its form field and, of rows, the box that says none."""
        for field in self._merge_fields:
            none = self[f"{field.name}-none"] if field.type is FieldType.ROWS else None
            yield field, self[field.name], none

    @property
    def answers(self) -> Answers:
        """Return what was filled in and can be used."""
        found = {field.name: self._answer(field) for field in self._merge_fields}
        return {name: answer for name, answer in found.items() if answer is not None}

    @property
    def open_fields(self) -> list[Field]:
        """Return the form fields that are not filled in."""
        answered = self.answers
        return [self[f.name] for f in self._merge_fields if f.name not in answered]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """Return what was filled in for other letters of the case, as name and value."""
        if self._formdata is None:
            return []
        found = [
            (name, value[:LONG_MAX_CHARS])
            for name, value in self._formdata.items(multi=True)
            if _CARRIED.fullmatch(name) and not self._has(name)
        ]
        return found[:MOST_CARRIED]

    def add_row(self, name: str) -> Field | None:
        """Add an empty row to the field *name*; return its first box, None if there is no room."""
        rows = next((f for field, f, _none in self.entries if field.name == name), None)
        if not isinstance(rows, FieldList) or len(rows) >= MOST_ROWS:
            return None
        return next(iter(rows.append_entry()), None)

    def _has(self, name: str) -> bool:
        own = name.removeprefix(PREFIX)
        return own in self or own.partition("-")[0] in self

    def _answer(self, field: MergeField) -> Answer | None:
        given = self[field.name]
        if given.errors or given.process_errors:
            return None
        if field.type is FieldType.ROWS:
            return self._rows(field)
        if field.type is FieldType.NUMBER:
            number: Decimal | None = given.number
            return number
        if field.type is FieldType.YES_NO:
            return {YES: True, NO: False}.get(given.data)
        if field.type is FieldType.CHOICE:
            return str(given.data) if given.data in field.choices else None
        told: Answer | None = given.data or None
        return told

    def _rows(self, field: MergeField) -> Answer | None:
        if self[f"{field.name}-none"].data:
            return ()
        rows = tuple(
            {cell.short_name: (cell.data or "")[:SHORT_MAX_CHARS] for cell in entry}
            for entry in self[field.name]
        )
        filled = tuple(row for row in rows if any(row.values()))
        return filled or None


def _unbound(field: MergeField) -> Any:
    label, help_text = field.label, field.help
    if field.type is FieldType.DATE:
        return LetterDateField(label, description=help_text, validators=[Optional()])
    if field.type is FieldType.NUMBER:
        return LetterNumberField(label, [Optional()], description=help_text, filters=[_clean])
    if field.type is FieldType.YES_NO:
        choices = [SelectChoice(YES, lazy_gettext("Ja")), SelectChoice(NO, lazy_gettext("Nei"))]
        return RadioField(label, description=help_text, choices=choices, validate_choice=False)
    if field.type is FieldType.CHOICE:
        choices = [SelectChoice("", lazy_gettext("Ikke valgt"))]
        choices += [SelectChoice(each, each) for each in field.choices]
        return SelectField(label, description=help_text, choices=choices, validate_choice=False)
    if field.type is FieldType.ROWS:
        entry = FormField(_row_form(field))
        return FieldList(entry, label, description=help_text, min_entries=1, max_entries=MOST_ROWS)
    if field.type is FieldType.LONG:
        most = [Length(max=LONG_MAX_CHARS, message=_TOO_LONG)]
        return TextAreaField(label, most, description=help_text, filters=[_clean])
    most = [Length(max=SHORT_MAX_CHARS, message=_TOO_LONG)]
    return StringField(label, most, description=help_text, filters=[_clean])


def _row_form(field: MergeField) -> Any:
    """Return what makes the form of one row; its boxes are named after the columns."""

    class RowForm(BaseForm):
        def __init__(self, formdata: Any = None, obj: Any = None, prefix: str = "", **_more: Any):
            boxes = {
                column["name"]: StringField(column["label"], filters=[_clean])
                for column in field.columns
            }
            super().__init__(boxes, prefix=prefix)
            self.process(formdata, obj)

    return RowForm
