"""Asking and confirming, on a real database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine

from helpdesk.accounts.models import MailDomain
from helpdesk.foundation import counters, files
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput, NotFound, NotPermitted
from helpdesk.foundation.files import FileStore
from helpdesk.foundation.outbox import OutboxMessage
from helpdesk.questions import queries
from helpdesk.questions.models import (
    Question,
    QuestionStatus,
    Visibility,
)
from helpdesk.questions.service import asking
from tests.factories import questions
from tests.foundation.identity_number_maker import make

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SYNTHETIC_NUMBER = make(date(1991, 5, 23), month=80)
"""Of Skatteetaten's test population: blocked like any other."""


def mails(template: str | None = None) -> list[OutboxMessage]:
    rows = db.session.scalars(sa.select(OutboxMessage).order_by(OutboxMessage.id))
    return [r for r in rows if template is None or r.payload["template"] == f"questions/{template}"]


def token_in(row: OutboxMessage, fact: str = "path") -> str:
    return row.payload["facts"][fact].rpartition("/")[2]


def visitor_asks(cast, **facts) -> Question:
    given = questions.asked(cast.kari, cast.topic, email="Ny@Alver.kommune.no", **facts)
    return asking.ask(actor=None, asked=given)


def confirmed(cast, **facts) -> Question:
    question = visitor_asks(cast, **facts)
    asking.confirm(token=token_in(mails("confirm")[-1]))
    return question


@time_machine.travel(MONDAY)
def test_signed_in_requester_asks_and_it_stands_in_the_topics_queue_at_once(cast) -> None:
    question = questions.received(cast.kari, cast.topic)
    assert question.status == QuestionStatus.NEW
    assert question.reference == "2026-00001"
    assert question.queue_id == cast.queue.id
    assert question.due_at == datetime(2026, 12, 7, 14, 30, tzinfo=UTC)


def test_references_grow_by_one_within_a_year_and_begin_anew(cast) -> None:
    with time_machine.travel(datetime(2026, 12, 31, 22, 30, tzinfo=UTC), tick=False):
        first = questions.received(cast.kari, cast.topic)
        second = questions.received(cast.nils, cast.topic)
    with time_machine.travel(datetime(2026, 12, 31, 23, 30, tzinfo=UTC), tick=False):
        third = questions.received(cast.kari, cast.topic)
    assert [q.reference for q in (first, second, third)] == [
        "2026-00001",
        "2026-00002",
        "2027-00001",
    ]


def test_requester_gets_a_receipt_and_members_of_the_queue_a_notice(cast) -> None:
    questions.received(cast.kari, cast.topic)
    assert [row.payload["to"] for row in mails("received")] == [cast.kari.email]
    told = {row.payload["to"] for row in mails("new_in_queue")}
    assert told == {cast.anne.email, cast.dag.email, cast.berit.email}


def test_mails_carry_nothing_of_the_case(cast) -> None:
    confirmed(cast, title="HEMMELIG tittel her", text="HEMMELIG tekst her")
    assert mails()
    assert not [row for row in mails() if "HEMMELIG" in str(row.payload)]


def test_the_same_form_sent_twice_makes_one_question(cast) -> None:
    given = questions.asked(cast.kari, cast.topic)
    assert asking.ask(actor=cast.kari, asked=given) is asking.ask(actor=cast.kari, asked=given)
    assert db.session.scalar(sa.select(sa.func.count(Question.id))) == 1
    assert len(mails("received")) == 1


def test_the_same_form_with_other_words_makes_another_question(cast) -> None:
    given = questions.asked(cast.kari, cast.topic)
    asking.ask(actor=cast.kari, asked=given)
    asking.ask(actor=cast.kari, asked=replace(given, title="Og om vannet legges inn?"))
    assert db.session.scalar(sa.select(sa.func.count(Question.id))) == 2


def test_expert_may_not_ask(cast) -> None:
    with pytest.raises(NotPermitted):
        questions.received(cast.anne, cast.topic)


@pytest.mark.parametrize("field", ["title", "text"])
def test_an_identity_number_stops_the_question_and_is_not_repeated(cast, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        questions.received(cast.kari, cast.topic, **{field: f"Gjelder {SYNTHETIC_NUMBER}."})
    assert refused.value.field == field
    assert SYNTHETIC_NUMBER not in f"{refused.value} {refused.value.says} {refused.value.facts}"


def test_visitor_gets_a_link_and_the_question_is_in_no_queue(cast) -> None:
    question = visitor_asks(cast)
    assert question.status == QuestionStatus.UNCONFIRMED
    assert question.reference is None
    assert [row.payload["to"] for row in mails()] == ["ny@alver.kommune.no"]
    assert queries.by_confirm_token(token_in(mails("confirm")[0])) is question


def test_confirming_makes_the_account_and_receives_the_question(cast) -> None:
    question = visitor_asks(cast)
    status_token = asking.confirm(token=token_in(mails("confirm")[0]))
    assert question.status == QuestionStatus.NEW
    assert question.requester.email == "ny@alver.kommune.no"
    assert question.requester.organisation is cast.alver
    assert question.requester.password_hash is None
    assert queries.first_message(question).author is question.requester
    assert queries.by_status_token(status_token) is question
    assert token_in(mails("received")[0], "status_path") == status_token


def test_a_confirmation_link_works_once(cast) -> None:
    confirmed(cast)
    assert asking.confirm(token=token_in(mails("confirm")[0])) is None
    assert len(mails("received")) == 1


def test_a_confirmation_link_is_good_for_24_hours(cast) -> None:
    with time_machine.travel(MONDAY, tick=False):
        visitor_asks(cast)
    token = token_in(mails("confirm")[0])
    with (
        time_machine.travel(MONDAY + timedelta(hours=24, seconds=1), tick=False),
        pytest.raises(NotFound),
    ):
        asking.confirm(token=token)
    with time_machine.travel(MONDAY + timedelta(hours=24), tick=False):
        assert asking.confirm(token=token)


def test_a_made_up_confirmation_link_is_nobodys(cast) -> None:
    with pytest.raises(NotFound):
        asking.confirm(token="gjettet")


def test_the_account_keeps_its_municipality_whatever_the_form_said(cast) -> None:
    question = visitor_asks(cast, organisation=cast.bodo)
    cast.kari.organisation = cast.alver
    question.email = cast.kari.email
    asking.confirm(token=token_in(mails("confirm")[0]))
    assert question.organisation is cast.alver


def test_a_closed_account_cannot_confirm(cast) -> None:
    cast.nils.is_active = False
    given = questions.asked(cast.nils, cast.topic)
    asking.ask(actor=None, asked=given)
    with pytest.raises(NotPermitted):
        asking.confirm(token=token_in(mails("confirm")[0]))


def test_an_unknown_municipal_domain_is_placed_only_when_the_address_is_confirmed(cast) -> None:
    given = questions.asked(cast.kari, cast.topic, email="per@post.nykommune.kommune.no")
    question = asking.ask(actor=None, asked=given)
    assert db.session.get(MailDomain, "nykommune.kommune.no") is None
    asking.confirm(token=token_in(mails("confirm")[0]))
    claimed = db.session.get(MailDomain, "nykommune.kommune.no")
    assert claimed.organisation_id == cast.alver.id
    assert not claimed.is_confirmed
    assert not question.requester.is_placed


def test_what_a_robot_filled_in_gets_no_mail(cast) -> None:
    question = visitor_asks(cast, is_suspect=True)
    assert question.status == QuestionStatus.UNCONFIRMED
    assert mails() == []


def test_files_belong_to_the_question_once_it_is_sent(cast, tmp_path) -> None:
    store = FileStore(tmp_path)
    stored = store.stage(
        b"%PDF-", original_name="kart.pdf", media_type="application/pdf", stage="t"
    )
    question = questions.received(cast.kari, cast.topic, files=[stored])
    assert files.staged("t") == []
    thread = queries.thread(question, seen_from=Visibility.REQUESTER)
    assert [a.file.original_name for a in thread[0].attachments] == ["kart.pdf"]


def test_requester_writes_as_in_a_letter_and_lines_stay_lines(cast) -> None:
    question = questions.received(cast.kari, cast.topic, text="Første linje\nAndre linje")
    assert "Første linje<br>" in queries.first_message(question).html


def test_a_deflection_is_counted_and_nothing_else_kept(cast) -> None:
    with time_machine.travel(MONDAY, tick=False):
        asking.count_deflection()
        asking.count_deflection()
        assert counters.current("deflected-2026-11-23") == 2
