"""The letters: every one renders in every language, and none tells of the case."""

import pytest
import sqlalchemy as sa

from helpdesk.foundation.db import db
from helpdesk.foundation.language import Language
from helpdesk.foundation.outbox import OutboxMessage
from helpdesk.questions import mail
from helpdesk.questions.models import Question
from helpdesk.web import mail_delivery
from tests.factories import questions

SECRET = "HEMMELIGHET"
TO_STAFF = (
    mail.new_in_queue,
    mail.follow_up,
    mail.withdrawn,
    mail.due_soon,
    mail.overdue,
    mail.unseen,
    mail.delay_notice_due,
)


@pytest.fixture(params=list(Language))
def question(request, cast) -> Question:
    cast.anne.language = request.param
    return questions.received(
        cast.kari,
        cast.topic,
        title=f"{SECRET} i tittelen?",
        text=f"{SECRET} i teksten.",
        interface_language=request.param,
    )


def letters() -> list[str]:
    db.session.flush()
    rows = db.session.scalars(sa.select(OutboxMessage).order_by(OutboxMessage.id))
    written = [mail_delivery.compose(row) for row in rows]
    return [f"{letter.subject}\n{letter.body}" for letter in written]


@pytest.mark.parametrize("letter", TO_STAFF, ids=lambda letter: letter.__name__)
def test_letters_to_experts_lead_to_the_desk_and_tell_nothing(cast, question, letter) -> None:
    letter(question, [cast.anne])
    written = letters()[-1]
    assert question.reference in written.splitlines()[0]
    assert f"/arbeidsflate/sporsmal/{question.reference}" in written
    assert SECRET not in written


def test_the_receipt_has_reference_date_and_both_links(question) -> None:
    receipt = letters()[0]
    assert question.reference in receipt.splitlines()[0]
    assert f"/sporsmal/{question.reference}\n" in receipt
    assert "/sporsmal/status/" in receipt
    assert str(question.due_at.year) in receipt
    assert SECRET not in receipt


def test_the_letter_to_confirm_has_the_link_and_says_how_long_it_is_good(question) -> None:
    mail.confirm(question, "hemmelig-lenke")
    written = letters()[-1]
    assert "/sporsmal/bekreft/hemmelig-lenke" in written
    assert "24" in written
    assert SECRET not in written
