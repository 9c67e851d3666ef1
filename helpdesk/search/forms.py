"""Forms of the editors' pages about the words of the search."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from helpdesk.search.models import SynonymDirection
from helpdesk.search.service import SynonymFacts
from helpdesk.web.forms import Form


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
        description=_("Ett på hver linje, på bokmål og nynorsk."),
    )
    direction = RadioField(
        _("Hvem finner hvem"), choices=_directions, default=SynonymDirection.TWO_WAY.value
    )

    @property
    def facts(self) -> SynonymFacts:
        """Return what was filled in."""
        return SynonymFacts(
            term=self.term.data,
            others=(self.others.data or "").splitlines(),
            direction=SynonymDirection(self.direction.data),
        )
