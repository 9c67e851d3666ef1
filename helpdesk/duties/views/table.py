"""The table of duties, and the same as a file."""

from collections.abc import Hashable, Sequence

from flask import Response, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from helpdesk.catalogue import queries as catalogue
from helpdesk.duties import queries, words
from helpdesk.duties.models import DECIDING_URL, FILE_URL, TABLE_URL
from helpdesk.duties.spreadsheet import as_csv
from helpdesk.duties.table import Group, Narrowing, Row, grouped
from helpdesk.duties.views import narrowing
from helpdesk.duties.views.blueprint import blueprint
from helpdesk.laws import queries as laws
from helpdesk.topics import queries as topics
from helpdesk.web import languages
from helpdesk.web.access import public
from helpdesk.web.addresses import with_query
from helpdesk.web.page_cache import cached_page
from helpdesk.web.rate_limits import limited


def _stamp() -> Hashable | None:
    """Return what changes when the table does; a search is asked anew: its index lags behind."""
    return None if "q" in narrowing.asked() else catalogue.list_stamp()


@blueprint.get(TABLE_URL)
@public
@limited("search")
@cached_page(_stamp)
def index() -> ResponseReturnValue:
    """Show the table, whole or narrowed; what a search found stands in the search's order."""
    rows, tree, register = queries.rows(languages.current()), topics.tree(), laws.laws()
    given = narrowing.asked()
    wanted = narrowing.narrowing(given, rows, tree, register)
    passing = wanted.rows(rows)
    return render_template(
        "duties/index.html",
        groups=_groups(passing, wanted, tree),
        count=len(passing),
        given=given,
        choices=narrowing.choices(rows, tree, register),
        file_url=with_query(FILE_URL, **given),
        words=words,
        table_url=TABLE_URL,
        deciding_url=DECIDING_URL,
    )


@blueprint.get(FILE_URL)
@public
@limited("search")
@cached_page(_stamp)
def file() -> ResponseReturnValue:
    """Send the rows that the table shows under the same filters, for a spreadsheet."""
    rows, tree, register = queries.rows(languages.current()), topics.tree(), laws.laws()
    wanted = narrowing.narrowing(narrowing.asked(), rows, tree, register)
    passing = wanted.rows(rows)
    groups = _groups(passing, wanted, tree)
    lines = [_cells(group, row) for group in groups for row in group.rows]
    return Response(as_csv(_head(), lines), content_type="text/csv; charset=utf-8")


def _groups(
    rows: Sequence[Row], wanted: Narrowing, tree: Sequence[topics.TopicNode]
) -> list[Group]:
    if wanted.slugs is not None:
        return [Group(None, list(rows))] if rows else []
    return grouped(rows, tree, wanted.topics)


def _head() -> list[str]:
    return [
        gettext("Tema"),
        gettext("Oppgave"),
        gettext("Må eller kan"),
        gettext("Plikt eller myndighet"),
        gettext("Hvem avgjør"),
        gettext("Hjemmel"),
        gettext("Frist"),
        gettext("Klageinstans"),
        gettext("Statlig etat"),
        gettext("Veiledere"),
        gettext("Brevmaler"),
        gettext("Sist kontrollert"),
        gettext("Adresse"),
    ]


def _cells(group: Group, row: Row) -> list[str]:
    language = languages.current()
    named = [group.topic] if group.topic else row.topics
    return [
        ", ".join(topic.name(language) for topic in named),
        row.title,
        gettext(words.FORCE[row.force]),
        gettext(words.ROLE[row.role]),
        row.decider,
        ", ".join(law.title for law in row.laws),
        row.deadline,
        row.appeals_body,
        row.state_agency.name(language),
        ", ".join(item.title for item in row.guides),
        ", ".join(item.title for item in row.letters),
        row.checked_on.isoformat() if row.checked_on else "",
        current_app.extensions["settings"].base_url + row.url,
    ]
