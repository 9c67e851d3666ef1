"""What an expert does with a question: one small form each, all sent the same way."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from helpdesk.accounts import queries as accounts
from helpdesk.accounts.models import Queue, User
from helpdesk.answers import policy
from helpdesk.answers.forms import ActForm, AssignForm, ConsultForm, DuplicateForm, MoveForm
from helpdesk.answers.policy import Act
from helpdesk.answers.queries import cases, people
from helpdesk.answers.service import closing, dialogue, triage
from helpdesk.answers.views import case_page
from helpdesk.answers.views.blueprint import blueprint
from helpdesk.answers.views.person import me
from helpdesk.foundation.errors import InvalidInput, NotFound
from helpdesk.foundation.language import N_
from helpdesk.questions.models import Question, desk_url
from helpdesk.topics import queries as topics
from helpdesk.web import errors
from helpdesk.web.access import expert
from helpdesk.web.forms import ActionForm, show_error

_STEPS = ", ".join(f"'{act.value}'" for act in Act if act != Act.WRITE)


@blueprint.post(f"/sporsmal/<reference>/<any({_STEPS}):step>")
@expert
def act(reference: str, step: str) -> ResponseReturnValue:
    """Do one act with a question."""
    question, chosen = cases.held_by(me(), reference), Act(step)
    form = case_page.form_of(chosen, question)
    if form is None:
        ActionForm().check()
    elif not form.validate_on_submit():
        return case_page.again(reference, form)
    try:
        _RUN[chosen](me(), question, form)
    except InvalidInput as error:
        return _refused(reference, form, error)
    flash(gettext(_SAID[chosen]), "success")
    return redirect(_onward(question), 303)


def _refused(reference: str, form: ActForm | None, error: InvalidInput) -> ResponseReturnValue:
    if form is None:
        raise error
    show_error(form, error, errors.says(error))
    return case_page.again(reference, form)


def _onward(question: Question) -> str:
    """Return the question's page, or the desk where the question went out of sight."""
    if policy.can_see(me(), question):
        return desk_url(question.reference or "")
    return url_for("answers.index")


def _assign(actor: User, question: Question, form: AssignForm) -> None:
    members = {str(person.id): person for person in people.members(question.queue_id)}
    triage.assign(actor=actor, question=question, assignee=members[form.assignee.data])


def _move(actor: User, question: Question, form: MoveForm) -> None:
    topic = topics.by_slug(form.topic.data)
    if topic is None:
        raise InvalidInput(f"no topic {form.topic.data}", field="topic")
    queue = _queue(form.queue.data) if form.queue.data else topics.queue_for(topic)
    triage.move(actor=actor, question=question, topic=topic, queue=queue, note=form.note.data or "")


def _consult(actor: User, question: Question, form: ConsultForm) -> None:
    queue = _queue(form.queue.data)
    dialogue.consult(actor=actor, question=question, queue=queue, shared_text=form.text.data)


def _close_as_duplicate(actor: User, question: Question, form: DuplicateForm) -> None:
    try:
        target = cases.seen_by(actor, form.reference.data.strip())
    except NotFound:
        target = question
    closing.close_as_duplicate(actor=actor, question=question, target=target, text=form.text.data)


def _queue(key: str) -> Queue:
    queue = accounts.queue(key)
    if queue is None or not queue.is_active:
        raise InvalidInput(f"no queue {key}", field="queue")
    return queue


_RUN: dict[Act, Callable[[User, Question, Any], object]] = {
    Act.CLAIM: lambda actor, question, _: triage.claim(actor=actor, question=question),
    Act.RELEASE: lambda actor, question, _: triage.release(actor=actor, question=question),
    Act.ASSIGN: _assign,
    Act.MOVE: _move,
    Act.NOTE: lambda actor, question, form: dialogue.add_note(
        actor=actor, question=question, text=form.text.data
    ),
    Act.ASK_FOR_MORE: lambda actor, question, form: dialogue.ask_for_more(
        actor=actor, question=question, text=form.text.data
    ),
    Act.CONSULT: _consult,
    Act.GO_ON: lambda actor, question, _: dialogue.go_on(actor=actor, question=question),
    Act.NOTIFY_DELAY: lambda actor, question, form: dialogue.notify_delay(
        actor=actor, question=question, reason=form.text.data, expected_on=form.expected_on.data
    ),
    Act.FORWARD: lambda actor, question, form: closing.forward(
        actor=actor, question=question, body=form.body.data, text=form.text.data
    ),
    Act.CLOSE_AS_DUPLICATE: _close_as_duplicate,
    Act.DECLINE: lambda actor, question, form: closing.decline(
        actor=actor, question=question, guidance=form.text.data
    ),
    Act.MARK_AS_SPAM: lambda actor, question, _: closing.mark_as_spam(
        actor=actor, question=question
    ),
    Act.REOPEN: lambda actor, question, _: closing.reopen(actor=actor, question=question),
}

_SAID: dict[Act, str] = {
    Act.CLAIM: N_("Spørsmålet er ditt. Skriv svaret nedenfor."),
    Act.RELEASE: N_("Spørsmålet ligger i køen igjen."),
    Act.ASSIGN: N_("Spørsmålet har fått ny saksbehandler."),
    Act.MOVE: N_("Spørsmålet er flyttet."),
    Act.NOTE: N_("Notatet er lagret. Innsenderen ser det ikke."),
    Act.ASK_FOR_MORE: N_("Innsenderen har fått beskjed. Fristen står stille til det kommer svar."),
    Act.CONSULT: N_("Enheten har fått beskjed og ser bare det du delte."),
    Act.GO_ON: N_("Saken er under arbeid igjen."),
    Act.NOTIFY_DELAY: N_("Innsenderen har fått beskjed om forsinkelsen."),
    Act.FORWARD: N_("Spørsmålet er sendt videre, og innsenderen har fått beskjed."),
    Act.CLOSE_AS_DUPLICATE: N_("Spørsmålet er avsluttet som duplikat."),
    Act.DECLINE: N_("Spørsmålet er avsluttet, og innsenderen har fått veiledning."),
    Act.MARK_AS_SPAM: N_("Spørsmålet er merket som søppelpost. Du kan åpne det igjen."),
    Act.REOPEN: N_("Saken er åpnet igjen, med ny frist."),
}
