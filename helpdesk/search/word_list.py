"""The words of an index in memory, looked up by beginning and by ending."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

_LAST = "\U0010ffff"


class WordList:
    """The texts of one field with their counts; one that nothing holds any more stays with 0."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._forwards: list[str] = []
        self._backwards: list[str] = []

    def load(self, counts: Mapping[str, int]) -> None:
        """Take in many texts at once."""
        self._counts = dict(counts)
        self._forwards = sorted(counts)
        self._backwards = sorted(text[::-1] for text in counts)

    def put(self, text: str, count: int) -> None:
        """Take in one text, or its new count."""
        if text not in self._counts:
            insort(self._forwards, text)
            insort(self._backwards, text[::-1])
        self._counts[text] = count

    def counts(self, texts: Sequence[str]) -> dict[str, int]:
        """Return how many documents hold each of *texts*."""
        return {text: self._counts.get(text, 0) for text in texts}

    def values(self) -> tuple[str, ...]:
        """Return all texts that some document holds, in order."""
        return tuple(text for text in self._forwards if self._counts[text])

    def beginning(self, prefix: str) -> list[str]:
        """Return the texts that begin with *prefix*."""
        return _range(self._forwards, prefix)

    def ending(self, suffix: str) -> list[str]:
        """Return the texts that end with *suffix*."""
        return [text[::-1] for text in _range(self._backwards, suffix[::-1])]


Words = defaultdict[str, WordList]
"""By field."""


def of_rows(rows: Iterable[tuple[str, str, int]]) -> Words:
    """Return the lists of field, text and count."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for field, text, count in rows:
        found[field][text] = count
    lists = Words(WordList)
    for field, counts in found.items():
        lists[field].load(counts)
    return lists


def _range(ordered: Sequence[str], prefix: str) -> list[str]:
    return list(ordered[bisect_left(ordered, prefix) : bisect_left(ordered, prefix + _LAST)])
