"""References to laws in parsed Markdown become links, outside other links and code."""

from collections.abc import Callable, Iterator, Sequence

from markdown_it.token import Token

from helpdesk.foundation.markdown_parsing import LAW_CLASS, link_attributes, words

LinkCitations = Callable[[str], list[tuple[int, int, str]]]
"""Takes a plain text; gives start, end and address of each piece to link, sorted, apart."""


def link(tokens: Sequence[Token], find: LinkCitations) -> None:
    """Put links around what *find* finds in the running text of *tokens*."""
    for token in tokens:
        if token.children:
            token.children = list(_with_citations(token.children, find))


def _with_citations(children: Sequence[Token], find: LinkCitations) -> Iterator[Token]:
    """Yield *children* with links put into the runs of text that stand outside links."""
    run: list[Token] = []
    link_depth = 0
    for child in children:
        link_depth += (child.type == "link_open") - (child.type == "link_close")
        if child.type in {"text", "softbreak"} and not link_depth:
            run.append(child)
            continue
        yield from _linked(run, find)
        run = []
        yield child
    yield from _linked(run, find)


def _linked(run: Sequence[Token], find: LinkCitations) -> Iterator[Token]:
    text = "".join(map(words, run))
    position = 0
    for start, end, url in find(text) if text.strip() else ():
        yield from _as_tokens(text[position:start])
        opening = Token("link_open", "a", 1)
        opening.attrs = {**link_attributes(url), "class": LAW_CLASS}
        yield opening
        yield from _as_tokens(text[start:end])
        yield Token("link_close", "a", -1)
        position = end
    yield from _as_tokens(text[position:])


def _as_tokens(text: str) -> Iterator[Token]:
    for index, line in enumerate(text.split("\n")):
        if index:
            yield Token("softbreak", "br", 0)
        if line:
            yield Token("text", "", 0, content=line)
