"""Numbered marks in a letter: Markdown leaves them alone, and each becomes what stands there."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from markupsafe import escape

_OPEN, _CLOSE = "\ue000", "\ue001"
_MARKER = re.compile(rf"\{{{_OPEN}([0-9]{{1,6}}){_CLOSE}\}}")
_TAG = re.compile(r"""(<[a-z/][^"'>]*(?:"[^"]*"[^"'>]*)*>)""", re.IGNORECASE)


class SlotKind(StrEnum):
    """What stands in a slot."""

    EMPTY = "empty"
    """A field nobody has filled in; its label is shown."""
    FILLED = "filled"
    NOTE = "note"
    """What the letter says of itself: when a passage is to be kept."""


@dataclass(frozen=True)
class Slot:
    """A place in the letter, and what stands there: never Markdown, never HTML."""

    kind: SlotKind
    name: str
    """Of the field; of a column ``field.column``; empty for a note."""
    text: str
    """The value, the label, or the note."""

    @property
    def shown(self) -> str:
        """Return what stands in the letter: what is not filled in stands in brackets."""
        return self.text if self.kind is SlotKind.FILLED else f"[{self.text}]"


@dataclass
class Marked:
    """A text whose slots are numbered marks that Markdown leaves alone."""

    text: str = ""
    slots: list[Slot] = field(default_factory=list)

    def mark(self, slot: Slot) -> str:
        """
        Return the mark of a new slot.

        A mark begins and ends with a brace, as a field does, so that Markdown reads what stands
        around it in the same way.
        """
        self.slots.append(slot)
        return f"{{{_OPEN}{len(self.slots) - 1}{_CLOSE}}}"


def pieces(run: str, slots: Sequence[Slot]) -> Iterator[str | Slot]:
    """Yield the plain text and the slots of *run*, a part of a marked text, in order."""
    for place, piece in enumerate(_MARKER.split(run)):
        if place % 2:
            yield from _numbered(piece, slots)
        elif piece:
            yield piece


def shown(html: str, slots: Sequence[Slot]) -> str:
    """
    Return *html*, rendered from a marked text, with what each slot holds where its mark stood.

    Args:
        html: sanitised.
    """

    def in_text(match: re.Match[str]) -> str:
        return "".join(map(_as_html, _numbered(match[1], slots)))

    def in_tag(match: re.Match[str]) -> str:
        return "".join(str(escape(slot.shown)) for slot in _numbered(match[1], slots))

    parts = _TAG.split(html)
    replaced = (
        _MARKER.sub(in_tag if place % 2 else in_text, part) for place, part in enumerate(parts)
    )
    return without_marks("".join(replaced))


def replaced(text: str, slots: Sequence[Slot], change: Callable[[Slot], str]) -> str:
    """Return *text* with what *change* makes of each slot where its mark stood."""
    return "".join(
        piece if isinstance(piece, str) else change(piece) for piece in pieces(text, slots)
    )


def without_marks(text: str) -> str:
    """Return *text* without the characters that marks are made of."""
    return text.replace(_OPEN, "").replace(_CLOSE, "")


def alone(line: str, slots: Sequence[Slot]) -> Slot | None:
    """Return the slot that *line* consists of, if it is nothing else."""
    match = _MARKER.fullmatch(line.strip())
    return next(iter(_numbered(match[1], slots)), None) if match else None


def _as_html(slot: Slot) -> str:
    text = escape(slot.shown)
    if slot.kind is SlotKind.FILLED:
        return str(text).replace("\n", "<br>")
    if slot.kind is SlotKind.NOTE:
        return f'<mark class="merge-note">{text}</mark>'
    return f'<mark class="merge-field" data-field="{escape(slot.name)}">{text}</mark>'


def _numbered(number: str, slots: Sequence[Slot]) -> Sequence[Slot]:
    """Return the slot behind *number*; none for a mark that an author made of entities."""
    return slots[int(number) :][:1]
