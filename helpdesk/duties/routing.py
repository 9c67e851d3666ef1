"""Which agency should answer a question, told from the duties it touches. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from helpdesk.laws.keys import CHAPTER, LawPlace, parse_key


class Ground(StrEnum):
    """What of a question points to a duty."""

    LAW = "law"
    TOPIC = "topic"
    BOTH = "both"


@dataclass(frozen=True)
class Claim:
    """
    What a published duty says about who answers.

    Args:
        duty: its slug.
        agency_id: of the agency of the state that answers for the rules.
        laws: ``LAW-ID`` or ``LAW-ID/section``.
        topics: ids.
    """

    duty: str
    agency_id: int
    laws: frozenset[str]
    topics: frozenset[int]


@dataclass(frozen=True)
class Finding:
    """The one agency that the duties point to, and one of the duties that do."""

    agency_id: int
    duty: str
    ground: Ground
    law: str = ""
    """The reference in the question that hit, where a law did."""


def responsible(cited: Collection[str], topic_id: int, claims: Iterable[Claim]) -> Finding | None:
    """
    Return the one agency that is responsible for what a question touches; None: not exactly one.

    The references in its text and its topic each hit some duties. Where both hit, only duties hit
    by both count, or else agencies hit by both: a reference to the rules of case handling, which
    belong to nobody's subject, must not carry a question about floods away from those who know
    floods.

    Args:
        cited: ``LAW-ID`` or ``LAW-ID/section``, as they stand in the question.
    """
    claims = list(claims)
    by_law = [claim for claim in claims if hit_of(cited, claim)]
    by_topic = [claim for claim in claims if topic_id in claim.topics]
    if not by_law:
        return _only(by_topic, Ground.TOPIC, cited)
    if not by_topic:
        return _only(by_law, Ground.LAW, cited)
    both = [claim for claim in by_law if claim in by_topic]
    shared = {claim.agency_id for claim in by_topic}
    return _only(
        both or [claim for claim in by_law if claim.agency_id in shared], Ground.BOTH, cited
    )


def hit_of(cited: Collection[str], claim: Claim) -> str:
    """Return the first reference in *cited* that hits a law of *claim*; "": none does."""
    places = [parse_key(key) for key in sorted(claim.laws)]
    return next((key for key in cited if any(_meets(parse_key(key), p) for p in places)), "")


def _meets(cited: LawPlace, named: LawPlace) -> bool:
    """Tell whether two places in laws can mean the same: the larger place holds the smaller."""
    if cited.law_id != named.law_id:
        return False
    if cited.section is None or named.section is None or cited.section == named.section:
        return True
    return _holds(cited.section, named.section) or _holds(named.section, cited.section)


def _holds(place: str, section: str) -> bool:
    """Tell whether *place* is the chapter that *section* is numbered under: kap-12 holds 12-3."""
    return place.startswith(CHAPTER) and section.startswith(f"{place.removeprefix(CHAPTER)}-")


def _only(claims: list[Claim], ground: Ground, cited: Collection[str]) -> Finding | None:
    if len({claim.agency_id for claim in claims}) != 1:
        return None
    first = claims[0]
    return Finding(first.agency_id, first.duty, ground, hit_of(cited, first))
