"""Web and worker are killed again and again while people ask; what they were told holds."""

import contextlib
import os
import random
import re
import signal
import subprocess
import threading
import time
from mailbox import Maildir
from pathlib import Path

import pytest
import sqlalchemy as sa
from aiosmtpd.controller import Controller

from helpdesk.foundation import outbox
from tests.servers import Site, stop
from tests.visitors import Visitor

KILLS = 20
PATIENCE_SECONDS = 90
REFERENCE = re.compile(r"20\d\d-\d{5}")


def family_of(process_id: int) -> list[int]:
    """Return the process and all its descendants, the eldest first."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(folder.name))
    found = [process_id]
    for member in found:
        found += children.get(member, [])
    return found


def kill_all(process: subprocess.Popen[bytes]) -> None:
    """Kill the parent first, so that it raises nobody, then the rest."""
    for member in family_of(process.pid):
        with contextlib.suppress(ProcessLookupError):
            os.kill(member, signal.SIGKILL)
    process.wait()


class Asker(threading.Thread):
    """Somebody who asks one question after the other and notes what she was told."""

    def __init__(self, site: Site, email: str) -> None:
        super().__init__(daemon=True)
        self._site = site
        self._email = email
        self.told: list[str] = []
        self.done = threading.Event()

    def run(self) -> None:
        visitor, signed_in = Visitor(self._site.url), False
        while not self.done.is_set():
            try:
                if not signed_in:
                    visitor.sign_in(self._email)
                    signed_in = True
                self._ask(visitor)
            except Exception:  # the server is being killed; she tries again
                time.sleep(0.1)

    def _ask(self, visitor: Visitor) -> None:
        title = f"Hva gjelder for sak nummer {len(self.told)} hos {self._email}?"
        text = "Vi lurer på hvordan kommunen skal gå fram."
        facts = {"title": title, "text": text, "topic": "avlop"}
        summary = visitor.fill("/sporsmal/nytt", press="step=see_over", **facts)
        receipt = visitor.send(summary, press="step=send")
        self.told.append(REFERENCE.search(receipt.text_content())[0])
        self.done.wait(0.4)


def references_in(site: Site) -> set[str]:
    engine = sa.create_engine(f"sqlite:///{site.data / 'helpdesk.sqlite3'}")
    with engine.connect() as connection:
        found = connection.execute(sa.text("SELECT reference FROM question"))
        return {reference for (reference,) in found if reference}


def waiting_mails(site: Site) -> int:
    engine = sa.create_engine(f"sqlite:///{site.data / 'helpdesk.sqlite3'}")
    with engine.connect() as connection:
        return connection.execute(
            sa.text("SELECT count(*) FROM outbox_message WHERE state <> 'delivered'")
        ).scalar_one()


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_when_everything_is_killed(
    tmp_path: Path, smtp: tuple[Controller, Path]
) -> None:
    controller, folder = smtp
    mail = {"HELPDESK_MAIL_SERVER": "127.0.0.1", "HELPDESK_MAIL_PORT": str(controller.port)}
    site = Site(tmp_path, settings=mail)
    site.run("db", "upgrade")
    site.run("demo")
    people = ["kari@alver.kommune.no", "nils@alver.kommune.no", "ingrid@bodo.kommune.no"]
    askers = [Asker(site, person) for person in people]
    chance = random.Random(20)
    process = site.serve()
    for asker in askers:
        asker.start()
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.3, 3.0))
        kill_all(process)
        process = site.serve("--no-worker") if chance.random() < 0.2 else site.serve()
    kill_all(process)
    process = site.serve()
    for asker in askers:
        asker.done.set()
        asker.join(PATIENCE_SECONDS)
    # A mail that a killed worker had taken up is free again when its lease has run out.
    end = time.monotonic() + outbox.LEASE.total_seconds() + PATIENCE_SECONDS
    while waiting_mails(site) and time.monotonic() < end:
        time.sleep(0.5)
    stop(process)

    told = [reference for asker in askers for reference in asker.told]
    assert len(told) >= KILLS
    assert len(told) == len(set(told))
    assert set(told) <= references_in(site)
    arrived = " ".join(str(each) for each in Maildir(str(folder)))
    assert waiting_mails(site) == 0
    assert [reference for reference in told if reference not in arrived] == []
