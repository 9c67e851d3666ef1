"""Merge fields in a letter's text: finding them, naming their faults, showing them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import escape

from helpdesk.foundation.language import N_
from helpdesk.foundation.text import slugify

NAME_MAX_CHARS = 40
"""The longest name of a field. A guess: a name is two or three words."""

_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_PLACE = re.compile(r"\{\{([^{}\n]*)\}\}")
_LOOSE_BRACES = re.compile(r"\{\{|\}\}")
_ADDRESS = re.compile(r"\]\(([^)\n]{0,500})\)")
"""An address longer than that is none; the bound keeps the time in step with the text."""
_EXCERPT_CHARS = 40

_OPEN, _CLOSE = "\ue000", "\ue001"
_MARKER = re.compile(rf"\{{{_OPEN}([0-9]{{1,6}}){_CLOSE}\}}")
_TAG = re.compile(r"""(<[a-z/][^"'>]*(?:"[^"]*"[^"'>]*)*>)""", re.IGNORECASE)

BAD_NAME = N_(
    "Linje %(line)s: «%(found)s» kan ikke være navnet på et flettefelt. Bruk små bokstaver a–z, "
    "tall og understrek, for eksempel «%(suggestion)s»."
)
EMPTY_NAME = N_("Linje %(line)s: Et flettefelt mangler navn. Skriv navnet mellom krøllparentesene.")
LOOSE = N_(
    "Linje %(line)s: «%(found)s» begynner eller slutter ikke som et flettefelt. Skriv to "
    "krøllparenteser foran og to bak navnet, på samme linje."
)
IN_ADDRESS = N_(
    "Linje %(line)s: Et flettefelt kan ikke stå i adressen til en lenke. Skriv adressen helt ut."
)


@dataclass(frozen=True)
class Fault:
    """Something in the text that looks like a merge field and is none."""

    says: str
    """A bokmål text marked with ``N_``; the other values are its placeholders."""
    line: int
    """From 1."""
    found: str
    suggestion: str = ""

    @property
    def facts(self) -> dict[str, object]:
        """Return the placeholders of *says*."""
        return {"line": self.line, "found": self.found, "suggestion": self.suggestion}


@dataclass(frozen=True)
class Marked:
    """A text whose merge fields are numbered marks that Markdown leaves alone."""

    text: str
    names: Sequence[str]
    """The name behind each number."""


@dataclass(frozen=True)
class FieldPlace:
    """A merge field where it stands in a run of text."""

    name: str


def is_name(name: str) -> bool:
    """Tell whether *name* may be the name of a merge field."""
    return len(name) <= NAME_MAX_CHARS and _NAME.fullmatch(name) is not None


def field_names(text: str) -> list[str]:
    """Return the names of the merge fields in *text*, each once, in order of appearance."""
    inside = (match[1].strip() for match in _PLACE.finditer(text))
    return list(dict.fromkeys(name for name in inside if is_name(name)))


def faults(text: str) -> list[Fault]:
    """Return everything in *text* that was meant as a merge field and cannot be one, by line."""
    found = [*_bad_names(text), *_loose_braces(text), *_in_addresses(text)]
    return sorted(found, key=lambda fault: fault.line)


def proposed_name(words: str) -> str:
    """Return a valid name made of *words*: ``Mottakers navn`` gives ``mottakers_navn``."""
    plain = slugify(words, max_chars=NAME_MAX_CHARS).replace("-", "_").lstrip("_0123456789")
    return plain or "felt"


def proposed_label(name: str) -> str:
    """Return a label for a field nobody has described: ``frist_dato`` gives ``Frist dato``."""
    return name.replace("_", " ").capitalize()


def marked(text: str) -> Marked:
    """
    Return *text* with numbered marks in the place of its merge fields.

    A mark begins and ends with a brace, as the field does, so that Markdown reads what stands
    around it in the same way. Marks that came with the text are taken out first.
    """
    names: list[str] = []

    def number(match: re.Match[str]) -> str:
        name = match[1].strip()
        if not is_name(name):
            return match[0]
        names.append(name)
        return f"{{{_OPEN}{len(names) - 1}{_CLOSE}}}"

    return Marked(_PLACE.sub(number, _without_marks(text)), names)


def pieces(run: str, names: Sequence[str]) -> Iterator[str | FieldPlace]:
    """Yield the plain text and the fields of *run*, a part of a marked text, in order."""
    for place, piece in enumerate(_MARKER.split(run)):
        if place % 2:
            yield from map(FieldPlace, _named(piece, names))
        elif piece:
            yield piece


def shown(html: str, names: Sequence[str], labels: Mapping[str, str]) -> str:
    """
    Return *html*, rendered from a marked text, with the label of each field where its mark stood.

    Args:
        html: sanitised.
        labels: by name; a field without a label shows its name.
    """

    def mark(name: str) -> str:
        label = escape(labels.get(name) or name)
        return f'<mark class="merge-field" data-field="{name}">[{label}]</mark>'

    def in_text(match: re.Match[str]) -> str:
        return "".join(map(mark, _named(match[1], names)))

    def in_tag(match: re.Match[str]) -> str:
        return "".join(_named(match[1], names))

    parts = _TAG.split(html)
    replaced = (
        _MARKER.sub(in_tag if place % 2 else in_text, part) for place, part in enumerate(parts)
    )
    return _without_marks("".join(replaced))


def plain(text: str, labels: Mapping[str, str]) -> str:
    """Return *text* with ``[label]`` for each merge field, for search."""

    def label(match: re.Match[str]) -> str:
        name = match[1].strip()
        return f"[{labels.get(name) or name}]" if is_name(name) else match[0]

    return _PLACE.sub(label, text)


def _bad_names(text: str) -> Iterator[Fault]:
    for match in _PLACE.finditer(text):
        name = match[1].strip()
        if not name:
            yield Fault(EMPTY_NAME, _line(text, match.start()), match[0])
        elif not is_name(name):
            yield Fault(
                BAD_NAME, _line(text, match.start()), name, f"{{{{ {proposed_name(name)} }}}}"
            )


def _loose_braces(text: str) -> Iterator[Fault]:
    rest = _PLACE.sub(lambda match: " " * len(match[0]), text)
    for match in _LOOSE_BRACES.finditer(rest):
        line = text[match.start() : match.start() + _EXCERPT_CHARS].partition("\n")[0]
        yield Fault(LOOSE, _line(text, match.start()), line.strip())


def _in_addresses(text: str) -> Iterator[Fault]:
    for match in _ADDRESS.finditer(text):
        if _PLACE.search(match[1]):
            yield Fault(IN_ADDRESS, _line(text, match.start()), match[1])


def _named(number: str, names: Sequence[str]) -> Sequence[str]:
    """Return the name behind *number*; none for a mark that an author made of entities."""
    return names[int(number) :][:1]


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _without_marks(text: str) -> str:
    return text.replace(_OPEN, "").replace(_CLOSE, "")
