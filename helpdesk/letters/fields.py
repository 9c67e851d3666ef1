"""Merge fields as editors describe them: which stand in the text, and what a letter still lacks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from helpdesk.catalogue.editorial import Lack
from helpdesk.foundation.language import N_
from helpdesk.foundation.markdown import plain_text
from helpdesk.foundation.personal_data import has_identity_number
from helpdesk.letters import merging
from helpdesk.letters.filling import FieldFacts
from helpdesk.letters.merging import Use
from helpdesk.letters.models import FieldType, LetterEdition, MergeField

MOST_FIELDS = 60
"""Merge fields in one letter. A guess: four times the longest letter there is."""
MOST_CHOICES = 30
MOST_COLUMNS = 8
"""A guess: what a page is wide enough for."""

_DATES = ("dato", "frist", "frist_dato")
_NUMBERS = ("antall", "tal", "belop", "sum", "pe")


@dataclass(frozen=True)
class ColumnText:
    """A column of rows: its name in the text, and what the caseworker sees."""

    name: str
    label: str


@dataclass(frozen=True)
class FieldText:
    """What an editor says about one merge field."""

    name: str
    label: str
    help: str = ""
    type: FieldType = FieldType.TEXT
    example: str = ""
    choices: tuple[str, ...] = ()
    columns: tuple[ColumnText, ...] = ()


def fields_for(text: str, described: Sequence[FieldText]) -> list[FieldText]:
    """
    Return the fields of *text* in order of appearance, then those described that it lacks.

    A field nobody has described gets a label made of its name and the type its use suggests. Rows
    and what a condition asks follow from the text, whatever was said; choices and columns that
    the text names come behind those described.
    """
    known = {field.name: field for field in described}
    used = merging.uses(text)
    present = [_fitted(known.get(name), name, use) for name, use in used.items()]
    return [*present, *(field for field in described if field.name not in used)]


def absent(text: str, names: Sequence[str]) -> list[str]:
    """Return those of *names* that do not stand as merge fields in *text*."""
    present = set(merging.field_names(text))
    return [name for name in names if name not in present]


def facts(fields: Iterable[FieldText | MergeField]) -> tuple[FieldFacts, ...]:
    """Return *fields* as the letter knows them."""
    return tuple(
        FieldFacts(field.name, field.label, field.type, tuple(_columns(field.columns)))
        for field in fields
    )


def described(fields: Iterable[MergeField]) -> list[FieldText]:
    """Return what is said about stored *fields*."""
    return [
        FieldText(
            name=field.name,
            label=field.label,
            help=field.help,
            type=field.type,
            example=field.example,
            choices=tuple(field.choices),
            columns=tuple(ColumnText(**column) for column in field.columns),
        )
        for field in fields
    ]


def guessed_type(name: str, use: Use) -> FieldType:
    """Return the type that the name of a field and its use suggest."""
    if use.columns is not None:
        return FieldType.ROWS
    if use.compared_with:
        return FieldType.CHOICE
    if use.is_tested:
        return FieldType.YES_NO
    if use.stands_alone:
        return FieldType.LONG
    if name.endswith(_DATES):
        return FieldType.DATE
    return FieldType.NUMBER if name.startswith(_NUMBERS) else FieldType.TEXT


def _fitted(said: FieldText | None, name: str, use: Use) -> FieldText:
    guess = guessed_type(name, use)
    if said is None:
        said = FieldText(name, merging.proposed_label(name), type=guess)
    if guess in {FieldType.ROWS, FieldType.CHOICE}:
        said = replace(said, type=guess)
    elif said.type is FieldType.ROWS:
        said = replace(said, type=guess, columns=())
    return replace(said, choices=_choices(said, use), columns=_all_columns(said, use))


def _choices(said: FieldText, use: Use) -> tuple[str, ...]:
    if said.type is not FieldType.CHOICE:
        return ()
    return tuple(dict.fromkeys([*said.choices, *use.compared_with]))


def _all_columns(said: FieldText, use: Use) -> tuple[ColumnText, ...]:
    """Return the columns the text names, in its order, with the labels that were given."""
    labels = {column.name: column.label for column in said.columns}
    names = use.columns or ()
    return tuple(ColumnText(n, labels.get(n) or merging.proposed_label(n)) for n in names)


def _columns(columns: Iterable[ColumnText | dict[str, str]]) -> Iterator[tuple[str, str]]:
    for column in columns:
        if isinstance(column, ColumnText):
            yield column.name, column.label
        else:
            yield column["name"], column["label"]


def lacks(edition: LetterEdition) -> list[Lack]:
    """Return what *edition* lacks before it can be submitted."""
    return list(_lacks(edition))


def _lacks(edition: LetterEdition) -> Iterator[Lack]:
    if not edition.summary.strip():
        yield Lack(N_("Skriv et sammendrag som sier hva brevet er til for, og når det brukes."))
    if not edition.topics:
        yield Lack(N_("Velg minst ett tema."))
    if not edition.text.strip():
        yield Lack(N_("Skriv teksten i brevet, eller last opp et Word-dokument."))
    for fault in merging.faults(edition.text):
        yield Lack(fault.says, fault.facts)
    for name in absent(edition.text, list(edition.labels)):
        says = N_("Feltet «%(name)s» står ikke i brevet. Sett det inn i teksten, eller fjern det.")
        yield Lack(says, {"name": name})
    yield from unfit(edition.text, described(edition.fields))
    if any(map(has_identity_number, _public_texts(edition))):
        yield Lack(N_("Ta bort fødselsnummeret. Det kan aldri publiseres."))


def unfit(text: str, fields: Sequence[FieldText]) -> Iterator[Lack]:
    """Yield what is wrong between the types of *fields* and how *text* uses them."""
    misread = tested_otherwise(text, fields)
    for field in fields:
        if field.type is FieldType.CHOICE and len(field.choices) < 2:
            says = N_("Feltet «%(name)s» er et valg. Skriv minst to ting å velge mellom.")
            yield Lack(says, {"name": field.name})
        if field.name in misread:
            says = N_("Feltet «%(name)s» står i en betingelse. Velg typen Ja eller nei.")
            yield Lack(says, {"name": field.name})


def tested_otherwise(text: str, fields: Iterable[FieldText]) -> list[str]:
    """Return the names of *fields* that a condition asks if they are so, and that never are."""
    tested = {name for name, use in merging.uses(text).items() if use.is_tested}
    may_be = {FieldType.YES_NO, FieldType.ROWS}
    return [field.name for field in fields if field.name in tested and field.type not in may_be]


def _public_texts(edition: LetterEdition) -> Iterator[str]:
    """Yield all that readers see; the letter also without its marks, which could part a number."""
    yield from (edition.title, edition.summary, edition.text)
    yield plain_text(merging.plain(edition.text, edition.labels))
    for field in edition.fields:
        yield from (field.label, field.help, field.example, *field.choices)
        yield from (column["label"] for column in field.columns)
