"""The demo's mail, readable by anybody: ``/demo/post``, which exists in the demo only."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern
from email.utils import parsedate_to_datetime
from pathlib import Path

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup, escape

from config import Settings
from helpdesk.foundation import installation
from helpdesk.foundation.errors import NotFound
from helpdesk.web.access import public

blueprint = Blueprint("demo", __name__, url_prefix="/demo/post")

MOST_SHOWN = 100


@dataclass(frozen=True)
class Letter:
    """A mail as the page shows it."""

    number: int
    to: str
    subject: str
    sent_at: datetime
    text: str

    @property
    def paragraphs(self) -> list[Markup]:
        """Return the text by paragraphs, as HTML; lines that are addresses are links."""
        return [
            Markup("<br>").join(_linked(line) for line in paragraph.splitlines())
            for paragraph in self.text.strip().split("\n\n")
        ]


@blueprint.get("")
@public
def index() -> ResponseReturnValue:
    """List the newest mails."""
    folder = _folder()
    newest = sorted(folder.glob("*.eml"), reverse=True)[:MOST_SHOWN]
    return render_template("web/demo_mails.html", letters=[_read(path) for path in newest])


@blueprint.get("/<int:number>")
@public
def show(number: int) -> ResponseReturnValue:
    """Show one mail."""
    path = _folder() / f"{number:08d}.eml"
    if not path.is_file():
        raise NotFound(f"no mail {number}")
    return render_template("web/demo_mail.html", letter=_read(path))


def _folder() -> Path:
    """Return where the mails lie; outside the demo there is no such page."""
    if not installation.is_demo():
        raise NotFound("this is no demo")
    settings: Settings = current_app.extensions["settings"]
    return settings.mail_folder


def _read(path: Path) -> Letter:
    message = message_from_bytes(path.read_bytes(), policy=modern)
    return Letter(
        number=int(path.stem),
        to=str(message["To"]),
        subject=str(message["Subject"]),
        sent_at=parsedate_to_datetime(str(message["Date"])),
        text=_text(message),
    )


def _text(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain",))
    return "" if part is None else str(part.get_content())


def _linked(line: str) -> Markup:
    if not line.startswith(("http://", "https://")):
        return escape(line)
    return Markup('<a class="ds-link" href="{0}">{0}</a>').format(line.strip())
