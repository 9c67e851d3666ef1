"""Notes, the requester, and other units."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from helpdesk.answers import policy
from helpdesk.answers.queries import cases, desk
from helpdesk.answers.service import dialogue, review
from helpdesk.answers.service.drafting import Draft
from helpdesk.foundation.errors import InvalidInput, NotAllowedNow, NotFound, NotPermitted
from helpdesk.foundation.language import TextLanguage
from helpdesk.questions import queries as threads
from helpdesk.questions.models import Message, MessageKind, Question, QuestionStatus, Visibility
from helpdesk.questions.service import own
from tests.answers import mails
from tests.cast import Cast
from tests.factories import answers

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def posts(question: Question, seen_from: Visibility) -> list[Message]:
    return list(threads.thread(question, seen_from=seen_from))


def test_note_is_seen_by_staff_and_never_by_the_requester(cast: Cast) -> None:
    question = answers.claimed(cast)
    dialogue.add_note(actor=cast.anne, question=question, text="Sjekk med juristen")
    assert [p.kind for p in posts(question, Visibility.STAFF)][-1] == MessageKind.NOTE
    assert all("juristen" not in p.text for p in posts(question, Visibility.REQUESTER))


@pytest.mark.parametrize("text", ["", " \n "])
def test_empty_note_is_refused(cast: Cast, text: str) -> None:
    with pytest.raises(InvalidInput):
        dialogue.add_note(actor=cast.anne, question=answers.claimed(cast), text=text)


def test_clock_stands_still_while_the_requester_is_asked_for_more(cast: Cast) -> None:
    with time_machine.travel(MONDAY, tick=False) as time:
        question = answers.claimed(cast)
        due_at = question.due_at
        dialogue.ask_for_more(actor=cast.anne, question=question, text="Hvor mange hytter?")
        assert question.status == QuestionStatus.WAITING_REQUESTER
        assert question.paused_at == MONDAY
        assert question.first_replied_at == MONDAY
        time.shift(timedelta(days=2))
        own.follow_up(actor=cast.kari, question=question, text="Tre", submit_key="a")
    assert question.status == QuestionStatus.OPEN
    assert question.due_at == due_at + timedelta(days=2)
    assert mails.recipients("more_wanted") == ["kari@alver.kommune.no"]


def test_expert_goes_on_without_waiting(cast: Cast) -> None:
    question = answers.claimed(cast)
    dialogue.ask_for_more(actor=cast.anne, question=question, text="Hvor mange?")
    dialogue.go_on(actor=cast.anne, question=question)
    assert question.status == QuestionStatus.OPEN
    assert question.paused_at is None


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (TextLanguage.NB, "Vi regner med å svare innen 1. desember 2026."),
        (TextLanguage.NN, "Vi reknar med å svare innan 1. desember 2026."),
    ],
)
def test_delay_notice_says_why_and_when_in_the_askers_language(
    cast: Cast, language: TextLanguage, sentence: str
) -> None:
    with time_machine.travel(MONDAY, tick=False):
        question = answers.claimed(cast, language=language)
        dialogue.notify_delay(
            actor=cast.anne,
            question=question,
            reason="Vi venter på en dom.",
            expected_on=date(2026, 12, 1),
        )
    notice = posts(question, Visibility.REQUESTER)[-1]
    assert notice.kind == MessageKind.DELAY_NOTICE
    assert notice.text == f"Vi venter på en dom.\n\n{sentence}"
    assert mails.recipients("delayed") == ["kari@alver.kommune.no"]


def test_delay_notice_for_a_day_that_has_passed_is_refused(cast: Cast) -> None:
    with time_machine.travel(MONDAY, tick=False), pytest.raises(InvalidInput) as caught:
        dialogue.notify_delay(
            actor=cast.anne,
            question=answers.claimed(cast),
            reason="Ferie",
            expected_on=date(2026, 11, 23),
        )
    assert caught.value.field == "expected_on"


def test_consulted_unit_sees_what_was_shared_and_nothing_else(cast: Cast) -> None:
    question = answers.claimed(cast)
    put = dialogue.consult(
        actor=cast.anne, question=question, queue=cast.nve_queue, shared_text="Gjelder *dette*?"
    )
    assert question.status == QuestionStatus.WAITING_AGENCY
    assert question.paused_at is None
    assert mails.recipients("consulted") == ["liv@nve.no"]
    assert mails.waiting("consulted")[0].payload["facts"] == {"path": put.url}

    seen = cases.consultation(cast.vera, put.id)
    assert seen.shared_html == "<p>Gjelder <em>dette</em>?</p>\n"
    assert not policy.can_see(cast.vera, question)
    with pytest.raises(NotFound):
        cases.consultation(cast.anne, put.id)


def test_reply_of_the_consulted_unit_becomes_a_note(cast: Cast) -> None:
    question = answers.claimed(cast)
    put = dialogue.consult(
        actor=cast.anne, question=question, queue=cast.nve_queue, shared_text="Gjelder dette?"
    )
    dialogue.reply_to_consultation(
        actor=cast.vera, consultation=cases.consultation(cast.vera, put.id), text="Ja."
    )
    note = posts(question, Visibility.STAFF)[-1]
    assert (note.kind, note.visibility) == (MessageKind.NOTE, Visibility.STAFF)
    assert note.text.endswith("Ja.")
    assert question.status == QuestionStatus.OPEN
    assert mails.recipients("consultation_answered") == ["anne@miljodir.no"]
    assert cases.open_consultations(cast.vera) == []
    with pytest.raises(NotAllowedNow):
        dialogue.reply_to_consultation(actor=cast.vera, consultation=put, text="Ja igjen")


def test_only_the_unit_that_was_asked_may_reply(cast: Cast) -> None:
    question = answers.claimed(cast)
    put = dialogue.consult(
        actor=cast.anne, question=question, queue=cast.nve_queue, shared_text="Gjelder dette?"
    )
    with pytest.raises(NotPermitted):
        dialogue.reply_to_consultation(actor=cast.dag, consultation=put, text="Ja")


def test_consultation_ends_when_the_asking_side_goes_on(cast: Cast) -> None:
    question = answers.claimed(cast)
    put = dialogue.consult(
        actor=cast.anne, question=question, queue=cast.nve_queue, shared_text="Gjelder dette?"
    )
    dialogue.go_on(actor=cast.anne, question=question)
    assert put.ended_at is not None
    assert put.replied_at is None


def test_own_queue_cannot_be_consulted(cast: Cast) -> None:
    with pytest.raises(InvalidInput):
        dialogue.consult(
            actor=cast.anne, question=answers.claimed(cast), queue=cast.queue, shared_text="Hei"
        )


def test_nobody_waits_for_a_unit_once_the_answer_is_sent(cast: Cast) -> None:
    question = answers.claimed(cast)
    dialogue.consult(
        actor=cast.anne, question=question, queue=cast.nve_queue, shared_text="Hva mener dere?"
    )
    assert desk.counts(cast.vera)["consultations"] == 1
    review.submit(actor=cast.anne, question=question, draft=Draft(answers.TEXT, 0))
    review.approve_and_send(actor=cast.berit, question=question, version=1)
    assert cases.open_consultations(cast.vera) == []
    assert desk.counts(cast.vera)["consultations"] == 0
