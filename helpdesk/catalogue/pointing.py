"""What an address leads to: a thing on the shelf, or a part of it, such as a step of a guide."""

from collections.abc import Iterable
from dataclasses import dataclass

from helpdesk.catalogue import queries
from helpdesk.catalogue.models import CatalogueItem, ItemKind, anchor_of, parse_address
from helpdesk.foundation.language import TextLanguage


@dataclass(frozen=True)
class Pointed:
    """A published thing or a part of it, as another page names it."""

    item: CatalogueItem
    anchor: str = ""
    """Of the part; empty: the thing as a whole."""

    @property
    def title(self) -> str:
        """Return the title, of a part after that of the whole."""
        return part_title(self.item.title, self.item.parts, self.anchor)

    @property
    def url(self) -> str:
        """Return the address of the page, at the part."""
        return f"{self.item.url}#{self.anchor}" if self.anchor else self.item.url

    @property
    def kind(self) -> ItemKind:
        """Return what it is, or is a part of."""
        return self.item.kind

    @property
    def language(self) -> TextLanguage:
        """Return the language of its text."""
        return self.item.language


def pointed(addresses: Iterable[str]) -> dict[str, Pointed]:
    """
    Return what is published at *addresses*, by the address as given, in that order.

    A part that is no longer there becomes the thing as a whole. The number of statements is that
    of ``queries.items``.
    """
    wanted = list(dict.fromkeys(addresses))
    items = {(item.kind, item.key): item for item in queries.items(wanted)}
    found = ((address, items.get(name)) for address in wanted if (name := parse_address(address)))
    return {
        address: Pointed(item, standing_part(item.parts, anchor_of(address)))
        for address, item in found
        if item is not None
    }


def standing_part(parts: Iterable[str], anchor: str) -> str:
    """Return *anchor* if it still is among *parts*, else nothing: the thing as a whole."""
    return anchor if anchor in parts else ""


def part_title(title: str, parts: dict[str, str], anchor: str) -> str:
    """Return *title*, with that of the part at *anchor* if there is one."""
    return f"{title}: {parts[anchor]}" if anchor in parts else title
