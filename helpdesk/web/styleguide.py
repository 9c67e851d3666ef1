"""What the style guide shows: invented content for every component, in every state."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import SimpleNamespace as Sample

from markupsafe import Markup
from wtforms import (
    BooleanField,
    Form,
    MultipleFileField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget


@dataclass(frozen=True)
class SamplePage:
    """A place in a paged list; *number* is 1-based, *pages* None when not counted."""

    number: int
    pages: int | None

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.pages is None or self.number < self.pages


class SampleForm(Form):
    """One field of every kind."""

    title = StringField("Spørsmålet i én setning", [InputRequired()])
    text = TextAreaField("Hva lurer du på", [InputRequired()])
    law = StringField("Lov eller forskrift")
    topic = SelectField(
        "Tema",
        choices=[
            SelectChoice("avlop", "Avløp"),
            SelectChoice("stoy", "Støy"),
            SelectChoice("forsopling", "Forsøpling"),
        ],
    )
    language = RadioField(
        "Målform i svaret",
        [InputRequired()],
        choices=[SelectChoice("nb", "Bokmål"), SelectChoice("nn", "Nynorsk")],
    )
    shared = BooleanField("Kollegene mine i kommunen kan se spørsmålet")
    wishes = SelectMultipleField(
        "Hva trenger du",
        choices=[
            SelectChoice("svar", "Et svar"),
            SelectChoice("mal", "En brevmal"),
            SelectChoice("sjekkliste", "En sjekkliste"),
        ],
        option_widget=CheckboxInput(),
        widget=ListWidget(),
    )
    files = MultipleFileField("Vedlegg")


def samples() -> dict[str, object]:
    """Return everything that the page ``stilguide/index.html`` shows."""
    return {
        "form": SampleForm(),
        "faulty_form": _faulty_form(),
        "staged": [{"token": "a1", "name": "situasjonskart.pdf", "size_text": "340 kB"}],
        "trail": [Sample(label="Forurensning", url="#"), Sample(label="Avløp", url="#")],
        "columns": [
            {"label": "Referanse", "sort_url": "#", "sort": "descending"},
            {"label": "Spørsmål", "sort_url": "#"},
            {"label": "Kommune"},
            {"label": "Frist"},
            {"label": "Tilstand"},
            {"label": "Ansvarlig"},
        ],
        "pages": [SamplePage(1, 2), SamplePage(6, 12), SamplePage(3, None)],
        "answered_on": date(2026, 5, 12),
        "due_at": datetime(2026, 11, 24, 15, 0, tzinfo=UTC),
        "tabs": _tabs(),
        "facets": _facets(),
        "steps": _steps(),
        "citations": _citations(),
        "attachments": [Sample(url="#", name="soknad.pdf", size_text="1,2 MB")],
        "picked": [Sample(value="guide:stoyklage", label="Veileder: Støyklage")],
        "found": [Sample(value="letter:varsel", label="Forhåndsvarsel", note="Brevmal, utgave 4")],
        "facts": [("Kommune", "Alver"), ("Etat", "Miljødirektoratet"), ("Tema", "Avløp")],
        "snippet": Markup(
            "Den som vil slippe ut <mark>gråvann</mark> fra hytte uten <mark>innlagt vann</mark>, "
            "trenger normalt ikke tillatelse …"
        ),
        "message_body": Markup(
            "<p>Hei. Eieren har lagt vann til hytta gjennom en sommerslange. "
            "Regnes det som innlagt vann?</p>"
        ),
        "statuses": STATUSES,
    }


STATUSES = (
    "unconfirmed",
    "new",
    "open",
    "waiting_requester",
    "waiting_agency",
    "answered",
    "closed",
    "draft",
    "submitted",
    "returned",
    "approved",
    "sent",
    "scheduled",
    "published",
    "superseded",
    "withdrawn",
    "overdue",
)


def _faulty_form() -> SampleForm:
    form = SampleForm(prefix="feil-")
    form.title.errors = ["Skriv spørsmålet i én setning."]
    form.text.errors = ["Ta bort fødselsnummeret før du sender."]
    form.language.errors = ["Velg målform."]
    return form


def _tabs() -> list[Sample]:
    return [
        Sample(label="Tråden", url="#", current=True, count=4),
        Sample(label="Svaret", url="#", current=False, count=None),
        Sample(label="Historikk", url="#", current=False, count=11),
    ]


def _facets() -> list[Sample]:
    return [
        Sample(label="Avløp", url="#", count=34, active=True),
        Sample(label="Støy og luftkvalitet", url="#", count=12, active=False),
        Sample(label="Forurenset grunn", url="#", count=3, active=False),
    ]


def _steps() -> list[Sample]:
    return [
        Sample(label="Mottatt", date="mandag 16. november", note="Vi har fått det.", state="done"),
        Sample(label="Fordelt", date="tirsdag 17. november", note=None, state="done"),
        Sample(label="Under arbeid", date=None, note="En fagperson skriver.", state="current"),
        Sample(label="Besvart", date="senest 30. november", note=None, state="expected"),
    ]


def _citations() -> list[Sample]:
    return [
        Sample(
            title="Forurensningsforskriften",
            section="§ 12-5",
            heading="Behandling av søknad",
            url="#",
            valid_from="1. januar 2007",
            note=None,
        ),
        Sample(
            title="Forvaltningsloven",
            section="§ 11 a",
            heading="Saksbehandlingstid, foreløpig svar",
            url="#",
            valid_from=None,
            note="Den nye forvaltningsloven er vedtatt, men gjelder ikke ennå.",
        ),
    ]
