"""Forms of the editors' pages about the words of the search."""

import re

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from helpdesk.search.models import SynonymDirection
from helpdesk.search.service import SynonymFacts
from helpdesk.web.forms import Form

_BETWEEN_WORDS = re.compile(r"[\r\n,;]+")


def _directions() -> list[tuple[str, str]]:
    return [
        (SynonymDirection.TWO_WAY.value, gettext("Alle ordene finner hverandre")),
        (SynonymDirection.ONE_WAY.value, gettext("Bare det første ordet finner de andre")),
    ]


class SynonymForm(Form):
    """Words that are to find each other."""

    term = StringField(
        _("Ord eller uttrykk"),
        [DataRequired(_("Skriv ordet.")), Length(max=80)],
        description=_("Slik folk skriver det når de søker."),
    )
    others = TextAreaField(
        _("Andre ord for det samme"),
        [DataRequired(_("Skriv minst ett ord.")), Length(max=1000)],
        description=_("Ett på hver linje, eller med komma mellom, på bokmål og nynorsk. Høyst 20."),
    )
    direction = RadioField(
        _("Hvem finner hvem"), choices=_directions, default=SynonymDirection.TWO_WAY.value
    )

    @property
    def facts(self) -> SynonymFacts:
        """Return what was filled in."""
        return SynonymFacts(
            term=self.term.data,
            others=_BETWEEN_WORDS.split(self.others.data or ""),
            direction=SynonymDirection(self.direction.data),
        )
