"""What a plan looks for in place of each word of a query, told apart by how it came to be there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from helpdesk.search import analysis, compounds
from helpdesk.search.lexicon import KEY, LAW, Lexicon
from helpdesk.search.plan import MOST_COMPOUNDS, Group, Plan


class Origin(StrEnum):
    """How a term came to stand for a word."""

    STEM = "stem"
    """The word itself in all its forms."""
    KEY = "key"
    """What is the same without æ, ø and å."""
    NEAR = "near"
    """A word it may be a slip of."""
    FAMILY = "family"
    COMPOUND = "compound"
    """A longer word it is part of."""
    SYNONYM = "synonym"


@dataclass(frozen=True)
class WordAccount:
    """A word of a query, whether it is left out, and what is looked for, by origin."""

    form: str
    stem: str
    is_stop: bool
    terms: Mapping[Origin, Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class PlanAccount:
    """
    What a plan holds.

    Args:
        parts: what compounds of the query are made of.
        joined: what neighbouring words are together.
        cited: the addresses of laws and sections looked for as citations.
    """

    words: Sequence[WordAccount]
    parts: Sequence[str]
    joined: Sequence[str]
    cited: Sequence[str]


def of_plan(text: str, plan: Plan, other_names: Sequence[str], lexicon: Lexicon) -> PlanAccount:
    """
    Return what *plan* makes of *text*.

    Args:
        other_names: stems of all that words of the query are also called.
    """
    groups = {next(iter(each.alternatives)): each for each in plan.groups if each.alternatives}
    forms = [word.form for word in analysis.words(analysis.prepare(text))]
    read = {form: plan.read_as.get(form, form) for form in forms}
    words = [_word(form, read[form], groups, other_names, lexicon) for form in dict.fromkeys(forms)]
    rest = [each for each in groups if each not in map(analysis.stem, read.values())]
    made_of = {part for form in read.values() for part in compounds.parts(form, lexicon.count)}
    others = [each for each in rest if not each.startswith(LAW)]
    return PlanAccount(
        words=words,
        parts=[each for each in others if each in made_of],
        joined=[each for each in others if each not in made_of],
        cited=[
            term.removeprefix(LAW)
            for each in rest
            if each.startswith(LAW)
            for term in groups[each].alternatives
        ],
    )


def _word(
    form: str,
    read_as: str,
    groups: Mapping[str, Group],
    other_names: Sequence[str],
    lexicon: Lexicon,
) -> WordAccount:
    stem = analysis.stem(read_as)
    group = groups.get(stem)
    if group is None:
        return WordAccount(form, stem, analysis.is_stop(form), {})
    found: dict[Origin, list[str]] = {}
    for origin, term in _told_apart(form, stem, group, other_names, lexicon):
        found.setdefault(origin, []).append(term)
    ordered = {origin: found[origin] for origin in Origin if origin in found}
    return WordAccount(form, stem, False, ordered)


def _told_apart(
    form: str, stem: str, group: Group, other_names: Sequence[str], lexicon: Lexicon
) -> Iterator[tuple[Origin, str]]:
    near = {analysis.stem(each.form) for each in lexicon.near(form)}
    roots = [stem, *(each for each in group.alternatives if each in near)]
    known = {
        Origin.STEM: {analysis.stem(form)} & {stem},
        Origin.SYNONYM: set(other_names) - {stem},
        Origin.COMPOUND: {
            each for root in roots for each in lexicon.containing(root, MOST_COMPOUNDS)
        },
        Origin.FAMILY: {each for root in roots for each in lexicon.family(root)},
    }
    keys = {analysis.key(root) for root in roots} - set(roots)
    for term in group.alternatives:
        bare = term.removeprefix(KEY)
        if bare == term and term not in keys:
            yield next((each for each in known if term in known[each]), Origin.NEAR), term
        elif bare != term and lexicon.count(term):
            yield Origin.KEY, bare
