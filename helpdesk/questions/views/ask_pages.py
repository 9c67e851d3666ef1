"""What the ask form, its summary and its refusals show."""

from flask import render_template

from helpdesk.accounts import domains
from helpdesk.accounts.models import Organisation
from helpdesk.foundation import personal_data
from helpdesk.laws import linking
from helpdesk.laws import queries as laws
from helpdesk.questions import uploads, words
from helpdesk.questions.forms import AskForm
from helpdesk.questions.routing import Route
from helpdesk.questions.views import attaching
from helpdesk.topics.models import Topic
from helpdesk.web import languages


def form_page(form: AskForm, **found: object) -> str:
    """Return the form; *found* is what ``similar.like`` gives."""
    return render_template(
        "questions/ask.html",
        form=form,
        staged=attaching.items(form.staged),
        accept=uploads.ACCEPT,
        most_files=uploads.MOST_FILES,
        most_mb=attaching.most_mb(),
        **found,
    )


def summary_page(form: AskForm, works_at: Organisation, topic: Topic, route: Route) -> str:
    """Return what will be sent, for the asker to check."""
    text = written(form)
    return render_template(
        "questions/summary.html",
        form=form,
        works_at=works_at,
        topic=topic,
        queue=route.queue,
        laws=laws.described(linking.cited_keys(text), languages.current()),
        findings=[each for each in personal_data.find(text) if each.kind in words.FINDING],
        finding_words=words.FINDING,
        staged=attaching.items(form.staged),
    )


def outsider_page(form: AskForm, place: domains.Place) -> str:
    """Return what people from elsewhere can read, and whom they can ask."""
    organisation = place.organisation if isinstance(place, domains.Known) else None
    return render_template("questions/not_for_outsiders.html", form=form, agency=organisation)


def written(form: AskForm) -> str:
    """Return title and text as they stand."""
    return f"{form.title.data or ''}\n{form.text.data or ''}".strip()
