"""A query becomes a plan: groups of alternatives, of which the best counts. Pure."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from helpdesk.search import analysis, compounds, vocabulary

KEY = "~"
"""What a term begins with that is a key without æ, ø and å."""

STEM_WEIGHT = 1.0
SYNONYM_WEIGHT = 0.8
KEY_WEIGHT = 0.85
PART_WEIGHT = 0.45
NEAR_WEIGHT = 0.8
"""Source of the weights of stem, key, part and near word: search.md, section 2."""

MOST_COMPOUNDS = 24
"""Compounds one word of a query may stand for. A guess: each costs one posting list."""

SHORTEST_IN_COMPOUND = 4
"""Letters of a stem that is looked for inside longer words. A guess."""


class Lexicon(Protocol):
    """What the plan must know about the indexed words."""

    def count(self, term: str) -> int:
        """Return how many texts hold *term*: a stem, or a key after ``KEY``."""

    def containing(self, stem: str, limit: int) -> Sequence[str]:
        """Return the most used stems that begin or end with *stem*, itself left out."""

    def near(self, form: str) -> str | None:
        """Return the indexed word (as written) that *form* is most likely a misspelling of."""


@dataclass(slots=True)
class Group:
    """One thing the query asks for: terms that may stand for it, each with its weight."""

    alternatives: dict[str, float] = field(default_factory=dict)

    def add(self, term: str, weight: float) -> None:
        """Let *term* stand for this; the higher weight counts."""
        self.alternatives[term] = max(weight, self.alternatives.get(term, 0.0))


@dataclass(frozen=True)
class Plan:
    """What is looked up and ranked; *replaced* tells which words were taken for near ones."""

    groups: tuple[Group, ...]
    replaced: dict[str, str]


def of_query(text: str, lexicon: Lexicon, *, literal: bool = False) -> Plan:
    """
    Return the plan for what a person typed.

    Args:
        literal: never take an unknown word for a near one.
    """
    replaced: dict[str, str] = {}
    forms = _forms(text)
    if not literal:
        forms = [_known_form(form, lexicon, replaced) for form in forms]
    return Plan(groups=tuple(_groups(forms, lexicon)), replaced=replaced)


def of_text(text: str, lexicon: Lexicon, *, most_groups: int) -> Plan:
    """Return the plan for finding texts like *text*: its rarest words only."""
    counted = {form: lexicon.count(analysis.stem(form)) for form in dict.fromkeys(_forms(text))}
    known = [form for form, count in counted.items() if count]
    rarest = set(sorted(known, key=lambda form: counted[form])[:most_groups])
    return Plan(
        groups=tuple(_groups([form for form in known if form in rarest], lexicon)), replaced={}
    )


def _forms(text: str) -> list[str]:
    found = analysis.words(analysis.prepare(text))
    return [word.form for word in found if not analysis.is_stop(word.form)]


def _known_form(form: str, lexicon: Lexicon, replaced: dict[str, str]) -> str:
    if not form.isalpha() or _is_known(form, lexicon):
        return form
    near = lexicon.near(form)
    if near is None:
        return form
    replaced[form] = near
    return near


def _is_known(form: str, lexicon: Lexicon) -> bool:
    stem = analysis.stem(form)
    if lexicon.count(stem) or lexicon.count(KEY + analysis.key(stem)):
        return True
    if vocabulary.expansions([stem]):
        return True
    return bool(compounds.parts(form, lexicon.count))


def _groups(forms: Sequence[str], lexicon: Lexicon) -> Iterable[Group]:
    stems = [analysis.stem(form) for form in forms]
    by_stem = {stem: _word_group(stem, lexicon) for stem in stems}
    _add_synonyms(stems, by_stem)
    further = [
        *_part_groups(forms, by_stem, lexicon),
        *_glued_groups(forms, by_stem, lexicon),
    ]
    return [*by_stem.values(), *further]


def _word_group(stem: str, lexicon: Lexicon) -> Group:
    group = Group({stem: STEM_WEIGHT, KEY + analysis.key(stem): KEY_WEIGHT})
    if len(stem) >= SHORTEST_IN_COMPOUND:
        for compound in lexicon.containing(stem, MOST_COMPOUNDS):
            group.add(compound, PART_WEIGHT)
    return group


def _add_synonyms(stems: Sequence[str], by_stem: dict[str, Group]) -> None:
    """Let other names stand for the words they replace; of a phrase, any of its words a little."""
    for place, name in vocabulary.expansions(stems):
        group = by_stem[stems[place.start]]
        for stem in name:
            if stem not in by_stem:
                group.add(stem, SYNONYM_WEIGHT if len(name) == 1 else PART_WEIGHT)


def _part_groups(
    forms: Sequence[str], by_stem: dict[str, Group], lexicon: Lexicon
) -> Iterable[Group]:
    for form in dict.fromkeys(forms):
        for part in compounds.parts(form, lexicon.count):
            if part not in by_stem:
                yield Group({part: PART_WEIGHT})


def _glued_groups(
    forms: Sequence[str], by_stem: dict[str, Group], lexicon: Lexicon
) -> Iterable[Group]:
    """Find compounds that were written apart: "avløps anlegg"."""
    for first, second in itertools.pairwise(forms):
        glued = analysis.stem(first + second)
        key = KEY + analysis.key(glued)
        if glued not in by_stem and (lexicon.count(glued) or lexicon.count(key)):
            yield Group({glued: STEM_WEIGHT, key: KEY_WEIGHT})
