"""The forms of the editors' pages."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any

from flask_babel import lazy_gettext
from wtforms import (
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput

from helpdesk.catalogue.edition_form import LANGUAGES, Difference, PicksForm
from helpdesk.foundation.clock import OSLO
from helpdesk.foundation.language import TextLanguage
from helpdesk.publishing.drafts import EditionText, written_in
from helpdesk.publishing.models import Edition
from helpdesk.publishing.states import ChangeClass, Standing
from helpdesk.publishing.wording import SHORT_ANSWER_MAX_CHARS
from helpdesk.publishing.words import CHANGE, FIELD, STANDING
from helpdesk.topics import queries as topics
from helpdesk.web import languages, numbers
from helpdesk.web.forms import Form

TITLE_MAX_CHARS = 200
QUESTION_MAX_CHARS = 5_000
ANSWER_MAX_CHARS = 30_000
NOTE_MAX_CHARS = 600
PUBLISHING_TIME = time(7, 0, tzinfo=OSLO)
"""When a scheduled article becomes public on its day. Source: guess, before offices open."""

_TOO_LONG = lazy_gettext("Teksten er for lang.")
_NO_SUCH_ARTICLE = lazy_gettext("Vi finner ikke et publisert svar med dette nummeret.")
_NEW_CLASSES = (ChangeClass.SUBSTANTIVE, ChangeClass.CHANGED_LAW, ChangeClass.LINGUISTIC)


def _label(name: str) -> Any:
    return lazy_gettext(FIELD[name])


def _classes() -> list[tuple[str, Any]]:
    return [(each.value, lazy_gettext(CHANGE[each])) for each in _NEW_CLASSES]


class EditionForm(PicksForm):
    """Everything of an edition that people write."""

    title = StringField(
        _label("title"),
        [
            InputRequired(lazy_gettext("Skriv en tittel, gjerne som et spørsmål.")),
            Length(max=TITLE_MAX_CHARS, message=_TOO_LONG),
        ],
    )
    short_answer = TextAreaField(
        _label("short_answer"), [Length(max=SHORT_ANSWER_MAX_CHARS, message=_TOO_LONG)]
    )
    question_text = TextAreaField(
        _label("question_text"), [Length(max=QUESTION_MAX_CHARS, message=_TOO_LONG)]
    )
    text = TextAreaField(_label("text"), [Length(max=ANSWER_MAX_CHARS, message=_TOO_LONG)])
    standing = RadioField(
        lazy_gettext("Hvilken vekt svaret har"),
        choices=[(each.value, lazy_gettext(STANDING[each])) for each in Standing],
    )
    language = RadioField(lazy_gettext("Målform"), choices=LANGUAGES)
    topics = SelectMultipleField(lazy_gettext("Tema"), option_widget=CheckboxInput())
    unit = StringField(_label("unit"), [Length(max=160, message=_TOO_LONG)])
    checked_on = DateField(lazy_gettext("Sist kontrollert"), [Optional()])
    check_due_on = DateField(lazy_gettext("Neste kontroll"), [Optional()])
    change_class = RadioField(
        lazy_gettext("Hva slags endring"), [Optional()], choices=_classes(), validate_choice=False
    )
    change_note = TextAreaField(
        _label("change_note"), [Length(max=NOTE_MAX_CHARS, message=_TOO_LONG)]
    )

    def __init__(self, edition: Edition, **kwargs: Any) -> None:
        super().__init__(data=_values(edition), **kwargs)
        chosen = {(topic.slug, topic.name(languages.current())) for topic in edition.topics}
        offered = topics.choices(languages.current())
        hidden = chosen - {(slug, name.strip()) for slug, name in offered}
        self.topics.choices = [*offered, *sorted(hidden)]

    def text_after(self, before: EditionText) -> EditionText:
        """Return *before* with what was filled in."""
        return replace(
            before,
            title=self.title.data,
            short_answer=self.short_answer.data or "",
            question_text=self.question_text.data or "",
            text=self.text.data or "",
            standing=Standing(self.standing.data),
            language=TextLanguage(self.language.data),
            topic_slugs=tuple(self.topics.data),
            unit=self.unit.data or "",
            laws=tuple(self.laws.data),
            links=tuple(self.links.data),
            checked_on=self.checked_on.data,
            check_due_on=self.check_due_on.data,
            change_class=_class_of(self.change_class.data) or before.change_class,
            change_note=self.change_note.data or "",
        )

    def meet_stored(self, edition: Edition) -> list[Difference]:
        """Return where the stored text differs from what was typed; the next save is meant."""
        stored = {name: value for name, value in _values(edition).items() if name != "version"}
        return self.meet(edition.version, stored)


class CorrectionForm(Form):
    """Why a published article gets a new edition."""

    change_class = RadioField(
        lazy_gettext("Hva slags endring"),
        [InputRequired(lazy_gettext("Velg hva slags endring det er."))],
        choices=_classes(),
    )
    change_note = TextAreaField(
        _label("change_note"), [Length(max=NOTE_MAX_CHARS, message=_TOO_LONG)]
    )

    @property
    def chosen(self) -> ChangeClass:
        """Return the class that was chosen."""
        return ChangeClass(self.change_class.data)


class WithdrawalForm(Form):
    """Why an article no longer stands, and what does instead."""

    reason = TextAreaField(
        lazy_gettext("Hvorfor svaret trekkes tilbake"),
        [
            InputRequired(lazy_gettext("Skriv hvorfor svaret trekkes tilbake.")),
            Length(max=NOTE_MAX_CHARS, message=_TOO_LONG),
        ],
    )
    successor = IntegerField(
        lazy_gettext("Nummeret på svaret som gjelder nå"),
        [Optional(), NumberRange(1, numbers.LARGEST, _NO_SUCH_ARTICLE)],
    )


class RemarksForm(Form):
    """What the authors must mend."""

    remarks = TextAreaField(
        lazy_gettext("Merknader"),
        [
            InputRequired(lazy_gettext("Skriv hva som må rettes.")),
            Length(max=5_000, message=_TOO_LONG),
        ],
    )


class PublishForm(Form):
    """Publish what was read: now, or in the morning of a day."""

    version = HiddenField()
    publish_on = DateField(lazy_gettext("Dag"), [Optional()])

    @property
    def seen_version(self) -> int:
        """Return the version the reviewer has read; -1 if the form does not say."""
        return numbers.whole(str(self.version.data))

    @property
    def at(self) -> datetime | None:
        """Return when to publish; None is now."""
        day = self.publish_on.data
        return datetime.combine(day, PUBLISHING_TIME) if day else None


def _class_of(value: str | None) -> ChangeClass | None:
    return ChangeClass(value) if value in set(_NEW_CLASSES) else None


def _values(edition: Edition) -> dict[str, Any]:
    text = written_in(edition)
    return {
        "version": str(edition.version),
        "title": text.title,
        "short_answer": text.short_answer,
        "question_text": text.question_text,
        "text": text.text,
        "standing": text.standing.value,
        "language": text.language.value,
        "topics": list(text.topic_slugs),
        "unit": text.unit,
        "laws": list(text.laws),
        "links": list(text.links),
        "checked_on": text.checked_on,
        "check_due_on": text.check_due_on,
        "change_class": text.change_class.value,
        "change_note": text.change_note,
    }
