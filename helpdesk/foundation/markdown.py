"""Markdown to safe HTML, and to plain text."""

import re
from collections.abc import Sequence

import nh3
from markdown_it.token import Token

from helpdesk.foundation import markdown_citations
from helpdesk.foundation.markdown_citations import LinkCitations
from helpdesk.foundation.markdown_parsing import LAW_CLASS, SCHEMES, parser, words
from helpdesk.foundation.text import normalise_newlines

RENDERER_VERSION = 1
"""Raise it when the same Markdown gives other HTML: stored pages are then rendered once more."""

TOP_HEADING = 2
"""The level that ``#`` becomes: the page itself has the h1."""
LOWEST_HEADING = 4

_TAGS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr", "br"}
    | {"a", "strong", "em", "code", "table", "thead", "tbody", "tr", "th", "td"}
)
_ATTRIBUTES = {"a": {"href", "title", "rel"}, "ol": {"start"}, "th": {"scope"}}
_SECTION_SIGN = re.compile(r"§ (?=\d)")
_SURROGATES = re.compile(r"[\ud800-\udfff]")


def render(
    text: str,
    *,
    link_citations: LinkCitations | None = None,
    top_heading: int = TOP_HEADING,
    lowest_heading: int = LOWEST_HEADING,
) -> str:
    """
    Return *text* (Markdown) as HTML that is safe to show on any page.

    HTML in *text* is shown, not obeyed; pictures become their alternative text; bare web
    addresses become https links. The result has passed an allow-list.

    Args:
        text: anything.
        link_citations: finds references to laws, which become links of class ``law`` outside
            other links and code.
        top_heading: the level ``#`` becomes; the others follow it.
        lowest_heading: the level that deeper headings stop at.
    """
    tokens = parser().parse(_readable(text))
    _keep_sections_whole(tokens)
    if link_citations:
        markdown_citations.link(tokens, link_citations)
    _shift_headings(tokens, top_heading - 1, lowest_heading)
    return sanitise(parser().renderer.render(tokens, parser().options, {}))


def sanitise(html: str) -> str:
    """Return *html* with everything taken out that :func:`render` would not write."""
    return nh3.clean(
        html,
        tags=set(_TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        allowed_classes={"a": {LAW_CLASS}},
        url_schemes=set(SCHEMES),
        link_rel=None,
    )


def plain_text(markdown: str) -> str:
    """
    Return what *markdown* says, without marks: for search, excerpts and mail.

    Blocks stand on lines of their own with an empty line between; list items begin with ``- ``,
    cells of a table are parted by `` | ``; of a link its text is kept.
    """
    blocks: list[str] = []
    row: list[str] | None = None
    item_starts = False
    for token in parser().parse(_readable(markdown)):
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            blocks.append(" | ".join(row))
            row = None
        elif token.type == "list_item_open":
            item_starts = True
        elif token.type == "inline" and row is not None:
            row.append(words(token))
        elif token.type in {"inline", "fence", "code_block"}:
            blocks.append(("- " if item_starts else "") + words(token))
            item_starts = False
    return "\n\n".join(block for block in blocks if block.strip("- ")).strip()


def _readable(text: str) -> str:
    return _SURROGATES.sub("\ufffd", normalise_newlines(text))


def _keep_sections_whole(tokens: Sequence[Token]) -> None:
    """Let no line end between a section sign and its number."""
    for token in tokens:
        for child in token.children or ():
            if child.type == "text":
                child.content = _SECTION_SIGN.sub("§\u00a0", child.content)


def _shift_headings(tokens: Sequence[Token], shift: int, lowest: int) -> None:
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1:]) + shift, lowest)}"
