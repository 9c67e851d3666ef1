"""Who is responsible, and in which queue."""

from collections.abc import Callable

import pytest

from helpdesk.answers.models import AnswerState
from helpdesk.answers.queries import cases
from helpdesk.answers.service import dialogue, review, triage
from helpdesk.foundation import events
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput, NotAllowedNow
from helpdesk.questions import queries as threads
from helpdesk.questions.models import MessageKind, Question, QuestionStatus, Visibility
from tests.answers import mails
from tests.cast import Cast
from tests.factories import answers, questions

Make = Callable[[Cast], Question]


def test_expert_claims_a_question_nobody_has(cast: Cast) -> None:
    question = answers.claimed(cast)
    assert question.assignee == cast.anne
    assert question.status == QuestionStatus.OPEN
    assert question.opened_at is not None
    assert events.of_subject(question.subject)[-1].kind == "answers.claim"


def test_expert_who_claims_twice_changes_nothing_the_second_time(cast: Cast) -> None:
    question = answers.claimed(cast)
    before = len(events.of_subject(question.subject))
    triage.claim(actor=cast.anne, question=question)
    assert len(events.of_subject(question.subject)) == before


def test_expert_cannot_claim_what_a_colleague_has_claimed(cast: Cast) -> None:
    question = answers.claimed(cast)
    with pytest.raises(NotAllowedNow) as caught:
        triage.claim(actor=cast.dag, question=question)
    assert caught.value.facts == {"name": "Anne Brekke"}
    assert question.assignee == cast.anne


def test_expert_puts_a_question_back_and_its_clock_goes_on(cast: Cast) -> None:
    question = answers.claimed(cast)
    dialogue.ask_for_more(actor=cast.anne, question=question, text="Hvor mange?")
    triage.release(actor=cast.anne, question=question)
    assert question.status == QuestionStatus.NEW
    assert question.assignee is None
    assert question.paused_at is None


def test_expert_gives_a_question_to_a_colleague_who_is_told(cast: Cast) -> None:
    question = questions.received(cast.kari, cast.topic)
    question = cases.held_by(cast.anne, question.reference)
    triage.assign(actor=cast.anne, question=question, assignee=cast.dag)
    assert question.assignee == cast.dag
    assert question.status == QuestionStatus.OPEN
    assert mails.recipients("assigned") == ["dag@miljodir.no"]


def test_expert_cannot_give_a_question_to_somebody_outside_the_queue(cast: Cast) -> None:
    question = answers.claimed(cast)
    with pytest.raises(InvalidInput) as caught:
        triage.assign(actor=cast.anne, question=question, assignee=cast.vera)
    assert caught.value.field == "assignee"


def test_question_moved_to_another_agency_starts_anew_there(cast: Cast) -> None:
    question = answers.claimed(cast)
    triage.move(
        actor=cast.anne,
        question=question,
        topic=cast.nve_topic,
        queue=cast.nve_queue,
        note="Dette gjelder overvann",
    )
    assert (question.topic, question.queue) == (cast.nve_topic, cast.nve_queue)
    assert question.status == QuestionStatus.NEW
    assert question.assignee is None
    assert question.opened_at is None
    note = threads.thread(question, seen_from=Visibility.STAFF)[-1]
    assert (note.kind, note.text) == (MessageKind.NOTE, "Dette gjelder overvann")
    assert mails.recipients("moved_here") == ["liv@nve.no"]


@pytest.mark.parametrize("made", [answers.submitted, answers.approved])
def test_an_answer_reviewed_in_one_queue_is_not_anothers_to_send(cast: Cast, made: Make) -> None:
    question = made(cast)
    triage.move(
        actor=cast.anne, question=question, topic=cast.nve_topic, queue=cast.nve_queue, note="Deres"
    )
    question = cases.held_by(cast.vera, question.reference)
    triage.claim(actor=cast.vera, question=question)
    answer = answers.answer_of(question)
    assert answer.state == AnswerState.DRAFT
    assert answer.text == answers.TEXT
    assert answer.reviewed_by is None
    with pytest.raises(NotAllowedNow):
        review.send(actor=cast.vera, question=question)


def test_question_moved_within_the_queue_keeps_its_expert(cast: Cast) -> None:
    question = answers.claimed(cast)
    parent = cast.topic.parent
    assert parent is not None
    triage.move(actor=cast.anne, question=question, topic=parent, queue=cast.queue, note="Bredere")
    assert question.topic == parent
    assert question.assignee == cast.anne
    assert question.status == QuestionStatus.OPEN
    assert mails.waiting("moved_here") == []


def test_move_needs_a_note_and_a_new_place(cast: Cast) -> None:
    question = answers.claimed(cast)
    with pytest.raises(InvalidInput) as no_note:
        triage.move(
            actor=cast.anne,
            question=question,
            topic=cast.nve_topic,
            queue=cast.nve_queue,
            note="  ",
        )
    assert no_note.value.field == "note"
    with pytest.raises(InvalidInput) as same_place:
        triage.move(
            actor=cast.anne, question=question, topic=cast.topic, queue=cast.queue, note="Hit"
        )
    assert same_place.value.field == "topic"


def test_expert_claims_and_moves_several_but_only_those_she_may(cast: Cast) -> None:
    free = questions.received(cast.kari, cast.topic)
    taken = answers.claimed(cast, by=cast.dag)
    foreign = questions.received(cast.kari, cast.nve_topic)
    references = [each.reference for each in (free, taken, foreign)]

    found = cases.held_among(cast.anne, references)
    assert [each.reference for each in found] == [free.reference, taken.reference]
    assert triage.claim_all(actor=cast.anne, questions=found) == 1
    assert triage.move_all(
        actor=cast.anne,
        questions=cases.held_among(cast.anne, references),
        topic=cast.nve_topic,
        queue=cast.nve_queue,
        note="Begge gjelder overvann",
    ) == len(found)
    db.session.refresh(taken)
    assert taken.queue_id == cast.nve_queue.id
