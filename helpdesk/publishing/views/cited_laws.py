"""The laws an article builds on, each once, with the sections that are cited."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from helpdesk.laws import keys
from helpdesk.laws import queries as laws
from helpdesk.laws.queries import CitedLaw


@dataclass(frozen=True)
class CitedSection:
    """A section of a law, as the page names it under the law."""

    label: str
    """"§ 12-3"."""
    heading: str
    url: str
    lovdata_url: str | None


@dataclass(frozen=True)
class LawGroup:
    """A law and the sections of it that are cited; none where the law is cited as a whole."""

    law: CitedLaw
    sections: Sequence[CitedSection]


def grouped(cited: Sequence[str], language: str) -> list[LawGroup]:
    """
    Return the laws of *cited* in the order they first come, each with its sections in theirs.

    Args:
        cited: ``LAW-ID/section`` or ``LAW-ID``.
    """
    places = [keys.parse_key(key) for key in cited]
    law_ids = list(dict.fromkeys(place.law_id for place in places))
    described = {law.key: law for law in laws.described([*law_ids, *cited], language)}
    return [
        LawGroup(described[law_id], list(_sections(law_id, places, described)))
        for law_id in law_ids
        if law_id in described
    ]


def _sections(
    law_id: str, places: Iterable[keys.LawPlace], described: dict[str, CitedLaw]
) -> Iterable[CitedSection]:
    for place in places:
        if place.law_id == law_id and place.section:
            law = described[keys.format_key(*place)]
            label = keys.section_label(place.section)
            yield CitedSection(label, law.heading, law.url, law.lovdata_url)
