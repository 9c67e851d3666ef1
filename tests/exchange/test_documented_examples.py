"""Every example in docs/import.md imports as it stands, and stands there once for each kind."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from helpdesk.catalogue import queries as catalogue
from helpdesk.exchange import registers, service
from helpdesk.exchange.kinds import KINDS
from helpdesk.exchange.service import Outcome
from helpdesk.foundation.db import db

PAGE = (Path(__file__).parent.parent.parent / "docs" / "import.md").read_text(encoding="utf-8")
EXAMPLES: list[dict[str, Any]] = [
    json.loads(found) for found in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
]


def documented_fields(heading: str) -> set[str]:
    """Return the names in the first column of the tables below *heading*."""
    part = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    columns = re.findall(r"^\| (`.*?`) \|", part, re.MULTILINE)
    names = {name for column in columns for name in re.findall(r"`(.+?)`", column)}
    return {name for name in names if "[]" not in name}


def test_the_examples_import_and_are_unchanged_the_second_time(app: Flask, tmp_path: Path) -> None:
    registers.load()
    db.session.commit()
    file = tmp_path / "examples.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in EXAMPLES), encoding="utf-8")
    assert service.import_file(file) == Outcome(read=len(EXAMPLES), changed=len(EXAMPLES))
    assert service.import_file(file).changed == 0
    for each in EXAMPLES:
        assert catalogue.item(f"{each['kind']}:{each['key']}").title == each["title"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_stands_in_a_table_and_in_an_example(kind: str) -> None:
    shared = {"kind"} | documented_fields("Fields of guides, letter templates and duties")
    headings = {
        "article": "Articles",
        "guide": "Guides",
        "letter": "Letter templates",
        "duty": "Duties",
    }
    documented = documented_fields(headings[kind]) | (shared if kind != "article" else {"kind"})
    fields = set(KINDS[kind].fields.__dataclass_fields__)
    assert documented - {"kind"} == fields
    shown = {name for each in EXAMPLES if each["kind"] == kind for name in each}
    withdrawal = {"withdrawn_reason"}
    assert fields - shown <= withdrawal
