"""The forms of the desk. Field names are those that the services name in their errors."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from flask_babel import lazy_gettext
from wtforms import DateField, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from helpdesk.answers.policy import Act
from helpdesk.web.forms import ActionForm, Form

MOST_TEXT = 20_000
"""Characters of a post in the thread. A guess: eight printed pages."""

_TELL_THE_REQUESTER = lazy_gettext("Skriv en melding til innsenderen.")


def _text(field_id: str, label: Any, missing: Any) -> TextAreaField:
    """Return a field for a longer text; *missing* is said where nothing is written."""
    filled = [
        DataRequired(missing),
        Length(max=MOST_TEXT, message=lazy_gettext("Teksten er for lang. Kort den ned.")),
    ]
    return TextAreaField(label, filled, id=field_id)


@dataclass(frozen=True)
class Choices:
    """What the lists of the forms hold, as (value, label), and the queue the question is in."""

    topics: list[tuple[str, str]] = field(default_factory=list)
    queues: list[tuple[str, str]] = field(default_factory=list)
    members: list[tuple[str, str]] = field(default_factory=list)
    own_queue: str = ""


class ActForm(Form):
    """The form of one act; several stand on a page, so each names the ids of its fields."""

    act: ClassVar[Act]

    def offer(self, choices: Choices) -> None:
        """Fill the lists of the form; most have none."""


class NoteForm(ActForm):
    """An internal note."""

    act = Act.NOTE
    text = _text("notat-tekst", lazy_gettext("Internt notat"), lazy_gettext("Skriv notatet først."))


class AskForMoreForm(ActForm):
    """What the expert needs to know from the requester."""

    act = Act.ASK_FOR_MORE
    text = _text(
        "mer-tekst",
        lazy_gettext("Hva trenger du å vite?"),
        lazy_gettext("Skriv hva du trenger å vite."),
    )


class DelayForm(ActForm):
    """Why the answer is late, and when it comes."""

    act = Act.NOTIFY_DELAY
    text = _text(
        "forsinkelse-tekst",
        lazy_gettext("Hvorfor tar det lengre tid?"),
        lazy_gettext("Skriv hvorfor det tar lengre tid."),
    )
    expected_on = DateField(
        lazy_gettext("Når regner du med å svare?"),
        [InputRequired(lazy_gettext("Velg en dato."))],
        id="forsinkelse-dato",
    )


class ConsultForm(ActForm):
    """Which unit is asked, and what it gets to see."""

    act = Act.CONSULT
    queue = SelectField(lazy_gettext("Hvem vil du spørre?"), id="spor-ko")
    text = _text(
        "spor-tekst", lazy_gettext("Teksten de får se"), lazy_gettext("Skriv hva du vil spørre om.")
    )

    def offer(self, choices: Choices) -> None:
        """Fill the list of units: all but the one that has the question."""
        self.queue.choices = [each for each in choices.queues if each[0] != choices.own_queue]


class ForwardForm(ActForm):
    """Which body the question belongs with, and what the requester is told."""

    act = Act.FORWARD
    body = StringField(
        lazy_gettext("Hvem sender du spørsmålet videre til?"),
        [DataRequired(lazy_gettext("Skriv hvem spørsmålet skal til.")), Length(max=200)],
        id="videre-til",
    )
    text = _text("videre-tekst", lazy_gettext("Melding til innsenderen"), _TELL_THE_REQUESTER)


class DuplicateForm(ActForm):
    """Which other question asks the same, and what the requester is told."""

    act = Act.CLOSE_AS_DUPLICATE
    reference = StringField(
        lazy_gettext("Referansen til det andre spørsmålet"),
        [DataRequired(lazy_gettext("Skriv referansen til det andre spørsmålet.")), Length(max=20)],
        id="duplikat-referanse",
    )
    text = _text("duplikat-tekst", lazy_gettext("Melding til innsenderen"), _TELL_THE_REQUESTER)


class DeclineForm(ActForm):
    """Guidance to somebody who asked for what the service does not answer."""

    act = Act.DECLINE
    text = _text(
        "utenfor-tekst",
        lazy_gettext("Veiledning til innsenderen"),
        lazy_gettext("Skriv en veiledning til innsenderen."),
    )


class AssignForm(ActForm):
    """Who is responsible from now on."""

    act = Act.ASSIGN
    assignee = SelectField(lazy_gettext("Ny saksbehandler"), id="gi-til")

    def offer(self, choices: Choices) -> None:
        """Fill the list of members."""
        self.assignee.choices = choices.members


class MoveForm(ActForm):
    """Where the question belongs; without a queue it is the topic's."""

    act = Act.MOVE
    topic = SelectField(lazy_gettext("Tema"), id="flytt-tema")
    queue = SelectField(lazy_gettext("Kø"), id="flytt-ko")
    note = _text(
        "flytt-notat",
        lazy_gettext("Notat til dem som får spørsmålet"),
        lazy_gettext("Skriv et notat til dem som får spørsmålet."),
    )

    def offer(self, choices: Choices) -> None:
        """Fill the lists of topics and queues."""
        self.topic.choices = choices.topics
        self.queue.choices = [("", lazy_gettext("Køen som temaet hører til")), *choices.queues]


ACT_FORMS: tuple[type[ActForm], ...] = (
    NoteForm,
    AskForMoreForm,
    DelayForm,
    ConsultForm,
    ForwardForm,
    DuplicateForm,
    DeclineForm,
    AssignForm,
    MoveForm,
)


class BulkForm(Form):
    """What to do with the rows chosen in a list."""

    topic = SelectField(lazy_gettext("Tema"), [Optional()], id="flere-tema")
    note = TextAreaField(
        lazy_gettext("Notat til dem som får spørsmålene"), [Length(max=MOST_TEXT)], id="flere-notat"
    )


class EditorForm(Form):
    """The answer as it is being written, and the version it started from."""

    text = TextAreaField(lazy_gettext("Svar til innsenderen"), id="svartekst")
    version = IntegerField(widget=HiddenInput(), default=0, id="svarversjon")


class RemarksForm(ActionForm):
    """What the reviewer wants mended, and the version she has read."""

    version = HiddenField(id="retur-versjon")
    remarks = TextAreaField(
        lazy_gettext("Merknader"),
        [DataRequired(lazy_gettext("Skriv hva som må endres.")), Length(max=MOST_TEXT)],
        id="retur-merknader",
    )


class ReplyForm(Form):
    """A unit's reply to those who consulted it."""

    text = _text("innspill", lazy_gettext("Svaret deres"), lazy_gettext("Skriv svaret først."))
