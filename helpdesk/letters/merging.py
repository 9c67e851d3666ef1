"""Merge fields in a letter's text: which there are, how each is used, and what is wrong."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from helpdesk.letters import faults as words
from helpdesk.letters.faults import Fault
from helpdesk.letters.grammar import (
    Condition,
    Nodes,
    Place,
    Rows,
    Words,
    is_name,
    parse,
    proposed_name,
    walk,
)

__all__ = [
    "Fault",
    "Use",
    "faults",
    "field_names",
    "is_name",
    "plain",
    "proposed_label",
    "proposed_name",
    "uses",
]

_ADDRESS = re.compile(r"\]\(([^)\n]{0,500})\)")
"""An address longer than that is none; the bound keeps the time in step with the text."""
_PLACE = re.compile(r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}")
_ALONE = re.compile(r"^[ \t]*\{\{[ \t]*([a-z0-9_]+)[ \t]*\}\}[ \t]*$", re.MULTILINE)


@dataclass
class Use:
    """How a field is used in the text; what follows from it is its type."""

    is_placed: bool = False
    is_tested: bool = False
    """Whether a condition asks if it is so."""
    stands_alone: bool = False
    """Whether it fills a paragraph of its own."""
    compared_with: list[str] = field(default_factory=list)
    columns: list[str] | None = None
    """Of rows; None: it holds no rows."""


def field_names(text: str) -> list[str]:
    """Return the names of the merge fields in *text*, each once, in order of appearance."""
    return list(uses(text))


def uses(text: str) -> dict[str, Use]:
    """Return how each merge field of *text* is used, in order of appearance."""
    found: dict[str, Use] = {}
    rows: dict[str, str] = {}
    for node in walk(parse(text).nodes):
        if isinstance(node, Rows):
            rows[node.row] = node.field
            use = found.setdefault(node.field, Use())
            use.columns = use.columns or []
        elif isinstance(node, Place) and node.row:
            _note_column(found[rows[node.row]], node.name)
        elif isinstance(node, Place):
            found.setdefault(node.name, Use()).is_placed = True
        elif isinstance(node, Condition) and is_name(node.field):
            _note_test(found.setdefault(node.field, Use()), node.value)
    for name in _ALONE.findall(text):
        if name in found:
            found[name].stands_alone = True
    return found


def faults(text: str) -> list[Fault]:
    """Return everything in *text* that was meant as a tag and cannot be one, by line."""
    found = [*parse(text).faults, *_in_addresses(text), *_two_uses(text)]
    return sorted(found, key=lambda fault: fault.line)


def proposed_label(name: str) -> str:
    """Return a label for a field nobody has described: ``frist_dato`` gives ``Frist dato``."""
    return name.replace("_", " ").capitalize()


def plain(text: str, labels: Mapping[str, str]) -> str:
    """Return *text* with ``[label]`` for each merge field and all that depends on a condition."""
    return "".join(_plain(parse(text).nodes, labels))


def _plain(nodes: Nodes, labels: Mapping[str, str]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Words):
            yield node.text
        elif isinstance(node, Place):
            label = None if node.row else labels.get(node.name)
            yield f"[{label or (proposed_label(node.name) if node.row else node.name)}]"
        elif isinstance(node, Rows):
            yield from _plain(node.body, labels)
        else:
            yield from _plain(node.then, labels)
            yield from _plain(node.otherwise, labels)


def _note_column(use: Use, column: str) -> None:
    use.columns = use.columns if use.columns is not None else []
    if column not in use.columns:
        use.columns.append(column)


def _note_test(use: Use, value: str | None) -> None:
    if value is None:
        use.is_tested = True
    elif value not in use.compared_with:
        use.compared_with.append(value)


def _two_uses(text: str) -> Iterator[Fault]:
    for name, use in uses(text).items():
        if use.columns is not None and (use.is_placed or use.compared_with):
            at = re.search(rf"\b{name}\b", text)
            yield Fault(words.TWO_USES, _line(text, at.start() if at else 0), name)


def _in_addresses(text: str) -> Iterator[Fault]:
    for match in _ADDRESS.finditer(text):
        if _PLACE.search(match[1]):
            yield Fault(words.IN_ADDRESS, _line(text, match.start()), match[1])


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
