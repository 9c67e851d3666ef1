"""Writing together: no text is ever lost, and none is overwritten silently."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from helpdesk.answers.models import AnswerState
from helpdesk.answers.queries import drafts
from helpdesk.answers.service import drafting, review
from helpdesk.answers.service.drafting import Conflict, Draft, Saved
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput, NotAllowedNow
from helpdesk.questions.models import Question
from tests.cast import Cast
from tests.factories import answers, catalogue, questions

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def texts(question: Question) -> list[tuple[str, bool]]:
    """Return the text of each revision, and whether it was set aside, oldest first."""
    found = reversed(drafts.revisions(question))
    return [(drafts.revision(question, each.id).text, each.is_aside) for each in found]


def test_first_save_begins_the_answer(cast: Cast) -> None:
    question = answers.claimed(cast)
    outcome = drafting.save(actor=cast.anne, question=question, draft=Draft("Nei.", 0))
    assert isinstance(outcome, Saved)
    assert (outcome.answer.version, outcome.answer.text) == (1, "Nei.")
    assert outcome.answer.state == AnswerState.DRAFT
    assert texts(question) == [("Nei.", False)]


def test_saves_of_one_sitting_share_a_revision_and_the_version_grows(cast: Cast) -> None:
    with time_machine.travel(MONDAY, tick=False) as time:
        question = answers.claimed(cast)
        for version, text in enumerate(["Nei", "Nei, men", "Nei, men se"]):
            drafting.save(actor=cast.anne, question=question, draft=Draft(text, version))
            time.shift(timedelta(minutes=3))
        assert texts(question) == [("Nei, men se", False)]
        time.shift(timedelta(minutes=3))
        drafting.save(actor=cast.anne, question=question, draft=Draft("Ja", 3))
    assert texts(question) == [("Nei, men se", False), ("Ja", False)]
    assert answers.answer_of(question).version == 4


def test_another_persons_save_is_a_revision_of_its_own(cast: Cast) -> None:
    question = answers.drafted(cast, "Nei")
    drafting.save(actor=cast.dag, question=question, draft=Draft("Nei, men", 1))
    drafting.save(actor=cast.anne, question=question, draft=Draft("Nei, men se", 2))
    assert [text for text, _aside in texts(question)] == ["Nei", "Nei, men", "Nei, men se"]


def test_two_who_start_from_the_same_version_both_keep_their_text(cast: Cast) -> None:
    question = answers.drafted(cast, "Nei")
    drafting.save(actor=cast.anne, question=question, draft=Draft("Nei, aldri", 1))
    outcome = drafting.save(actor=cast.dag, question=question, draft=Draft("Nei, sjelden", 1))
    assert isinstance(outcome, Conflict)
    assert outcome.answer.text == "Nei, aldri"
    assert outcome.aside.text == "Nei, sjelden"
    assert texts(question) == [("Nei, aldri", False), ("Nei, sjelden", True)]


def test_late_saves_of_one_sitting_share_what_is_set_aside(cast: Cast) -> None:
    question = answers.drafted(cast, "Nei")
    for text in ("Ja", "Ja, men"):
        drafting.save(actor=cast.dag, question=question, draft=Draft(text, 0))
    assert texts(question) == [("Nei", False), ("Ja, men", True)]


def test_saving_the_text_that_stands_is_no_conflict(cast: Cast) -> None:
    question = answers.drafted(cast, "Nei")
    outcome = drafting.save(actor=cast.dag, question=question, draft=Draft("Nei", 0))
    assert isinstance(outcome, Saved)
    assert outcome.answer.version == 1


def test_text_written_while_the_answer_was_submitted_is_set_aside(cast: Cast) -> None:
    question = answers.submitted(cast, "Nei")
    outcome = drafting.save(actor=cast.dag, question=question, draft=Draft("Nei, men", 1))
    assert isinstance(outcome, Conflict)
    assert outcome.answer.state == AnswerState.SUBMITTED
    assert outcome.answer.text == "Nei"


def test_what_the_reviewer_read_keeps_its_own_revision(cast: Cast) -> None:
    question = answers.submitted(cast, "Nei")
    review.give_back(actor=cast.berit, question=question, version=1, remarks="Hvorfor?")
    outcome = drafting.save(actor=cast.anne, question=question, draft=Draft("Nei, fordi", 1))
    assert outcome.answer.state == AnswerState.DRAFT
    assert texts(question) == [("Nei", False), ("Nei, fordi", False)]


def test_nobody_writes_before_somebody_is_responsible(cast: Cast) -> None:
    question = questions.received(cast.kari, cast.topic)
    with pytest.raises(NotAllowedNow):
        drafting.save(actor=cast.anne, question=question, draft=Draft("Nei", 0))


def test_too_long_an_answer_is_refused(cast: Cast) -> None:
    draft = Draft("a" * (drafting.MOST_CHARS + 1), 0)
    with pytest.raises(InvalidInput) as caught:
        drafting.save(actor=cast.anne, question=answers.claimed(cast), draft=draft)
    assert caught.value.field == "text"


def test_link_remembers_which_version_of_the_target_was_current(cast: Cast) -> None:
    question, item = answers.claimed(cast), catalogue.shelve(cast.miljodir)
    draft = Draft("Nei", 0, added=[item.address, "guide:finnes-ikke", "tull"])
    outcome = drafting.save(actor=cast.anne, question=question, draft=draft)
    links = outcome.answer.links
    assert [(link.target, link.target_version) for link in links] == [(item.address, item.version)]


def test_links_that_two_people_choose_add_up(cast: Cast) -> None:
    question = answers.drafted(cast, "Nei")
    one, two, three = (
        catalogue.shelve(cast.miljodir, key=f"svar-{n}").address for n in range(1, 4)
    )
    for who, added, removed in (
        (cast.anne, [one, two], []),
        (cast.dag, [three], []),
        (cast.anne, [], [one]),
    ):
        draft = Draft("Nei", 1, added=added, removed=removed)
        drafting.save(actor=who, question=question, draft=draft)
    assert [link.target for link in answers.answer_of(question).links] == [two, three]


def test_who_writes_too_is_said_for_ten_minutes(cast: Cast) -> None:
    with time_machine.travel(MONDAY, tick=False) as time:
        question = answers.drafted(cast)
        answer, found = answers.answer_of(question), drafts.revisions(question)
        assert drafts.also_writing(cast.dag, answer, found) == ["Anne Brekke"]
        assert drafts.also_writing(cast.anne, answer, found) == []
        time.shift(timedelta(minutes=10))
        assert drafts.also_writing(cast.dag, answer, found) == []


def test_draft_is_in_the_database_when_the_save_returns(cast: Cast) -> None:
    question = answers.drafted(cast, "Nei, men")
    db.session.expunge_all()
    assert answers.answer_of(question).text == "Nei, men"
