"""The forms of tasks and sweeps."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext, lazy_gettext
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length

from helpdesk.accounts.models import User
from helpdesk.catalogue import picking
from helpdesk.catalogue.edition_form import laws_field
from helpdesk.foundation import clock
from helpdesk.laws.keys import LawPlace, parse_key
from helpdesk.tasks.service.sweeping import Marked
from helpdesk.web import languages, numbers
from helpdesk.web.forms import Form

NOBODY = 0
"""The choice of no person: the agency's queue."""

TIME_TO_ASSESS = timedelta(days=60)
"""The due date a sweep begins with. A guess: two months for the agencies."""

_TOO_LONG = lazy_gettext("Teksten er for lang.")
_NO_DATE = lazy_gettext("Velg en dato.")


class _OwnerForm(Form):
    owner = SelectField(lazy_gettext("Ansvarlig"), coerce=int)

    def offer(self, people: Sequence[User], *, nobody: str) -> None:
        """Fill the list of people; *nobody* is the choice of none of them."""
        language = languages.current()
        self.owner.choices = [
            SelectChoice(NOBODY, nobody),
            *(
                SelectChoice(each.id, f"{each.display_name}, {each.organisation.name(language)}")
                for each in people
            ),
        ]

    def owner_among(self, people: Sequence[User]) -> User | None:
        """Return the one that was chosen; None: nobody."""
        return next((each for each in people if each.id == self.owner.data), None)


class AssignForm(_OwnerForm):
    """Who is to do a task."""


class DueForm(Form):
    """When a task is due."""

    due_on = DateField(lazy_gettext("Ny frist"), [DataRequired(_NO_DATE)])


class FinishForm(Form):
    """What came of a task."""

    note = TextAreaField(lazy_gettext("Hva du kom fram til"), [Length(max=2000, message=_TOO_LONG)])


class DropForm(Form):
    """Why a task is not done."""

    reason = TextAreaField(
        lazy_gettext("Hvorfor oppgaven ikke skal gjøres"),
        [
            DataRequired(lazy_gettext("Skriv hvorfor oppgaven ikke skal gjøres.")),
            Length(max=2000, message=_TOO_LONG),
        ],
    )


class SweepForm(_OwnerForm):
    """What is changed in a law, and who is to look at what cites it."""

    laws = laws_field()
    what = TextAreaField(
        lazy_gettext("Hva som er endret"),
        [
            DataRequired(lazy_gettext("Skriv hva som er endret.")),
            Length(max=600, message=_TOO_LONG),
        ],
    )
    changed_from = DateField(lazy_gettext("Endringen gjelder fra"), [DataRequired(_NO_DATE)])
    source_url = StringField(
        lazy_gettext("Lenke til kilden"),
        [Length(max=500, message=lazy_gettext("Adressen er for lang."))],
    )
    due_on = DateField(lazy_gettext("Frist for oppgavene"), [DataRequired(_NO_DATE)])
    shows_notice = BooleanField(lazy_gettext("Vis «Under ny vurdering» på sidene fra nå av"))
    seen_count = HiddenField()

    @classmethod
    def fresh(cls, laws: Sequence[str]) -> "SweepForm":
        """Return the form as it is first shown, or what was sent."""
        due_on = clock.today() + TIME_TO_ASSESS
        known = [key for key in laws if picking.is_law(key)]
        return cls(data={"laws": known[:1], "due_on": due_on, "owner": NOBODY})

    @property
    def is_searching(self) -> bool:
        """Tell whether the picker's own button was pressed."""
        return bool(self.laws.is_searching)

    @property
    def place(self) -> LawPlace:
        """Return what is changed."""
        return parse_key(self.laws.data[0])

    @property
    def seen(self) -> int:
        """Return how many texts the person has seen that it touches; -1: none was shown."""
        return numbers.whole(str(self.seen_count.data or ""))

    def marked(self, owner: User | None) -> Marked:
        """Return what was filled in."""
        return Marked(
            place=self.place,
            what=self.what.data,
            changed_from=self.changed_from.data,
            due_on=self.due_on.data,
            source_url=(self.source_url.data or "").strip(),
            owner=owner,
            shows_notice=bool(self.shows_notice.data),
        )

    def show_count(self, count: int) -> None:
        """Let the next press of the button say that *count* texts were shown."""
        self.seen_count.data = str(count)
        self.seen_count.raw_data = None

    def validate_laws(self, field: Any) -> None:
        """Want one place, of a law of the register."""
        if len(field.data) != 1:
            raise ValidationError(gettext("Velg én paragraf, ett kapittel eller én lov."))
        if picking.unknown_laws(field.data):
            raise ValidationError(gettext("Vi finner ikke denne paragrafen i lovregisteret."))

    def validate_source_url(self, field: Any) -> None:
        """Want a web address, or nothing."""
        given = (field.data or "").strip()
        if given and (urlsplit(given).scheme not in {"http", "https"} or " " in given):
            raise ValidationError(gettext("Skriv en adresse som begynner med https://."))
