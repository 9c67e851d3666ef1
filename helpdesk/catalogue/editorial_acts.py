"""What editors do with an edition by a button: hand over, return, publish, withdraw, give up."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from helpdesk.catalogue.edition_form import CheckForm, ReasonForm
from helpdesk.catalogue.editions import E, W
from helpdesk.catalogue.editorial_pages import EditorialPages, Held
from helpdesk.foundation.db import give_up_writing
from helpdesk.foundation.errors import InvalidInput, NotFound
from helpdesk.foundation.language import N_
from helpdesk.web import errors, numbers
from helpdesk.web.access import staff
from helpdesk.web.forms import ActionForm, Form, show_error

HANDED_OVER = N_("Teksten er sendt til kvalitetssikring. En annen enn forfatteren publiserer den.")
RETURNED = N_("Teksten er sendt tilbake med merknadene dine.")
PUBLISHED = N_("Teksten er publisert og kan finnes av alle.")
WITHDRAWN = N_("Teksten er trukket tilbake. Siden står fortsatt, med grunnen øverst.")
GIVEN_UP = N_("Utkastet er forkastet.")
STARTED = N_("Du har begynt på en ny utgave. Leserne ser den gamle til den nye er publisert.")
CHECKED = N_("Teksten er merket som kontrollert i dag.")


@dataclass(frozen=True)
class EditorialActs(Generic[W, E]):
    """The buttons of one kind's editors' pages."""

    pages: EditorialPages[W, E]

    def add_pages(self) -> None:
        """Give the blueprint its buttons, and the forms some of them need."""
        add = self.pages.blueprint.add_url_rule
        both = ["GET", "POST"]
        add("/<slug>/send", "submit", self.submit, methods=["POST"])
        add("/<slug>/publiser", "publish", self.publish, methods=["POST"])
        add("/<slug>/forkast", "discard", self.discard, methods=["POST"])
        add("/<slug>/ny-utgave", "start_edition", self.start_edition, methods=["POST"])
        add("/<slug>/returner", "send_back", self.send_back, methods=both)
        add("/<slug>/trekk", "withdraw", self.withdraw, methods=both)
        add("/<slug>/kontrollert", "mark_checked", self.mark_checked, methods=both)

    @staff
    def submit(self, slug: str) -> ResponseReturnValue:
        """Hand the draft over to somebody who may publish it."""
        return self._act(slug, self.pages.desk.submit, HANDED_OVER)

    @staff
    def publish(self, slug: str) -> ResponseReturnValue:
        """Publish what was handed over, if it is still the text that was read."""
        seen = numbers.whole(request.form.get("version"))
        return self._act(slug, partial(self.pages.desk.publish, seen_version=seen), PUBLISHED)

    @staff
    def discard(self, slug: str) -> ResponseReturnValue:
        """Give the draft up."""
        held = self._held(slug)
        draft = self.pages.draft_of(held)
        ActionForm().check()
        self.pages.desk.discard(actor=current_user, work=held.work, edition=draft)
        flash(gettext(GIVEN_UP), "success")
        return self.pages.to_overview(slug) if held.public else self.pages.to_index()

    @staff
    def start_edition(self, slug: str) -> ResponseReturnValue:
        """Begin a new edition of what is published."""
        held = self._held(slug)
        ActionForm().check()
        self.pages.desk.start_edition(actor=current_user, work=held.work, edition=_public(held))
        flash(gettext(STARTED), "success")
        return self.pages.to_overview(slug)

    @staff
    def send_back(self, slug: str) -> ResponseReturnValue:
        """Return what was handed over, with remarks."""
        held = self._held(slug)
        edition = self.pages.draft_of(held)

        def act(form: Any) -> None:
            self.pages.desk.send_back(
                actor=current_user, work=held.work, edition=edition, remarks=form.text.data
            )

        return self._ask(ReasonForm(), held, "send_back", act, RETURNED)

    @staff
    def withdraw(self, slug: str) -> ResponseReturnValue:
        """Withdraw what is published, with the reason."""
        held = self._held(slug)
        edition = _public(held)

        def act(form: Any) -> None:
            self.pages.desk.withdraw(
                actor=current_user, work=held.work, edition=edition, reason=form.text.data
            )

        return self._ask(ReasonForm(), held, "withdraw", act, WITHDRAWN)

    @staff
    def mark_checked(self, slug: str) -> ResponseReturnValue:
        """Note that what is published still holds."""
        held = self._held(slug)
        edition = _public(held)

        def act(form: Any) -> None:
            self.pages.desk.mark_checked(
                actor=current_user, work=held.work, edition=edition, due_on=form.due_on.data
            )

        return self._ask(CheckForm(), held, "mark_checked", act, CHECKED)

    def _held(self, slug: str) -> Held[W, E]:
        return self.pages.held(slug, for_change=request.method == "POST")

    def _act(self, slug: str, act: Callable[..., None], said: str) -> ResponseReturnValue:
        held = self._held(slug)
        draft = self.pages.draft_of(held)
        ActionForm().check()
        try:
            act(actor=current_user, work=held.work, edition=draft)
        except InvalidInput as error:
            flash(errors.says(error), "danger")
            return self.pages.to_overview(slug)
        flash(gettext(said), "success")
        return self.pages.to_overview(slug)

    def _ask(
        self, form: Form, held: Held[W, E], act_name: str, act: Callable[[Any], None], said: str
    ) -> ResponseReturnValue:
        if form.validate_on_submit():
            try:
                act(form)
            except InvalidInput as error:
                show_error(form, error, errors.says(error))
            else:
                flash(gettext(said), "success")
                return self.pages.to_overview(held.work.slug)
        if request.method == "POST":
            give_up_writing()
        page = render_template(
            "catalogue/editing/ask.html", form=form, held=held, act=act_name, **self.pages.shared
        )
        return page, 422 if form.errors else 200


def _public(held: Held[W, E]) -> E:
    if held.public is None:
        raise NotFound(f"{held.work.subject} is not published")
    return held.public
