"""Why a question lies in the queue it lies in, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext

from helpdesk.answers.queries.cases import HistoryLine
from helpdesk.catalogue import queries as shelf
from helpdesk.catalogue.models import CatalogueItem, ItemKind
from helpdesk.laws import queries as laws
from helpdesk.questions.models import Question
from helpdesk.web import languages
from helpdesk.web.templating import long_date

MOVED = "answers.move"


@dataclass(frozen=True)
class Origin:
    """The reason, and the duty it rests on; no address where it rests on none."""

    text: str
    url: str | None = None
    title: str = ""
    language: str | None = None


def of(question: Question, history: Sequence[HistoryLine]) -> Origin:
    """Return why *question* came to its queue."""
    if question.routed_by_duty:
        return _by_duty(question, question.routed_by_duty)
    moved = next((line for line in reversed(history) if line.event.kind == MOVED), None)
    if moved is not None:
        return _moved(moved)
    return Origin(
        gettext(
            "Spørsmål om %(topic)s går til denne køen.",
            topic=question.topic.name(languages.current()),
        )
    )


def _moved(line: HistoryLine) -> Origin:
    day = long_date(line.event.at)
    return Origin(gettext("%(person)s flyttet spørsmålet %(day)s.", person=line.actor, day=day))


def _by_duty(question: Question, slug: str) -> Origin:
    """Return the reason with the duty, as long as that is published."""
    found = shelf.cards([f"{ItemKind.DUTY.value}:{slug}"])
    reason = _ground(question)
    if not found:
        return Origin(reason)
    duty: CatalogueItem = found[0]
    return Origin(reason, url=duty.url, title=duty.title, language=duty.language)


def _ground(question: Question) -> str:
    language = languages.current()
    queue = question.queue.name(language)
    topic = question.topic.name(language)
    cited = laws.described([question.routed_by_law] if question.routed_by_law else [], language)
    says = gettext(
        "Alle oppgaver om %(topic)s hører til %(queue)s, blant dem denne:", topic=topic, queue=queue
    )
    if cited:
        says = gettext(
            "Spørsmålet viser til %(law)s. %(queue)s har ansvaret for oppgaven det gjelder:",
            law=cited[0].title,
            queue=queue,
        )
    return str(says)
