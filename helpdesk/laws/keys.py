"""How a place in a law is written: as a key, as a Lovdata address, and as people say it."""

import re
from typing import NamedTuple

CHAPTER = "kap-"
"""What the key of a chapter begins with."""

_KEY = re.compile(
    r"(?P<law>(?:LOV|FOR)-\d{4}-\d\d-\d\d(?:-\d+)?|T-\d+(?:/\d{4})?)"
    r"(?:/(?P<section>kap-(?:\d+|[ivxl]+)[a-z]?|\d+[a-z]?(?:-\d+[a-z]?)?))?"
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


class LawPlace(NamedTuple):
    """A law, and a section or chapter of it; None means the law as a whole."""

    law_id: str
    section: str | None


def parse_key(key: str) -> LawPlace:
    """
    Return the law and section that *key* names: ``FOR-2004-06-01-931/12-3``, ``T-1442/2021``.

    Sections are written ``12-3``, ``11a``, ``15a-4``; chapters ``kap-12``, ``kap-iii``.

    Raises:
        ValueError: *key* is not written so.
    """
    match = _KEY.fullmatch(key)
    if not match:
        raise ValueError(f"not a key of a law or of a section: {key!r}")
    return LawPlace(match["law"], match["section"])


def format_key(law_id: str, section: str | None = None) -> str:
    """Return the key of *section* in the law *law_id*: what :func:`parse_key` reads."""
    return f"{law_id}/{section}" if section else law_id


def display(short_name: str, section: str | None = None) -> str:
    """
    Return a citation as lawyers write it: ``forvaltningsloven § 11 a``, ``… kapittel 12``.

    Args:
        short_name: of the law, in the reader's language; the rest is the same in both.
        section: as in a key; None gives the name alone.
    """
    return f"{short_name} {section_label(section)}" if section else short_name


def section_label(section: str) -> str:
    """Return *section* of a key as it is printed: ``§ 11 a``, ``§ 15A-4``, ``kapittel III``."""
    if section.startswith(CHAPTER):
        return f"kapittel {section.removeprefix(CHAPTER).upper()}"
    chapter, hyphen, number = section.rpartition("-")
    spaced = re.sub(r"(?<=\d)(?=[a-z])", " ", number)
    return f"§ {chapter.upper()}{hyphen}{spaced}"


def section_order(section: str) -> list[tuple[int, str]]:
    """Return what sorts ``2-10`` after ``2-9`` and ``11a`` after ``11``."""
    return [(int(number or 0), letters) for number, letters in re.findall(r"(\d*)(\D*)", section)]


def lovdata_url(law_url: str | None, section: str | None = None) -> str | None:
    """
    Return the address of *section* at Lovdata, or None if the law has no address there.

    Args:
        law_url: the law's own address at Lovdata.
        section: as in a key; None gives the law as a whole.

    Source: Lovdata's addresses of sections, ``…/§28``. That chapters with Roman numbers are
    counted in ordinary ones (``…/KAPITTEL_3``) is a guess.
    """
    if not law_url or not section:
        return law_url or None
    if section.startswith(CHAPTER):
        return f"{law_url}/KAPITTEL_{_arabic(section.removeprefix(CHAPTER)).upper()}"
    return f"{law_url}/%C2%A7{section}"


def _arabic(number: str) -> str:
    """Return ``iii`` as ``3`` and ``iia`` as ``2a``; other numbers as they are."""
    match = re.fullmatch(r"([ivxl]+)([a-h]?)", number)
    if not match:
        return number
    values = [_ROMAN[letter] for letter in match[1]]
    following = [*values[1:], 0]
    total = sum(-v if v < after else v for v, after in zip(values, following, strict=True))
    return f"{total}{match[2]}"
