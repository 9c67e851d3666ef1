"""The post office: renders a mail of the outbox and hands it to the mail server."""

import contextlib
import smtplib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, render_template
from flask_mail import Connection, Mail, Message

from config import Settings
from helpdesk.foundation.db import let_go, reading
from helpdesk.foundation.outbox import OutboxMessage, PermanentFailure
from helpdesk.web import languages

SMTP_SECONDS = 15
"""How long the mail server may be silent. Source: guess; Flask-Mail has no limit of its own."""

_PERMANENT_FROM = 500


class _TimedConnection(Connection):
    """Flask-Mail's connection, with a limit on how long the server may be silent."""

    def __exit__(self, *_why: object) -> None:
        """Say goodbye; a server that is gone already has taken the mail, or the error is known."""
        if self.host is not None:
            with contextlib.suppress(OSError):
                self.host.quit()

    def configure_host(self) -> Any:
        kind = smtplib.SMTP_SSL if self.mail.use_ssl else smtplib.SMTP
        host = kind(self.mail.server, self.mail.port, timeout=SMTP_SECONDS)
        if self.mail.use_tls:
            host.starttls()
        if self.mail.username:
            host.login(self.mail.username, self.mail.password)
        return host


class _TimedMail(Mail):
    def connect(self) -> _TimedConnection:
        return _TimedConnection(current_app.extensions["mail"])


mail = _TimedMail()


def install(app: Flask, settings: Settings) -> None:
    """Set up Flask-Mail from the settings."""
    app.config.update(
        MAIL_SERVER=settings.mail_server or "127.0.0.1",
        MAIL_PORT=settings.mail_port,
        MAIL_USE_TLS=settings.mail_use_tls,
        MAIL_USERNAME=settings.mail_username or None,
        MAIL_PASSWORD=settings.mail_password or None,
        MAIL_DEFAULT_SENDER=settings.mail_sender,
        MAIL_SUPPRESS_SEND=False,
    )
    app.extensions["settings"] = settings
    mail.init_app(app)


def deliver(row: OutboxMessage) -> None:
    """
    Send the mail of one outbox row, or write it to the mail folder where no server is set.

    Raises:
        PermanentFailure: the server will never take it (an address that does not exist).
        OSError, smtplib.SMTPException: try again later.
    """
    with reading():
        message = compose(row)
        let_go()  # the mail server may be slow; nobody waits for it with the database in hand
    settings: Settings = current_app.extensions["settings"]
    if settings.mail_server:
        _send(message)
    else:
        _write(message, settings.mail_folder / f"{row.id:08d}.eml")


def compose(row: OutboxMessage) -> Message:
    """
    Render the mail of one outbox row; its ``Message-ID`` is derived from the row.

    Raises:
        PermanentFailure: the address or the subject would break the header they stand in.
    """
    payload = row.payload
    with current_app.test_request_context():
        languages.use(payload["language"])
        template = f"mail/{payload['template']}.txt"
        text = render_template(template, language=payload["language"], **payload["facts"])
    subject, _, body = text.strip().partition("\n")
    message = Message(subject=subject.strip(), recipients=[payload["to"]], body=body.strip() + "\n")
    message.msgId = _message_id(row)
    message.date = row.created_at.timestamp()
    message.extra_headers = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    if message.has_bad_headers() or not _is_one_address(payload["to"]):
        raise PermanentFailure("the address or the subject holds what no header may")
    return message


def _is_one_address(text: str) -> bool:
    """Tell whether *text* is a bare mail address, which the mail library reads as one."""
    return text.count("@") == 1 and not any(char.isspace() or char in ',;:<>"()' for char in text)


def _message_id(row: OutboxMessage) -> str:
    settings: Settings = current_app.extensions["settings"]
    host = urlsplit(settings.base_url).hostname
    return f"<outbox-{row.id}-{int(row.created_at.timestamp())}@{host}>"


def _send(message: Message) -> None:
    try:
        with mail.connect() as connection:
            connection.send(message)
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _reply in error.recipients.values()]
        if codes and all(code >= _PERMANENT_FROM for code in codes):
            raise PermanentFailure(str(error)) from error
        raise
    except smtplib.SMTPDataError as error:
        if error.smtp_code >= _PERMANENT_FROM:
            raise PermanentFailure(str(error)) from error
        raise


def _write(message: Message, path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    written = path.with_suffix(".part")
    written.touch(mode=0o600)
    written.write_bytes(message.as_bytes())
    written.replace(path)  # whoever looks meanwhile sees the whole mail or none
