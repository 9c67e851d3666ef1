"""Mails of the desk: rendered, in the reader's language, without a word of the case."""

from datetime import timedelta

import pytest

from helpdesk.answers import mail
from helpdesk.answers.service import closing, dialogue, review
from helpdesk.foundation import clock, outbox
from helpdesk.foundation.db import db
from helpdesk.web import mail_delivery
from tests.answers import mails
from tests.cast import Cast
from tests.factories import answers, questions

SECRET = "hemmelig"
TO_REQUESTER = ("more_wanted", "delayed", "answered", "closed")
TO_STAFF = ("assigned", "moved_here", "review_wanted", "returned", "approved")


def test_no_mail_carries_a_word_of_the_case(cast: Cast) -> None:
    title = f"Er dette {SECRET}?"
    question = answers.claimed(cast, title=title, text=f"Veldig {SECRET}")
    dialogue.ask_for_more(actor=cast.anne, question=question, text=SECRET)
    dialogue.go_on(actor=cast.anne, question=question)
    later = clock.today() + timedelta(days=5)
    dialogue.notify_delay(actor=cast.anne, question=question, reason=SECRET, expected_on=later)
    dialogue.consult(actor=cast.anne, question=question, queue=cast.nve_queue, shared_text=SECRET)
    review.submit(actor=cast.anne, question=question, draft=review.Draft(SECRET, 0))
    review.give_back(actor=cast.berit, question=question, version=1, remarks=SECRET)
    closing.decline(actor=cast.anne, question=question, guidance=SECRET)
    for row in db.session.scalars(db.select(outbox.OutboxMessage)):
        message = mail_delivery.compose(row)
        assert SECRET not in message.subject + message.body


@pytest.mark.parametrize("name", [*TO_REQUESTER, *TO_STAFF])
def test_mail_names_the_reference_and_where_to_read_on(cast: Cast, name: str) -> None:
    question = questions.received(cast.kari, cast.topic)
    send = getattr(mail, name)
    if name in TO_REQUESTER:
        send(question)
    else:
        send(question, cast.anne if name == "assigned" else [cast.anne])
    message = mail_delivery.compose(mails.waiting(name)[-1])
    assert question.reference in message.subject
    page = "/sporsmal/" if name in TO_REQUESTER else "/arbeidsflate/sporsmal/"
    assert f"http://127.0.0.1:8000{page}{question.reference}\n" in message.body


def test_mail_to_a_consulted_unit_names_no_case(cast: Cast) -> None:
    question = answers.claimed(cast)
    put = dialogue.consult(
        actor=cast.anne, question=question, queue=cast.nve_queue, shared_text="Hva mener dere?"
    )
    message = mail_delivery.compose(mails.waiting("consulted")[0])
    assert question.reference not in message.subject + message.body
    assert put.url in message.body


def test_mail_uses_the_language_of_its_reader(cast: Cast) -> None:
    question = questions.received(cast.kari, cast.topic, interface_language="nn")
    mail.answered(question)
    assert mails.waiting("answered")[0].payload["language"] == "nn"
