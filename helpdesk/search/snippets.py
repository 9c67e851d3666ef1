"""The piece of a text that shows why it is a hit: escaped first, then marked. Pure."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from helpdesk.search import analysis
from helpdesk.search.lexicon import KEY
from helpdesk.search.plan import PART_WEIGHT, SHORTEST_IN_COMPOUND, Plan

SNIPPET_CHARS = 240
"""Characters of a snippet. A guess: three lines of 80."""

_LEAD_CHARS = 60
"""Characters shown before the first marked word."""


BETWEEN = " · "
"""What stands between blocks that end without a stop: headings, items of a list."""

_ITEM = re.compile(r"^\s*[-–•*]\s+")
_FIELDS = re.compile(r"(?:\[[^\]]*\]\s?,?\s?)+")
"""A line of a letter that is only a field, such as ``[Saksnummer]``."""

_ENDS = (".", "?", "!", ":", ";", ",")


@dataclass(frozen=True)
class Mark:
    """A piece of the prepared text to be marked, and the term it answers."""

    start: int
    end: int
    term: str


@dataclass(frozen=True)
class Marker:
    """What is marked: whole words by stem or key, and pieces inside longer words."""

    stems: Collection[str]
    keys: Collection[str]
    pieces: Sequence[str]

    def marks(self, prepared: str) -> list[Mark]:
        """Return what to mark, in order, nothing twice."""
        found: list[Mark] = []
        if not (self.stems or self.keys or self.pieces):
            return found
        for word in analysis.words(prepared):
            mark = self._mark(word)
            if mark is not None and (not found or mark.start >= found[-1].end):
                found.append(mark)
        return found

    def _mark(self, word: analysis.Word) -> Mark | None:
        if analysis.is_stop(word.form):
            return None
        stem = analysis.stem(word.form)
        if stem in self.stems or analysis.key(stem) in self.keys:
            return Mark(word.start, word.end, stem)
        for piece in self.pieces:
            at = analysis.plain(word.form).find(analysis.plain(piece))
            if at >= 0 and word.end - word.start == len(word.form):
                return Mark(word.start + at, word.start + at + len(piece), piece)
        return None


UNMARKED = Marker(stems=(), keys=(), pieces=())
"""For hits whose words nobody asked for one by one."""


def marker(plan: Plan) -> Marker:
    """Return what to mark in the hits of *plan*."""
    weighed = [pair for group in plan.groups for pair in group.alternatives.items()]
    strong = {term for term, weight in weighed if weight > PART_WEIGHT}
    stems = {term for term in strong if not term.startswith(KEY)}
    pieces = {next(iter(group.alternatives)) for group in plan.groups if group.alternatives}
    return Marker(
        stems=stems,
        keys={term.removeprefix(KEY) for term in strong if term.startswith(KEY)},
        pieces=sorted(
            (piece for piece in pieces if len(piece) >= SHORTEST_IN_COMPOUND), key=len, reverse=True
        ),
    )


def snippet(text: str, marker: Marker, *, size: int = SNIPPET_CHARS) -> Markup:
    """
    Return the piece of *text* that answers most of the query, its words marked.

    A text that answers nothing gives nothing: its beginning would say less than its summary.

    Args:
        size: characters, about.
    """
    prepared = _on_one_line(analysis.prepare(text))
    marks = marker.marks(prepared)
    if not marks:
        return Markup()
    start, end = _window(prepared, marks, size)
    inside = [mark for mark in marks if mark.start >= start and mark.end <= end]
    before, after = ("… " if start > 0 else ""), (" …" if end < len(prepared) else "")
    return Markup("{}{}{}").format(before, _marked(prepared, start, end, inside), after)


def marked(text: str, marker: Marker) -> Markup:
    """Return all of *text*, escaped, its words that answer the query marked."""
    prepared = analysis.prepare(text)
    return _marked(prepared, 0, len(prepared), marker.marks(prepared))


def _on_one_line(prepared: str) -> str:
    """Return a text on one line, its paragraphs, list items and headings told apart."""
    pieces: list[str] = []
    is_apart = False
    for line in prepared.splitlines():
        words = " ".join(_ITEM.sub("", line).split())
        stands_alone = bool(_ITEM.match(line) or _FIELDS.fullmatch(words))
        if words and pieces:
            is_apart = (is_apart or stands_alone) and not pieces[-1].endswith(_ENDS)
            pieces.append(BETWEEN if is_apart else " ")
        if words:
            pieces.append(words)
        is_apart = not words or bool(_FIELDS.fullmatch(words))
    return "".join(pieces)


def _window(prepared: str, marks: Sequence[Mark], size: int) -> tuple[int, int]:
    first = max(range(len(marks)), key=lambda at: (_terms_within(marks, at, size), -at))
    start = _sentence_start(prepared, marks[first].start)
    end = start + size
    if end < len(prepared):
        end = prepared.rfind(" ", start, end)
    return start, min(len(prepared), max(end, marks[first].end))


def _terms_within(marks: Sequence[Mark], at: int, size: int) -> int:
    until = marks[at].start + size - _LEAD_CHARS
    return len({mark.term for mark in marks[at:] if mark.end <= until})


def _sentence_start(prepared: str, at: int) -> int:
    """Return where the sentence around *at* begins, or a word not far before it."""
    for stop in (BETWEEN, ". ", "? ", "! ", ": "):
        found = prepared.rfind(stop, max(0, at - _LEAD_CHARS), at)
        if found >= 0:
            return found + len(stop)
    if at <= _LEAD_CHARS:
        return 0
    return prepared.find(" ", at - _LEAD_CHARS, at) + 1 or at


def _marked(prepared: str, start: int, end: int, marks: Sequence[Mark]) -> Markup:
    pieces: list[Markup] = []
    here = start
    for mark in marks:
        pieces.append(escape(prepared[here : mark.start]))
        pieces.append(Markup("<mark>{}</mark>").format(prepared[mark.start : mark.end]))
        here = mark.end
    pieces.append(escape(prepared[here:end]))
    return Markup("").join(pieces)
