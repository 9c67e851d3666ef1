"""A query becomes a plan: groups of alternatives, of which the best counts. Pure."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from helpdesk.search import analysis, asking, compounds, gluing, vocabulary
from helpdesk.search.asking import Asked, Knows
from helpdesk.search.gluing import Glued
from helpdesk.search.lexicon import KEY, LAW, Lexicon
from helpdesk.search.synonyms import NONE, OtherNames

STEM_WEIGHT = 1.0
SYNONYM_WEIGHT = 0.8
KEY_WEIGHT = 0.85
FAMILY_WEIGHT = 0.65
PART_WEIGHT = 0.45
"""Source of the weights of stem, key and part: search.md, section 2; of the family: tuned."""

APART_WEIGHT = 0.8
"""What each word of a compound counts that no text holds. Source: tuned."""

MOST_COMPOUNDS = 24
"""Compounds one word of a query may stand for. A guess: each costs one posting list."""

SHORTEST_IN_COMPOUND = 4
"""Letters of a stem that is looked for inside longer words. A guess."""

MOST_TEXT_WORDS = 1_000
"""Different words of a long text of which the rarest are chosen. A guess: bounds the time."""

SHORT_TEXT = 40
"""Different words up to which slips in a text are read as in a query. A guess: bounds the time."""

MOST_WORDS = 32
"""Words of a query that are looked up; the box takes 200 characters. A guess: bounds the time."""


@dataclass(slots=True)
class Group:
    """One thing the query asks for: terms that may stand for it, each with its weight."""

    alternatives: dict[str, float] = field(default_factory=dict)
    weight: float = 1.0

    def add(self, term: str, weight: float) -> None:
        """Let *term* stand for this; the higher weight counts."""
        self.alternatives[term] = max(weight, self.alternatives.get(term, 0.0))


@dataclass(frozen=True)
class Plan:
    """What is looked up and ranked; *replaced* tells which words were taken for near ones."""

    groups: tuple[Group, ...]
    replaced: dict[str, str]
    read_as: dict[str, str] = field(default_factory=dict)
    """The words that were taken for others, or for the same with æ, ø and å, by what was typed."""
    stems: tuple[str, ...] = ()
    """The stems asked for in order, for those that stand beside each other."""


class Cited(NamedTuple):
    """What texts may cite to answer one reference: ``LAW-ID/section`` or ``LAW-ID``."""

    addresses: tuple[str, ...]
    is_section: bool


def of_query(
    text: str,
    lexicon: Lexicon,
    *,
    decided: OtherNames = NONE,
    literal: bool = False,
    cited: Sequence[Cited] = (),
) -> Plan:
    """
    Return the plan for what a person typed.

    Args:
        decided: what else the editors call a phrase.
        literal: never take an unknown word for a near one.
        cited: for each reference to a law in the text, what texts may cite.
    """
    forms = asking.forms_of(text)[:MOST_WORDS]
    knows = asking.knowing(lexicon, decided)
    kept = [not is_stop for is_stop in asking.stops(forms, knows, literal=literal)]
    glued = [] if literal else gluing.glued(forms, kept, lexicon)
    words = asking.asked(forms, kept, glued, lexicon, knows, literal=literal)
    groups = [
        *_groups(words, lexicon, decided),
        *_whole_groups(glued, words, lexicon),
        *_cited(cited, len(words)),
    ]
    replaced = {word.form: word.replaced_by for word in words if word.replaced_by}
    read_as = {word.form: word.known[0][0] for word in words}
    return Plan(tuple(groups), replaced, read_as, stems=tuple(word.stem for word in words))


def of_text(text: str, lexicon: Lexicon, *, most_groups: int, decided: OtherNames = NONE) -> Plan:
    """
    Return the plan for finding texts like *text*: its rarest words only.

    In a short text, slips are read as in a query; words nobody knows stay last.
    """
    forms = asking.forms_of(text)
    knows = asking.knowing(lexicon, decided)
    stops = asking.stops(forms, knows, literal=True)
    kept = [form for form, is_stop in zip(forms, stops, strict=True) if not is_stop]
    words = _read_kindly(list(dict.fromkeys(kept))[:MOST_TEXT_WORDS], lexicon, knows)
    counts = {word: lexicon.count(word.stem) for word in words}
    rarest = sorted(words, key=lambda word: counts[word] or math.inf)[:most_groups]
    return Plan(groups=tuple(_groups(rarest, lexicon, decided)), replaced={})


def unknown(text: str, lexicon: Lexicon, *, decided: OtherNames = NONE) -> list[str]:
    """Return the words of *text* that carry meaning and that nothing indexed holds."""
    knows = asking.knowing(lexicon, decided)
    forms = (form for form in asking.forms_of(text) if not analysis.is_stop(form))
    return [form for form in forms if not knows(form)]


def _read_kindly(forms: Sequence[str], lexicon: Lexicon, knows: Knows) -> list[Asked]:
    if len(forms) <= SHORT_TEXT:
        return asking.asked(forms, [True] * len(forms), (), lexicon, knows, literal=False)
    known = (form for form in forms if lexicon.count(analysis.stem(form)))
    return [Asked(form, ((form, STEM_WEIGHT),)) for form in known]


def _groups(asked: Sequence[Asked], lexicon: Lexicon, decided: OtherNames) -> list[Group]:
    by_stem: dict[str, Group] = {}
    for word in asked:
        group = Group(weight=word.weight)
        for form, weight in word.known:
            _add_word(group, analysis.stem(form), weight, lexicon)
        by_stem[next(iter(group.alternatives))] = group
    _add_synonyms(by_stem, lexicon, decided)
    return [*by_stem.values(), *_part_groups(asked, by_stem, lexicon, decided)]


def _add_word(group: Group, stem: str, weight: float, lexicon: Lexicon) -> None:
    plain = analysis.key(stem)
    key_weight = KEY_WEIGHT if lexicon.count(stem) else STEM_WEIGHT
    group.add(stem, weight * STEM_WEIGHT)
    group.add(KEY + plain, weight * key_weight)
    if plain != stem:
        group.add(plain, weight * key_weight)
    for relative in lexicon.family(stem):
        group.add(relative, weight * FAMILY_WEIGHT)
    if len(stem) >= SHORTEST_IN_COMPOUND:
        for compound in lexicon.containing(stem, MOST_COMPOUNDS):
            group.add(compound, weight * PART_WEIGHT)


def _add_synonyms(by_stem: dict[str, Group], lexicon: Lexicon, decided: OtherNames) -> None:
    """Let other names stand for the words they replace; of a phrase, any of its words a little."""
    stems = list(by_stem)
    for place, name in vocabulary.expansions(stems, decided):
        group = by_stem[stems[place.start]]
        for stem in name:
            if stem in by_stem:
                continue
            group.add(stem, SYNONYM_WEIGHT if len(name) == 1 else PART_WEIGHT)
            if len(name) == 1 and not lexicon.count(stem):
                for compound in lexicon.containing(stem, MOST_COMPOUNDS):
                    group.add(compound, SYNONYM_WEIGHT * PART_WEIGHT)


def _part_groups(
    asked: Sequence[Asked], by_stem: dict[str, Group], lexicon: Lexicon, decided: OtherNames
) -> Iterable[Group]:
    """Find the words that compounds are made of, each once; those of a new compound count more."""
    weights = {part: APART_WEIGHT for word in asked for part in word.parts}
    for word in asked:
        if not lexicon.count(word.stem) and vocabulary.expansions([word.stem], decided):
            continue
        for part in compounds.parts(word.known[0][0], lexicon.count):
            weights[part] = weights.get(part, 0.0) + PART_WEIGHT
    for part, weight in weights.items():
        if part not in by_stem:
            terms = {part: STEM_WEIGHT, KEY + analysis.key(part): KEY_WEIGHT}
            yield Group(terms, weight=weight)


def _whole_groups(
    glued: Sequence[Glued], asked: Sequence[Asked], lexicon: Lexicon
) -> Iterable[Group]:
    """Find compounds that were written apart: "avløps anlegg"."""
    stems = {word.stem for word in asked}
    for stem in dict.fromkeys(each.stem for each in glued):
        if stem not in stems:
            group = Group()
            _add_word(group, stem, 1.0, lexicon)
            yield group


def _cited(cited: Sequence[Cited], word_count: int) -> Iterable[Group]:
    """Find what cites: a section counts more than the words can, a whole law as much as one."""
    for addresses, is_section in cited:
        weight = STEM_WEIGHT * (2 + word_count if is_section else 1)
        yield Group({LAW + address: 1.0 for address in addresses}, weight=weight)
