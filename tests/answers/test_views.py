"""The pages of the desk, used as a browser without scripts uses them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import time_machine
from flask.testing import FlaskClient

from helpdesk.accounts.models import User
from helpdesk.answers.queries import cases
from helpdesk.answers.service import dialogue, review
from helpdesk.foundation.db import db
from helpdesk.questions.models import QuestionStatus
from tests.browsing import fill, page, words
from tests.cast import Cast
from tests.factories import answers, questions

Browse = Callable[[User], FlaskClient]

DESK = "/arbeidsflate"


def address(question: object) -> str:
    return f"{DESK}/sporsmal/{question.reference}"


def test_expert_opens_a_question_without_claiming_it(cast: Cast, as_user: Browse) -> None:
    question = questions.received(cast.kari, cast.topic)
    browser = as_user(cast.anne)
    assert "Ikke åpnet" in words(browser.get(DESK))
    assert question.title in words(browser.get(address(question)))
    assert "Ikke åpnet" not in words(browser.get(DESK))
    db.session.refresh(question)
    assert question.opened_at is not None
    assert (question.status, question.assignee_id) == (QuestionStatus.NEW, None)


def test_look_from_another_queue_leaves_the_unseen_mark(cast: Cast, as_user: Browse) -> None:
    question = questions.received(cast.kari, cast.nve_topic)
    assert as_user(cast.anne).get(address(question)).status_code == 404
    db.session.refresh(question)
    assert question.opened_at is None


def test_every_state_of_an_answer_has_its_page(cast: Cast, as_user: Browse) -> None:
    shown = {
        answers.claimed: "Send til kvalitetssikring",
        answers.drafted: "Send til kvalitetssikring",
        answers.submitted: "Godkjenn og send svaret",
        answers.approved: "Send svaret",
        answers.sent: "Lag offentlig versjon",
    }
    for make, button in shown.items():
        assert button in words(as_user(cast.berit).get(address(make(cast))))


def test_author_sees_no_button_to_approve(cast: Cast, as_user: Browse) -> None:
    shown = words(as_user(cast.anne).get(address(answers.submitted(cast))))
    assert "Godkjenn" not in shown
    assert "venter på kvalitetssikring" in shown


def test_answer_that_nobody_can_approve_says_what_to_do(cast: Cast, as_user: Browse) -> None:
    question = answers.drafted(cast, by=cast.berit)
    review.submit(actor=cast.anne, question=question, draft=review.Draft("Nei.", 1))
    shown = words(as_user(cast.anne).get(address(question)))
    assert "Be en administrator om å gi en kollega godkjenningsrett." in shown


def test_overdue_questions_are_told_in_words(cast: Cast, as_user: Browse) -> None:
    with time_machine.travel(datetime(2026, 11, 23, 9, tzinfo=UTC)) as time:
        questions.received(cast.kari, cast.topic)
        time.shift(timedelta(days=15))
        shown = words(as_user(cast.anne).get(DESK))
    assert "Forfaller, 1 over fristen 1" in shown
    assert "1 dag over" in shown


def test_empty_desk_says_what_will_stand_there(cast: Cast, as_user: Browse) -> None:
    browser = as_user(cast.anne)
    for view in ("mine", "ufordelte", "venter", "forfaller", "alle", "besvarte"):
        assert page(browser.get(f"{DESK}?visning={view}")).xpath("//*[@class='empty-state']")


def test_nonsense_in_the_address_shows_the_desk(cast: Cast, as_user: Browse) -> None:
    answers.claimed(cast)
    browser = as_user(cast.anne)
    for query in ("visning=alt", "sorter=id;drop", "retning=x&etter=tull", "sorter=queue_id"):
        assert browser.get(f"{DESK}?{query}").status_code == 200


def test_expert_claims_by_the_button(cast: Cast, as_user: Browse) -> None:
    question = questions.received(cast.kari, cast.topic)
    done = fill(as_user(cast.anne), address(question), action="/ta")
    assert done.status_code == 303
    db.session.refresh(question)
    assert question.assignee_id == cast.anne.id


def test_fault_shows_the_form_again_with_what_was_typed(cast: Cast, as_user: Browse) -> None:
    question = answers.claimed(cast)
    shown = fill(
        as_user(cast.anne),
        address(question),
        action="/forsinkelse",
        text="Vi venter på en dom",
        expected_on="2020-01-01",
    )
    assert shown.status_code == 422
    assert "Vi venter på en dom" in words(shown)
    assert "Velg en dag som ligger fram i tid." in words(shown)
    opened = page(shown).xpath("//details[@open]//textarea[@id='forsinkelse-tekst']")
    assert len(opened) == 1


def test_expired_session_says_so_on_the_form(cast: Cast, as_user: Browse) -> None:
    question = answers.claimed(cast)
    shown = as_user(cast.anne).post(
        f"{address(question)}/svar", data={"text": "Langt svar", "version": "0"}
    )
    assert shown.status_code == 422
    assert "Langt svar" in words(shown)
    assert "stått åpen for lenge" in words(shown)


def test_what_was_typed_comes_back_after_signing_in(cast: Cast, client: FlaskClient) -> None:
    question = answers.claimed(cast)
    sent = client.post(
        f"{address(question)}/notat",
        data={"act": "notat", "text": "Husk juristen"},
        headers={"Referer": f"http://localhost{address(question)}"},
    )
    token = sent.location.rpartition("behold%3D")[2]
    with client.session_transaction() as session:
        session["_user_id"] = cast.anne.session_key
    shown = page(client.get(f"{address(question)}?behold={token}"))
    assert shown.xpath("//textarea[@id='notat-tekst']")[0].text.strip() == "Husk juristen"
    assert (shown.xpath("//textarea[@id='svartekst']")[0].text or "").strip() == ""


def test_requester_never_sees_a_note(cast: Cast, as_user: Browse) -> None:
    question = answers.sent(cast)
    dialogue.add_note(actor=cast.anne, question=question, text="Ikke si dette høyt")
    own = words(as_user(cast.kari).get(f"/sporsmal/{question.reference}"))
    assert answers.TEXT in own
    assert "høyt" not in own
    assert "høyt" in words(as_user(cast.anne).get(address(question)))


def test_expert_claims_the_chosen_rows(cast: Cast, as_user: Browse) -> None:
    chosen = [questions.received(cast.kari, cast.topic).reference for _ in range(2)]
    questions.received(cast.kari, cast.topic)
    done = fill(as_user(cast.anne), DESK, action="/flere", press="act=ta", valgt=chosen)
    assert done.location.endswith("visning=mine")
    mine = words(as_user(cast.anne).get(done.location))
    assert all(reference in mine for reference in chosen)


def test_expert_moves_the_chosen_rows_with_a_note(cast: Cast, as_user: Browse) -> None:
    chosen = [questions.received(cast.kari, cast.topic).reference for _ in range(2)]
    browser = as_user(cast.anne)
    onward = fill(browser, DESK, action="/flere", press="act=flytt", valgt=chosen).location
    without = fill(browser, onward, topic="klimatilpasning", note="", action="/flytt")
    assert without.status_code == 422
    done = fill(browser, onward, topic="klimatilpasning", note="Gjelder overvann", action="/flytt")
    assert done.status_code == 303
    assert [q.queue_id for q in cases.seen_among(cast.vera, chosen)] == [cast.nve_queue.id] * 2


def test_choosing_no_row_says_so(cast: Cast, as_user: Browse) -> None:
    questions.received(cast.kari, cast.topic)
    browser = as_user(cast.anne)
    done = fill(browser, DESK, action="/flere", press="act=ta")
    assert "Velg minst ett spørsmål først." in words(browser.get(done.location))


def test_unit_that_is_asked_sees_the_shared_text_only(cast: Cast, as_user: Browse) -> None:
    question = answers.claimed(cast)
    dialogue.consult(
        actor=cast.anne, question=question, queue=cast.nve_queue, shared_text="Hva mener dere?"
    )
    browser = as_user(cast.vera)
    assert "Andre spør oss 1" in words(browser.get(DESK))
    link = page(browser.get(f"{DESK}/konsultasjon")).xpath("//a[contains(@class,'row-title')]")[0]
    shown = words(browser.get(link.get("href")))
    assert "Hva mener dere?" in shown
    assert question.title not in shown
    assert fill(browser, link.get("href"), text=" ").status_code == 422
    assert fill(browser, link.get("href"), text="Vi er enige.").status_code == 303
    assert "Vi er enige." in words(as_user(cast.anne).get(address(question)))


def test_history_says_what_happened_in_words(cast: Cast, as_user: Browse) -> None:
    shown = words(as_user(cast.anne).get(address(answers.sent(cast))))
    for line in ("Tok spørsmålet", "Godkjente svaret", "Spørsmålet ble besvart"):
        assert line in shown
    assert "answers." not in shown
    assert "questions." not in shown
