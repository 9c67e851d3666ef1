"""An uploaded Word document as a letter: examined, its words, and how it looks."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from helpdesk.foundation import markdown
from helpdesk.foundation.errors import InvalidInput
from helpdesk.foundation.language import N_, TextLanguage
from helpdesk.foundation.text import clean_filename
from helpdesk.letters import marks, merging, word_package, word_text
from helpdesk.letters.answers import Answer, Answers, written
from helpdesk.letters.fields import facts, fields_for
from helpdesk.letters.filling import MOST_ROWS, FieldFacts
from helpdesk.letters.marks import Marked, Slot, SlotKind
from helpdesk.letters.merging import proposed_label
from helpdesk.letters.stamp import Stamp

_STYLES = """
p[style-name='Title'] => h3:fresh
p[style-name='Heading 1'] => h3:fresh
p[style-name='Heading 2'] => h4:fresh
p[style-name='Heading 3'] => h4:fresh
p[style-name='Heading 4'] => h4:fresh
"""
_UNREADABLE = N_("Vi klarer ikke å lese dokumentet. Lagre det på nytt i Word som .docx.")


@dataclass(frozen=True)
class WordLetter:
    """A Word document that may become a letter."""

    name: str
    data: bytes
    text: str
    """Its words and tags, a line a paragraph."""
    html: str
    """Sanitised, each field marked with its label."""


def examine(name: str, data: bytes) -> WordLetter:
    """
    Return the file *data*, called *name*, as a letter; it is filled in once to see that it can be.

    Raises:
        InvalidInput: it is no Word document, may do harm, or has faulty tags; says which.
    """
    name = clean_filename(name)
    word_package.check(name, data)
    text = word_text.read(data)
    for fault in merging.faults(text):
        raise InvalidInput(
            f"paragraph {fault.line}: {fault.found}",
            field="document",
            says=fault.says,
            **fault.facts,
        )
    fields = facts(fields_for(text, []))
    tags = word_text.tag_count(text)
    return WordLetter(name, data, text, preview(data, fields, {}, TextLanguage.NB, tags=tags))


def preview(
    data: bytes,
    fields: Iterable[FieldFacts],
    answers: Answers,
    language: TextLanguage,
    *,
    tags: int | None = None,
) -> str:
    """
    Return the Word document *data* with *answers* as safe HTML.

    Args:
        tags: how many a reader sees in it; None: not counted.

    Raises:
        InvalidInput: see :func:`word_filling.fill_word`.
    """
    import mammoth  # heavy, and few pages need it

    from helpdesk.letters.word_filling import fill_word  # as above

    marked = Marked()
    made = fill_word(data, _context(fields, answers, language, marked), tags=tags)
    try:
        html = mammoth.convert_to_html(
            io.BytesIO(made),
            style_map=_STYLES,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(lambda _image: {}),
        ).value
    except Exception as error:  # whatever the library meets in a document it cannot read
        raise InvalidInput("mammoth failed", field="document", says=_UNREADABLE) from error
    return marks.shown(markdown.sanitise(html), marked.slots)


def filled(data: bytes, fields: Iterable[FieldFacts], answers: Answers, stamp: Stamp) -> bytes:
    """
    Return the Word document *data* with *answers*; nothing of it is kept.

    Raises:
        InvalidInput: see :func:`word_filling.fill_word`.
    """
    from helpdesk.letters.word_filling import fill_word  # heavy, and few pages need it

    return fill_word(data, _context(fields, answers, stamp.language, None), stamp=stamp)


def _context(
    fields: Iterable[FieldFacts], answers: Answers, language: TextLanguage, marked: Marked | None
) -> dict[str, Any]:
    return {f.name: _value(f, answers.get(f.name), language, marked) for f in fields}


def _value(
    field: FieldFacts, answer: Answer | None, language: TextLanguage, marked: Marked | None
) -> Any:
    from helpdesk.letters.word_filling import Told, Unanswered  # heavy, and few pages need it

    def label(name: str, text: str) -> str:
        slot = Slot(SlotKind.EMPTY, name, marks.without_marks(text))
        return slot.shown if marked is None else marked.mark(slot)

    if field.type == "rows":
        if isinstance(answer, tuple):
            return [_row(row, field) for row in answer[:MOST_ROWS]]
        empty = {n: label(f"{field.name}.{n}", t or proposed_label(n)) for n, t in field.columns}
        return [empty]
    if isinstance(answer, bool):
        return Told(written(answer, language), is_so=answer)
    text = None if answer is None else written(answer, language)
    if text:
        return marks.without_marks(text)
    return Unanswered(label(field.name, field.label or field.name))


def _row(row: Mapping[str, str], field: FieldFacts) -> dict[str, str]:
    return {name: marks.without_marks(row.get(name, "")) for name, _label in field.columns}
