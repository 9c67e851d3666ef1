"""Narrowing a list of all kinds of things to one kind, by links above it."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request
from flask_babel import gettext

from helpdesk.catalogue.models import ItemKind
from helpdesk.catalogue.words import KINDS
from helpdesk.web.addresses import with_query


@dataclass(frozen=True)
class KindLink:
    """A kind to narrow the list to, or the whole list."""

    label: str
    url: str
    count: int
    current: bool


def kind_asked_for() -> ItemKind | None:
    """Return the kind that ``?type=`` names, as in the search; None for all."""
    asked = request.args.get("type")
    return ItemKind(asked) if asked in set(ItemKind) else None


def kind_links(
    counts: Mapping[ItemKind, int], chosen: ItemKind | None, here: str
) -> list[KindLink]:
    """Return the whole list and each kind in *counts*; nothing where there is one kind only."""
    if len(counts) < 2 and chosen is None:
        return []
    everything = KindLink(gettext("Alt"), here, sum(counts.values()), chosen is None)
    return [
        everything,
        *(
            KindLink(gettext(name), with_query(here, type=kind), counts[kind], kind is chosen)
            for kind, name in KINDS.items()
            if kind in counts
        ),
    ]
