"""A site that grows, and the statements its pages ask of the database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from helpdesk.accounts.models import User
from helpdesk.foundation.db import db
from helpdesk.publishing.models import Edition
from helpdesk.questions.models import Question
from helpdesk.search import index
from tests.cast import Cast
from tests.factories import answers, editorial, publishing, questions, tasks

Statement = tuple[str, object]

DUTY_LINKS = (
    "guide:behandle-soknad-om-utslipp",
    "letter:brev-om-mangelfull-soknad",
    "article:svar-1",
)

_VERBS = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")


@contextmanager
def statements() -> Iterator[list[Statement]]:
    """Note the statements of the block; what begins and ends transactions does not count."""
    noted: list[Statement] = []

    def note(
        _connection: object, _cursor: object, statement: str, parameters: object, *_more: object
    ) -> None:
        if statement.startswith(_VERBS):
            noted.append((statement, parameters))

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield noted
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)


@dataclass
class Site:
    """The site, the people who look at it, and what stands in its addresses."""

    app: Flask
    cast: Cast
    browsers: dict[str, FlaskClient]
    places: dict[str, object]

    def grow(self, count: int) -> None:
        """Let there be *count* more articles and duties, and as many more questions of Kari's."""
        cast = self.cast
        for number in range(count):
            title = f"Når trenger en hytte utslippstillatelse {number}?"
            laws = ("FOR-2004-06-01-931/12-3",)
            publishing.published(cast.miljodir, cast.topic, by=cast.anne, title=title, laws=laws)
            duty = editorial.duty(
                cast.anne, cast.miljodir, cast.topic, title=f"Gi løyve {number}", links=DUTY_LINKS
            )
            editorial.published(duty, cast.astrid)
            if number % 2:
                answers.claimed(cast)
            else:
                questions.received(cast.kari, cast.topic)
        index.catch_up()

    def open(self, who: str, page: str) -> list[Statement]:
        """Have *who* open *page*, kept by no cache, and return what it asked."""
        cache = self.app.extensions["page_cache"]
        cache._entries.clear()
        with statements() as noted:
            answer = self.look(who, page)
        assert answer.status_code == (404 if "finnes-ikke" in page else 200), page
        return noted

    def look(self, who: str, page: str) -> TestResponse:
        """Have *who* open *page*."""
        return self.browsers[who].get(page.format(**self.places))


def make(app: Flask, cast: Cast, as_user: Callable[[User], FlaskClient], count: int) -> Site:
    """Make a site with *count* articles and questions, a guide, a letter template and duties."""
    publishing.regulation()
    for edition in (
        editorial.guide(cast.anne, cast.miljodir, cast.topic),
        editorial.letter(cast.anne, cast.miljodir, cast.topic),
        editorial.duty(cast.anne, cast.miljodir, cast.topic),
    ):
        editorial.published(edition, cast.astrid)
    names = ("kari", "anne", "astrid", "odd")
    browsers = {name: as_user(getattr(cast, name)) for name in names}
    site = Site(app, cast, browsers | {"visitor": app.test_client()}, places={})
    site.grow(count)
    sweep = tasks.swept(cast)
    site.places = {
        "sweep": sweep.id,
        "task": tasks.of(sweep)[0].id,
        "article": db.session.scalars(sa.select(Edition.slug).order_by(Edition.id)).first(),
        "reference": db.session.scalars(
            sa.select(Question.reference).where(Question.assignee_id == cast.anne.id)
        ).first(),
    }
    return site
