"""Merge fields as editors describe them: which stand in the text, and what a letter still lacks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from helpdesk.catalogue.editorial import Lack
from helpdesk.foundation.language import N_
from helpdesk.foundation.markdown import plain_text
from helpdesk.foundation.personal_data import has_identity_number
from helpdesk.letters import merging
from helpdesk.letters.models import FieldType, LetterEdition

MOST_FIELDS = 60
"""Merge fields in one letter. A guess: four times the longest letter there is."""


@dataclass(frozen=True)
class FieldText:
    """What an editor says about one merge field."""

    name: str
    label: str
    help: str = ""
    type: FieldType = FieldType.TEXT
    example: str = ""


def fields_for(text: str, described: Sequence[FieldText]) -> list[FieldText]:
    """
    Return the fields of *text* in order of appearance, then those described that it lacks.

    A field nobody has described gets a label made of its name.
    """
    known = {field.name: field for field in described}
    names = merging.field_names(text)
    present = [known.get(name) or FieldText(name, merging.proposed_label(name)) for name in names]
    return [*present, *(field for field in described if field.name not in names)]


def absent(text: str, names: Sequence[str]) -> list[str]:
    """Return those of *names* that do not stand as merge fields in *text*."""
    present = set(merging.field_names(text))
    return [name for name in names if name not in present]


def lacks(edition: LetterEdition) -> list[Lack]:
    """Return what *edition* lacks before it can be submitted."""
    return list(_lacks(edition))


def _lacks(edition: LetterEdition) -> Iterator[Lack]:
    if not edition.summary.strip():
        yield Lack(N_("Skriv et sammendrag som sier hva brevet er til for, og når det brukes."))
    if not edition.topics:
        yield Lack(N_("Velg minst ett tema."))
    if not edition.text.strip():
        yield Lack(N_("Skriv teksten i brevet."))
    for fault in merging.faults(edition.text):
        yield Lack(fault.says, fault.facts)
    for name in absent(edition.text, list(edition.labels)):
        says = N_("Feltet «%(name)s» står ikke i brevet. Sett det inn i teksten, eller fjern det.")
        yield Lack(says, {"name": name})
    if any(map(has_identity_number, _public_texts(edition))):
        yield Lack(N_("Ta bort fødselsnummeret. Det kan aldri publiseres."))


def _public_texts(edition: LetterEdition) -> Iterator[str]:
    """Yield all that readers see; the letter also without its marks, which could part a number."""
    yield from (edition.title, edition.summary, edition.text)
    yield plain_text(merging.plain(edition.text, edition.labels))
    for field in edition.fields:
        yield from (field.label, field.help, field.example)
