"""Duties from a file, and back into one."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from helpdesk.catalogue import queries as catalogue
from helpdesk.catalogue.models import ItemKind
from helpdesk.duties import importing, queries
from helpdesk.duties.importing import DutyFields
from helpdesk.duties.models import Force, Role
from helpdesk.duties.queries import duties
from helpdesk.exchange import lines, registers, service
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput
from tests.cast import Cast
from tests.factories import publishing

FIELDS = DutyFields(
    key="utslipp",
    title="Behandle søknad om utslipp",
    summary="Kommunen avgjør.",
    topics=("avlop",),
    laws=("FOR-2004-06-01-931/12-3",),
    links=("guide:kommer-senere", "letter:kommer-senere"),
    force=Force.MUST,
    role=Role.AUTHORITY,
    state_agency="nve",
    who=" fylkeskommunen\n",
    deadline="Innen  seks uker",
    text="Etter § 12-3.\r\n",
)


@pytest.fixture(autouse=True)
def _register(request: pytest.FixtureRequest) -> None:
    if "cast" in request.fixturenames:
        request.getfixturevalue("cast")
        publishing.regulation()


def test_demo_duties_come_in_once_and_are_unchanged_the_second_time(app: Flask) -> None:
    registers.load()
    given = [
        lines.build(DutyFields, {k: v for k, v in lines.as_object(line).items() if k != "kind"})
        for _number, line in lines.read(registers.FOLDER / "duties.jsonl")
    ]
    assert [importing.upsert(each) for each in given] == [True] * 141
    db.session.commit()
    version = catalogue.shelf_version()
    assert [importing.upsert(each) for each in given] == [False] * 141
    assert catalogue.shelf_version() == version
    assert not any(importing.upsert(stored) for stored in importing.stored())
    topics = {topic.slug for row in queries.rows("nb") for topic in row.topics}
    assert len(topics) == 26
    assert {row.language for row in queries.rows("nb")} == {"nb", "nn"}


def test_what_is_exported_comes_in_again_unchanged(cast: Cast, tmp_path: Path) -> None:
    importing.upsert(FIELDS)
    db.session.commit()
    file = tmp_path / "alt.jsonl"
    assert service.export_file(file) == 1
    line = json.loads(file.read_text(encoding="utf-8"))
    assert {name: line[name] for name in ("kind", "force", "role", "state_agency", "who")} == {
        "kind": "duty",
        "force": "must",
        "role": "authority",
        "state_agency": "nve",
        "who": "fylkeskommunen",
    }
    assert service.import_file(file).changed == 0


def test_links_to_what_is_not_there_do_no_harm(cast: Cast) -> None:
    importing.upsert(FIELDS)
    (row,) = queries.rows("nb")
    assert (row.guides, row.letters) == ([], [])
    shown = queries.shown(duties.public("utslipp"), "nb")
    assert (shown.guides, shown.letters) == ([], [])


def test_another_agency_makes_a_new_edition_of_the_page(cast: Cast) -> None:
    importing.upsert(FIELDS)
    assert importing.upsert(replace(FIELDS, state_agency="miljodir"))
    edition = duties.public("utslipp")
    assert (edition.number, edition.state_agency.key) == (2, "miljodir")
    item = catalogue.item(f"{ItemKind.DUTY.value}:utslipp")
    assert "Miljødirektoratet" in item.text
    assert item.url == "/myndighet-og-plikt/utslipp"


@pytest.mark.parametrize(
    "wrong",
    [
        {"laws": ()},
        {"laws": ("LOV-1900-01-01-1/1",)},
        {"state_agency": "ukjent"},
        {"topics": ("ukjent",)},
        {"key": "hvem-avgjor"},
        {"key": "ny"},
        {"deadline": "Sak 13097248022"},
        {"appeals_body": "Sak 13097248022"},
    ],
)
def test_line_that_cannot_be_used_is_refused(cast: Cast, wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidInput):
        importing.upsert(replace(FIELDS, **wrong))
