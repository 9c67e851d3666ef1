"""Who may do what with a question in Miljødirektoratet's queue: one table."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from helpdesk.accounts.models import User
from helpdesk.answers import policy
from helpdesk.answers.policy import Act
from helpdesk.answers.queries import drafts
from helpdesk.answers.service import closing, dialogue, drafting, review, triage
from helpdesk.answers.service.drafting import Draft
from helpdesk.foundation import clock
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import NotFound, NotPermitted
from helpdesk.questions.models import Question
from tests.cast import Cast
from tests.factories import accounts, answers, questions

OUTSIDERS = ("kari", "nils", "ingrid", "vera", "liv", "astrid", "odd")
MEMBERS = ("anne", "dag", "berit")

Do = Callable[[User, Question, Cast], object]

ACTS: dict[Act, Do] = {
    Act.CLAIM: lambda who, what, _: triage.claim(actor=who, question=what),
    Act.RELEASE: lambda who, what, _: triage.release(actor=who, question=what),
    Act.ASSIGN: lambda who, what, cast: triage.assign(
        actor=who, question=what, assignee=cast.berit
    ),
    Act.MOVE: lambda who, what, cast: triage.move(
        actor=who, question=what, topic=cast.nve_topic, queue=cast.nve_queue, note="Hører til her"
    ),
    Act.NOTE: lambda who, what, _: dialogue.add_note(actor=who, question=what, text="Husk"),
    Act.ASK_FOR_MORE: lambda who, what, _: dialogue.ask_for_more(
        actor=who, question=what, text="Hvor mange?"
    ),
    Act.CONSULT: lambda who, what, cast: dialogue.consult(
        actor=who, question=what, queue=cast.nve_queue, shared_text="Hva mener dere?"
    ),
    Act.GO_ON: lambda who, what, _: dialogue.go_on(actor=who, question=what),
    Act.NOTIFY_DELAY: lambda who, what, _: dialogue.notify_delay(
        actor=who, question=what, reason="Ferie", expected_on=clock.today() + timedelta(days=9)
    ),
    Act.FORWARD: lambda who, what, _: closing.forward(
        actor=who, question=what, body="Statsforvalteren", text="Spør dem"
    ),
    Act.CLOSE_AS_DUPLICATE: lambda who, what, cast: closing.close_as_duplicate(
        actor=who,
        question=what,
        target=questions.received(cast.ingrid, cast.topic),
        text="Samme spørsmål",
    ),
    Act.DECLINE: lambda who, what, _: closing.decline(
        actor=who, question=what, guidance="Spør kommunen"
    ),
    Act.MARK_AS_SPAM: lambda who, what, _: closing.mark_as_spam(actor=who, question=what),
    Act.REOPEN: lambda who, what, _: closing.reopen(actor=who, question=what),
    Act.WRITE: lambda who, what, _: drafting.save(actor=who, question=what, draft=Draft("Svar", 0)),
}


def ready_for(act: Act, cast: Cast) -> Question:
    """Return a question in a state in which *act* makes sense."""
    if act == Act.CLAIM:
        return questions.received(cast.kari, cast.topic, is_shared=True)
    question = answers.claimed(cast, is_shared=True)
    if act == Act.GO_ON:
        dialogue.ask_for_more(actor=cast.anne, question=question, text="Mer?")
    if act == Act.REOPEN:
        closing.mark_as_spam(actor=cast.anne, question=question)
    return question


@pytest.mark.parametrize("act", Act)
def test_only_members_of_the_queue_may_act_and_only_its_agency_sees(cast: Cast, act: Act) -> None:
    question, elsewhere = ready_for(act, cast), colleague_elsewhere(cast)
    for name in OUTSIDERS:
        with pytest.raises(NotFound):
            ACTS[act](getattr(cast, name), question, cast)

    assert policy.can_see(elsewhere, question)
    assert policy.acts_open_to(elsewhere, question) == frozenset()
    with pytest.raises(NotPermitted):
        ACTS[act](elsewhere, question, cast)

    for name in MEMBERS:
        ACTS[act](getattr(cast, name), ready_for(act, cast), cast)


def test_deactivated_expert_sees_nothing(cast: Cast) -> None:
    cast.dag.is_active = False
    assert not policy.can_see(cast.dag, answers.claimed(cast))


def test_expert_who_moved_to_another_agency_loses_sight_of_the_queue(cast: Cast) -> None:
    cast.dag.organisation_id = cast.nve.id
    assert not policy.can_see(cast.dag, answers.claimed(cast))


def test_nobody_but_a_reviewer_may_approve(cast: Cast) -> None:
    question = answers.submitted(cast)
    for name in (*OUTSIDERS, "dag"):
        with pytest.raises((NotFound, NotPermitted)):
            review.approve(actor=getattr(cast, name), question=question, version=1)


def test_expert_may_not_approve_her_own_answer(cast: Cast) -> None:
    question = answers.submitted(cast)
    with pytest.raises(NotPermitted):
        review.approve(actor=cast.anne, question=question, version=1)


def test_reviewer_who_has_written_a_word_may_not_approve(cast: Cast) -> None:
    question = answers.drafted(cast)
    drafting.save(actor=cast.berit, question=question, draft=Draft("Ja, men.", 1))
    review.submit(actor=cast.anne, question=question, draft=Draft("Nei, likevel ikke.", 2))
    answer = answers.answer_of(question)
    assert policy.can_approve_in(cast.berit, question)
    assert not policy.can_review(cast.berit, answer, author_ids=drafts.author_ids(answer))
    for decide in (review.approve, review.approve_and_send):
        with pytest.raises(NotPermitted):
            decide(actor=cast.berit, question=question, version=answer.version)


def test_expert_may_not_send_unreviewed_where_the_queue_wants_review(cast: Cast) -> None:
    question = answers.claimed(cast)
    with pytest.raises(NotPermitted):
        review.send_unreviewed(actor=cast.anne, question=question, draft=Draft("Svar", 0))


def test_the_desk_is_closed_to_everyone_but_experts(
    cast: Cast, as_user: Callable[[User], FlaskClient]
) -> None:
    reference = answers.claimed(cast).reference
    for person in (cast.kari, cast.nils, cast.ingrid, cast.astrid, cast.odd):
        browser = as_user(person)
        for address in ("/arbeidsflate", f"/arbeidsflate/sporsmal/{reference}"):
            assert browser.get(address).status_code == 403


def test_expert_of_another_agency_gets_404_at_every_address_of_a_case(
    cast: Cast, as_user: Callable[[User], FlaskClient]
) -> None:
    case = f"/arbeidsflate/sporsmal/{answers.submitted(cast).reference}"
    browser = as_user(cast.liv)
    own = f"/arbeidsflate/sporsmal/{questions.received(cast.kari, cast.nve_topic).reference}"
    token = csrf_of(browser, own)
    for page in ("", "/svar/versjoner", "/svar/konflikt"):
        assert browser.get(case + page).status_code == 404
    posts = [act.value for act in Act] + ["svar/ta-tilbake", "svar/godkjenn", "svar/send"]
    for post in [*posts, "svar/returner", "svar/utkast"]:
        given = {"csrf_token": token, "text": "x", "remarks": "x", "version": "1"}
        headers = {"X-CSRFToken": token}
        answer = browser.post(f"{case}/{post}", data=given, headers=headers)
        assert answer.status_code == 404, post


def colleague_elsewhere(cast: Cast) -> User:
    """Return an expert of Miljødirektoratet who serves another queue than the question's."""
    other = accounts.queue(cast.miljodir, key="miljodir-klima", name_nb="Klima")
    person = accounts.user("eli@miljodir.no", "Eli Dahl", cast.miljodir)
    accounts.member(person, other)
    db.session.commit()
    return person


def csrf_of(browser: FlaskClient, page: str) -> str:
    """Return the token that a page of the desk holds for scripts."""
    return browser.get(page).text.split('name="csrf-token" content="')[1].split('"')[0]
