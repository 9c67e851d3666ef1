"""An answer in Markdown as the HTML of its page."""

import re

from helpdesk.foundation import markdown
from helpdesk.laws import linking

_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]", re.MULTILINE)
_UNDERLINED = re.compile(r"^ {0,3}\S.*\n {0,3}(?:=+|-+)[ \t]*$", re.MULTILINE)


def render(text: str) -> str:
    """
    Return *text* as safe HTML, its citations linked, its highest headings as ``h2``.

    People begin with ``##`` or ``###``; the page must not skip a level for those who listen.

    Source: WCAG 2.1, technique G141.
    """
    return markdown.render(
        text,
        link_citations=linking.linker(),
        top_heading=markdown.TOP_HEADING + 1 - _highest(text),
    )


def _highest(text: str) -> int:
    """Return the level of the highest heading in *text*, 1 where it has none."""
    if _UNDERLINED.search(text):
        return 1
    return min((len(marks) for marks in _HEADING.findall(text)), default=1)
