"""Letter templates from a file."""

from dataclasses import replace

import pytest

from helpdesk.catalogue import queries as catalogue
from helpdesk.exchange import lines, registers
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput
from helpdesk.letters import importing
from helpdesk.letters.importing import LetterFields, MergeFieldFields
from helpdesk.letters.models import FieldType
from helpdesk.letters.queries import letters

FIELDS = LetterFields(
    key="varsel",
    title="Varsel om pålegg",
    topics=("avlop",),
    body="Til {{ navn }}\n\nSvar innen {{ frist }}.",
    fields=(MergeFieldFields(name="frist", label="Frist", type=FieldType.DATE),),
)


def test_demo_letters_come_in_once_and_are_unchanged_the_second_time(app):
    registers.load()
    given = [
        lines.build(LetterFields, {k: v for k, v in lines.as_object(line).items() if k != "kind"})
        for _number, line in lines.read(registers.FOLDER / "letters.jsonl")
    ]
    assert [importing.upsert(each) for each in given] == [True] * len(given)
    db.session.commit()
    version = catalogue.shelf_version()
    assert [importing.upsert(each) for each in given] == [False] * len(given)
    assert catalogue.shelf_version() == version
    assert not any(importing.upsert(stored) for stored in importing.stored())


def test_fields_nobody_described_are_found_in_the_body(cast):
    assert importing.upsert(FIELDS)
    edition = letters.public("varsel")
    assert [(f.name, f.label, f.type) for f in edition.fields] == [
        ("navn", "Navn", FieldType.TEXT),
        ("frist", "Frist", FieldType.DATE),
    ]
    assert not importing.upsert(FIELDS)


def test_new_help_text_makes_a_new_edition_of_the_page(cast):
    importing.upsert(FIELDS)
    said = (MergeFieldFields(name="frist", label="Frist", help="Tre uker fram."),)
    stamp = letters.stamp("varsel")
    assert importing.upsert(replace(FIELDS, fields=said))
    assert letters.public("varsel").number == 2
    assert letters.stamp("varsel") != stamp


@pytest.mark.parametrize(
    "wrong",
    [
        {"body": "Til {{ Mottakers navn }}"},
        {"body": "Til {{ navn"},
        {"fields": (MergeFieldFields(name="ukjent", label="Ukjent"),)},
        {"body": "Sak 13097248022 {{ frist }}"},
    ],
)
def test_line_that_cannot_be_used_is_refused(cast, wrong):
    with pytest.raises(InvalidInput):
        importing.upsert(replace(FIELDS, **wrong))
