"""LibreOffice, where there is one: what we ask of it, and what happens when it does not answer."""

import stat
import time
from pathlib import Path

import pytest

from helpdesk.foundation.errors import InvalidInput
from helpdesk.letters import office

GOOD = """#!/bin/sh
env > "$HOME/../seen-env" 2>/dev/null
while [ $# -gt 0 ]; do
  case $1 in --convert-to) target=$2; shift;; --outdir) out=$2; shift;; *) given=$1;; esac
  shift
done
{ echo "made of"; cat "$given"; } > "$out/brev.$target"
"""


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Return a function that makes a program stand in the place of LibreOffice."""

    def put(script):
        path = tmp_path / "soffice"
        path.write_text(script)
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(office.shutil, "which", lambda _name: str(path))

    return put


def test_document_is_turned_into_another_kind(program):
    program(GOOD)
    assert office.convert(b"et brev", source="docx", target="pdf") == b"made of\net brev"


def test_program_sees_nothing_of_our_surroundings(program, tmp_path, monkeypatch):
    monkeypatch.setenv("HELPDESK_SECRET_KEY", "hemmelig")
    seen = tmp_path / "env"
    program(GOOD.replace('"$HOME/../seen-env" 2>/dev/null', str(seen)))
    office.convert(b"x", source="docx", target="odt")
    assert "hemmelig" not in seen.read_text()


def test_program_that_never_ends_is_stopped_with_its_children(program, monkeypatch, tmp_path):
    monkeypatch.setattr(office, "MOST_SECONDS", 0.5)
    child = tmp_path / "child"
    program(f"#!/bin/sh\nsleep 60 &\necho $! > {child}\nwait\n")
    begun = time.monotonic()
    with pytest.raises(InvalidInput):
        office.convert(b"x", source="docx", target="pdf")
    assert time.monotonic() - begun < 5
    time.sleep(0.2)
    state = Path(f"/proc/{child.read_text().strip()}/status")
    assert not state.exists() or "zombie" in state.read_text()


def test_program_that_makes_nothing_is_told_in_words(program):
    program("#!/bin/sh\nexit 1\n")
    with pytest.raises(InvalidInput) as failed:
        office.convert(b"x", source="docx", target="pdf")
    assert "Last ned Word-dokumentet" in failed.value.says


def test_machine_without_it_offers_nothing(monkeypatch):
    monkeypatch.setattr(office.shutil, "which", lambda _name: None)
    assert office.program() is None
    with pytest.raises(InvalidInput):
        office.convert(b"x", source="docx", target="pdf")
