"""Whoever chose the wrong municipality takes her questions along when that is put right."""

from flask import Flask

from helpdesk import wiring
from helpdesk.accounts import domains, queries
from helpdesk.accounts.models import User
from helpdesk.accounts.service import organisations, people
from helpdesk.accounts.service.people import Person
from helpdesk.foundation import clock, outbox
from helpdesk.foundation.db import db
from helpdesk.foundation.language import Language
from helpdesk.questions.models import Question
from helpdesk.questions.queries import shared_with
from tests.cast import Cast
from tests.factories import questions


def guessed(cast: Cast) -> tuple[User, Question]:
    """Let somebody of an unknown domain say to work in Alver, and ask and share a question."""
    domains.claim_domain("nykommune.kommune.no", cast.alver)
    asker = domains.person_for("x@nykommune.kommune.no", cast.alver, Language.NB, clock.now())
    db.session.commit()
    return asker, questions.received(asker, cast.topic, is_shared=True)


def carry_out() -> None:
    outbox.deliver_due({wiring.placing.KIND: wiring.OUTBOX_HANDLERS[wiring.placing.KIND]})
    db.session.expire_all()


def shared(person: User) -> list[str | None]:
    return [question.reference for question in shared_with(queries.by_id(person.id)).items]


def test_a_confirmed_domain_takes_the_questions_along(app: Flask, cast: Cast) -> None:
    _asker, question = guessed(cast)
    reference = question.reference
    assert shared(cast.nils) == [reference]
    organisations.confirm_domain(
        actor=cast.odd, domain="nykommune.kommune.no", organisation=cast.bodo
    )
    carry_out()
    assert (shared(cast.nils), shared(cast.ingrid)) == ([], [reference])


def test_a_person_who_is_put_right_takes_the_questions_along(app: Flask, cast: Cast) -> None:
    asker, question = guessed(cast)
    reference = question.reference
    right = Person(name="X", organisation_key=cast.bodo.key, language=Language.NB)
    people.save(actor=cast.odd, user=queries.by_id(asker.id), person=right)
    carry_out()
    assert (shared(cast.nils), shared(cast.ingrid)) == ([], [reference])


def test_who_changes_jobs_leaves_the_questions_where_they_were(app: Flask, cast: Cast) -> None:
    question = questions.received(cast.kari, cast.topic, is_shared=True)
    reference = question.reference
    moved = Person(name="Kari", organisation_key=cast.bodo.key, language=Language.NB)
    people.save(actor=cast.odd, user=queries.by_id(cast.kari.id), person=moved)
    carry_out()
    assert (shared(cast.nils), shared(cast.ingrid)) == ([reference], [])
