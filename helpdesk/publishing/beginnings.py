"""What a new edition starts from: a case that was answered, or the edition readers see now."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from helpdesk.answers.models import Answer
from helpdesk.foundation import calendar, clock
from helpdesk.laws import linking
from helpdesk.publishing.drafts import EditionText
from helpdesk.publishing.states import ChangeClass
from helpdesk.questions.models import Message, MessageKind, Question

YEARS_TO_CHECK = 2
"""Years until a published text is looked at again. Source: guess."""

_LAW = "law:"


def from_case(question: Question, answer: Answer, thread: Sequence[Message]) -> EditionText:
    """
    Return a first draft with the words of the case, to be rewritten.

    Args:
        question: with queue and topic.
        answer: the one that was sent, with its links.
        thread: the messages of both sides, oldest first.
    """
    asked = next((each.text for each in thread if each.kind is MessageKind.QUESTION), "")
    targets = [link.target for link in answer.links]
    picked = [target.removeprefix(_LAW) for target in targets if target.startswith(_LAW)]
    answered_on = calendar.oslo(answer.sent_at or clock.now()).date()
    received_on = calendar.oslo(question.received_at or question.created_at).date()
    return EditionText(
        title=question.title,
        question_text=asked,
        text=answer.text,
        language=question.language,
        unit=question.queue.name(question.language),
        topic_slugs=(question.topic.slug,),
        laws=tuple(dict.fromkeys((*picked, *linking.cited_keys(answer.text)))),
        links=tuple(target for target in targets if not target.startswith(_LAW)),
        asked_month=received_on.replace(day=1),
        answered_on=answered_on,
        checked_on=answered_on,
        check_due_on=check_due_after(clock.today()),
    ).tidied()


def from_edition(text: EditionText, *, change_class: ChangeClass, note: str) -> EditionText:
    """Return a draft of the next edition: the words of the one before, checked today."""
    today = clock.today()
    checked = text
    if change_class is not ChangeClass.LINGUISTIC:
        checked = replace(text, checked_on=today, check_due_on=check_due_after(today))
    return replace(checked, change_class=change_class, change_note=note).tidied()


def check_due_after(day: date) -> date:
    """Return when a text that was checked on *day* is to be looked at again."""
    return calendar.working_day_on_or_before(
        date(day.year + YEARS_TO_CHECK, day.month, min(day.day, 28))
    )
