"""The ask form: write, look at what is published, see it over, send."""

from collections.abc import Callable

from flask import redirect, render_template, request
from flask import session as browser_session
from flask.typing import ResponseReturnValue

from helpdesk.accounts.models import Organisation
from helpdesk.foundation import installation, tokens
from helpdesk.foundation.db import give_up_writing
from helpdesk.foundation.errors import InvalidInput, NotAllowedNow
from helpdesk.foundation.language import Language, TextLanguage
from helpdesk.questions import policy, routing
from helpdesk.questions.forms import AskForm, VisitorAskForm
from helpdesk.questions.models import QuestionStatus, question_url
from helpdesk.questions.routing import Route
from helpdesk.questions.service import asking
from helpdesk.questions.views import ask_pages, attaching, visitor
from helpdesk.questions.views.blueprint import blueprint
from helpdesk.questions.views.similar import like
from helpdesk.search import queries as search
from helpdesk.topics import queries as topics
from helpdesk.topics.models import Topic
from helpdesk.web import errors, languages
from helpdesk.web.access import public
from helpdesk.web.forms import show_error
from helpdesk.web.rate_limits import limited

ASKED_FROM = "asked_from"
"""The session's note of which address the confirmation went to."""


@blueprint.get("/nytt")
@public
def ask_form() -> ResponseReturnValue:
    """Show the form; to those who answer themselves, why it is not for them."""
    me = visitor.me()
    if not policy.can_ask(me):
        return render_template("questions/not_for_staff.html"), 403
    return ask_pages.form_page(_form())


@blueprint.post("/nytt")
@public
@limited("ask")
def ask() -> ResponseReturnValue:
    """Take one step of asking: keep the files, then do what the button said."""
    sent = attaching.examine_sent()
    form = _form()
    attaching.keep(form, sent)
    step = _STEPS.get(request.form.get("step", ""), _see_over)
    return step(form)


@blueprint.get("/sjekk-e-posten")
@public
def check_mail() -> ResponseReturnValue:
    """Tell a visitor that the question waits for the link in the mail."""
    return render_template(
        "questions/check_mail.html",
        email=browser_session.get(ASKED_FROM),
        mail_can_be_read_here=installation.is_demo(),
    )


def _form() -> AskForm:
    me, locale = visitor.me(), languages.current()
    preset = me.organisation.language if me else _text_language(locale)
    defaults = {"language": preset.value, "submit_key": tokens.make(), "stage": tokens.make()}
    defaults |= _from_address()
    form = AskForm(data=defaults) if me else VisitorAskForm(data=defaults)
    form.offer_topics(topics.choices(locale))
    return form


def _from_address() -> dict[str, str]:
    """Return what a search without hits or a topic page hands over to the form."""
    names = {"title": "tittel", "text": "beskrivelse", "topic": "tema"}
    return {field: request.args.get(name, "") for field, name in names.items()}


def _text_language(locale: str) -> TextLanguage:
    return TextLanguage.NN if locale == Language.NN else TextLanguage.NB


def _show_similar(form: AskForm) -> ResponseReturnValue:
    """Show the form again with published answers below the text."""
    give_up_writing()
    _fill_in_topic(form)
    return ask_pages.form_page(
        form, **like(ask_pages.written(form))
    ), 422 if form.files.errors else 200


def _change(form: AskForm) -> ResponseReturnValue:
    give_up_writing()
    visitor.place(form)
    return ask_pages.form_page(form)


def _see_over(form: AskForm) -> ResponseReturnValue:
    """Show what will be sent, if nothing is wrong with it."""
    give_up_writing()
    _fill_in_topic(form)
    return _checked(form, ask_pages.summary_page)


def _send(form: AskForm) -> ResponseReturnValue:
    """Send the question, if nothing is wrong with it."""
    return _checked(form, _asked)


_STEPS: dict[str, Callable[[AskForm], ResponseReturnValue]] = {
    "similar": _show_similar,
    "change": _change,
    "see_over": _see_over,
    "send": _send,
}


def _checked(
    form: AskForm,
    go_on: Callable[[AskForm, Organisation, Topic, Route], ResponseReturnValue],
) -> ResponseReturnValue:
    """Go on with a form that is right; else show it again, with everything typed in it."""
    place = visitor.place(form)
    if not form.validate_on_submit():
        return _refused(form)
    if visitor.is_outsider(place):
        return ask_pages.outsider_page(form, place), 422
    organisation, topic = visitor.organisation(form, place), topics.by_slug(form.topic.data)
    if organisation is None or topic is None:
        return _refused(form)
    try:
        return go_on(form, organisation, topic, routing.route(ask_pages.written(form), topic))
    except InvalidInput as error:
        show_error(form, error, errors.says(error))
    except NotAllowedNow as error:
        form.topic.errors = [*form.topic.errors, errors.says(error)]
    return _refused(form)


def _asked(
    form: AskForm, works_at: Organisation, topic: Topic, route: Route
) -> ResponseReturnValue:
    asked = _what_was_asked(form, works_at, topic, route)
    question = asking.ask(actor=visitor.me(), asked=asked)
    if question.status == QuestionStatus.UNCONFIRMED or visitor.me() is None:
        browser_session[ASKED_FROM] = question.email
        return redirect("/sporsmal/sjekk-e-posten", 303)
    return redirect(f"{question_url(question.reference or '')}/mottatt", 303)


def _what_was_asked(
    form: AskForm, works_at: Organisation, topic: Topic, route: Route
) -> asking.Asked:
    me = visitor.me()
    return asking.Asked(
        title=form.title.data,
        text=form.text.data,
        topic=topic,
        queue=route.queue,
        routed_by_duty=route.duty,
        routed_by_law=route.law,
        language=TextLanguage(form.language.data),
        is_shared=form.is_shared.data,
        email=me.email if me else form.email.data,
        organisation=works_at,
        submit_key=form.submit_key.data,
        interface_language=Language(languages.current()),
        files=form.staged,
        is_suspect=isinstance(form, VisitorAskForm) and bool(form.nettsted.data),
    )


def _fill_in_topic(form: AskForm) -> None:
    if not form.topic.data:
        found = search.suggest_topic(ask_pages.written(form))
        if found is not None:
            form.suggest_topic(found.slug)


def _refused(form: AskForm) -> ResponseReturnValue:
    give_up_writing()
    return ask_pages.form_page(form), 422
