"""The second pair of eyes: the exact public page, and what to do with it."""

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from helpdesk.foundation.errors import InvalidInput
from helpdesk.publishing.forms import PublishForm, RemarksForm
from helpdesk.publishing.models import Edition, article_url
from helpdesk.publishing.service import reviewing
from helpdesk.publishing.states import PUBLIC
from helpdesk.publishing.views import article_page, edition_page
from helpdesk.publishing.views.blueprint import blueprint, me
from helpdesk.publishing.views.edition_page import edition_of, here
from helpdesk.web import access, errors
from helpdesk.web.forms import show_error
from helpdesk.web.templating import long_date

_EDITION = "/redaksjon/artikkel/<int:number>/utgave/<int:edition_number>"


@blueprint.get(f"{_EDITION}/forhandsvisning")
@access.staff
def preview(number: int, edition_number: int) -> ResponseReturnValue:
    """Show the page exactly as its readers will."""
    edition = edition_of(number, edition_number)
    before = [each for each in edition.article.editions if each.state in PUBLIC]
    editions = sorted({edition, *before}, key=lambda each: -each.number)
    page = article_page.page_of(edition, editions, preview=True)
    return article_page.render(page, here=here(edition))


@blueprint.post(f"{_EDITION}/send-tilbake")
@access.staff
def return_with_remarks(number: int, edition_number: int) -> ResponseReturnValue:
    """Give a submitted edition back to its authors."""
    edition, form = edition_of(number, edition_number), RemarksForm()
    if not form.validate_on_submit():
        return edition_page.show(edition, remarks_form=form), 422
    reviewing.return_with_remarks(actor=me(), edition=edition, remarks=form.remarks.data)
    flash(gettext("Teksten er sendt tilbake med merknadene dine."), "success")
    return redirect("/redaksjon", 303)


@blueprint.post(f"{_EDITION}/publiser")
@access.staff
def publish(number: int, edition_number: int) -> ResponseReturnValue:
    """Publish now, or on the morning of a day."""
    edition, form = edition_of(number, edition_number), PublishForm()
    if not form.validate_on_submit():
        return edition_page.show(edition, publish_form=form), 422
    try:
        return _publish(edition, form)
    except InvalidInput as error:
        show_error(form, error, errors.says(error))
        return edition_page.show(edition, publish_form=form), 422


def _publish(edition: Edition, form: PublishForm) -> ResponseReturnValue:
    if form.at is None:
        reviewing.publish(actor=me(), edition=edition, seen_version=form.seen_version)
        flash(gettext("Svaret er publisert."), "success")
        return redirect(article_url(edition.article.number, edition.slug), 303)
    reviewing.schedule(actor=me(), edition=edition, at=form.at, seen_version=form.seen_version)
    flash(gettext("Svaret blir publisert %(day)s.", day=long_date(form.at)), "success")
    return redirect(here(edition), 303)
