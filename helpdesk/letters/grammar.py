"""The tags of a letter: fields, conditions and rows, as a tree, and what is wrong with them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from helpdesk.foundation.text import slugify
from helpdesk.letters import faults
from helpdesk.letters.faults import Fault

NAME_MAX_CHARS = 40
"""The longest name of a field. A guess: a name is two or three words."""
DEEPEST = 4
"""Conditions and rows inside each other. A guess: deeper ones nobody can read."""

_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_TAG = re.compile(
    r"(?P<own_line>(?m:^)[ \t]*\{%(?P<alone>[^{}\n]*?)%\}[ \t]*(?:\n|\Z))"
    r"|\{%(?P<within>[^{}\n]*?)%\}"
    r"|\{\{(?P<place>[^{}\n]*)\}\}"
)
_LOOSE = re.compile(r"\{\{|\}\}|\{%|%\}")
_TEST = re.compile(
    r"if\s+(?P<not>not\s+)?(?P<field>\S+?)(?:\s*(?P<sign>==|!=)\s*(?P<quote>[\"'“”‘’])(?P<value>[^\"“”]{1,80})[\"'“”‘’])?"
)
_FOR = re.compile(r"for\s+(?P<row>\S+)\s+in\s+(?P<field>\S+)")
_EXCERPT_CHARS = 40


@dataclass(frozen=True)
class Words:
    """Text between tags, as it was written."""

    text: str


@dataclass(frozen=True)
class Place:
    """Where the value of a field stands; with *row*, that of a column of the row at hand."""

    name: str
    row: str = ""


@dataclass(frozen=True)
class Condition:
    """Text that is there or not; *value* is what a choice is compared with."""

    field: str
    value: str | None
    is_negated: bool
    own_line: bool
    """Whether it began on a line of its own, and so holds whole paragraphs."""
    then: "Nodes"
    otherwise: "Nodes"


@dataclass(frozen=True)
class Rows:
    """Text that is there once for every row."""

    field: str
    row: str
    """What a row is called inside."""
    body: "Nodes"


Node: TypeAlias = Words | Place | Condition | Rows
Nodes: TypeAlias = tuple[Node, ...]


@dataclass(frozen=True)
class Parsed:
    """A letter as a tree, and its faults by line; what is faulty stands as words."""

    nodes: Nodes
    faults: Sequence[Fault]


def is_name(name: str) -> bool:
    """Tell whether *name* may be the name of a merge field."""
    return len(name) <= NAME_MAX_CHARS and _NAME.fullmatch(name) is not None


def proposed_name(words: str) -> str:
    """Return a valid name made of *words*: ``Mottakers navn`` gives ``mottakers_navn``."""
    plain = slugify(words, max_chars=NAME_MAX_CHARS).replace("-", "_").lstrip("_0123456789")
    return plain or "felt"


def walk(nodes: Nodes) -> Iterator[Node]:
    """Yield every node in order of appearance, those inside others too."""
    for node in nodes:
        yield node
        if isinstance(node, Condition):
            yield from walk(node.then)
            yield from walk(node.otherwise)
        elif isinstance(node, Rows):
            yield from walk(node.body)


@lru_cache(maxsize=256)
def parse(text: str) -> Parsed:
    """Return *text* as a tree; the same text is read once."""
    return _Parser(text).parse()


@dataclass
class _Open:
    """A condition or rows not yet closed."""

    line: int
    tag: str
    node: Condition | Rows | None
    then: list[Node] = field(default_factory=list)
    otherwise: list[Node] | None = None
    is_too_deep: bool = False

    @property
    def here(self) -> list[Node]:
        return self.then if self.otherwise is None else self.otherwise


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._faults: list[Fault] = []
        self._open = [_Open(1, "", None)]

    def parse(self) -> Parsed:
        place = 0
        for match in _TAG.finditer(self._text):
            self._words(self._text[place : match.start()], place)
            self._tag(match)
            place = match.end()
        self._words(self._text[place:], place)
        while len(self._open) > 1:
            left = self._open[-1]
            self._fault(faults.NOT_CLOSED, left.line, left.tag, _closing(left))
            self._close()
        found = sorted(self._faults, key=lambda fault: fault.line)
        return Parsed(tuple(self._open[0].then), tuple(found))

    def _words(self, words: str, start: int) -> None:
        for match in _LOOSE.finditer(words):
            line = words[match.start() : match.start() + _EXCERPT_CHARS].partition("\n")[0]
            self._fault(faults.LOOSE, self._line(start + match.start()), line.strip())
        if words:
            self._add(Words(words))

    def _tag(self, match: re.Match[str]) -> None:
        if match["place"] is not None:
            self._place(match)
            return
        own_line = match["own_line"] is not None
        said = " ".join((match["alone"] if own_line else match["within"]).split())
        line, tag = self._line(match.start()), match[0].strip()
        if said == "else":
            self._else(line, tag)
        elif said in {"endif", "endfor"}:
            self._end(said, line, tag)
        elif test := _TEST.fullmatch(said):
            self._condition(test, line, tag, own_line=own_line)
        elif loop := _FOR.fullmatch(said):
            self._rows(loop, line, tag)
        else:
            self._fault(faults.UNKNOWN_TAG, line, tag)

    def _place(self, match: re.Match[str]) -> None:
        said, line = match["place"].strip(), self._line(match.start())
        row, dot, column = said.partition(".")
        if not said:
            self._fault(faults.EMPTY_NAME, line, match[0])
        elif dot and is_name(row) and is_name(column):
            self._column(row, column, line, match[0])
        elif not is_name(said):
            self._fault(faults.BAD_NAME, line, said, f"{{{{ {proposed_name(said)} }}}}")
        elif said in self._row_names():
            self._fault(faults.ROW_WITHOUT_COLUMN, line, match[0], f"{{{{ {said}.navn }}}}")
        else:
            self._add(Place(said))
            return
        if not (dot and row in self._row_names()):
            self._add(Words(match[0]))

    def _column(self, row: str, column: str, line: int, tag: str) -> None:
        if row in self._row_names():
            self._add(Place(column, row))
        else:
            self._fault(faults.OUTSIDE_ROWS, line, tag, row)

    def _condition(self, test: re.Match[str], line: int, tag: str, *, own_line: bool) -> None:
        name = test["field"]
        if not is_name(name):
            self._fault(faults.BAD_NAME, line, name, f"{{% if {proposed_name(name)} %}}")
        elif test["not"] and test["value"]:
            self._fault(faults.UNKNOWN_TAG, line, tag)
        negated = bool(test["not"]) or test["sign"] == "!="
        value = test["value"].strip() if test["value"] else None
        self._begin(Condition(name, value, negated, own_line, (), ()), line, tag)

    def _rows(self, loop: re.Match[str], line: int, tag: str) -> None:
        row, name = loop["row"], loop["field"]
        wrong = next((each for each in (row, name) if not is_name(each)), None)
        if wrong is not None:
            self._fault(faults.BAD_NAME, line, wrong, proposed_name(wrong))
        elif row == name:
            self._fault(faults.SAME_NAME, line, tag)
        elif self._row_names():
            self._fault(faults.ROWS_IN_ROWS, line, tag)
        self._begin(Rows(name, row, ()), line, tag)

    def _begin(self, node: Condition | Rows, line: int, tag: str) -> None:
        is_too_deep = len(self._open) > DEEPEST
        if is_too_deep:
            self._fault(faults.TOO_DEEP, line, tag, str(DEEPEST))
        self._open.append(_Open(line, tag, node, is_too_deep=is_too_deep))

    def _else(self, line: int, tag: str) -> None:
        top = self._open[-1]
        if isinstance(top.node, Condition) and top.otherwise is None:
            top.otherwise = []
        else:
            self._fault(faults.LOOSE_ELSE, line, tag)

    def _end(self, said: str, line: int, tag: str) -> None:
        top = self._open[-1]
        if top.node is None:
            self._fault(faults.NOT_OPENED, line, tag)
        elif said == _closing(top):
            self._close()
        else:
            self._fault(faults.WRONG_END, line, tag, f"{{% {_closing(top)} %}}")

    def _close(self) -> None:
        done = self._open.pop()
        if done.is_too_deep:  # what stands in it stands as if it did not
            self._open[-1].here.extend([*done.then, *(done.otherwise or ())])
        elif isinstance(done.node, Condition):
            node = done.node
            then, otherwise = tuple(done.then), tuple(done.otherwise or ())
            made = Condition(
                node.field, node.value, node.is_negated, node.own_line, then, otherwise
            )
            self._add(made)
        elif isinstance(done.node, Rows):
            self._add(Rows(done.node.field, done.node.row, tuple(done.then)))

    def _add(self, node: Node) -> None:
        self._open[-1].here.append(node)

    def _row_names(self) -> set[str]:
        return {each.node.row for each in self._open if isinstance(each.node, Rows)}

    def _line(self, position: int) -> int:
        return self._text.count("\n", 0, position) + 1

    def _fault(self, says: str, line: int, found: str, suggestion: str = "") -> None:
        self._faults.append(Fault(says, line, found, suggestion))


def _closing(opened: _Open) -> str:
    return "endfor" if isinstance(opened.node, Rows) else "endif"
