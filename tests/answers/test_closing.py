"""Closing without an answer, and opening again."""

import pytest

from helpdesk.answers.service import closing, dialogue
from helpdesk.foundation import events
from helpdesk.foundation.errors import InvalidInput, NotAllowedNow
from helpdesk.questions import queries as threads
from helpdesk.questions.models import CloseReason, MessageKind, QuestionStatus, Visibility
from tests.answers import mails
from tests.cast import Cast
from tests.factories import answers, questions


def test_requester_is_told_where_the_question_was_sent(cast: Cast) -> None:
    question = answers.claimed(cast)
    closing.forward(
        actor=cast.anne,
        question=question,
        body="Statsforvalteren i Vestland",
        text="De er rett myndighet.",
    )
    assert (question.status, question.close_reason) == (
        QuestionStatus.CLOSED,
        CloseReason.FORWARDED,
    )
    assert question.close_detail == "Statsforvalteren i Vestland"
    told = threads.thread(question, seen_from=Visibility.REQUESTER)[-1]
    assert told.kind == MessageKind.DECISION
    assert told.text.startswith("Vi har sendt spørsmålet videre til Statsforvalteren i Vestland.")
    assert mails.recipients("closed") == ["kari@alver.kommune.no"]


def test_duplicate_names_its_target_in_the_house_only(cast: Cast) -> None:
    target = questions.received(cast.ingrid, cast.topic)
    question = answers.claimed(cast)
    closing.close_as_duplicate(
        actor=cast.anne, question=question, target=target, text="Vi svarer på dette samlet."
    )
    assert question.close_reason == CloseReason.DUPLICATE
    assert question.duplicate_of == target
    for post in threads.thread(question, seen_from=Visibility.REQUESTER):
        assert target.reference not in post.text


def test_question_cannot_be_a_duplicate_of_itself_or_in_a_ring(cast: Cast) -> None:
    first, second = answers.claimed(cast), answers.claimed(cast)
    closing.close_as_duplicate(actor=cast.anne, question=first, target=second, text="Samme")
    for target in (second, first):
        with pytest.raises(InvalidInput) as caught:
            closing.close_as_duplicate(
                actor=cast.anne, question=second, target=target, text="Samme"
            )
        assert caught.value.field == "reference"


def test_question_of_another_agency_cannot_be_the_target(cast: Cast) -> None:
    target = questions.received(cast.kari, cast.nve_topic)
    with pytest.raises(InvalidInput):
        closing.close_as_duplicate(
            actor=cast.anne, question=answers.claimed(cast), target=target, text="Samme"
        )


def test_declining_needs_guidance(cast: Cast) -> None:
    question = answers.claimed(cast)
    with pytest.raises(InvalidInput):
        closing.decline(actor=cast.anne, question=question, guidance=" ")
    closing.decline(actor=cast.anne, question=question, guidance="Spør fylkeskommunen.")
    assert question.close_reason == CloseReason.OUT_OF_SCOPE
    assert mails.recipients("closed") == ["kari@alver.kommune.no"]


def test_spam_is_closed_without_a_word_and_can_be_taken_back(cast: Cast) -> None:
    question = questions.received(cast.kari, cast.topic)
    closing.mark_as_spam(actor=cast.anne, question=question)
    assert question.close_reason == CloseReason.SPAM
    assert mails.waiting("closed") == []
    closing.reopen(actor=cast.anne, question=question)
    assert question.status == QuestionStatus.NEW
    assert question.close_reason is None


def test_reopened_question_goes_back_to_its_expert_with_a_new_deadline(cast: Cast) -> None:
    question = answers.sent(cast)
    closing.reopen(actor=cast.berit, question=question)
    assert question.status == QuestionStatus.OPEN
    assert question.assignee == cast.anne
    kinds = [event.kind for event in events.of_subject(question.subject)]
    assert kinds[-1] == "answers.reopen"


def test_closing_a_paused_question_ends_the_pause(cast: Cast) -> None:
    question = answers.claimed(cast)
    dialogue.ask_for_more(actor=cast.anne, question=question, text="Mer?")
    closing.decline(actor=cast.anne, question=question, guidance="Spør andre.")
    assert question.paused_at is None


def test_closed_question_cannot_be_closed_again(cast: Cast) -> None:
    question = answers.claimed(cast)
    closing.mark_as_spam(actor=cast.anne, question=question)
    with pytest.raises(NotAllowedNow):
        closing.decline(actor=cast.anne, question=question, guidance="Spør andre.")
