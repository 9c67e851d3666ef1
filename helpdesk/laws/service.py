"""Importing the law register, and marking what is changed in it; the caller commits."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from sqlalchemy import delete, select

from helpdesk.foundation import clock, counters
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput
from helpdesk.foundation.language import TextLanguage
from helpdesk.laws.keys import LawPlace
from helpdesk.laws.models import Law, LawChange, LawKind, LawSection, LawStatus
from helpdesk.laws.queries import REGISTER

LAW_COLUMNS = {"law_id", "slug", "kind", "name_nb", "name_nn", "status"}
SECTION_COLUMNS = {"law_id", "section", "chapter", "label", "heading"}


def import_file(path: Path) -> int:
    """
    Import a file of laws or of sections (the columns tell which); return how many rows it had.

    Args:
        path: CSV in UTF-8, in the format of ``laws.csv`` or ``law_sections.csv``.

    Raises:
        InvalidInput: the file is neither, or a row cannot be used (its line is named).
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns = set(reader.fieldnames or ())
        rows = list(reader)
    if columns >= SECTION_COLUMNS:
        import_sections(rows)
    elif columns >= LAW_COLUMNS:
        import_laws(rows)
    else:
        raise InvalidInput(
            f"{path.name}:1: neither laws nor sections: {', '.join(sorted(columns))}"
        )
    return len(rows)


def import_laws(rows: Iterable[Mapping[str, str]]) -> None:
    """Add or update one law a row, in the transaction at hand; see ``import_file``."""
    known = {law.law_id: law for law in db.session.scalars(select(Law))}
    for line, row in enumerate(rows, start=2):
        law = known.get(row["law_id"]) or Law(law_id=row["law_id"])
        try:
            _fill(law, row)
        except ValueError as error:
            raise InvalidInput(f"line {line}: {error}") from error
        db.session.add(law)
    counters.following(REGISTER)


def import_sections(rows: Iterable[Mapping[str, str]]) -> None:
    """Replace the sections of every law named in *rows*; see ``import_file``."""
    rows = list(rows)
    ids = {law.law_id: law.id for law in db.session.scalars(select(Law))}
    unknown = sorted({row["law_id"] for row in rows} - set(ids))
    if unknown:
        raise InvalidInput(f"unknown laws: {', '.join(unknown)}; import the register first")
    named = {ids[row["law_id"]] for row in rows}
    db.session.execute(delete(LawSection).where(LawSection.law_id.in_(named)))
    db.session.add_all(
        LawSection(
            law_id=ids[row["law_id"]],
            section=row["section"],
            chapter=row["chapter"],
            label=row["label"],
            heading=row["heading"],
            position=position,
        )
        for position, row in enumerate(rows)
    )
    counters.following(REGISTER)


def mark_changed(
    place: LawPlace, *, what: str, changed_from: date, source_url: str = ""
) -> LawChange:
    """
    Mark a section, a chapter or a whole law as changed; the pages of the law say so from now on.

    Args:
        what: what is changed, for readers.
        changed_from: the day from which the new words hold.
    """
    change = LawChange(
        law_id=place.law_id,
        section=place.section or "",
        changed_from=changed_from,
        what=what,
        source_url=source_url,
        marked_at=clock.now(),
    )
    db.session.add(change)
    counters.following(REGISTER)
    db.session.flush()
    return change


def _fill(law: Law, row: Mapping[str, str]) -> None:
    law.slug = row["slug"]
    law.kind = LawKind(row["kind"])
    law.name_nb = row["name_nb"]
    law.name_nn = row["name_nn"]
    law.abbreviations = [part for part in row.get("abbreviations", "").split("|") if part]
    law.official_title = row.get("official_title", "")
    law.official_language = TextLanguage(row.get("official_language") or "nb")
    law.ministry = row.get("ministry", "")
    law.in_force_from = _date(row.get("in_force_from"))
    law.in_force_until = _date(row.get("in_force_until"))
    law.status = LawStatus(row["status"])
    law.replaced_by = row.get("replaced_by") or None
    law.url = row.get("url", "")
    law.source = row.get("source", "")


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
