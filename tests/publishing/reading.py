"""What the tests of the public pages share."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from helpdesk.foundation import clock
from helpdesk.foundation.db import db
from helpdesk.publishing import editions
from helpdesk.publishing.models import Article
from helpdesk.publishing.queries import editing
from helpdesk.publishing.service import corrections
from tests.cast import Cast
from tests.factories import publishing as make


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect the SQL statements that run inside."""
    run: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        if not statement.startswith("BEGIN"):
            run.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    yield run
    sa.event.remove(db.engine, "before_cursor_execute", note)


def url_of(article: Article) -> str:
    return f"/svar/{article.number}/nar-trenger-en-hytte-utslippstillatelse"


def next_edition(cast: Cast, article: Article, **facts: object) -> None:
    """Publish a new edition of *article*, past the desk."""
    found = editing.article(article.number)
    edition = editing.edition(article.number, editing.current(found).number)
    text = make.text(cast.topic, **facts)
    new = editions.new_edition(edition.article, text, topics=edition.topics)
    editions.publish_edition(new, at=clock.now(), by=None)
    db.session.commit()


def withdraw(cast: Cast, article: Article, **facts: object) -> None:
    found = editing.article(article.number)
    corrections.withdraw(actor=cast.berit, article=found, reason="Loven er opphevet.", **facts)
