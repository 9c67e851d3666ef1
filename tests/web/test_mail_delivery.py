"""Mails, over a real mail server: readable, recognisable, unforgeable, and never in the way."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
import sqlalchemy as sa
import time_machine
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from flask import Flask
from flask_babel import force_locale, gettext

import config
from helpdesk import create_app, wiring
from helpdesk.foundation import clock, mail, outbox
from helpdesk.foundation.db import db
from helpdesk.foundation.language import Language
from helpdesk.foundation.outbox import LONGEST_DELAY, OutboxMessage, OutboxState
from helpdesk.web import mail_delivery
from tests.databases import free_port

SUBJECT = "Passordet ditt er endret"


@dataclass
class Office:
    """A mail server's clerk: keeps what he is given and refuses what he is told to refuse."""

    port: int = field(default_factory=free_port)
    envelopes: list[Envelope] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    meanwhile: Callable[[], object] = lambda: None
    hangs_up: bool = False
    _controller: Controller | None = None

    async def handle_RCPT(  # noqa: N802 - the server library's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.refuse.get("RCPT", "250 OK")

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.meanwhile()
        if "DATA" in self.refuse:
            return self.refuse["DATA"]
        self.envelopes.append(envelope)
        return "250 OK"

    async def handle_QUIT(self, server: SMTP, *_more: object) -> str:  # noqa: N802
        if self.hangs_up:
            server.transport.abort()
        return "221 Ha det"

    @property
    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(each.content, policy=policy.default) for each in self.envelopes]

    def open(self) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def close(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None


@pytest.fixture
def office() -> Iterator[Office]:
    office = Office()
    office.open()
    yield office
    office.close()


@pytest.fixture
def settings(settings: config.Settings, office: Office) -> config.Settings:
    """Settings that send mail to the office."""
    return replace(settings, mail_server="127.0.0.1", mail_port=office.port)


def post(to: str = "kari@alver.kommune.no", language: str = "nb", **facts: object) -> None:
    mail.post(to, "accounts/password_changed", language=language, **{"path": "/logg-inn"} | facts)
    db.session.commit()


def deliver() -> OutboxMessage:
    """Let the worker go round once and return the newest row."""
    outbox.deliver_due(wiring.OUTBOX_HANDLERS)
    db.session.expire_all()
    return db.session.scalars(sa.select(OutboxMessage).order_by(OutboxMessage.id.desc())).first()


def test_a_mail_is_readable_and_says_that_a_machine_wrote_it(app: Flask, office: Office) -> None:
    post(path="/logg-inn?a=æ&b=<i>")
    assert deliver().state is OutboxState.DELIVERED
    (received,) = office.mails
    assert received["Subject"] == SUBJECT
    assert received["From"] == "Miljøkommune <svar@miljokommune.example>"
    assert received["To"] == "kari@alver.kommune.no"
    assert received["Auto-Submitted"] == "auto-generated"
    assert received.get_content_charset() == "utf-8"
    text = received.get_content()
    assert "og velg et nytt passord:" in text
    assert "http://127.0.0.1:8000/logg-inn?a=æ&b=<i>" in text
    assert SUBJECT not in text
    assert received["Date"].datetime == deliver().created_at.replace(microsecond=0)


def test_the_envelope_names_sender_and_recipient(app: Flask, office: Office) -> None:
    post()
    deliver()
    assert office.envelopes[0].mail_from == "svar@miljokommune.example"
    assert office.envelopes[0].rcpt_tos == ["kari@alver.kommune.no"]


def test_a_mail_sent_twice_can_be_recognised(app: Flask, office: Office) -> None:
    post()
    row = deliver()
    row.state, row.payload = OutboxState.WAITING, row.payload | {"facts": {"path": "/logg-inn"}}
    db.session.commit()
    deliver()
    post()
    deliver()
    identifiers = [received.get_all("Message-ID") for received in office.mails]
    assert [len(each) for each in identifiers] == [1, 1, 1]
    first, again, other = (each[0] for each in identifiers)
    assert first == again != other
    assert first.startswith(f"<outbox-{row.id}-")
    assert first.endswith("@127.0.0.1>")


@pytest.mark.parametrize("place", ["RCPT", "DATA"])
def test_what_the_server_never_takes_is_a_dead_letter(
    app: Flask, office: Office, place: str
) -> None:
    office.refuse = {place: "550 5.1.1 Ukjent mottaker"}
    post()
    row = deliver()
    assert (row.state, row.attempt_count) == (OutboxState.DEAD, 1)
    assert "5.1.1" in row.last_error


@pytest.mark.parametrize("place", ["RCPT", "DATA"])
def test_what_the_server_does_not_take_now_is_tried_again(
    app: Flask, office: Office, place: str
) -> None:
    office.refuse = {place: "451 4.7.1 Prøv igjen"}
    post()
    assert deliver().state is OutboxState.WAITING
    office.refuse = {}
    with time_machine.travel(clock.now() + LONGEST_DELAY):
        assert deliver().state is OutboxState.DELIVERED
    assert len(office.envelopes) == 1


def test_a_dead_server_delays_the_mail_and_loses_nothing(app: Flask, office: Office) -> None:
    office.close()
    post()
    row = deliver()
    assert row.state is OutboxState.WAITING
    assert "refused" in row.last_error
    office.open()
    assert deliver().state is OutboxState.WAITING
    with time_machine.travel(clock.now() + LONGEST_DELAY):
        row = deliver()
    assert (row.state, row.attempt_count, row.last_error) == (OutboxState.DELIVERED, 2, None)
    assert len(office.envelopes) == 1


def test_a_server_that_takes_the_mail_and_hangs_up_is_not_given_it_twice(
    app: Flask, office: Office
) -> None:
    office.hangs_up = True
    post()
    assert deliver().state is OutboxState.DELIVERED


def test_nobody_waits_for_the_mail_server_with_the_database_in_hand(
    app: Flask, office: Office
) -> None:
    written: list[object] = []
    engine = sa.create_engine(db.engine.url, connect_args=_in_a_hurry())

    def write_beside() -> None:
        with engine.begin() as connection:
            changed = connection.execute(sa.text("UPDATE outbox_message SET last_error = 'beside'"))
            written.append(changed.rowcount)

    office.meanwhile = write_beside
    post()
    assert deliver().state is OutboxState.DELIVERED
    assert written == [1]
    engine.dispose()


def _in_a_hurry() -> dict[str, object]:
    if db.engine.dialect.name == "sqlite":
        return {"timeout": 0.1}
    return {"options": "-c lock_timeout=100"}


def test_an_address_that_is_not_one_address_is_a_dead_letter(app: Flask, office: Office) -> None:
    odd = [
        "kari@alver.kommune.no\r\nBcc: alle@kommune.no",
        "kari@alver.kommune.no\nSubject: Vunnet!",
        "kari@alver.kommune.no, alle@kommune.no",
        "Kari <alle@kommune.no>",
        "<script>@kommune.no",
        "kari@alver.kommune.no@kommune.no",
        "kari",
        "",
    ]
    for to in odd:
        post(to)
    deliver()
    assert outbox.counts()[OutboxState.DEAD] == len(odd)
    assert office.envelopes == []


def test_no_fact_can_add_a_header(app: Flask, office: Office) -> None:
    facts = {"reference": "2026-00001\r\nBcc: alle@kommune.no\r\n\r\nx", "due_on": "2026-03-02"}
    mail.post(
        "kari@alver.kommune.no",
        "questions/received",
        language=Language.NB,
        path="/",
        status_path="/",
        **facts,
    )
    db.session.commit()
    deliver()
    for received in office.mails:
        assert received["Bcc"] is None
        assert "\n" not in received["Subject"]
    assert all(each.rcpt_tos == ["kari@alver.kommune.no"] for each in office.envelopes)


def test_each_reads_the_mail_in_her_own_language(app: Flask, office: Office) -> None:
    languages = ["nn", "en", "nb", "nn"]
    for language in languages:
        post(language=language)
    outbox.deliver_due(wiring.OUTBOX_HANDLERS)
    expected = []
    for language in languages:
        with app.test_request_context(), force_locale(language):
            expected.append(gettext(SUBJECT))
    assert [received["Subject"] for received in office.mails] == expected
    assert len(set(expected)) == 3


def test_without_a_server_the_mail_lies_in_a_folder_for_the_owner_only(
    settings: config.Settings,
) -> None:
    app = create_app(replace(settings, mail_server=""))
    with app.app_context():
        post()
        row = deliver()
        (path,) = (settings.data / "mail").iterdir()
        assert path.name == f"{row.id:08d}.eml"
        received = message_from_bytes(path.read_bytes(), policy=policy.default)
        assert received["Subject"] == SUBJECT
        assert modes(path.parent, path) == [0o700, 0o600]
        db.session.remove()
        db.engine.dispose()


def modes(*paths: Path) -> list[int]:
    return [path.stat().st_mode & 0o777 for path in paths]


def test_the_server_is_not_waited_for_without_end() -> None:
    assert outbox.LEASE.total_seconds() / 4 > mail_delivery.SMTP_SECONDS
