"""Forms of the administrators' pages about topics."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, NumberRange

from helpdesk.accounts import queries as accounts
from helpdesk.topics import queries
from helpdesk.topics.models import Topic
from helpdesk.topics.service import TopicFacts
from helpdesk.web import languages
from helpdesk.web.forms import Form


def _parents() -> list[tuple[str, str]]:
    return [("", gettext("Øverst i treet")), *queries.choices(languages.current())]


def _queues() -> list[tuple[str, str]]:
    language = languages.current()
    found = [(queue.key, queue.name(language)) for queue in accounts.queues()]
    return [("", gettext("Samme kø som det overordnede temaet")), *found]


class TopicForm(Form):
    """What an administrator decides about a topic."""

    name_nb = StringField(_("Navn på bokmål"), [DataRequired(_("Skriv navnet.")), Length(max=80)])
    name_nn = StringField(_("Navn på nynorsk"), [Length(max=80)])
    aliases = TextAreaField(
        _("Andre ord for det samme"),
        [Length(max=1000)],
        description=_("Ord folk søker med. Ett på hver linje."),
    )
    parent = SelectField(_("Overordnet tema"), choices=_parents)
    queue = SelectField(
        _("Kø"), choices=_queues, description=_("Hit går spørsmålene under temaet.")
    )
    position = IntegerField(
        _("Rekkefølge"),
        [NumberRange(0, 999, _("Skriv et tall fra 0 til 999."))],
        default=0,
        description=_("Lave tall kommer først; like tall ordnes etter navn."),
    )
    is_active = BooleanField(
        _("Vises"), default=True, description=_("Et skjult tema kan ikke velges i spørsmål.")
    )

    @classmethod
    def of(cls, topic: Topic) -> "TopicForm":
        """Return the form filled with what *topic* is now."""
        return cls(
            data={
                "name_nb": topic.name_nb,
                "name_nn": topic.name_nn,
                "aliases": "\n".join(topic.aliases),
                "parent": topic.parent.slug if topic.parent else "",
                "queue": topic.queue.key if topic.queue else "",
                "position": topic.position,
                "is_active": topic.is_active,
            }
        )

    @property
    def facts(self) -> TopicFacts:
        """Return what was filled in."""
        return TopicFacts(
            name_nb=self.name_nb.data,
            name_nn=self.name_nn.data or "",
            aliases=_lines(self.aliases.data),
            parent_slug=self.parent.data,
            queue_key=self.queue.data,
            position=self.position.data,
            is_active=self.is_active.data,
        )


def _lines(text: str | None) -> Sequence[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
