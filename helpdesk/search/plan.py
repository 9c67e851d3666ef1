"""A query becomes a plan: groups of alternatives, of which the best counts. Pure."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

from helpdesk.search import analysis, compounds, gluing, spelling, vocabulary
from helpdesk.search.gluing import Glued
from helpdesk.search.lexicon import KEY, LAW, Lexicon
from helpdesk.search.synonyms import NONE, OtherNames

STEM_WEIGHT = 1.0
SYNONYM_WEIGHT = 0.8
KEY_WEIGHT = 0.85
FAMILY_WEIGHT = 0.65
PART_WEIGHT = 0.45
"""Source of the weights of stem, key and part: search.md, section 2; of the family: tuned."""

NEAR_WEIGHT = 1.0
FAR_WEIGHT = 0.8
"""An unknown word stands for nothing else, so one slip costs nothing. Source: tuned."""

FRAGMENT_WEIGHT = 0.4
"""What a piece of a compound written apart counts, where the whole is more common. Tuned."""

MOST_COMPOUNDS = 24
"""Compounds one word of a query may stand for. A guess: each costs one posting list."""

SHORTEST_IN_COMPOUND = 4
"""Letters of a stem that is looked for inside longer words. A guess."""

MOST_NEAR = 3

MOST_TEXT_WORDS = 1_000
"""Different words of a long text of which the rarest are chosen. A guess: bounds the time."""

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
    stems: tuple[str, ...] = ()
    """The stems asked for in order, for those that stand beside each other."""


class Cited(NamedTuple):
    """What texts may cite to answer one reference: ``LAW-ID/section`` or ``LAW-ID``."""

    addresses: tuple[str, ...]
    is_section: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    """A word of a query, the word it was taken for, and what it counts."""

    form: str
    known: tuple[tuple[str, float], ...]
    weight: float


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
        decided: the editors' synonyms.
        literal: never take an unknown word for a near one.
        cited: for each reference to a law in the text, what texts may cite.
    """
    forms = _forms(text)[:MOST_WORDS]
    known = _known(forms, lexicon, decided)
    kept = [not is_stop for is_stop in _stops(forms, known, literal=literal)]
    glued = [] if literal else gluing.glued(forms, kept, lexicon)
    asked = list(_asked(forms, kept, glued, known, None if literal else lexicon))
    groups = [
        *_groups(asked, lexicon, decided),
        *_whole_groups(glued, asked, lexicon),
        *_cited(cited, len(asked)),
    ]
    replaced = {word.form: word.known[0][0] for word in asked if word.known[0][0] != word.form}
    stems = tuple(analysis.stem(word.known[0][0]) for word in asked)
    return Plan(groups=tuple(groups), replaced=replaced, stems=stems)


def of_text(text: str, lexicon: Lexicon, *, most_groups: int, decided: OtherNames = NONE) -> Plan:
    """Return the plan for finding texts like *text*: its rarest words only."""
    forms = [form for form in dict.fromkeys(_forms(text)) if not analysis.is_stop(form)]
    del forms[MOST_TEXT_WORDS:]
    counted = {form: lexicon.count(analysis.stem(form)) for form in forms}
    known = [form for form, count in counted.items() if count]
    rarest = set(sorted(known, key=lambda form: counted[form])[:most_groups])
    asked = [_Asked(form, ((form, STEM_WEIGHT),), 1.0) for form in known if form in rarest]
    return Plan(groups=tuple(_groups(asked, lexicon, decided)), replaced={})


def unknown(text: str, lexicon: Lexicon, *, decided: OtherNames = NONE) -> list[str]:
    """Return the words of *text* that carry meaning and that nothing indexed holds."""
    forms = [form for form in _forms(text) if not analysis.is_stop(form)]
    known = _known(forms, lexicon, decided)
    return [form for form in forms if form not in known]


def _forms(text: str) -> list[str]:
    return [word.form for word in analysis.words(analysis.prepare(text))]


def _stops(forms: Sequence[str], known: AbstractSet[str], *, literal: bool) -> list[bool]:
    """Tell of each word whether it carries no meaning; of a query of only such ones, none is."""
    plain = not any(analysis.has_norwegian_letters(form) for form in forms)
    found = [
        analysis.is_stop(form)
        or (plain and analysis.is_plain_stop(form))
        or (not literal and form not in known and _is_slip_of_stop(form))
        for form in forms
    ]
    return [analysis.is_stop(form) for form in forms] if all(found) else found


def _is_slip_of_stop(form: str) -> bool:
    return len(form) >= analysis.LONG_STOP and spelling.is_slip_of(form, analysis.long_stop_words())


def _asked(
    forms: Sequence[str],
    kept: Sequence[bool],
    glued: Sequence[Glued],
    known: AbstractSet[str],
    lexicon: Lexicon | None,
) -> Iterator[_Asked]:
    """
    Yield the words that are looked up.

    Args:
        lexicon: where words near the unknown ones are found; None: take none for a near one.
    """
    fragments = {place for each in glued for place in each.fragments}
    inside = {place for each in glued for place in each.places}
    seen: set[str] = set()
    for place, form in enumerate(forms):
        stem = analysis.stem(form)
        if not kept[place] or stem in seen:
            continue
        seen.add(stem)
        is_known = form in known or not form.isalpha()
        if not is_known and place in inside:
            continue
        weight = FRAGMENT_WEIGHT if place in fragments else 1.0
        near = () if is_known or lexicon is None else _near(form, lexicon)
        yield _Asked(form, near or ((form, STEM_WEIGHT),), weight)


def _known(forms: Iterable[str], lexicon: Lexicon, decided: OtherNames) -> set[str]:
    """Return those of *forms* that something indexed holds, or that have another name."""
    return {form for form in forms if _is_known(analysis.stem(form), lexicon, decided)}


def _is_known(stem: str, lexicon: Lexicon, decided: OtherNames) -> bool:
    if lexicon.count(stem) or lexicon.count(KEY + analysis.key(stem)):
        return True
    return bool(vocabulary.expansions([stem], decided))


def _near(form: str, lexicon: Lexicon) -> tuple[tuple[str, float], ...]:
    return tuple(
        (near.form, NEAR_WEIGHT if near.slips <= 1 else FAR_WEIGHT)
        for near in lexicon.near(form)[:MOST_NEAR]
    )


def _groups(asked: Sequence[_Asked], lexicon: Lexicon, decided: OtherNames) -> list[Group]:
    by_stem: dict[str, Group] = {}
    for word in asked:
        group = Group(weight=word.weight)
        for form, weight in word.known:
            _add_word(group, analysis.stem(form), weight, lexicon)
        by_stem[next(iter(group.alternatives))] = group
    _add_synonyms(by_stem, decided)
    return [*by_stem.values(), *_part_groups(asked, by_stem, lexicon)]


def _add_word(group: Group, stem: str, weight: float, lexicon: Lexicon) -> None:
    plain = analysis.key(stem)
    group.add(stem, weight * STEM_WEIGHT)
    group.add(KEY + plain, weight * KEY_WEIGHT)
    if plain != stem:
        group.add(plain, weight * KEY_WEIGHT)
    for relative in lexicon.family(stem):
        group.add(relative, weight * FAMILY_WEIGHT)
    if len(stem) >= SHORTEST_IN_COMPOUND:
        for compound in lexicon.containing(stem, MOST_COMPOUNDS):
            group.add(compound, weight * PART_WEIGHT)


def _add_synonyms(by_stem: dict[str, Group], decided: OtherNames) -> None:
    """Let other names stand for the words they replace; of a phrase, any of its words a little."""
    stems = list(by_stem)
    for place, name in vocabulary.expansions(stems, decided):
        group = by_stem[stems[place.start]]
        for stem in name:
            if stem not in by_stem:
                group.add(stem, SYNONYM_WEIGHT if len(name) == 1 else PART_WEIGHT)


def _part_groups(
    asked: Sequence[_Asked], by_stem: dict[str, Group], lexicon: Lexicon
) -> Iterable[Group]:
    for part in dict.fromkeys(
        itertools.chain.from_iterable(
            compounds.parts(word.known[0][0], lexicon.count) for word in asked
        )
    ):
        if part not in by_stem:
            terms = {part: STEM_WEIGHT, KEY + analysis.key(part): KEY_WEIGHT}
            yield Group(terms, weight=PART_WEIGHT)


def _whole_groups(
    glued: Sequence[Glued], asked: Sequence[_Asked], lexicon: Lexicon
) -> Iterable[Group]:
    """Find compounds that were written apart: "avløps anlegg"."""
    stems = {analysis.stem(word.known[0][0]) for word in asked}
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
