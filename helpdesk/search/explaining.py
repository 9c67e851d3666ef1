"""What a query becomes: every word with what the search makes of it, and the hits it leads to."""

from collections.abc import Sequence
from dataclasses import dataclass

from helpdesk.search import analysis, queries, synonyms, vocabulary
from helpdesk.search.hits import Hit, SearchRequest

FIRST_HITS = 5
"""Hits shown of each search. A guess: what an editor compares at a glance."""


@dataclass(frozen=True)
class ExplainedWord:
    """A word of a query: as written, whether it is left out, else its stem."""

    form: str
    is_stop: bool
    stem: str


@dataclass(frozen=True)
class OtherName:
    """What else a piece of a query is called, in stems, and who says so."""

    piece: str
    name: str
    is_editors: bool


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """
    What a query becomes.

    Args:
        read_as: the query with near words in place of unknown ones; None: as typed.
        before: the first hits without the editors' synonyms.
        after: the first hits with them.
    """

    words: Sequence[ExplainedWord]
    read_as: str | None
    other_names: Sequence[OtherName]
    before: Sequence[Hit]
    after: Sequence[Hit]

    @property
    def is_changed(self) -> bool:
        """Tell whether the editors' synonyms change the first hits."""
        return [hit.url for hit in self.before] != [hit.url for hit in self.after]


def explain(text: str, *, locale: str) -> Explanation:
    """Return what the search makes of *text*, with the editors' synonyms and without."""
    request = SearchRequest(text=text, page_size=FIRST_HITS, locale=locale)
    decided = synonyms.other_names()
    found = queries.search(request, decided=decided)
    without = queries.search(request, decided=synonyms.NONE)
    words = _words(found.did_you_mean or text)
    return Explanation(
        words=words if found.did_you_mean is None else _words(text),
        read_as=found.did_you_mean,
        other_names=_other_names([word.stem for word in words if not word.is_stop], decided),
        before=without.hits,
        after=found.hits,
    )


def _words(text: str) -> list[ExplainedWord]:
    return [
        ExplainedWord(word.form, analysis.is_stop(word.form), analysis.stem(word.form))
        for word in analysis.words(analysis.prepare(text))
    ]


def _other_names(stems: Sequence[str], decided: synonyms.OtherNames) -> list[OtherName]:
    packaged = {(place.start, place.stop, name) for place, name in vocabulary.expansions(stems)}
    return [
        OtherName(
            piece=" ".join(stems[place.start : place.stop]),
            name=" ".join(name),
            is_editors=(place.start, place.stop, name) not in packaged,
        )
        for place, name in vocabulary.expansions(stems, decided)
    ]
