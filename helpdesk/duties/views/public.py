"""The page of one duty."""

from collections.abc import Hashable

from flask import render_template
from flask.typing import ResponseReturnValue

from helpdesk.catalogue import assessment
from helpdesk.catalogue.models import ItemKind
from helpdesk.catalogue.words import LANGUAGE
from helpdesk.duties import queries, words
from helpdesk.duties.models import DECIDING_URL, TABLE_URL, DutyEdition, duty_url
from helpdesk.duties.queries import duties
from helpdesk.duties.views.blueprint import blueprint
from helpdesk.foundation import clock
from helpdesk.foundation.errors import NotFound
from helpdesk.web import languages
from helpdesk.web.access import public
from helpdesk.web.page_cache import cached_page


def _page_stamp(slug: str) -> Hashable | None:
    stamp = duties.stamp(slug)
    # The day counts: the page says so when the duty is past its check date.
    return None if stamp is None else (*stamp, clock.today())


@blueprint.get(f"{TABLE_URL}/<slug>")
@public
@cached_page(_page_stamp)
def show(slug: str) -> ResponseReturnValue:
    """Show a duty; a withdrawn one with the reason."""
    edition = duties.public(slug)
    if edition is None:
        raise NotFound(f"no public duty {slug}")
    return render(edition)


def render(edition: DutyEdition, *, preview: bool = False) -> str:
    """Return the page of *edition*; as a preview it is the same page, with a line on top."""
    return render_template(
        "duties/duty.html",
        shown=queries.shown(edition, languages.current()),
        url=duty_url(edition.work.slug),
        preview=preview,
        assessed=assessment.shown_on(ItemKind.DUTY, edition.work.slug, languages.current()),
        today=clock.today(),
        languages=LANGUAGE,
        words=words,
        table_url=TABLE_URL,
        deciding_url=DECIDING_URL,
    )
