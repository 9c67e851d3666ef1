"""The forms of the guides' editors."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import (
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length

from helpdesk.catalogue.edition_form import PicksForm
from helpdesk.guides.flow import Course, Node, Reply
from helpdesk.guides.steps import StepText

STEP_TITLE_MAX_CHARS = 160
STEP_TEXT_MAX_CHARS = 12_000
"""Characters of one step. A guess: four printed pages."""


class GoesOn(StrEnum):
    """What follows a step, as the form asks it."""

    IN_ORDER = "rekkefolge"
    QUESTION = "sporsmal"
    STEP = "steg"
    END = "slutt"


_GOES_ON = [
    SelectChoice(GoesOn.IN_ORDER.value, lazy_gettext("Neste steg i rekkefølgen")),
    SelectChoice(GoesOn.QUESTION.value, lazy_gettext("Et spørsmål som deler veien i ja og nei")),
    SelectChoice(GoesOn.STEP.value, lazy_gettext("Et bestemt steg")),
    SelectChoice(GoesOn.END.value, lazy_gettext("Ingenting, veien slutter her")),
]


def _target(label: Any) -> Any:
    return SelectField(label, validate_choice=False, default="")


def _new_title(label: Any) -> Any:
    too_long = lazy_gettext("Tittelen er for lang.")
    return StringField(label, [Length(max=STEP_TITLE_MAX_CHARS, message=too_long)])


class StepForm(PicksForm):
    """One step, and how it goes on."""

    goes_on = RadioField(
        lazy_gettext("Hva kommer etter dette steget?"),
        choices=_GOES_ON,
        default=GoesOn.IN_ORDER.value,
        validate_choice=False,
    )
    question = StringField(
        lazy_gettext("Spørsmål som kan besvares med ja eller nei"),
        [Length(max=200, message=lazy_gettext("Spørsmålet er for langt."))],
    )
    yes_to = _target(lazy_gettext("Hvis ja"))
    yes_new = _new_title(lazy_gettext("Hvis ja: nytt steg"))
    no_to = _target(lazy_gettext("Hvis nei"))
    no_new = _new_title(lazy_gettext("Hvis nei: nytt steg"))
    next_to = _target(lazy_gettext("Steget som kommer etter"))
    next_new = _new_title(lazy_gettext("Nytt steg som kommer etter"))

    title = StringField(
        lazy_gettext("Tittel på steget"),
        [
            DataRequired(lazy_gettext("Skriv hva steget heter.")),
            Length(max=STEP_TITLE_MAX_CHARS, message=lazy_gettext("Tittelen er for lang.")),
        ],
    )
    text = TextAreaField(
        lazy_gettext("Hva skal gjøres?"),
        [Length(max=STEP_TEXT_MAX_CHARS, message=lazy_gettext("Teksten er for lang."))],
    )
    deadline = StringField(
        lazy_gettext("Frist"), [Length(max=200, message=lazy_gettext("Fristen er for lang."))]
    )

    @property
    def step_text(self) -> StepText:
        """Return what was filled in."""
        return StepText(
            title=" ".join(self.title.data.split()),
            text=_lines(self.text.data),
            deadline=" ".join((self.deadline.data or "").split()),
            laws=tuple(self.laws.data),
            links=tuple(self.links.data),
            course=self.course,
        )

    def offer(self, nodes: Sequence[Node], *, but: str = "") -> None:
        """Fill the lists of steps; the step at *but*, the one being written, is left out."""
        offered = [SelectChoice("", gettext("Velg steg"))]
        offered += [
            SelectChoice(node.anchor, f"{place}. {node.title}")
            for place, node in enumerate(nodes, start=1)
            if node.anchor != but
        ]
        for field in (self.yes_to, self.no_to, self.next_to):
            field.choices = offered
            known = {choice.value for choice in offered}
            field.data = field.data if field.data in known else ""

    @property
    def course(self) -> Course:
        """Return how the step goes on, new steps left out."""
        chosen = self.goes_on.data
        if chosen == GoesOn.QUESTION:
            question = _one_line(self.question.data)
            return Course(question=question, yes_to=self.yes_to.data, no_to=self.no_to.data)
        if chosen == GoesOn.STEP:
            return Course(next_to=self.next_to.data)
        return Course(is_end=chosen == GoesOn.END)

    @property
    def named(self) -> dict[Reply, str]:
        """Return the titles of new steps, by the reply that leads to them."""
        fields = {
            GoesOn.QUESTION: {Reply.YES: self.yes_new, Reply.NO: self.no_new},
            GoesOn.STEP: {Reply.ON: self.next_new},
        }.get(self.goes_on.data, {})
        titles = {reply: _one_line(field.data) for reply, field in fields.items()}
        return {reply: title for reply, title in titles.items() if title}

    def validate_goes_on(self, field: Any) -> None:
        """Refuse to leave out in silence what was filled in for another way on."""
        asked = (self.question, self.yes_to, self.yes_new, self.no_to, self.no_new)
        led = (self.next_to, self.next_new)
        if field.data != GoesOn.QUESTION and any(_one_line(each.data) for each in asked):
            raise ValidationError(
                gettext("Du har fylt ut et spørsmål. Velg det her, eller tøm feltene.")
            )
        if field.data != GoesOn.STEP and any(_one_line(each.data) for each in led):
            raise ValidationError(
                gettext("Du har valgt et bestemt steg. Velg det her, eller tøm feltene.")
            )

    @staticmethod
    def of_course(course: Course) -> dict[str, Any]:
        """Return the values of the fields that say *course*."""
        goes_on = GoesOn.QUESTION if course.is_branch else GoesOn.STEP if course.next_to else None
        goes_on = goes_on or (GoesOn.END if course.is_end else GoesOn.IN_ORDER)
        return {
            "goes_on": goes_on.value,
            "question": course.question,
            "yes_to": course.yes_to,
            "no_to": course.no_to,
            "next_to": course.next_to,
        }


def _one_line(text: Any) -> str:
    return " ".join((text or "").split())


def _lines(text: Any) -> str:
    return (text or "").replace("\r\n", "\n").strip()
