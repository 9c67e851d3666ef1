"""Read *forskriften § 12-5* as one of the regulation that the paragraph has named."""

import re
from collections.abc import Iterator, Sequence

from helpdesk.laws.register import Mention

_LAW, _REGULATION = "LOV", "FOR"
_SERIES = {"loven": _LAW, "lova": _LAW, "forskriften": _REGULATION, "forskrifta": _REGULATION}

_TURNS = re.compile(
    r"(?P<break>\n[ \t]*\n)"
    r"|(?<![\w-])(?P<bare>(?:loven|lova|forskriften|forskrifta))(?:s|es)?(?![\w-])(?! om\b)"
    r"|(?<![\w-])(?P<other>[\w-]*(?:lov|forskrift)(?:en|a)?s?)(?![\w-])",
    re.IGNORECASE,
)
"""
What decides whom a bare word means: the end of a paragraph, the word itself, and any other word
that ends as a law's or a regulation's name does.
"""

_BESIDE = re.compile(r"\s{1,2}(?:§|paragraf|kap)", re.IGNORECASE)


def back_references(text: str, named: Sequence[Mention]) -> Iterator[Mention]:
    """
    Yield each *loven*, *forskriften* that can mean one law only, as a mention of it.

    It means the one law (regulation) that its paragraph has named before it. Where the paragraph
    has named two, or one that the register does not know, nobody can tell, and none is yielded.
    It is a reference only right before a section: in statutes *§ 5-3 i loven* is as a rule one of
    the law at hand, whatever they have named (seen in Lovdata's texts).

    Args:
        text: with plain hyphens and spaces.
        named: the mentions in *text*, in order, as ``Register.mentions`` gives them.
    """
    seen: dict[str, set[str]] = {_LAW: set(), _REGULATION: set()}
    reached = 0
    for turn in _TURNS.finditer(text):
        while reached < len(named) and named[reached].end <= turn.start():
            _note(seen, named[reached].law_id)
            reached += 1
        if turn["break"]:
            seen = {_LAW: set(), _REGULATION: set()}
        elif reached < len(named) and named[reached].start < turn.end():
            continue  # a part of a name that the register knows
        elif turn["other"]:
            seen[_series_of(turn["other"])].add(turn["other"].casefold())
        elif _BESIDE.match(text, turn.end()):
            meant = seen[_SERIES[turn["bare"].casefold()]]
            law_id = next(iter(meant)) if len(meant) == 1 else ""
            if law_id[:3] in seen:  # and not a word that only looks like a name
                yield Mention(turn.start(), turn.end(), law_id, needs_section=True)


def _note(seen: dict[str, set[str]], law_id: str) -> None:
    series = law_id[:3]
    if series in seen:
        seen[series].add(law_id)


def _series_of(word: str) -> str:
    """Return whether an unknown word that ends like a name would be one of a law or regulation."""
    return _REGULATION if "forskrift" in word.casefold() else _LAW
