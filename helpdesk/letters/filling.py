"""A letter with the caseworker's answers in it; what is not answered stands to be filled in."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from helpdesk.foundation.errors import InvalidInput
from helpdesk.foundation.language import N_, TextLanguage
from helpdesk.letters import marks
from helpdesk.letters.answers import Answer, Answers, Row, written
from helpdesk.letters.grammar import Condition, Nodes, Place, Rows, Words, parse
from helpdesk.letters.marks import Marked, Slot, SlotKind
from helpdesk.letters.merging import proposed_label

MOST_ROWS = 50
"""Rows in one field. A guess: more belong in an attachment of their own."""
LARGEST = 1_000_000
"""Characters of a filled letter. A guess: three hundred printed pages."""

_ITEM = re.compile(r"\s*(?:[-*•]|(\d{1,3})[.)])\s+(\S.*)")


@dataclass(frozen=True)
class FieldFacts:
    """A field as the letter knows it."""

    name: str
    label: str
    type: str
    columns: tuple[tuple[str, str], ...] = ()
    """Name and label of each column of rows."""


class TooLarge(InvalidInput):
    """The filled letter is larger than anybody prints."""

    def __init__(self) -> None:
        super().__init__(
            f"more than {LARGEST} characters", says=N_("Brevet blir for langt. Kort ned teksten.")
        )


@dataclass(frozen=True)
class _Phrases:
    """What the letter says of its own passages, in its own language."""

    yes: str
    no: str
    chosen: str
    not_chosen: str
    otherwise: str
    end: str


_PHRASES = {
    TextLanguage.NB: _Phrases(
        yes="Ta med dette hvis «{label}» er ja:",
        no="Ta med dette hvis «{label}» er nei:",
        chosen="Ta med dette hvis «{label}» er «{value}»:",
        not_chosen="Ta med dette hvis «{label}» ikke er «{value}»:",
        otherwise="Ellers:",
        end="Slutt på valget",
    ),
    TextLanguage.NN: _Phrases(
        yes="Ta med dette dersom «{label}» er ja:",
        no="Ta med dette dersom «{label}» er nei:",
        chosen="Ta med dette dersom «{label}» er «{value}»:",
        not_chosen="Ta med dette dersom «{label}» ikkje er «{value}»:",
        otherwise="Elles:",
        end="Slutt på valet",
    ),
}


def fill(
    text: str, fields: Iterable[FieldFacts], answers: Answers, language: TextLanguage
) -> Marked:
    """
    Return the letter *text* with *answers* in the slots of its fields.

    No answer is ever read as Markdown, but that a long one on a line of its own keeps its lines,
    its empty lines and its lists. A condition nobody has answered leaves both ways, each with a
    note of when it is to be kept; rows nobody has filled in leave one row of labels.

    Raises:
        TooLarge: it would be larger than ``LARGEST``.
    """
    return _Filler(fields, answers, language).fill(text)


def holds(condition: Condition, answer: Answer) -> bool:
    """Tell whether *condition* is met by *answer*."""
    met = bool(answer) if condition.value is None else answer == condition.value
    return met is not condition.is_negated


class _Filler:
    def __init__(
        self, fields: Iterable[FieldFacts], answers: Answers, language: TextLanguage
    ) -> None:
        self._fields = {field.name: field for field in fields}
        self._answers = answers
        self._language = language
        self._marked = Marked()
        self._room = LARGEST

    def fill(self, text: str) -> Marked:
        nodes = parse(marks.without_marks(text)).nodes
        lines = "".join(self._filled(nodes, {}, "")).split("\n")
        self._marked.text = "\n".join(line for each in lines for line in self._unfolded(each))
        return self._marked

    def _filled(self, nodes: Nodes, row: Row | None, of: str) -> Iterator[str]:
        for node in nodes:
            if isinstance(node, Words):
                yield self._counted(node.text)
            elif isinstance(node, Place):
                yield self._mark(self._cell(node, row, of) if node.row else self._slot(node.name))
            elif isinstance(node, Rows):
                yield from self._rows(node)
            else:
                yield from self._condition(node, row, of)

    def _rows(self, node: Rows) -> Iterator[str]:
        answer = self._answers.get(node.field)
        rows = answer if isinstance(answer, tuple) else (None,)
        for row in rows[:MOST_ROWS]:
            yield from self._filled(node.body, row, node.field)

    def _condition(self, node: Condition, row: Row | None, of: str) -> Iterator[str]:
        answer = self._answers.get(node.field)
        if answer is not None:
            yield from self._filled(node.then if holds(node, answer) else node.otherwise, row, of)
            return
        yield self._note(node, self._when(node))
        yield from self._filled(node.then, row, of)
        if node.otherwise:
            yield self._note(node, _PHRASES[self._language].otherwise)
            yield from self._filled(node.otherwise, row, of)
        yield self._note(node, _PHRASES[self._language].end)

    def _when(self, node: Condition) -> str:
        phrases, field = _PHRASES[self._language], self._fields.get(node.field)
        if node.value is None:
            phrase = phrases.no if node.is_negated else phrases.yes
        else:
            phrase = phrases.not_chosen if node.is_negated else phrases.chosen
        return phrase.format(label=field.label if field else node.field, value=node.value)

    def _note(self, node: Condition, words: str) -> str:
        mark = self._mark(Slot(SlotKind.NOTE, "", words))
        return f"\n\n{mark}\n\n" if node.own_line else f" {mark} "

    def _slot(self, name: str) -> Slot:
        answer = self._answers.get(name)
        text = None if answer is None else written(answer, self._language)
        if text:
            return Slot(SlotKind.FILLED, name, text)
        field = self._fields.get(name)
        return Slot(SlotKind.EMPTY, name, field.label if field and field.label else name)

    def _cell(self, node: Place, row: Row | None, of: str) -> Slot:
        name = f"{of}.{node.name}"
        if row is not None:
            return Slot(SlotKind.FILLED, name, row.get(node.name, ""))
        field = self._fields.get(of)
        labels = dict(field.columns) if field else {}
        return Slot(SlotKind.EMPTY, name, labels.get(node.name) or proposed_label(node.name))

    def _mark(self, slot: Slot) -> str:
        slot = replace(slot, text=marks.without_marks(slot.text))
        self._counted(slot.text)
        return self._marked.mark(slot)

    def _counted(self, text: str) -> str:
        self._room -= len(text)
        if self._room < 0:
            raise TooLarge
        return text

    def _unfolded(self, line: str) -> list[str]:
        """Return *line*; of a long answer that stands alone in it, line by line as it was typed."""
        slot = marks.alone(line, self._marked.slots)
        if slot is None or slot.kind is not SlotKind.FILLED or not _is_block(slot.text):
            return [line]
        made: list[str] = []
        before = ""
        for typed in slot.text.split("\n"):
            kind, marked = self._block_line(slot, typed)
            if before == kind == "words":
                made[-1] += "\\"
            elif before and kind and kind != before:
                made.append("")
            made.append(marked)
            before = kind
        return made

    def _block_line(self, slot: Slot, typed: str) -> tuple[str, str]:
        if not typed.strip():
            return "", ""
        if item := _ITEM.fullmatch(typed):
            mark = self._marked.mark(replace(slot, text=item[2].strip()))
            return ("number", f"{item[1]}. {mark}") if item[1] else ("bullet", f"- {mark}")
        return "words", self._marked.mark(replace(slot, text=typed.strip()))


def _is_block(text: str) -> bool:
    return "\n" in text or _ITEM.fullmatch(text) is not None
