"""The Markdown parser: which links it makes, and what becomes of pictures and tables."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from linkify_it import LinkifyIt
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

LAW_CLASS = "law"
SCHEMES = frozenset({"http", "https", "mailto"})

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_REST_OF_ADDRESS = re.compile(r"^[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?:[/?#][^\s<>\"()]*[\w/=])?")
"""What may follow ``www.``; a full stop, comma or bracket behind it belongs to the sentence."""


@cache
def parser() -> MarkdownIt:
    """Return the parser; its rules are the same for every text."""
    made = MarkdownIt("commonmark", {"html": False, "linkify": True})
    made.enable(["table", "linkify"])
    made.linkify = _link_finder()
    made.validateLink = _is_safe  # type: ignore[method-assign]
    made.add_render_rule("image", _image_as_text)
    normalise = made.normalizeLink
    made.normalizeLink = lambda url: normalise(_with_scheme(url))  # type: ignore[method-assign]
    made.core.ruler.push("mark_links", _mark_links)
    made.core.ruler.push("mark_table_heads", _mark_table_heads)
    return made


def words(token: Token) -> str:
    """Return what *token* says: its own text, or that of the tokens in it."""
    if token.type in {"softbreak", "hardbreak"}:
        return "\n"
    if token.children:
        return "".join(map(words, token.children))
    says_itself = token.block or token.type in {"text", "code_inline"}
    return token.content.rstrip("\n") if says_itself else ""


def link_attributes(url: str) -> dict[str, str | int | float]:
    """Return the attributes of a link to *url*: of the law, of others outside, or of our own."""
    if _is_lovdata(url):
        return {"href": url, "class": LAW_CLASS}
    if _WEB_ADDRESS.match(url):
        return {"href": url, "rel": "noopener nofollow"}
    return {"href": url}


class _LinkFinder(LinkifyIt):  # type: ignore[misc]
    """Sees at a glance that most texts hold no address; the library's own look costs more."""

    def pretest(self, text: str) -> bool:
        """Tell whether *text* may hold what is looked for."""
        return ("://" in text or "www." in text.lower()) and bool(super().pretest(text))


def _link_finder() -> LinkifyIt:
    """
    Return a finder of https, http and www addresses.

    It guesses at nothing else: a forgotten space ("loven.Se") must not link to a stranger's site.
    """
    finder = _LinkFinder(options={"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
    for scheme in ("ftp:", "//", "mailto:"):
        finder.add(scheme, None)
    return finder.add("www.", {"validate": _REST_OF_ADDRESS})


def _is_safe(url: str) -> bool:
    scheme = _SCHEME.match(url.strip())
    return scheme[1].lower() in SCHEMES if scheme else not url.startswith("//")


def _with_scheme(url: str) -> str:
    return f"https://{url}" if url.lower().startswith("www.") else url


def _is_lovdata(url: str) -> bool:
    return re.match(r"https://(?:www\.)?lovdata\.no(?:/|$)", url) is not None


def _image_as_text(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: object, env: object
) -> str:
    return escapeHtml(words(tokens[index]))


def _mark_links(state: StateCore) -> None:
    for token in _inline_tokens(state.tokens):
        if token.type == "link_open":
            url = str(token.attrGet("href"))
            if token.markup == "linkify":
                url = _WEB_ADDRESS.sub("https://", url, count=1)
            token.attrs = {**token.attrs, **link_attributes(url)}


def _mark_table_heads(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "th_open":
            token.attrSet("scope", "col")


def _inline_tokens(tokens: Sequence[Token]) -> Iterator[Token]:
    return (child for token in tokens for child in token.children or ())
