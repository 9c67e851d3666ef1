"""What a query becomes: every word with what the search makes of it, and the hits it leads to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from helpdesk.foundation.db import db
from helpdesk.laws import queries as laws
from helpdesk.search import alternatives, analysis, queries, synonyms, vocabulary
from helpdesk.search.alternatives import Origin, PlanAccount, WordAccount
from helpdesk.search.hits import Hit, SearchRequest
from helpdesk.search.models import Synonym
from helpdesk.search.synonyms import Phrase

FIRST_HITS = 5
"""Hits shown of each search. A guess: what an editor compares at a glance."""

_NOTHING = PlanAccount(words=(), parts=(), joined=(), cited=())


@dataclass(frozen=True)
class OtherName:
    """What else a piece of a query is called, and who says so."""

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

    words: Sequence[WordAccount]
    parts: Sequence[str]
    joined: Sequence[str]
    laws: Sequence[str]
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
    stems = analysis.terms(found.did_you_mean or text)
    account = _account(request, stems, decided)
    others = _other_names(stems, decided, locale)
    return Explanation(
        words=[_with_names(word, others) for word in account.words],
        parts=account.parts,
        joined=account.joined,
        laws=list(dict.fromkeys(each.title for each in laws.described(account.cited, locale))),
        read_as=found.did_you_mean,
        other_names=others,
        before=without.hits,
        after=found.hits,
    )


def _account(
    request: SearchRequest, stems: Sequence[str], decided: synonyms.OtherNames
) -> PlanAccount:
    planned = queries.planned(request)
    if planned is None:
        return _NOTHING
    names = [stem for _place, name in vocabulary.expansions(stems, decided) for stem in name]
    return alternatives.of_plan(request.text, planned[0], names, planned[1])


def _with_names(word: WordAccount, others: Sequence[OtherName]) -> WordAccount:
    """Return *word* with what else it is called as people write it."""
    if Origin.SYNONYM not in word.terms:
        return word
    names = [each.name for each in others if word.stem in each.piece.split(" ")]
    return replace(word, terms={**word.terms, Origin.SYNONYM: list(dict.fromkeys(names))})


def _other_names(
    stems: Sequence[str], decided: synonyms.OtherNames, locale: str
) -> list[OtherName]:
    packaged = {(place.start, place.stop, name) for place, name in vocabulary.expansions(stems)}
    known = _law_names(locale) | _editors_words()
    found = [
        OtherName(
            piece=" ".join(stems[place.start : place.stop]),
            name=known.get(name) or vocabulary.written(name),
            is_editors=(place.start, place.stop, name) not in packaged,
        )
        for place, name in vocabulary.expansions(stems, decided)
    ]
    return list(dict.fromkeys(found))


def _law_names(locale: str) -> dict[Phrase, str]:
    """Return the names of laws by their abbreviations, alone and with the year: ``fvl 1967``."""
    return {
        synonyms.phrase(written): law.name(locale)
        for law in laws.laws()
        for short in law.abbreviations
        for written in (short, f"{short} {_year(law.law_id)}")
    }


def _year(law_id: str) -> str:
    return law_id.split("-")[1] if law_id.count("-") > 1 else ""


def _editors_words() -> dict[Phrase, str]:
    """Return the editors' words as they wrote them, by their stems."""
    rows = db.session.scalars(select(Synonym))
    return {synonyms.phrase(word): word for row in rows for word in (row.term, *row.others)}
