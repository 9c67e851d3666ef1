"""The demo: everything a newcomer is to see, in an empty database only."""

from collections import Counter

import pytest
from flask import Flask
from sqlalchemy import select

from helpdesk.accounts.models import Organisation, OrganisationKind, User
from helpdesk.catalogue.models import CatalogueItem
from helpdesk.exchange import demo, demo_people
from helpdesk.foundation import installation
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import AlreadyExists, NotAllowedNow
from helpdesk.questions.models import CloseReason, Question, QuestionStatus
from helpdesk.search import log_queries, most_searched
from tests.cast import Cast

REASONS = {
    CloseReason.ANSWERED,
    CloseReason.FORWARDED,
    CloseReason.OUT_OF_SCOPE,
}


def test_the_demo_holds_what_it_promises(app: Flask) -> None:
    demo.load()
    assert installation.is_demo()
    shelf = Counter(db.session.scalars(select(CatalogueItem.kind)))
    assert shelf == {"article": 80, "duty": 141, "guide": 11, "letter": 27}
    questions = db.session.scalars(select(Question)).all()
    assert len(questions) == 15
    assert {question.status for question in questions} == set(QuestionStatus)
    assert {question.close_reason for question in questions if question.close_reason} == REASONS
    references = [question.reference for question in questions if question.reference]
    assert len(set(references)) == 14, "all but the one whose mail link is not clicked yet"
    places = Counter(db.session.scalars(select(Organisation.kind)))
    assert places[OrganisationKind.MUNICIPALITY] == 357
    noted = installation.fact(most_searched.FACT)
    counts = [len(most_searched.of_fact(noted, language)) for language in ("nb", "nn", "en")]
    assert counts == [6, 6, 4]
    assert [each.text for each in log_queries.without_hits(30)] == ["kjøttkvern", "parkettlakk"]
    assert log_queries.without_clicks(30)
    people = set(db.session.scalars(select(User.email)))
    assert {person.email for person in demo_people.everybody()} <= people
    with pytest.raises(AlreadyExists):
        demo.load()


def test_the_demo_refuses_a_database_that_holds_anything(cast: Cast) -> None:
    db.session.commit()
    with pytest.raises(AlreadyExists):
        demo.load()
    assert not installation.is_demo()
    assert demo.is_complete_or_foreign()


def test_a_demo_that_was_broken_off_says_so(app: Flask) -> None:
    installation.note(installation.DEMO, demo.LOADING)
    db.session.commit()
    assert not demo.is_complete_or_foreign()
    with pytest.raises(NotAllowedNow, match="broken off"):
        demo.load()
