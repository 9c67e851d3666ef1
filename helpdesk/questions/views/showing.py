"""How a question is told to its requester: timeline, thread, files."""

from collections.abc import Iterable

from flask_babel import gettext as _

from helpdesk.accounts.models import User
from helpdesk.catalogue.models import CatalogueItem
from helpdesk.foundation import clock
from helpdesk.foundation.language import N_
from helpdesk.questions import policy, words
from helpdesk.questions import timeline as way
from helpdesk.questions.models import (
    Attachment,
    CloseReason,
    Message,
    MessageKind,
    Question,
    QuestionStatus,
    question_url,
)
from helpdesk.questions.timeline import Step, StepKind, StepState
from helpdesk.web.templating import clock_time, file_size, long_date, near_date, rendered

_NOTES: dict[tuple[StepKind, StepState], str] = {
    (StepKind.ASSIGNED, StepState.CURRENT): N_("En fagperson arbeider med svaret."),
    (StepKind.WAITING, StepState.CURRENT): N_(
        "Vi trenger mer fra deg. Svarfristen står stille til du har svart."
    ),
    (StepKind.PUBLISHED, StepState.EXPECTED): N_(
        "Kan svaret hjelpe andre, publiserer vi det uten opplysninger om deg og saken."
    ),
}

_FROM_REQUESTER = frozenset({MessageKind.QUESTION, MessageKind.FOLLOW_UP})


def timeline(
    question: Question, article: CatalogueItem | None = None
) -> list[dict[str, str | None]]:
    """Return the steps of *question* as the component ``timeline`` takes them."""
    published_at = article.published_at if article else None
    return [_told(question, step) for step in way.steps(question, published_at)]


def post(question: Question, message: Message) -> dict[str, object]:
    """Return a post as the component ``message`` takes it."""
    own = message.kind in _FROM_REQUESTER
    return {
        "author": message.author.display_name if message.author else _("Miljøkommune"),
        "role": _role(message),
        "date": _moment(message),
        "body": rendered(message.html),
        "kind": "requester" if own else "expert" if message.author else "system",
        "attachments": files(question, message.attachments),
        "language": None if own else question.language.value,
        "id": f"melding-{message.id}",
    }


def files(question: Question, attachments: Iterable[Attachment]) -> list[dict[str, str]]:
    """Return the files of a post as links."""
    folder = f"{question_url(question.reference or '')}/vedlegg"
    return [
        {
            "url": f"{folder}/{each.id}",
            "name": each.file.original_name,
            "size_text": file_size(each.file.size),
        }
        for each in attachments
    ]


def status_text(question: Question, reader: User) -> str:
    """Return the state of *question* in the words of its requester or a colleague."""
    if question.close_reason is not None:
        return _end_text(question.close_reason)
    is_waiting = question.status == QuestionStatus.WAITING_REQUESTER
    if is_waiting and not policy.is_requester(reader, question):
        return str(_("Venter på innsender"))
    return str(_(words.STATUS[question.status]))


def _told(question: Question, step: Step) -> dict[str, str | None]:
    return {
        "label": _label(question, step),
        "date": _date(step),
        "note": _note(question, step),
        "state": step.state.value,
    }


def _label(question: Question, step: Step) -> str:
    if step.kind is StepKind.CLOSED:
        return _end_text(question.close_reason)
    return str(_(words.STEP[step.kind]))


def _end_text(reason: CloseReason | None) -> str:
    return str(_(words.CLOSED[reason])) if reason else str(_(words.STEP[StepKind.CLOSED]))


def _date(step: Step) -> str | None:
    if step.at is None:
        return None
    if step.state is not StepState.EXPECTED:
        return near_date(step.at)
    if step.at < clock.now():
        return str(_("skulle kommet %(date)s", date=long_date(step.at)))
    return str(_("senest %(date)s", date=near_date(step.at)))


def _note(question: Question, step: Step) -> str | None:
    if step.kind is StepKind.ANSWERED and step.state is StepState.EXPECTED:
        return _note_on_answer(question, step)
    note = _NOTES.get((step.kind, step.state))
    return str(_(note)) if note else None


def _note_on_answer(question: Question, step: Step) -> str | None:
    if question.paused_at is not None:
        return str(_("Du får en ny dato når du har svart."))
    if step.at is not None and step.at < clock.now():
        return str(_("Vi er forsinket. Beklager at du må vente."))
    return None


def _role(message: Message) -> str | None:
    if message.kind in _FROM_REQUESTER:
        return None
    what = _(words.MESSAGE[message.kind])
    if message.author is None:
        return str(what)
    agency = message.author.organisation.name_nb
    return str(_("%(agency)s: %(what)s", agency=agency, what=what))


def _moment(message: Message) -> str:
    posted_at = message.posted_at
    return str(_("%(date)s kl. %(time)s", date=near_date(posted_at), time=clock_time(posted_at)))
