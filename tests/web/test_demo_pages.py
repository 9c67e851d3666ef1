"""Pages that exist in the demo only."""

from flask.testing import FlaskClient

from helpdesk import wiring
from helpdesk.foundation import installation, outbox
from helpdesk.foundation.db import db
from tests.browsing import fill, page, words
from tests.cast import Cast


def make_demo() -> None:
    installation.note(installation.DEMO, "yes")
    db.session.commit()


def test_outside_the_demo_these_pages_do_not_exist(client: FlaskClient, cast: Cast) -> None:
    fill(client, "/logg-inn", email=cast.kari.email, press="send_link=1")
    outbox.deliver_due(wiring.OUTBOX_HANDLERS)
    for url in ("/demo/post", "/demo/post/2", "/stilguide"):
        assert client.get(url).status_code == 404


def test_the_mail_of_the_demo_is_read_and_its_link_followed(
    client: FlaskClient, cast: Cast
) -> None:
    make_demo()
    assert "Ingen e-post ennå" in words(client.get("/demo/post"))
    sent = fill(client, "/logg-inn", email=cast.kari.email, press="send_link=1")
    assert "/demo/post" in sent.text
    outbox.deliver_due(wiring.OUTBOX_HANDLERS)
    listed = client.get("/demo/post")
    assert "Lenken du ba om for å logge inn Til kari@alver.kommune.no" in words(listed)
    letter = page(listed).xpath("//main//li/a/@href")[0]
    link = page(client.get(letter)).xpath("//main//p/a/@href")[0]
    assert fill(client, link.removeprefix("http://127.0.0.1:8000")).status_code == 303


def test_a_letter_cannot_carry_markup_into_the_page(client: FlaskClient, cast: Cast) -> None:
    make_demo()
    cast.kari.email = "<b>kari</b>@alver.kommune.no"
    payload = {"email": cast.kari.email, "onward": "/", "language": "nb"}
    outbox.post("accounts.sign_in_link", payload)
    db.session.commit()
    outbox.deliver_due(wiring.OUTBOX_HANDLERS)
    assert "<b>kari" not in client.get("/demo/post").text


def test_a_letter_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    make_demo()
    assert client.get("/demo/post/99").status_code == 404


def test_the_style_guide_shows_every_component(client: FlaskClient) -> None:
    make_demo()
    assert client.get("/stilguide").status_code == 200
