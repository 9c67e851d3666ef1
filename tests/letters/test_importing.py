"""Letter templates from a file."""

import base64
from dataclasses import replace

import pytest

from helpdesk.catalogue import queries as catalogue
from helpdesk.exchange import lines, registers
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput
from helpdesk.letters import importing
from helpdesk.letters.importing import ColumnFields, LetterFields, MergeFieldFields
from helpdesk.letters.models import FieldType
from helpdesk.letters.queries import letters
from tests.letters import words_made

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


def test_conditions_rows_order_and_sister_go_out_as_they_came_in(cast):
    fields = LetterFields(
        key="varsel",
        title="Varsel",
        body='{% if a == "x" %}X{% endif %}{% for r in b %}- {{ r.c }}\n{% endfor %}',
        fields=(
            MergeFieldFields(name="a", label="A", type=FieldType.CHOICE, choices=("x", "y")),
            MergeFieldFields(
                name="b",
                label="B",
                type=FieldType.ROWS,
                columns=(ColumnFields(name="c", label="C"),),
            ),
        ),
        next=("palegg", "klage"),
        sister="varsel-nn",
    )
    assert importing.upsert(fields)
    assert not importing.upsert(fields)
    (out,) = importing.stored()
    assert (out.body, out.fields, out.next, out.sister) == (
        fields.body,
        fields.fields,
        fields.next,
        fields.sister,
    )
    assert not importing.upsert(out)


def test_uploaded_document_goes_out_and_comes_in_byte_for_byte(app, cast):
    store = app.extensions["file_store"]
    data = words_made.template()
    packed = base64.b64encode(data).decode()
    fields = LetterFields(key="varsel", title="Varsel", docx=packed)
    assert importing.upsert(fields, store)
    db.session.commit()
    edition = letters.public("varsel")
    assert store.path(edition.document).read_bytes() == data
    assert [field.name for field in edition.fields][:2] == ["navn", "gebyr"]
    (out,) = importing.stored(store)
    assert out.docx == packed
    assert not importing.upsert(out, store)
    assert not importing.upsert(fields, store)


@pytest.mark.parametrize(
    "docx",
    [
        "ikke base64!",
        base64.b64encode(b"ikke word").decode(),
        base64.b64encode(words_made.word("{{ ''.x }}")).decode(),
    ],
)
def test_document_that_cannot_be_used_is_refused(app, cast, docx):
    with pytest.raises(InvalidInput):
        importing.upsert(
            LetterFields(key="varsel", title="Varsel", docx=docx), app.extensions["file_store"]
        )


def test_field_whose_type_does_not_fit_its_use_is_refused(cast):
    said = (MergeFieldFields(name="a", label="A", type=FieldType.TEXT),)
    with pytest.raises(InvalidInput):
        importing.upsert(replace(FIELDS, body="{% if a %}x{% endif %}", fields=said))
