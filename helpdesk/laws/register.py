"""The law register as names in a text: which words name which law."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple, Self

from helpdesk.laws.law_names import LawName, forms

_BY_STANDING = {"in_force": 0, "adopted": 1, "repealed": 2}

_WORD = re.compile(r"\w+(?:/\d+)?")
_GAP = re.compile(r"[\s\u2010-\u2013().,\[\]-]{1,3}")


class Mention(NamedTuple):
    """A place in a text where a law is named."""

    start: int
    end: int
    law_id: str
    needs_section: bool
    """The words mean this law only beside a section or chapter: *gl.*, *ff.*, *KU*."""


class _Meaning(NamedTuple):
    law_id: str
    needs_section: bool
    standing: int


@dataclass
class _Node:
    """A step in the tree of words: what the words so far mean, and which words can follow."""

    meaning: _Meaning | None = None
    following: dict[str, "_Node"] = field(default_factory=dict)


class Register:
    """All laws, found by the words that name them in time linear in the text."""

    def __init__(self, laws: Iterable[LawName]) -> None:
        self.laws = MappingProxyType({law.law_id: law for law in laws})
        self._root = _Node()
        for law in self.laws.values():
            for form, needs_section in forms(law):
                meaning = _Meaning(law.law_id, needs_section, _BY_STANDING.get(law.status, 2))
                self._add(form, meaning)

    @classmethod
    def from_laws(cls, laws: Iterable[LawName]) -> Self:
        """Return the register of *laws*; of equals with one name, the first is meant."""
        return cls(laws)

    def url(self, law_id: str) -> str:
        """Return the address of a law at Lovdata, empty if it has none or is not known."""
        law = self.laws.get(law_id)
        return law.url if law else ""

    def short_name(self, law_id: str, language: str) -> str:
        """Return the short name of a law in *language*, its identifier if it is not known."""
        law = self.laws.get(law_id)
        if law is None:
            return law_id
        return law.names[1] if language == "nn" and len(law.names) > 1 else law.names[0]

    def successor_name(self, law_id: str, language: str) -> str:
        """Return the short name of what took or will take a law's place; empty: nothing known."""
        law = self.laws.get(law_id)
        return self.short_name(law.replaced_by, language) if law and law.replaced_by else ""

    def mentions(self, text: str) -> Iterator[Mention]:
        """Yield every place in *text* that names a law, by its longest name, none overlapping."""
        words = list(_WORD.finditer(text))
        index = 0
        while index < len(words):
            mention, length = self._longest(text, words, index)
            if mention:
                yield mention
            index += length

    def _add(self, form: str, meaning: _Meaning) -> None:
        node = self._root
        for word in _WORD.findall(form.casefold()):
            node = node.following.setdefault(word, _Node())
        if node.meaning is None or meaning.standing < node.meaning.standing:
            node.meaning = meaning

    def _longest(
        self, text: str, words: list[re.Match[str]], first: int
    ) -> tuple[Mention | None, int]:
        """Return the longest mention that begins with word number *first*, and its words, or 1."""
        best: Mention | None = None
        length = 1
        for count, meaning in self._meanings(text, words, first):
            start, end = words[first].start(), words[first + count - 1].end()
            if _stands_alone(text, start, end):
                best, length = _mention(text, start, end, meaning), count
        return best, length

    def _meanings(
        self, text: str, words: list[re.Match[str]], first: int
    ) -> Iterator[tuple[int, _Meaning]]:
        """Yield each number of words, from *first* on, that together name a law."""
        node = self._root
        for index in range(first, len(words)):
            word = words[index][0].casefold()
            following = node.following.get(word)
            named = following or node.following.get(word.removesuffix("s"))
            if named and named.meaning:
                yield index - first + 1, named.meaning
            if not following or not _is_joined(text, words[index : index + 2]):
                return
            node = following


def _is_joined(text: str, words: list[re.Match[str]]) -> bool:
    """Tell whether a second word follows, with a space, a hyphen or a bracket between."""
    return len(words) == 2 and bool(_GAP.fullmatch(text, words[0].end(), words[1].start()))


def _mention(text: str, start: int, end: int, meaning: _Meaning) -> Mention:
    behind = text[end : end + 1]
    closes = behind == ")" and "(" in text[start:end]
    if closes or (behind == "." and meaning.needs_section):
        end += 1
    return Mention(start, end, meaning.law_id, meaning.needs_section)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether the piece is not one half of a compound written with a hyphen."""
    is_tail = start >= 2 and text[start - 1] == "-" and text[start - 2].isalnum()
    is_head = text[end : end + 1] == "-" and text[end + 1 : end + 2].isalnum()
    return not is_tail and not is_head
