"""The law register of the demo, as citations are recognised by it."""

import csv
from functools import cache
from pathlib import Path

import helpdesk.exchange
from helpdesk.laws.citations import LawName, Register

LAWS = Path(helpdesk.exchange.__file__).parent / "demo" / "laws.csv"


@cache
def demo_register() -> Register:
    """Return the register made from the demo's laws."""
    with LAWS.open(encoding="utf-8", newline="") as file:
        return Register.from_laws(_law_name(row) for row in csv.DictReader(file))


def _law_name(row: dict[str, str]) -> LawName:
    return LawName(
        law_id=row["law_id"],
        slug=row["slug"],
        names=(row["name_nb"], row["name_nn"], row["official_title"]),
        abbreviations=tuple(filter(None, row["abbreviations"].split("|"))),
        status=row["status"],
        replaced_by=row["replaced_by"] or None,
        url=row["url"],
    )
