"""The ask form as a browser without scripts uses it."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from threading import Barrier

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from helpdesk.foundation.db import db
from helpdesk.foundation.files import StoredFile
from helpdesk.foundation.outbox import OutboxMessage
from helpdesk.questions.models import Question, QuestionStatus
from tests import browsing
from tests.browsing import fill, form_of, send, words
from tests.factories.questions import TEXT, TITLE
from tests.foundation.identity_number_maker import make

PAGE = "/sporsmal/nytt"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
NUMBER = make(date(1991, 5, 23), month=80)


def typed(**changes: object) -> dict[str, object]:
    return {"title": TITLE, "text": TEXT, "topic": "avlop"} | changes


def see_over(client, **changes: object):
    return fill(client, PAGE, having="title", press="step=see_over", **typed(**changes))


def send_on(client, summary):
    return send(client, PAGE, form_of(summary, having="title"), press="step=send")


def stored() -> list[Question]:
    db.session.expire_all()
    return list(db.session.scalars(sa.select(Question).order_by(Question.id)))


def path_in_mail(template: str) -> str:
    rows = db.session.scalars(sa.select(OutboxMessage).order_by(OutboxMessage.id.desc()))
    row = next(r for r in rows if r.payload["template"] == f"questions/{template}")
    return row.payload["facts"]["path"]


def faults(response) -> str:
    summary = browsing.page(response).xpath("//*[contains(@class, 'ds-error-summary')]")
    assert summary, "no error summary"
    return " ".join(summary[0].text_content().split())


def test_requester_asks_and_gets_a_receipt_with_reference_and_date(cast, as_user) -> None:
    client = as_user(cast.kari)
    summary = see_over(client)
    assert summary.status_code == 200
    assert "Får svar fra" in words(summary)
    assert "Miljødirektoratet" in words(summary)
    sent = send_on(client, summary)
    assert sent.status_code == 303
    (question,) = stored()
    assert sent.location == f"/sporsmal/{question.reference}/mottatt"
    receipt = client.get(sent.location)
    assert question.reference in words(receipt)
    assert "senest" in words(receipt)


def test_nothing_of_the_question_stands_in_an_address(cast, as_user) -> None:
    client = as_user(cast.kari)
    sent = send_on(client, see_over(client))
    assert "hytte" not in sent.location


def test_visitor_asks_confirms_and_gets_a_status_page_without_the_text(cast, client) -> None:
    sent = send_on(client, see_over(client, email="ny@alver.kommune.no"))
    assert sent.location == "/sporsmal/sjekk-e-posten"
    assert "ny@alver.kommune.no" in words(client.get(sent.location))

    link = path_in_mail("confirm")
    shown = client.get(link)
    assert TITLE not in shown.text
    confirmed = fill(client, link)
    assert confirmed.status_code == 303
    status = client.get(confirmed.location)
    assert stored()[0].reference in words(status)
    assert TITLE not in status.text
    assert "gråvann" not in status.text
    assert status.headers["X-Robots-Tag"].startswith("noindex")
    assert status.headers["Cache-Control"] == "no-store"

    again = client.get(link)
    assert "Gangen i saken" in again.text
    assert not browsing.page(again).xpath("//main//form")


def test_a_confirmation_link_of_nobody_says_what_to_do(client) -> None:
    answer = client.get("/sporsmal/bekreft/gjettet")
    assert answer.status_code == 404
    assert "24 timer" in words(answer)


def test_a_double_click_makes_one_question_and_leads_to_the_same_receipt(cast, as_user) -> None:
    client = as_user(cast.kari)
    summary = see_over(client)
    first, second = send_on(client, summary), send_on(client, summary)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert len(stored()) == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "Skriv spørsmålet i én setning."),
        ({"text": ""}, "Skriv hva saken gjelder."),
        ({"topic": ""}, "Velg et tema."),
        ({"title": "x" * 201}, "inntil 200 tegn"),
        ({"title": f"Hva med {NUMBER}?"}, "fødselsnummer"),
        ({"text": f"Eier er {NUMBER[:6]} {NUMBER[6:]}."}, "fødselsnummer"),
    ],
)
def test_requester_is_told_what_to_mend_and_keeps_what_was_typed(
    cast, as_user, changes, said
) -> None:
    answer = see_over(as_user(cast.kari), **changes)
    assert answer.status_code == 422
    assert said in faults(answer)
    assert NUMBER not in faults(answer)
    form = form_of(answer, having="title")
    kept = typed(**changes)
    assert form.fields["title"] == kept["title"]
    assert form.fields["text"].strip() == kept["text"]


@pytest.mark.parametrize("address", ["", "kari", "kari@"])
def test_visitor_must_give_a_whole_address(cast, client, address: str) -> None:
    answer = see_over(client, email=address)
    assert answer.status_code == 422
    assert "e-postadresse" in faults(answer)


@pytest.mark.parametrize("address", ["per@gmail.com", "per@kommune.no", "anne@miljodir.no"])
def test_visitor_from_elsewhere_gets_a_way_on_and_the_text_back(cast, client, address) -> None:
    answer = see_over(client, email=address)
    assert answer.status_code == 422
    assert "Dette kan du gjøre i stedet" in words(answer)
    back = send(client, PAGE, form_of(answer, having="title"), press="step=change")
    assert form_of(back, having="title").fields["title"] == TITLE
    assert stored() == []


def test_visitor_of_an_unknown_municipal_domain_chooses_the_municipality(cast, client) -> None:
    asked = see_over(client, email="per@nykommune.kommune.no")
    assert asked.status_code == 422
    assert "Velg kommunen" in faults(asked)
    assert "Alver (Vestland)" in words(asked)
    form = form_of(asked, having="municipality")
    summary = send(client, PAGE, form, press="step=see_over", municipality="kommune-4631")
    assert "Alver (Vestland)" in words(summary)
    send_on(client, summary)
    assert stored()[0].organisation_id == cast.alver.id


def test_expert_is_told_that_the_form_is_for_others(cast, as_user) -> None:
    answer = as_user(cast.anne).get(PAGE)
    assert answer.status_code == 403
    assert "Miljødirektoratet" in words(answer)


def test_a_form_that_stood_open_too_long_is_shown_again_with_everything_typed(
    cast, as_user
) -> None:
    client = as_user(cast.kari)
    form = form_of(client.get(PAGE), having="title")
    answer = send(client, PAGE, form, press="step=see_over", csrf_token="gammelt", **typed())
    assert answer.status_code == 422
    assert "åpen for lenge" in faults(answer)
    assert form_of(answer, having="title").fields["text"].strip() == TEXT


def test_a_chosen_file_stays_chosen_through_faults_and_comes_with_the_question(
    cast, as_user
) -> None:
    client = as_user(cast.kari)
    files = [(BytesIO(PDF), "kart over tomta.pdf")]
    wrong = see_over(client, title="", files=files)
    assert "kart over tomta.pdf" in words(wrong)
    form = form_of(wrong, having="title")
    summary = send(client, PAGE, form, press="step=see_over", title=TITLE)
    assert "kart over tomta.pdf" in words(summary)
    sent = send_on(client, summary)
    page = client.get(sent.location.removesuffix("/mottatt"))
    assert "kart over tomta.pdf" in words(page)


def test_a_staged_file_is_removed_when_its_box_is_cleared(cast, as_user) -> None:
    client = as_user(cast.kari)
    shown = see_over(client, title="", files=[(BytesIO(PDF), "kart.pdf")])
    form = form_of(shown, having="title")
    cleared = send(client, PAGE, form, press="step=see_over", files_staged=[])
    assert "kart.pdf" not in words(cleared)
    assert db.session.scalars(sa.select(StoredFile)).all() == []


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"MZ\x90\x00", "virus.exe", "Vi kan ikke ta imot"),
        (b"MZ\x90\x00", "brev.pdf", "annen type enn navnet sier"),
        (b"", "tom.pdf", "er tom"),
        (b"%PDF-" + b"0" * 1_000_001, "stor.pdf", "inntil 1 MB"),
        (b"<svg onload=alert(1)>", "bilde.svg", "Vi kan ikke ta imot"),
        (PDF, f"{NUMBER}.pdf", "annet navn"),
    ],
)
def test_a_file_that_is_refused_says_why_and_the_rest_stays(
    app, cast, as_user, data, name, said
) -> None:
    app.extensions["settings"] = _with_small_files(app)
    client = as_user(cast.kari)
    good = (BytesIO(PDF), "bra.pdf")
    answer = see_over(client, files=[(BytesIO(data), name), good])
    assert answer.status_code == 422
    assert said in faults(answer)
    assert NUMBER not in answer.text
    assert "bra.pdf" in words(answer)
    assert form_of(answer, having="title").fields["title"] == TITLE


def _with_small_files(app):
    from dataclasses import replace

    return replace(app.extensions["settings"], upload_max_mb=1)


def test_the_sixth_file_is_left_out_by_name(cast, as_user) -> None:
    files = [(BytesIO(PDF), f"fil {number}.pdf") for number in range(1, 7)]
    answer = see_over(as_user(cast.kari), files=files)
    assert "Disse kom ikke med: fil 6.pdf" in faults(answer)
    assert len(db.session.scalars(sa.select(StoredFile)).all()) == 5


def test_personal_data_that_may_be_needed_is_a_warning_not_a_wall(cast, as_user) -> None:
    client = as_user(cast.kari)
    summary = see_over(client, text="Ring eieren på 99 88 77 66 om gnr. 12 bnr. 34.")
    assert summary.status_code == 200
    assert "99 88 77 66" in words(summary)
    assert send_on(client, summary).status_code == 303


def test_what_a_robot_fills_in_looks_accepted_but_gets_no_mail(cast, client) -> None:
    shown = client.get(PAGE)
    form = form_of(shown, having="title")
    data = typed(email="ny@alver.kommune.no", nettsted="https://spam.example")
    answer = send(client, PAGE, form, press="step=send", **data)
    assert answer.location == "/sporsmal/sjekk-e-posten"
    assert stored()[0].status == QuestionStatus.UNCONFIRMED
    assert db.session.scalars(sa.select(OutboxMessage)).all() == []


def test_the_form_keeps_a_draft_and_the_receipt_clears_it(cast, as_user) -> None:
    client = as_user(cast.kari)
    assert 'data-draft-key="sporsmal"' in client.get(PAGE).text
    sent = send_on(client, see_over(client))
    assert 'data-clear-draft="sporsmal"' in client.get(sent.location).text


def test_the_reply_language_is_preset_by_the_municipality(cast, as_user) -> None:
    cast.alver.language = "nn"
    db.session.commit()
    page = as_user(cast.kari).get(PAGE)
    assert re.search(r'<input[^>]*checked[^>]*value="nn"', page.text)


def test_the_same_form_on_two_lines_at_once_makes_one_question(app, cast, as_user) -> None:
    client = as_user(cast.kari)
    form = form_of(see_over(client), having="title")
    data = dict(form.form_values()) | {"step": "send"}
    cookie = client.get_cookie("okt").value
    together = Barrier(2)

    def press() -> str:
        with app.app_context():
            line = FlaskClient(app)
            line.set_cookie("okt", cookie)
            together.wait()
            return line.post(PAGE, data=data).location

    db.session.commit()
    with ThreadPoolExecutor(2) as pool:
        pressed = [pool.submit(press) for _ in range(2)]
        addresses = {each.result() for each in pressed}
    assert len(addresses) == 1
    assert len(stored()) == 1
