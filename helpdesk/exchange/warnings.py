"""What an import warns of: citations of sections that do not exist, or of repealed laws."""

from collections.abc import Iterator
from typing import Any

from helpdesk.catalogue import picking
from helpdesk.foundation.language import Language
from helpdesk.laws import linking
from helpdesk.laws.checking import DoubtKind
from helpdesk.laws.linking import NamedDoubt

_LAWS = "laws"


def odd_citations(given: dict[str, Any], place: str, most: int) -> list[str]:
    """
    Return a warning for each citation in a line that should be looked at.

    Args:
        given: the line, checked: its laws are written as keys.
        place: ``FILE:LINE``.
        most: how many to return at most.
    """
    if most <= 0:
        return []
    found = [doubt for text in _texts(given) for doubt in linking.doubts(text, Language.NB)]
    found += linking.doubts("", Language.NB, picked=filter(picking.is_law, _picked(given)))
    said = dict.fromkeys(f"{place}: {_said(doubt)}" for doubt in found)
    return list(said)[:most]


def _said(doubt: NamedDoubt) -> str:
    if doubt.kind is DoubtKind.MISSING:
        return f"{doubt.law} has no {doubt.section} that we know"
    successor = f", replaced by {doubt.successor}" if doubt.successor else ""
    return f"{doubt.law} is repealed{successor}"


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts of a line that may hold citations: those of some length, keys left out."""
    if isinstance(value, str) and " " in value:
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            if name != _LAWS:
                yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _picked(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield from map(str, each) if name == _LAWS else _picked(each)
    elif isinstance(value, list):
        for each in value:
            yield from _picked(each)
