"""Citations in a text become links and keys, by the register in the database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from helpdesk.foundation import markdown
from helpdesk.foundation.markdown_citations import LinkCitations
from helpdesk.laws import checking, citations, keys, queries
from helpdesk.laws.checking import Doubt, DoubtKind


def linker() -> LinkCitations:
    """Return what finds citations that have an address at Lovdata, by the register as it is now."""
    register = queries.register()

    def find(text: str) -> list[tuple[int, int, str]]:
        found = (
            (each.start, each.end, keys.lovdata_url(register.url(each.law_id), each.section))
            for each in citations.find(text, register)
        )
        return [(start, end, url) for start, end, url in found if url is not None]

    return find


def cited_keys(text: str) -> list[str]:
    """
    Return ``LAW-ID/section`` of every citation in *text*, each once, in order.

    *§§ 8–12* cites its two ends and, where the sections are imported, all that stand between.
    """
    found = citations.find(text, queries.register())
    return list(dict.fromkeys(key for each in found for key in _keys_of(each)))


def _keys_of(citation: citations.Citation) -> Iterator[str]:
    outline = queries.outlines().get(citation.law_id) if citation.since else None
    if outline is not None and citation.since and citation.section:
        for between in outline.between(citation.since, citation.section):
            yield keys.format_key(citation.law_id, between)
    yield keys.format_key(citation.law_id, citation.section)


@dataclass(frozen=True)
class NamedDoubt:
    """A citation that should be looked at, in the words of a page."""

    kind: DoubtKind
    law: str
    """The name of the law."""
    section: str
    """"§ 12-99"; empty where the law as a whole is cited."""
    successor: str
    """The name of the law that has taken its place, where it is known."""
    line: int
    """1-based, in its text; 0 where it was picked and stands in no text."""
    place: str = ""
    """Which of several texts it stands in, where the page must say."""


def doubts(text: str, language: str, *, picked: Iterable[str] = ()) -> list[NamedDoubt]:
    """
    Return what of the citations in *text*, and of those *picked*, should be looked at.

    Args:
        language: of the names of the laws.
        picked: ``LAW-ID/section``, as an editor picked them beside the text.
    """
    register, outlines = queries.register(), queries.outlines()
    found = checking.doubts(text, register, outlines)
    found += checking.doubts_about(picked, register, outlines)
    return [_named(doubt, register, language) for doubt in found]


def _named(doubt: Doubt, register: citations.Register, language: str) -> NamedDoubt:
    return NamedDoubt(
        kind=doubt.kind,
        law=register.short_name(doubt.law_id, language),
        section=keys.section_label(doubt.section) if doubt.section else "",
        successor=register.successor_name(doubt.law_id, language),
        line=doubt.line,
    )


def render(text: str) -> str:
    """Return Markdown as safe HTML in which citations are links to Lovdata."""
    return markdown.render(text, link_citations=linker())
