"""Reading HTML strictly: what a browser would forgive is a fault here."""

from collections import Counter
from html.parser import HTMLParser

VOID = {"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "popovertarget")


class Markup(HTMLParser):
    """All elements of some HTML, in order, and what is wrong with how they are written."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.faults: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self._open]
        self.faults += self._bad_names() + self._inline_code()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self.faults += [
            f"<{tag}> has {n} twice" for n, times in Counter(names).items() if times > 1
        ]
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")

    def all(self, tag: str, **attributes: str | None) -> list[dict[str, str | None]]:
        """Return the attributes of every *tag* that has *attributes* (``_`` for ``-``)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            found
            for name, found in self.elements
            if name == tag and wanted.items() <= found.items()
        ]

    def one(self, tag: str, **attributes: str | None) -> dict[str, str | None]:
        """Return the attributes of the only *tag* that has *attributes*."""
        (found,) = self.all(tag, **attributes)
        return found

    def _bad_names(self) -> list[str]:
        ids = Counter(found["id"] for _, found in self.elements if "id" in found)
        twice = [f"the id {name} stands twice" for name, times in ids.items() if times > 1]
        lost = [
            f"{reference} names {name}, which is nowhere"
            for _, found in self.elements
            for reference in REFERENCES
            for name in (found.get(reference) or "").split()
            if name not in ids
        ]
        return twice + lost

    def _inline_code(self) -> list[str]:
        return [
            f"<{tag}> has {name}, which our content policy refuses"
            for tag, found in self.elements
            for name in found
            if name == "style" or name.startswith("on")
        ]
