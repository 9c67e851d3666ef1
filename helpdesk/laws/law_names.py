"""The ways of naming a law: short names in every form, titles, dates, abbreviations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTHS = {
    "01": "januar",
    "02": "februar",
    "03": "mars",
    "04": "april",
    "05": "mai",
    "06": "juni",
    "07": "juli",
    "08": "august",
    "09": "september",
    "10": "oktober",
    "11": "november",
    "12": "desember",
}
_DATED_ID = re.compile(r"(LOV|FOR)-(\d{4})-(\d\d)-(\d\d)(?:-(\d+))?")
_YEAR_IN_NAME = re.compile(r"\s*\(\d{4}\)$")
_TITLE = re.compile(r"(?P<title>[^(\[]+)[(\[](?P<short>\D+)[)\]]")
_AND_SO_ON = re.compile(r",? m\.?[mv]\.?$")
_ENDINGS = ("loven", "lova", "forskriften", "forskrifta")
_SHORT_ABBREVIATION = 3


@dataclass(frozen=True)
class LawName:
    """
    A law as the register knows it.

    Attributes:
        law_id: ``LOV-1981-03-13-6``, ``FOR-2004-06-01-931``, ``T-1442/2021``.
        names: short names and official titles, in any language.
        abbreviations: ``pbl.``, ``TEK17``, ``T-1442``.
        status: ``in_force``, ``adopted`` or ``repealed``: of laws with one name, the one in force
            is meant.
        url: its address at Lovdata, or empty.
    """

    law_id: str
    slug: str
    names: tuple[str, ...]
    abbreviations: tuple[str, ...] = ()
    status: str = "in_force"
    replaced_by: str | None = None
    url: str = ""


def forms(law: LawName) -> Iterator[tuple[str, bool]]:
    """Yield the ways of naming *law*, each with whether it needs a section beside it."""
    for name in filter(None, (*law.names, *filter(_is_a_name, law.abbreviations))):
        for short in _parts_of_title(name):
            yield from _inflected(short)
            yield from ((form, False) for form in _dated(short, law.law_id))
    for abbreviation in law.abbreviations:
        yield abbreviation, _needs_section(abbreviation)
    yield from ((form, False) for form in _formal(law.law_id))


def _is_a_name(abbreviation: str) -> bool:
    return abbreviation.endswith(_ENDINGS)


def _needs_section(abbreviation: str) -> bool:
    is_short_word = abbreviation.isalpha() and len(abbreviation) <= _SHORT_ABBREVIATION
    return abbreviation.endswith(".") or is_short_word


def _parts_of_title(name: str) -> Iterator[str]:
    """Yield *name*, and the parts of one such as ``Lov om jakt … mv. (viltressursloven)``."""
    yield name
    yield _YEAR_IN_NAME.sub("", name)
    title = _TITLE.fullmatch(name)
    for part in (title["title"].strip(), title["short"]) if title else (name,):
        yield part
        yield _AND_SO_ON.sub("", part)


def _inflected(name: str) -> Iterator[tuple[str, bool]]:
    """Yield *name* in both definite forms, and in the indefinite one, which needs a section."""
    yield name, False
    for noun, endings in (("lov", ("en", "a")), ("forskrift", ("en", "a"))):
        for ending in endings:
            if name.endswith(noun + ending):
                stem = name.removesuffix(ending)
                yield from ((stem + other, False) for other in endings)
                yield stem, True
        first, space, rest = name.partition(" ")
        if space and first.lower() == noun:
            yield from ((f"{noun}{ending} {rest}", False) for ending in endings)


def _dated(name: str, law_id: str) -> Iterator[str]:
    """Yield ``forvaltningsloven (1967)`` and ``forvaltningsloven av 1967``."""
    dated = _DATED_ID.fullmatch(law_id)
    if dated and name.endswith(_ENDINGS):
        yield from (f"{name} {word}{dated[2]}" for word in ("", "av ", "fra "))


def _formal(law_id: str) -> Iterator[str]:
    """Yield the identifier, and ``lov 13. mars 1981 nr. 6`` as officials write it."""
    yield law_id
    if "/" in law_id:
        series, year = law_id.split("/")
        yield f"{series}/{year[-2:]}"
    dated = _DATED_ID.fullmatch(law_id)
    if not dated:
        return
    kind, year, month, day, number = dated.groups()
    date = f"{int(day)} {_MONTHS[month]} {year}" + (f" nr {number}" if number else "")
    for word in ("lov", "lova") if kind == "LOV" else ("forskrift",):
        yield f"{word} {date}"
        yield f"{word} av {date}"
