"""The second pair of eyes, and sending."""

from itertools import product

import pytest

from helpdesk.answers.models import TRANSITIONS, Answer, AnswerState
from helpdesk.answers.service import dialogue, drafting, review
from helpdesk.answers.service.drafting import Draft, Saved
from helpdesk.foundation import clock, events
from helpdesk.foundation.errors import InvalidInput, NotAllowedNow, StaleVersion
from helpdesk.questions import queries as threads
from helpdesk.questions.models import MessageKind, QuestionStatus, Visibility
from helpdesk.questions.service import own
from tests.answers import mails
from tests.cast import Cast
from tests.factories import answers, catalogue

STEPS = list(product(AnswerState, AnswerState))


@pytest.mark.parametrize(("old", "new"), STEPS, ids=lambda state: str(state))
def test_answer_takes_only_the_steps_of_the_table(old: AnswerState, new: AnswerState) -> None:
    answer = Answer(id=1, state=old)
    if new in TRANSITIONS[old]:
        answer.move_to(new, at=clock.now())
        assert answer.state == new
    else:
        with pytest.raises(NotAllowedNow):
            answer.move_to(new, at=clock.now())


def test_reviewers_who_have_not_written_are_asked(cast: Cast) -> None:
    question = answers.submitted(cast)
    assert answers.answer_of(question).state == AnswerState.SUBMITTED
    assert mails.recipients("review_wanted") == ["berit@miljodir.no"]


def test_reviewer_who_has_written_is_not_asked(cast: Cast) -> None:
    question = answers.drafted(cast, by=cast.berit)
    review.submit(actor=cast.anne, question=question, draft=Draft("Nei.", 1))
    assert mails.waiting("review_wanted") == []


def test_empty_answer_cannot_be_submitted(cast: Cast) -> None:
    with pytest.raises(InvalidInput) as caught:
        review.submit(actor=cast.anne, question=answers.claimed(cast), draft=Draft("  ", 0))
    assert caught.value.field == "text"


def test_returned_answer_says_why_and_goes_round_again(cast: Cast) -> None:
    question = answers.submitted(cast)
    review.give_back(actor=cast.berit, question=question, version=1, remarks="Nevn unntaket.")
    answer = answers.answer_of(question)
    assert (answer.state, answer.remarks) == (AnswerState.RETURNED, "Nevn unntaket.")
    assert mails.recipients("returned") == ["anne@miljodir.no"]

    review.submit(actor=cast.anne, question=question, draft=Draft("Nei, unntatt …", 1))
    review.approve(actor=cast.berit, question=question, version=3)
    assert answers.answer_of(question).state == AnswerState.APPROVED
    assert answers.answer_of(question).remarks is None


def test_returning_needs_remarks(cast: Cast) -> None:
    question = answers.submitted(cast)
    with pytest.raises(InvalidInput) as caught:
        review.give_back(actor=cast.berit, question=question, version=1, remarks=" ")
    assert caught.value.field == "remarks"


def test_reviewer_approves_the_text_she_has_read_and_no_other(cast: Cast) -> None:
    question = answers.submitted(cast)
    review.recall(actor=cast.anne, question=question)
    review.submit(actor=cast.anne, question=question, draft=Draft("Noe helt annet.", 1))
    for decide in (review.approve, review.approve_and_send):
        with pytest.raises(StaleVersion):
            decide(actor=cast.berit, question=question, version=1)


def test_reviewer_does_not_approve_links_that_came_after_she_read_it(cast: Cast) -> None:
    catalogue.shelve(cast.miljodir, key="svar-1")
    question = answers.submitted(cast)
    review.recall(actor=cast.anne, question=question)
    more = Draft(answers.TEXT, 1, added=["article:svar-1"])
    assert isinstance(review.submit(actor=cast.anne, question=question, draft=more), Saved)
    with pytest.raises(StaleVersion):
        review.approve_and_send(actor=cast.berit, question=question, version=1)
    review.approve_and_send(actor=cast.berit, question=question, version=2)


def test_approved_answer_cannot_be_changed_without_a_new_review(cast: Cast) -> None:
    question = answers.approved(cast)
    outcome = drafting.save(actor=cast.anne, question=question, draft=Draft("Annet", 1))
    assert isinstance(outcome, drafting.Conflict)
    review.recall(actor=cast.anne, question=question)
    answer = answers.answer_of(question)
    assert answer.state == AnswerState.DRAFT
    assert (answer.approved_at, answer.reviewed_by) == (None, None)
    with pytest.raises(NotAllowedNow):
        review.send(actor=cast.anne, question=question)


def test_sent_answer_stands_in_the_thread_and_the_requester_is_told(cast: Cast) -> None:
    question = answers.sent(cast)
    post = threads.thread(question, seen_from=Visibility.REQUESTER)[-1]
    assert (post.kind, post.text, post.author) == (MessageKind.ANSWER, answers.TEXT, cast.anne)
    assert question.status == QuestionStatus.ANSWERED
    assert question.answered_at == question.first_replied_at
    assert mails.recipients("answered") == ["kari@alver.kommune.no"]
    kinds = [event.kind for event in events.of_subject(question.subject)]
    assert kinds[-5:] == [
        "answers.begin",
        "answers.submitted",
        "answers.approved",
        "answers.sent",
        "answers.answer",
    ]


def test_reviewer_approves_and_sends_in_one_step_in_the_experts_name(cast: Cast) -> None:
    question = answers.submitted(cast)
    review.approve_and_send(actor=cast.berit, question=question, version=1)
    post = threads.thread(question, seen_from=Visibility.REQUESTER)[-1]
    assert (post.kind, post.author) == (MessageKind.ANSWER, cast.anne)
    assert question.status == QuestionStatus.ANSWERED


def test_what_the_answer_points_to_stands_below_it(cast: Cast) -> None:
    question = answers.claimed(cast)
    item = catalogue.shelve(cast.miljodir, title="Hva er gråvann [kort]?")
    draft = Draft("Nei.", 0, added=[item.address])
    review.submit(actor=cast.anne, question=question, draft=draft)
    review.approve_and_send(actor=cast.berit, question=question, version=1)
    post = threads.thread(question, seen_from=Visibility.REQUESTER)[-1]
    assert '<a href="/svar/svar-1">Hva er gråvann [kort]?</a>' in post.html


def test_answer_sent_while_waiting_ends_the_pause(cast: Cast) -> None:
    question = answers.approved(cast)
    dialogue.ask_for_more(actor=cast.anne, question=question, text="Mer?")
    review.send(actor=cast.anne, question=question)
    assert question.paused_at is None
    assert question.status == QuestionStatus.ANSWERED


def test_expert_sends_by_herself_where_the_queue_has_switched_review_off(cast: Cast) -> None:
    cast.queue.needs_review = False
    question = answers.claimed(cast)
    review.send_unreviewed(actor=cast.anne, question=question, draft=Draft("Nei.", 0))
    assert question.status == QuestionStatus.ANSWERED


def test_late_text_is_not_sent_over_a_colleagues(cast: Cast) -> None:
    cast.queue.needs_review = False
    question = answers.drafted(cast, "Nei.")
    outcome = review.send_unreviewed(actor=cast.dag, question=question, draft=Draft("Ja.", 0))
    assert isinstance(outcome, drafting.Conflict)
    assert question.status == QuestionStatus.OPEN


def test_follow_up_reopens_and_gets_an_answer_of_its_own(cast: Cast) -> None:
    question = answers.sent(cast)
    own.follow_up(actor=cast.kari, question=question, text="Og om vinteren?", submit_key="b")
    assert question.status == QuestionStatus.OPEN
    drafting.save(actor=cast.anne, question=question, draft=Draft("Da også.", 0))
    answer = answers.answer_of(question)
    assert (answer.version, answer.text) == (1, "Da også.")


def test_the_record_holds_remarks_but_never_the_answer(cast: Cast) -> None:
    question = answers.submitted(cast)
    review.give_back(actor=cast.berit, question=question, version=1, remarks="Nevn unntaket.")
    recorded = events.of_subject(question.subject)
    assert [event.text.text for event in recorded if event.text] == ["Nevn unntaket."]
    assert list(events.broken_links()) == []
