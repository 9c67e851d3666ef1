"""The editors' pages that every edited kind shares: the list, a work, its details, its preview."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from helpdesk.catalogue import editors
from helpdesk.catalogue.edition_form import Difference, NewForm, OwnedForm, StoredDetailsForm
from helpdesk.catalogue.editions import Desk, E, W, agencies, topics_at
from helpdesk.catalogue.editorial import EditionState
from helpdesk.catalogue.editorial_service import EditorialDesk
from helpdesk.foundation import clock
from helpdesk.foundation.db import give_up_writing
from helpdesk.foundation.errors import InvalidInput, NotFound, StaleVersion
from helpdesk.foundation.language import N_
from helpdesk.web import errors
from helpdesk.web.access import staff
from helpdesk.web.forms import ActionForm, show_error

DUE = "kontroll"
"""The view of the list that shows what is due for a check."""


@dataclass(frozen=True)
class Words:
    """How the pages speak of one kind; bokmål texts marked with ``N_``."""

    many: str
    new: str
    begin: str
    first: str
    """What will stand in the list, for an editor who has none yet."""


@dataclass(frozen=True)
class Held(Generic[W, E]):
    """A work that the person at hand may write in."""

    work: W
    draft: E | None
    """The edition in work, submitted or not."""
    public: E | None

    @property
    def newest(self) -> E:
        """Return the edition in work, else the one readers see."""
        edition = self.draft or self.public
        if edition is None:
            raise NotFound(f"{self.work.subject} has only given-up drafts")
        return edition


@dataclass(frozen=True)
class View:
    """A view of the list, as a link."""

    label: str
    url: str
    current: bool
    count: int
    alarm: bool


STATES: dict[EditionState, str] = {
    EditionState.DRAFT: N_("Utkast"),
    EditionState.SUBMITTED: N_("Til kvalitetssikring"),
    EditionState.PUBLISHED: N_("Publisert"),
    EditionState.WITHDRAWN: N_("Trukket tilbake"),
}


@dataclass(frozen=True)
class EditorialPages(Generic[W, E]):
    """
    The pages of one kind.

    Args:
        room: of the kind's own templates: ``<room>/overview.html``.
        show: renders the public page of an edition.
    """

    desk: EditorialDesk[W, E]
    room: str
    blueprint: Blueprint
    words: Words
    show: Callable[[E], str]
    facts: Callable[[E], dict[str, Any]]
    """What the kind's own overview shows besides."""

    def add_pages(self) -> None:
        """Give the blueprint its pages."""
        add = self.blueprint.add_url_rule
        both = ["GET", "POST"]
        add("", "index", self.index, methods=["GET"])
        add("/ny", "new", self.new, methods=both)
        add("/<slug>", "overview", self.overview, methods=["GET"])
        add("/<slug>/opplysninger", "details", self.details, methods=both)
        add("/<slug>/forhandsvisning", "preview", self.preview, methods=["GET"])

    @staff
    def index(self) -> ResponseReturnValue:
        """List the editions the person works with."""
        chosen = request.args.get("visning", "")
        narrowed = Desk(
            owner_id=self._own_agency(),
            state=EditionState(chosen) if chosen in STATES else None,
            due_on=clock.today() if chosen == DUE else None,
        )
        page = self.desk.editions.desk(narrowed, after=request.args.get("etter"))
        return render_template(
            "catalogue/editing/index.html",
            page=page,
            views=self._views(chosen),
            chosen=chosen,
            today=clock.today(),
            **self.shared,
        )

    @staff
    def new(self) -> ResponseReturnValue:
        """Begin a work."""
        form = NewForm(data={"owner": current_user.organisation_id})
        self._offer_owners(form)
        if form.is_searching or not form.validate_on_submit():
            return self._form(form)
        try:
            edition = self.desk.create(
                actor=current_user,
                owner_id=form.owner.data,
                slug=form.slug.data or "",
                details=form.details,
                topics=topics_at(form.topics.data),
            )
        except InvalidInput as error:
            show_error(form, error, errors.says(error))
            return self._form(form)
        return self.to_overview(edition.work.slug)  # type: ignore[attr-defined]

    @staff
    def overview(self, slug: str) -> ResponseReturnValue:
        """Show where a work stands, and what can be done with it."""
        return render_template(f"{self.room}/overview.html", **self.overview_facts(slug))

    @staff
    def details(self, slug: str) -> ResponseReturnValue:
        """Change what is said about a draft."""
        held = self.held(slug, for_change=request.method == "POST")
        edition = self.draft_of(held)
        form = StoredDetailsForm(held.work, edition)
        self._offer_owners(form)
        if form.is_searching or not form.validate_on_submit():
            return self._form(form, held=held)
        try:
            self._save_details(form, held, edition)
        except StaleVersion as error:
            flash(errors.says(error), "warning")
            return self._form(form, held=held, differences=form.meet_edition(held.work, edition))
        return self.to_overview(slug)

    @staff
    def preview(self, slug: str) -> ResponseReturnValue:
        """Show the public page of the edition in work exactly as it will be."""
        return self.show(self.held(slug).newest)

    def held(self, slug: str, *, for_change: bool = False) -> Held[W, E]:
        """
        Return the work at *slug* with its editions.

        Raises:
            NotFound: there is none, or the person may not know.
        """
        work = self.desk.editions.find(slug, for_change=for_change)
        if work is None or not editors.may_write(current_user, work):
            raise NotFound(f"no {self.desk.editions.kind} {slug} for user {current_user.id}")
        editions = self.desk.editions
        return Held(work, editions.in_work(slug), editions.public(slug))

    def draft_of(self, held: Held[W, E]) -> E:
        """
        Return the edition in work.

        Raises:
            NotFound: there is none.
        """
        if held.draft is None:
            raise NotFound(f"{held.work.subject} has no edition in work")
        return held.draft

    def overview_facts(self, slug: str) -> dict[str, Any]:
        """Return what the overview shows."""
        held = self.held(slug)
        edition = held.newest
        return {
            "held": held,
            "edition": edition,
            "lacks": self.desk.lacks(edition) if edition.is_draft else [],
            "may_publish": editors.may_publish(current_user, held.work, edition),
            "may_approve": editors.may_approve(current_user, held.work),
            "form": ActionForm(),
            **self.facts(edition),
            **self.shared,
        }

    def to_overview(self, slug: str) -> ResponseReturnValue:
        """Redirect to the overview of a work."""
        return redirect(self.url("overview", slug=slug), 303)

    def to_index(self) -> ResponseReturnValue:
        """Redirect to the list."""
        return redirect(self.url("index"), 303)

    def url(self, view: str, **values: Any) -> str:
        """Return the address of one of these pages."""
        return url_for(f"{self.blueprint.name}.{view}", **values)

    @property
    def shared(self) -> dict[str, Any]:
        """Return what all these pages know."""
        return {"words": self.words, "pages": self}

    def _save_details(self, form: StoredDetailsForm, held: Held[W, E], edition: E) -> None:
        self.desk.save_details(
            actor=current_user,
            work=held.work,
            edition=edition,
            seen_version=form.seen_version,
            owner_id=form.owner.data,
            details=form.details,
            topics=topics_at(form.topics.data),
        )

    def _form(
        self, form: Any, *, held: Any = None, differences: Sequence[Difference] = ()
    ) -> ResponseReturnValue:
        status = 422 if form.errors else 409 if differences else 200
        if request.method == "POST":
            give_up_writing()
        page = render_template(
            "catalogue/editing/details.html",
            form=form,
            held=held,
            differences=differences,
            **self.shared,
        )
        return page, status

    def _offer_owners(self, form: OwnedForm) -> None:
        form.offer([each for each in agencies() if editors.may_own(current_user, each.id)])

    def _own_agency(self) -> int | None:
        return None if current_user.is_editor else int(current_user.organisation_id)

    def _views(self, chosen: str) -> list[View]:
        counts = self.desk.editions.desk_counts(self._own_agency())
        due = self.desk.editions.due_count(self._own_agency(), clock.today())
        views = [("", gettext("Alle"), sum(counts.values()))]
        views += [(state, gettext(label), counts.get(state, 0)) for state, label in STATES.items()]
        views += [(DUE, gettext("Bør kontrolleres"), due)]
        return [
            View(
                label=label,
                url=self.url("index", visning=name or None),
                current=name == chosen,
                count=count,
                alarm=name == DUE and count > 0,
            )
            for name, label, count in views
        ]
