"""
Filling in an uploaded Word document, whose author is not trusted, with answers that are not either.

The document's tags are few and known (see :mod:`grammar`); here they are read once more as Jinja
reads them, and whatever is not one of those few is refused. They then run in a sandbox that has no
functions, no filters and no attributes, with bounds on size and time.

Importing this module loads docxtpl, which is heavy and which few pages need: import it late.
"""

import io
import time
from collections.abc import Iterator, Mapping
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from helpdesk.foundation.errors import InvalidInput
from helpdesk.foundation.language import N_
from helpdesk.foundation.text import xml_safe
from helpdesk.letters.docx import without_times
from helpdesk.letters.docx_properties import stamp_on
from helpdesk.letters.stamp import Stamp
from helpdesk.letters.word_text import tag_count

LARGEST_XML = 10_000_000
"""Characters of a filled document. A guess: five times the largest that may be uploaded."""
MOST_SECONDS = 5.0
"""A guess: a letter takes a tenth of a second."""

_UNFIT = N_(
    "Dokumentet har noe annet enn flettefelt, betingelser og rader i krøllparentesene. Se hjelpen "
    "over feltet, og skriv det på nytt."
)
_UNREADABLE = N_("Vi klarer ikke å fylle ut dokumentet. Lagre det på nytt i Word som .docx.")
_TOO_LARGE = N_("Dokumentet blir for stort når det fylles ut. Del det opp.")

_RESERVED = frozenset({"loop", "self", "super", "caller", "varargs", "kwargs"})
_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr),
    *(nodes.If, nodes.For, nodes.Not, nodes.Compare, nodes.Operand, nodes.Const),
)


class LetterEnvironment(ImmutableSandboxedEnvironment):
    """Jinja without anything that could be called, and no attributes but the columns of rows."""

    def __init__(self) -> None:
        super().__init__(autoescape=True)
        self.globals.clear()
        self.filters.clear()
        self.tests.clear()

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a column of a row; nothing else has attributes."""
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        return self.undefined(name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return a column of a row; nothing else can be looked into."""
        return self.getattr(obj, argument)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell that no attribute of Python's own may be looked at."""
        return False

    def is_safe_callable(self, obj: Any) -> bool:
        """Tell that nothing may be called."""
        return False


class Unanswered(str):
    """A field nobody has filled in: its label, and whatever a condition asks, yes."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return super().__hash__()


class Told(str):
    """A yes or no: how it is written, and what it is."""

    is_so: bool

    def __new__(cls, text: str, *, is_so: bool) -> "Told":
        """Return *text* that counts as *is_so*."""
        made = super().__new__(cls, text)
        made.is_so = is_so
        return made

    def __bool__(self) -> bool:
        return self.is_so


class _Word(DocxTemplate):  # type: ignore[misc]
    """A Word document that is filled in within bounds, in its text, headers and footers only."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data))
        self._ends_at = time.monotonic() + MOST_SECONDS
        self._room = LARGEST_XML
        self.tag_count = 0

    def render_xml_part(
        self, src_xml: str, part: Any, context: Mapping[str, Any], jinja_env: Any = None
    ) -> str:
        """Fill in one part, as the library does, but stop where it grows or lasts too long."""
        self.tag_count += tag_count(src_xml)
        check_tree(jinja_env.parse(src_xml), set(context))
        made = []
        for piece in jinja_env.from_string(src_xml).generate(context):
            self._room -= len(piece)
            if self._room < 0 or time.monotonic() > self._ends_at:
                raise _refused("too large or too slow", _TOO_LARGE)
            made.append(piece)
        return str(self.resolve_listing("".join(made)))

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        """Leave the properties alone: they are overwritten."""

    def render_footnotes(self, context: Any, jinja_env: Any = None) -> None:
        """Leave the footnotes alone: nothing in them is filled in."""


def fill_word(
    data: bytes,
    context: Mapping[str, Any],
    *,
    stamp: Stamp | None = None,
    tags: int | None = None,
) -> bytes:
    """
    Return the Word document *data*, checked before, with the values of *context* in its places.

    Args:
        context: by field name: texts, and rows as lists of mappings.
        stamp: what its properties say; None: for looking at only.
        tags: how many a reader sees in it; None: not counted.

    Raises:
        InvalidInput: it holds what it may not hold, or grows or lasts beyond bounds.
    """
    try:
        word = _Word(data)
        word.render(_safe(context), LetterEnvironment(), autoescape=True)
        _need(tags is None or tags == word.tag_count)
        if stamp is not None:
            stamp_on(word.docx, stamp)
        made = io.BytesIO()
        word.save(made)
        return without_times(made.getvalue())
    except InvalidInput:
        raise
    except TemplateError as error:
        raise _refused(f"no template: {type(error).__name__}", _UNFIT) from error
    except Exception as error:  # whatever three libraries meet in a document that is broken
        raise _refused(f"cannot be filled in: {type(error).__name__}", _UNREADABLE) from error


def check_tree(tree: nodes.Template, names: set[str]) -> None:
    """
    Make sure that a template, as Jinja reads it, does what our letters do and nothing else.

    Raises:
        InvalidInput: it does something else.
    """
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, _ALLOWED):
            raise _refused(f"holds {type(node).__name__}", _UNFIT)
    _check_nodes(tree.body, names, row=None)


def _check_nodes(body: list[nodes.Node], names: set[str], row: str | None) -> None:
    for node in body:
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                _need(_is_place(part, names, row))
        elif isinstance(node, nodes.If):
            _need(not node.elif_ and _is_test(node.test, names))
            _check_nodes([*node.body, *node.else_], names, row)
        elif isinstance(node, nodes.For):
            target, source = node.target, node.iter
            _need(row is None and not node.else_ and node.test is None and not node.recursive)
            _need(isinstance(target, nodes.Name) and _is_field(source, names))
            _check_nodes(node.body, names, getattr(target, "name", None))
        else:
            _need(False)


def _is_place(part: nodes.Node, names: set[str], row: str | None) -> bool:
    if isinstance(part, nodes.Getattr):
        return isinstance(part.node, nodes.Name) and row is not None and part.node.name == row
    return isinstance(part, nodes.TemplateData) or _is_field(part, names)


def _is_test(test: nodes.Node, names: set[str]) -> bool:
    if isinstance(test, nodes.Not):
        return _is_field(test.node, names)
    if isinstance(test, nodes.Compare):
        (operand, *others) = test.ops
        is_known = operand.op in {"eq", "ne"} and isinstance(operand.expr, nodes.Const)
        return not others and is_known and _is_field(test.expr, names)
    return _is_field(test, names)


def _is_field(node: nodes.Node, names: set[str]) -> bool:
    return isinstance(node, nodes.Name) and node.name in names - _RESERVED


def _need(is_so: bool) -> None:
    if not is_so:
        raise _refused("does what no letter does", _UNFIT)


def _safe(context: Mapping[str, Any]) -> dict[str, Any]:
    return dict(_safe_values(context))


def _safe_values(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        if isinstance(value, Unanswered):
            yield name, Unanswered(xml_safe(value))
        elif isinstance(value, Told):
            yield name, value
        elif isinstance(value, str):
            yield name, xml_safe(value)
        elif isinstance(value, list):
            yield name, [dict(_safe_values(row)) for row in value]
        else:
            yield name, value


def _refused(detail: str, says: str) -> InvalidInput:
    return InvalidInput(detail, field="document", says=says)
