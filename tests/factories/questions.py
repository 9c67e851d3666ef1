"""Questions, asked through the product's own door."""

from helpdesk.accounts.models import User
from helpdesk.foundation import tokens
from helpdesk.foundation.language import Language, TextLanguage
from helpdesk.questions.models import Question
from helpdesk.questions.service import asking
from helpdesk.topics import queries as topics
from helpdesk.topics.models import Topic

TITLE = "Trenger en hytte uten innlagt vann utslippstillatelse for gråvann?"
TEXT = "Eieren bærer vannet inn selv. Gjelder forurensningsforskriften § 12-3 da?"


def asked(asker: User, topic: Topic, **facts: object) -> asking.Asked:
    """Describe what *asker* filled in; *facts* replace what is given here."""
    values = {
        "title": TITLE,
        "text": TEXT,
        "topic": topic,
        "queue": topics.queue_for(topic),
        "language": TextLanguage.NB,
        "is_shared": False,
        "email": asker.email,
        "organisation": asker.organisation,
        "submit_key": tokens.make(),
        "interface_language": Language.NB,
    } | facts
    return asking.Asked(**values)


def received(asker: User, topic: Topic, **facts: object) -> Question:
    """Have a signed-in *asker* ask: the question stands in the topic's queue."""
    return asking.ask(actor=asker, asked=asked(asker, topic, **facts))
