"""What editors do with letter templates; each use case checks, changes, records, commits once."""

from collections.abc import Mapping, Sequence

from helpdesk.accounts.models import User
from helpdesk.catalogue.editing import ensure_writer
from helpdesk.catalogue.editorial_service import EditorialDesk
from helpdesk.foundation import clock
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput
from helpdesk.foundation.language import N_
from helpdesk.foundation.markdown import RENDERER_VERSION
from helpdesk.laws import linking
from helpdesk.letters import catalogue_entry, merging
from helpdesk.letters.fields import MOST_FIELDS, FieldText, fields_for, lacks
from helpdesk.letters.models import LetterEdition, MergeField
from helpdesk.letters.queries import letters

desk = EditorialDesk(room="letters", editions=letters, entry=catalogue_entry.entry, lacks=lacks)
"""Creating, submitting, publishing, withdrawing: what all edited kinds share."""


def save_text(
    *,
    actor: User,
    edition: LetterEdition,
    seen_version: int,
    text: str,
    fields: Sequence[FieldText],
) -> None:
    """
    Save the letter of a draft and what is said about its merge fields; new ones are found.

    Raises:
        NotPermitted: *actor* may not write in it.
        StaleVersion: somebody else has saved since *seen_version*.
        InvalidInput: there are too many fields.
        NotAllowedNow: it is no draft.
    """
    ensure_writer(actor, edition.work)
    edition.ensure_writable(seen_version)

    write(edition, text, fields)
    edition.sign(actor, at=clock.now())
    db.session.commit()


def write(edition: LetterEdition, text: str, fields: Sequence[FieldText]) -> None:
    """
    Take over the letter and its fields, and render it; no commit.

    Raises:
        InvalidInput: there are too many fields.
    """
    wanted = fields_for(text, fields)
    if len(wanted) > MOST_FIELDS:
        raise InvalidInput(
            f"{len(wanted)} merge fields",
            field="text",
            says=N_("Et brev kan ha inntil %(count)s flettefelt."),
            count=MOST_FIELDS,
        )
    edition.text = text
    _take_over_fields(edition, wanted)
    edition.html = rendered(text, edition.labels)
    edition.renderer_version = RENDERER_VERSION


def rendered(text: str, labels: Mapping[str, str]) -> str:
    """Return a letter (Markdown) as safe HTML, each merge field marked with its label."""
    marked = merging.marked(text)
    return merging.shown(linking.render(marked.text), marked.names, labels)


def _take_over_fields(edition: LetterEdition, wanted: Sequence[FieldText]) -> None:
    stored = {field.name: field for field in edition.fields}
    edition.fields = [stored.get(each.name) or MergeField(name=each.name) for each in wanted]
    for position, (field, said) in enumerate(zip(edition.fields, wanted, strict=True), start=1):
        field.position, field.label, field.help = position, said.label, said.help
        field.type, field.example = said.type, said.example
