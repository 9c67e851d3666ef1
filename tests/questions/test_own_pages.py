"""A requester's own pages: list, thread, reply, withdrawing, files; and what others see of them."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
import sqlalchemy as sa
import time_machine

from helpdesk.catalogue import service as catalogue
from helpdesk.catalogue.models import ItemKind
from helpdesk.foundation import clock
from helpdesk.foundation.db import db
from helpdesk.foundation.paging import PAGE_SIZE
from helpdesk.questions import clockwork, thread
from helpdesk.questions.models import (
    Attachment,
    CloseReason,
    MessageKind,
    Question,
    QuestionStatus,
    Visibility,
)
from tests import browsing
from tests.browsing import fill, form_of, send, words
from tests.factories import catalogue as shelf
from tests.factories import questions
from tests.factories.questions import TEXT, TITLE

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
NOTE = "Internt: ring fylket først."


def page_of(question: Question) -> str:
    return f"/sporsmal/{question.reference}"


def claimed(cast, **facts) -> Question:
    question = questions.received(cast.kari, cast.topic, **facts)
    question.assignee = cast.anne
    question.opened_at = clock.now()
    question.move_to(QuestionStatus.OPEN, at=clock.now())
    db.session.commit()
    return question


def say(question: Question, author, kind: MessageKind, text: str) -> None:
    visibility = Visibility.STAFF if kind is MessageKind.NOTE else Visibility.REQUESTER
    thread.post(
        question, author=author, kind=kind, visibility=visibility, text=text, at=clock.now()
    )
    db.session.commit()


def again(question: Question) -> Question:
    db.session.expire_all()
    return db.session.scalars(sa.select(Question).where(Question.id == question.id)).one()


def test_requester_reads_the_thread_without_notes(cast, as_user) -> None:
    question = claimed(cast)
    say(question, cast.anne, MessageKind.NOTE, NOTE)
    say(question, cast.anne, MessageKind.INFORMATION_REQUEST, "Hvor stor er hytta?")
    shown = words(as_user(cast.kari).get(page_of(question)))
    assert TITLE in shown
    assert "Hvor stor er hytta?" in shown
    assert NOTE not in shown


@pytest.mark.parametrize(
    ("who", "is_shared", "status"),
    [
        ("kari", False, 200),
        ("nils", False, 404),
        ("nils", True, 200),
        ("ingrid", True, 404),
        ("anne", False, 303),
        ("vera", True, 404),
        ("astrid", True, 404),
        ("odd", True, 404),
    ],
)
def test_who_gets_the_page_of_a_question(cast, as_user, who, is_shared, status) -> None:
    question = questions.received(cast.kari, cast.topic, is_shared=is_shared)
    assert as_user(getattr(cast, who)).get(page_of(question)).status_code == status


def test_visitor_is_sent_to_sign_in(cast, client) -> None:
    question = questions.received(cast.kari, cast.topic)
    assert client.get(page_of(question)).location.startswith("/logg-inn")


def test_colleague_can_read_but_has_no_reply_box(cast, as_user) -> None:
    question = questions.received(cast.kari, cast.topic, is_shared=True)
    answer = as_user(cast.nils).get(page_of(question))
    assert "gråvann" in words(answer)
    assert not browsing.page(answer).xpath("//main//form")
    assert "Trekk" not in words(answer)


def test_requester_answers_a_request_and_the_question_goes_on(cast, as_user) -> None:
    question = claimed(cast)
    question.move_to(QuestionStatus.WAITING_REQUESTER, at=clock.now())
    clockwork.pause(question, clock.now())
    client = as_user(cast.kari)
    assert "Vi venter på deg" in words(client.get(page_of(question)))
    files = [(BytesIO(PDF), "tegning.pdf")]
    sent = fill(client, page_of(question), having="text", text="Femti m².", files=files)
    assert sent.status_code == 303
    assert again(question).status == QuestionStatus.OPEN
    shown = words(client.get(page_of(question)))
    assert "Femti m²." in shown
    assert "tegning.pdf" in shown


def test_an_empty_reply_is_shown_again(cast, as_user) -> None:
    question = claimed(cast)
    answer = fill(as_user(cast.kari), page_of(question), having="text", text=" ")
    assert answer.status_code == 422
    assert "Skriv hva du vil si." in words(answer)


def test_a_reply_sent_twice_is_posted_once(cast, as_user) -> None:
    question = claimed(cast)
    client = as_user(cast.kari)
    form = form_of(client.get(page_of(question)), having="text")
    for _ in range(2):
        assert send(client, page_of(question), form, text="Hei igjen.").status_code == 303
    assert words(client.get(page_of(question))).count("Hei igjen.") == 1


def test_requester_withdraws_after_being_asked(cast, as_user) -> None:
    question = claimed(cast)
    client = as_user(cast.kari)
    sent = fill(client, f"{page_of(question)}/trekk")
    assert sent.status_code == 303
    assert again(question).close_reason == CloseReason.WITHDRAWN
    shown = words(client.get(page_of(question)))
    assert "Trukket av innsenderen" in shown
    assert client.get(f"{page_of(question)}/trekk").status_code == 303


def test_colleague_cannot_withdraw_by_calling_the_address(cast, as_user) -> None:
    question = questions.received(cast.kari, cast.topic, is_shared=True)
    client = as_user(cast.nils)
    token = form_of(client.get("/sporsmal/nytt"), having="title").fields["csrf_token"]
    for address in ("", "/trekk"):
        answer = client.post(page_of(question) + address, data={"csrf_token": token, "text": "x"})
        assert answer.status_code == 403
    assert again(question).is_active


@pytest.fixture
def with_files(cast, app) -> Question:
    """A question with a file of the requester's, and one in an internal note."""
    store = app.extensions["file_store"]

    def staged(name: str):
        return store.stage(PDF, original_name=name, media_type="application/pdf", stage="t")

    question = questions.received(cast.kari, cast.topic, is_shared=True, files=[staged("kart.pdf")])
    thread.post(
        question,
        author=cast.anne,
        kind=MessageKind.NOTE,
        visibility=Visibility.STAFF,
        text=NOTE,
        at=clock.now(),
        files=[staged("notat.pdf")],
    )
    db.session.commit()
    return question


@pytest.mark.parametrize(
    ("who", "of_question", "of_note"),
    [
        ("kari", 200, 404),
        ("nils", 200, 404),
        ("ingrid", 404, 404),
        ("anne", 200, 200),
        ("vera", 404, 404),
        ("astrid", 404, 404),
        ("odd", 404, 404),
    ],
)
def test_who_may_open_which_file(cast, as_user, with_files, who, of_question, of_note) -> None:
    client = as_user(getattr(cast, who))
    ids = db.session.scalars(sa.select(Attachment.id).order_by(Attachment.id)).all()
    codes = [client.get(f"{page_of(with_files)}/vedlegg/{each}").status_code for each in ids]
    assert codes == [of_question, of_note]


def test_a_file_is_only_found_under_its_own_question(cast, as_user, with_files) -> None:
    other = questions.received(cast.kari, cast.topic)
    client = as_user(cast.kari)
    attachment_id = db.session.scalars(sa.select(Attachment.id).order_by(Attachment.id)).first()
    assert client.get(f"{page_of(other)}/vedlegg/{attachment_id}").status_code == 404


def test_a_file_is_saved_and_never_shown_in_our_name(cast, as_user, with_files) -> None:
    attachment_id = db.session.scalars(sa.select(Attachment.id).order_by(Attachment.id)).first()
    answer = as_user(cast.kari).get(f"{page_of(with_files)}/vedlegg/{attachment_id}")
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"] == "attachment; filename=kart.pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_the_list_shows_own_questions_and_those_shared_by_colleagues(cast, as_user) -> None:
    questions.received(cast.kari, cast.topic, title="Karis eget spørsmål om hytter?")
    questions.received(cast.nils, cast.topic, title="Nils deler dette med oss?", is_shared=True)
    questions.received(cast.nils, cast.topic, title="Nils holder dette for seg selv?")
    questions.received(cast.ingrid, cast.topic, title="Ingrid i Bodø deler også?", is_shared=True)
    shown = words(as_user(cast.kari).get("/sporsmal"))
    assert "Karis eget" in shown
    assert "Nils deler" in shown
    assert "for seg selv" not in shown
    assert "Ingrid" not in shown


def test_the_list_is_paged(cast, as_user) -> None:
    for number in range(PAGE_SIZE + 1):
        questions.received(cast.kari, cast.topic, title=f"Spørsmål nummer {number:02}?")
    client = as_user(cast.kari)
    first = client.get("/sporsmal")
    assert "nummer 00?" not in words(first)
    (older,) = browsing.page(first).xpath("//a[contains(@href, 'etter=')]/@href")
    assert "nummer 00?" in words(client.get(older))


def test_the_timeline_tells_the_next_date_and_that_we_are_late(cast, as_user) -> None:
    with time_machine.travel(MONDAY, tick=False):
        question = claimed(cast)
        assert "senest 7. desember 2026" in words(as_user(cast.kari).get(page_of(question)))
    with time_machine.travel(MONDAY + timedelta(days=30), tick=False):
        shown = words(as_user(cast.kari).get(page_of(question)))
    assert "Vi er forsinket" in shown


def test_a_published_answer_is_told_with_its_date_and_so_is_its_withdrawal(cast, as_user) -> None:
    question = claimed(cast)
    question.article_key = "svar-1"
    question.move_to(QuestionStatus.ANSWERED, at=clock.now())
    shelf.shelve(cast.miljodir)
    db.session.commit()
    shown = words(as_user(cast.kari).get(page_of(question)))
    assert "Svaret er publisert" in shown
    assert "2. mars 2026" in shown
    catalogue.mark_withdrawn(ItemKind.ARTICLE, "svar-1")
    db.session.commit()
    shown = words(as_user(cast.kari).get(page_of(question)))
    assert "Det publiserte svaret er trukket tilbake" in shown
    assert "Svaret er publisert" not in shown


def test_the_deadline_says_how_it_was_reached(cast, as_user) -> None:
    with time_machine.travel(datetime(2026, 12, 21, 9, tzinfo=UTC), tick=False):
        question = claimed(cast)
        shown = words(as_user(cast.kari).get(page_of(question)))
    assert "Fristen er 10 arbeidsdager, altså 6. januar 2027." in shown
    assert "25. desember 2026" in shown


def test_a_reply_typed_after_the_session_ended_is_given_back(cast, client) -> None:
    question = claimed(cast)
    answer = client.post(
        page_of(question),
        data={"text": "Skrevet for lenge siden"},
        headers={"Referer": f"http://localhost{page_of(question)}"},
    )
    onward = answer.location.partition("til=")[2].replace("%2F", "/").replace("%3F", "?")
    with client.session_transaction() as session:
        session["_user_id"] = cast.kari.session_key
    shown = client.get(onward.replace("%3D", "="))
    assert form_of(shown, having="text").fields["text"].strip() == "Skrevet for lenge siden"


def test_the_text_of_a_requester_cannot_carry_markup(cast, as_user) -> None:
    question = questions.received(cast.kari, cast.topic, text=f"{TEXT} <script>alert(1)</script>")
    assert "<script>alert" not in as_user(cast.kari).get(page_of(question)).text
