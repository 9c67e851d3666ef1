"""The forms of the guides' editors."""

from typing import Any

from flask_babel import lazy_gettext
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from helpdesk.catalogue.edition_form import PicksForm
from helpdesk.guides.steps import StepText

STEP_TITLE_MAX_CHARS = 160
STEP_TEXT_MAX_CHARS = 12_000
"""Characters of one step. A guess: four printed pages."""


class StepForm(PicksForm):
    """One step."""

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
        )


def _lines(text: Any) -> str:
    return (text or "").replace("\r\n", "\n").strip()
