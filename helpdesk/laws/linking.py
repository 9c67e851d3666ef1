"""Citations in a text become links and keys, by the register in the database."""

from helpdesk.foundation import markdown
from helpdesk.foundation.markdown_citations import LinkCitations
from helpdesk.laws import citations, keys, queries


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
    """Return ``LAW-ID/section`` of every citation in *text*, each once, in order."""
    found = citations.find(text, queries.register())
    return list(dict.fromkeys(keys.format_key(c.law_id, c.section) for c in found))


def render(text: str) -> str:
    """Return Markdown as safe HTML in which citations are links to Lovdata."""
    return markdown.render(text, link_citations=linker())
