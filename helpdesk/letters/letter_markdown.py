"""How a letter's Markdown is read for a document: the parser, and what a token says."""

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from helpdesk.foundation.text import xml_safe


@cache
def parser() -> MarkdownIt:
    """Return the parser; HTML is text, tables are tables."""
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def words(token: Token) -> str:
    """Return what *token*, part of a paragraph, says."""
    if token.type == "softbreak":
        return " "
    if token.children:
        return "".join(map(words, token.children))
    return xml_safe(token.content.rstrip("\n"))  # an entity can say what the text did not hold
