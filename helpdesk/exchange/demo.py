"""The demo: registers, people, articles, guides, letters and questions, all invented."""

from sqlalchemy import func, select

from helpdesk.accounts.models import Organisation
from helpdesk.exchange import demo_people, demo_questions, demo_searches, registers, service
from helpdesk.foundation import installation
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import AlreadyExists, NotAllowedNow
from helpdesk.search import index

LOADING = "loading"
FILES = ("letters.jsonl", "guides.jsonl", "duties.jsonl", "articles-1.jsonl", "articles-2.jsonl")


def load() -> None:
    """
    Fill an empty database with the demo, and mark the installation as one.

    Raises:
        AlreadyExists: the database holds something.
        NotAllowedNow: an earlier loading was broken off.
    """
    _refuse_unless_empty()
    installation.note(installation.DEMO, LOADING)
    registers.load()
    demo_people.load()
    db.session.commit()
    for name in FILES:
        service.import_file(registers.FOLDER / name)
    demo_questions.play()
    index.catch_up()
    demo_searches.play()
    installation.note(installation.DEMO, "yes")
    db.session.commit()


def is_complete_or_foreign() -> bool:
    """Tell whether the database holds a whole demo, or something that is none."""
    state = installation.fact(installation.DEMO)
    return state == "yes" or (state is None and not _is_empty())


def _refuse_unless_empty() -> None:
    if installation.fact(installation.DEMO) == LOADING:
        raise NotAllowedNow(
            "Loading the demo was broken off earlier. Remove the data folder and start again."
        )
    if not _is_empty():
        raise AlreadyExists("The database holds something already; the demo needs an empty one.")


def _is_empty() -> bool:
    return db.session.scalar(select(func.count()).select_from(Organisation)) == 0
