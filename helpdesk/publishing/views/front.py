"""The front page."""

from collections.abc import Hashable

from flask import render_template
from flask.typing import ResponseReturnValue

from helpdesk.catalogue.models import ItemKind
from helpdesk.catalogue.words import KIND
from helpdesk.foundation import installation
from helpdesk.publishing import figures
from helpdesk.publishing.queries import public
from helpdesk.publishing.views.blueprint import blueprint
from helpdesk.search import most_searched
from helpdesk.topics import queries as topics
from helpdesk.web import access, languages
from helpdesk.web.page_cache import cached_page

NEWEST = {ItemKind.ARTICLE: 7, ItemKind.GUIDE: 4, ItemKind.LETTER: 4}
"""How many of each kind stand on the front page. Source: guess, two columns of one screen."""


_FACTS = (figures.ANSWER_DAYS, most_searched.FACT)
"""What the worker notes for this page."""


def _stamp() -> Hashable:
    return public.shelf_stamp(*_FACTS)


@blueprint.get("/")
@access.public
@cached_page(_stamp)
def front() -> ResponseReturnValue:
    """Show what this is, the search box, the topics, and what is new."""
    newest, noted = public.newest(NEWEST), installation.facts(*_FACTS)
    return render_template(
        "publishing/front.html",
        tree=topics.tree(),
        counts=public.counts_by_topic(),
        answers=[each for each in newest if each.kind is ItemKind.ARTICLE],
        aids=[each for each in newest if each.kind is not ItemKind.ARTICLE],
        kinds=KIND,
        answer_days=figures.of_fact(noted.get(figures.ANSWER_DAYS)),
        searches=most_searched.of_fact(noted.get(most_searched.FACT), languages.current()),
    )
