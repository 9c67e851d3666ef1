"""The page on which an edition is written and reviewed: the case left, the public text right."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template, request

from helpdesk.catalogue.edition_form import Difference
from helpdesk.foundation.db import give_up_writing
from helpdesk.foundation.errors import NotFound
from helpdesk.laws import linking
from helpdesk.laws import queries as laws
from helpdesk.laws.linking import NamedDoubt
from helpdesk.laws.queries import CitedLaw
from helpdesk.publishing import policy, words
from helpdesk.publishing.findings import in_context, still_open
from helpdesk.publishing.forms import EditionForm, PublishForm, RemarksForm
from helpdesk.publishing.models import Edition, EditionFinding, editing_url
from helpdesk.publishing.queries import editing
from helpdesk.publishing.readiness import obstacles
from helpdesk.publishing.states import EditionState, FindingState
from helpdesk.publishing.views.blueprint import me
from helpdesk.publishing.views.menu import editors_menu
from helpdesk.publishing.wording import commands_without_basis
from helpdesk.questions import queries as questions
from helpdesk.questions.models import Message, Visibility
from helpdesk.web import languages


@dataclass(frozen=True)
class Advice:
    """What a writer may want to mend; nothing of it stands in the way."""

    commands: Sequence[str]
    """Paragraphs that say what municipalities must, and cite no law."""
    uncited: Sequence[CitedLaw]
    """Laws the text names that are not among those it builds on."""
    doubts: Sequence[NamedDoubt]
    """Citations of sections that do not exist, or of laws that are repealed."""


@dataclass(frozen=True)
class ShownFinding:
    """A finding with the words around it."""

    finding: EditionFinding
    before: str
    after: str


def edition_of(number: int, edition_number: int) -> Edition:
    """
    Return an edition the person may see.

    Raises:
        NotFound: there is none, or the person may not know of it.
    """
    edition = editing.edition(number, edition_number)
    if edition is None or not policy.can_see(me(), edition):
        raise NotFound(f"edition {number}/{edition_number} for user {me().id}")
    return edition


def here(edition: Edition) -> str:
    """Return the address of the page of *edition*."""
    return editing_url(edition.article.number, edition.number)


def show(
    edition: Edition,
    *,
    form: EditionForm | None = None,
    differences: Sequence[Difference] = (),
    refused: str = "",
    remarks_form: RemarksForm | None = None,
    publish_form: PublishForm | None = None,
) -> str:
    """
    Render the page for whoever is signed in.

    Args:
        form: what was typed, when it could not be saved.
        differences: where somebody else's saved text differs from it.
        refused: why nothing could be saved, where no field of the form says it.
    """
    if request.method == "POST":
        give_up_writing()
    if policy.can_edit(me(), edition):
        return _editor(edition, form or EditionForm(edition), differences, refused)
    return render_template(
        "publishing/review.html",
        edition=edition,
        authors=_names(edition),
        may_review=policy.can_review(me(), edition) and edition.state in _WAITING,
        may_take_back=policy.can_take_back(me(), edition),
        remarks_form=remarks_form or RemarksForm(),
        publish_form=publish_form or PublishForm(data={"version": str(edition.version)}),
        thread=_thread(edition),
        advice=_advice(edition),
        open_findings=(),
        kept_findings=_kept(edition),
        topic_names=[topic.name(languages.current()) for topic in edition.topics],
        words=words,
        **around(edition),
    )


def around(edition: Edition) -> dict[str, object]:
    """Return what the shell of the editors' pages needs on this page."""
    return {"here": here(edition), "views": editors_menu()}


_WAITING = frozenset({EditionState.SUBMITTED, EditionState.SCHEDULED})


def _editor(
    edition: Edition,
    form: EditionForm,
    differences: Sequence[Difference],
    refused: str,
) -> str:
    return render_template(
        "publishing/edit.html",
        edition=edition,
        form=form,
        differences=differences,
        open_findings=[_shown(edition, each) for each in still_open(edition)],
        kept_findings=_kept(edition),
        refused="" if form.errors else refused,
        reasons=request.form,
        in_the_way=obstacles(edition) if "mangler" in request.args else (),
        authors=_names(edition),
        thread=_thread(edition),
        advice=_advice(edition),
        words=words,
        **around(edition),
    )


def _kept(edition: Edition) -> Sequence[EditionFinding]:
    return [each for each in edition.findings if each.state is FindingState.KEPT]


def _shown(edition: Edition, finding: EditionFinding) -> ShownFinding:
    before, after = in_context(edition, finding)
    return ShownFinding(finding, before, after)


def _names(edition: Edition) -> Sequence[str]:
    return sorted(author.display_name for author in edition.authors)


def _thread(edition: Edition) -> Sequence[Message]:
    """Return what the two sides wrote in the case; nothing for those outside the agency."""
    question = edition.article.question if edition.article.question_id is not None else None
    if question is None or not policy.can_see_case(me(), question):
        return ()
    return questions.thread(question, seen_from=Visibility.REQUESTER)


def _advice(edition: Edition) -> Advice:
    cited = linking.cited_keys(edition.text)
    uncited = [key for key in cited if key not in edition.laws]
    return Advice(
        commands=commands_without_basis(edition.text, linking.cited_keys),
        uncited=laws.described(uncited, languages.current()),
        doubts=linking.doubts(edition.text, languages.current(), picked=edition.laws),
    )
