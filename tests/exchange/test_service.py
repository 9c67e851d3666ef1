"""Files in and out: all or nothing, twice is once, and what is written can be read."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from helpdesk.catalogue import queries as catalogue
from helpdesk.catalogue.models import CatalogueItem
from helpdesk.exchange import registers, service
from helpdesk.exchange.demo import FILES
from helpdesk.exchange.service import BadFile, Outcome
from helpdesk.foundation.db import db

ARTICLE = {
    "kind": "article",
    "key": "ext-17",
    "title": "Trenger hytta tillatelse?",
    "answer": "Ja.",
}
GUIDE = {"kind": "guide", "key": "avlop", "title": "Behandle søknad", "steps": [{"title": "Les"}]}
LETTER = {"kind": "letter", "key": "svar", "title": "Svar", "body": "Hei, {{ navn }}"}


@pytest.fixture(autouse=True)
def registered(app: Flask) -> None:
    """The registers: agencies, topics, laws."""
    registers.load()
    db.session.commit()


def written(folder: Path, *lines: Any) -> Path:
    """Write *lines* to a file: bytes as they are, everything else as JSON."""
    file = folder / "inn.jsonl"
    raw = [each if isinstance(each, bytes) else json.dumps(each).encode() for each in lines]
    file.write_bytes(b"\n".join(raw) + b"\n")
    return file


def faults_of(file: Path) -> list[str]:
    with pytest.raises(BadFile) as caught:
        service.import_file(file)
    assert str(caught.value) == "\n".join(caught.value.faults)
    return caught.value.faults


def shelved() -> int:
    return db.session.scalar(select(func.count()).select_from(CatalogueItem)) or 0


def start_over() -> None:
    """Empty the database, but for the registers."""
    db.session.remove()
    db.drop_all()
    db.create_all()
    registers.load()
    db.session.commit()


def test_one_of_each_kind_comes_in_and_is_unchanged_the_second_time(tmp_path: Path) -> None:
    file = written(tmp_path, ARTICLE, GUIDE, LETTER)
    assert service.import_file(file) == Outcome(read=3, changed=3)
    version = catalogue.shelf_version()
    assert service.import_file(file) == Outcome(read=3, changed=0)
    assert catalogue.shelf_version() == version


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (b"{", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'"ord"', "not a JSON object"),
        (b'{"kind": "article", "key": "\xe5"}', "not UTF-8, from byte 29"),
        ({"key": "a"}, "kind must be one of letter, guide, duty, article, not None"),
        ({"kind": []}, "kind must be one of letter, guide, duty, article, not []"),
        ({**ARTICLE, "key": " "}, "key: must not be empty"),
        ({**ARTICLE, "title": "\0"}, "title: holds a character that cannot be stored"),
        ({**ARTICLE, "title": "\ud800"}, "title: holds a character that cannot be stored"),
        ({**ARTICLE, "ansvar": "x"}, "unknown field ansvar"),
        ({"kind": "article", "key": "a", "title": "T"}, "missing field answer"),
        ({**ARTICLE, "topics": "avlop"}, "topics: must be a list, not str"),
        ({**ARTICLE, "language": "en"}, "language: must be one of nb, nn, not 'en'"),
        ({**ARTICLE, "published_on": "14.3.2025"}, "published_on: must be a date"),
        ({**ARTICLE, "published_on": "9999-12-31"}, "published_on: must be a date"),
        ({**ARTICLE, "agency": "ukjent"}, "agency: Etaten finnes ikke."),
        ({**ARTICLE, "topics": ["ukjent"]}, "topics: Temaet finnes ikke."),
        ({**ARTICLE, "answer": "Han har 13097248022."}, "answer: Teksten inneholder"),
        ({**ARTICLE, "links": ["avlop"]}, "'avlop' is not an address kind:key"),
        ({**ARTICLE, "laws": ["§ 12-3"]}, "not a key of a law or of a section"),
        ({**GUIDE, "steps": [{"title": "Les", "frist": "i dag"}]}, "unknown field steps[0].frist"),
        ({**GUIDE, "steps": []}, "avlop has no steps"),
        ({**GUIDE, "steps": [{"title": " "}]}, "avlop has a step without a title"),
        ({**GUIDE, "key": "Avløp 1"}, "the key 'Avløp 1' cannot stand in an address"),
        ({**LETTER, "body": " "}, "svar has no body"),
        ({**LETTER, "body": "{{ Navn }}"}, "line 1 of the body"),
        ({**LETTER, "fields": [{"name": "x", "label": "X"}]}, "the body has no merge field x"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_a_bad_line_is_named_and_nothing_is_stored(tmp_path: Path, line: Any, fault: str) -> None:
    good = {**ARTICLE, "key": "ext-18"}
    (told,) = faults_of(written(tmp_path, good, b"", line))
    assert told.startswith("inn.jsonl:3: ")
    assert fault in told
    assert shelved() == 0


def test_all_bad_lines_of_articles_are_told_at_once(tmp_path: Path) -> None:
    lines = [{**ARTICLE, "key": str(number), "agency": "ukjent"} for number in range(60)]
    told = faults_of(written(tmp_path, *lines))
    assert len(told) == service.MOST_FAULTS
    assert told[2].startswith("inn.jsonl:3: ")


def test_a_key_stands_once_in_a_file(tmp_path: Path) -> None:
    same_key_other_kind = {**GUIDE, "key": "ext-17"}
    (told,) = faults_of(written(tmp_path, ARTICLE, same_key_other_kind, ARTICLE))
    assert told == "inn.jsonl:3: article:ext-17 stands in line 1 already"


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    file = written(tmp_path, b"\xef\xbb\xbf" + json.dumps(ARTICLE).encode())
    assert service.import_file(file).changed == 1


def test_a_known_key_is_updated(tmp_path: Path) -> None:
    service.import_file(written(tmp_path, ARTICLE, GUIDE, LETTER))
    other = {**GUIDE, "title": "Ny tittel"}
    outcome = service.import_file(written(tmp_path, ARTICLE, other, LETTER))
    assert outcome == Outcome(read=3, changed=1)
    assert catalogue.item("guide:avlop").title == "Ny tittel"
    assert shelved() == 3


def test_a_dry_run_stores_nothing(tmp_path: Path) -> None:
    file = written(tmp_path, ARTICLE, GUIDE, LETTER)
    assert service.import_file(file, dry_run=True) == Outcome(read=3, changed=3)
    assert shelved() == 0
    assert service.import_file(file).changed == 3


def test_what_was_exported_changes_nothing_and_makes_the_same_site_elsewhere(
    tmp_path: Path,
) -> None:
    for name in FILES:
        service.import_file(registers.FOLDER / name)
    live = {
        **ARTICLE,
        "key": "ext-2",
        "earlier": [{"title": "Før", "answer": "Nei.", "published_on": "2024-01-02"}],
        "change": "changed_law",
        "note": "Ny lov.",
        "asked_month": "2025-02-01",
        "check_due_on": "2027-03-01",
    }
    gone = {**ARTICLE, "key": "ext-1", "withdrawn_reason": "Feil.", "withdrawn_on": "2026-03-02"}
    withdrawn = [{**gone, "successor": "ext-2"}, {**GUIDE, "withdrawn_reason": "Gammel."}]
    service.import_file(written(tmp_path, live, *withdrawn))

    first, second = tmp_path / "ut.jsonl", tmp_path / "ut-igjen.jsonl"
    assert service.export_file(first) == 262
    done = service.import_file(first)
    assert (done.read, done.changed) == (262, 0)
    assert any("viltloven is repealed" in warning for warning in done.warnings)
    start_over()
    assert service.import_file(first).changed == 262
    service.export_file(second)
    assert second.read_text(encoding="utf-8") == first.read_text(encoding="utf-8")


def test_an_export_leaves_out_what_holds_its_default(tmp_path: Path) -> None:
    service.import_file(written(tmp_path, {**ARTICLE, "published_on": "2025-03-14"}))
    out = tmp_path / "ut.jsonl"
    assert service.export_file(out) == 1
    line = json.loads(out.read_text(encoding="utf-8"))
    assert line.keys() >= ARTICLE.keys()
    assert date.fromisoformat(line["published_on"]) == date(2025, 3, 14)
    assert not line.keys() & {"language", "standing", "topics", "withdrawn_reason", "earlier"}
