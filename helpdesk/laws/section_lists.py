"""Read lists of sections and chapters in a text: ``§§ 8 til 12``, ``kap. 12 og 13``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from helpdesk.laws.keys import CHAPTER

_LETTER = r"(?:[A-Za-z](?!\w)|\s[a-hj-z](?!\w|\.\w|\)))?"
_SECTION = re.compile(rf"\d{{1,3}}{_LETTER}(?:-\d{{1,3}}{_LETTER})?(?!\w)")
_CHAPTER = re.compile(r"(?:\d{1,2}|[IVXL]{1,5})(?:[A-Za-z](?!\w)|\s[A-HJ-Za-hj-z](?!\w))?(?!\w)")
_MARK = r"(?P<mark>§{1,2})\s{0,2}(?=\d)"
_WORD_MARK = r"(?<!\w)(?P<word>(?i:paragraf(?P<many>er|ar|ene|ane)?))\s{1,2}(?=\d)"
_CHAPTER_MARK = r"(?<!\w)(?i:kap(?:ittel|itla|itlet|itlene|itler)?\.?)\s{0,2}(?=\d|[IVXL])"
_START = re.compile(f"{_MARK}|{_WORD_MARK}|{_CHAPTER_MARK}")
_QUALIFIER = re.compile(
    r"(?:,?\s(?:"
    r"(?:første|fyrste|andre|annet|anna|tredje|fjerde|femte|sjette|sjuende|syvende|siste|\d\.)\s"
    r"(?:og\s\w{4,8}\s)?(?:ledd|punktum|pkt\.?|setning|strekpunkt)"
    r"|(?:bokstav|litra|ledd|nr\.?|nummer|punkt|pkt\.?)\s\w{1,3}"
    r"(?:(?:,\s|\s(?:og|til|eller)\s|[–-])\w{1,2}(?!\w))?"
    r"|ff\.|flg\.|følgende"
    r")){0,4}",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"(?P<tight>[–—-])(?=\d)|(?P<to>\s?[–—]\s?|\s-\s|\s(?:til(?:\sog\smed)?|t\.?o\.?m\.?)\s)"
    r"|\s(?:og|eller|samt)\s|,\s(?:(?:og|eller|samt)\s)?"
)
_RANGE = re.compile(r"(\d+)-(\d+)")


@dataclass(frozen=True)
class SectionItem:
    """
    One section or chapter in a list: *section* as in a key.

    *since*: of the last of a range, the one the range begins with.
    """

    start: int
    end: int
    section: str
    since: str | None = None


@dataclass(frozen=True)
class SectionList:
    """Sections named together; *end* lies behind the paragraphs and letters of the last one."""

    start: int
    end: int
    items: tuple[SectionItem, ...]


@dataclass(frozen=True)
class _Number:
    """
    A number as it stands; *is_tight*: only a dash parts it from the one before.

    *ends_range*: what parts it from the one before means *to*, where it parts two numbers.
    """

    start: int
    end: int
    key: str
    is_tight: bool = False
    ends_range: bool = False


def section_lists(text: str) -> Iterator[SectionList]:
    """Yield every list of sections, or of chapters, in *text*: of ranges the two ends."""
    position = 0
    while start := _START.search(text, position):
        is_section = start["mark"] or start["word"]
        found = _sections(text, start) if is_section else _chapters(text, start)
        if found.items:
            yield found
        position = max(found.end, start.end())


def _chapters(text: str, start: re.Match[str]) -> SectionList:
    numbers, end = _numbers(text, start, _CHAPTER, is_plural=True)
    items: list[SectionItem] = []
    for number in numbers:
        since = items[-1].section if number.ends_range else None
        items.append(SectionItem(number.start, number.end, CHAPTER + number.key, since))
    return SectionList(start.start(), end, tuple(items))


def _sections(text: str, start: re.Match[str]) -> SectionList:
    is_plural = start["mark"] == "§§" or start["many"] is not None
    numbers, end = _numbers(text, start, _SECTION, is_plural=is_plural)
    items = _joined(numbers, is_plural=is_plural)
    return SectionList(start.start(), end, tuple(_split(items) if is_plural else items))


def _numbers(
    text: str, start: re.Match[str], pattern: re.Pattern[str], *, is_plural: bool
) -> tuple[list[_Number], int]:
    """
    Read the numbers behind the mark *start*, and where the list ends.

    In the singular only ``12–3`` goes on: the number behind a comma may count something else.
    """
    numbers: list[_Number] = []
    begins, position, end = start.start(), start.end(), start.end()
    is_tight = ends_range = False
    while number := pattern.match(text, position):
        numbers.append(_Number(begins, number.end(), _key(number[0]), is_tight, ends_range))
        qualifier = _QUALIFIER.match(text, number.end())
        end = qualifier.end() if qualifier else number.end()
        joint = _JOINT.match(text, end)
        if not joint or not (is_plural or joint["tight"]):
            break
        begins = position = joint.end()
        is_tight = joint["tight"] is not None
        ends_range = is_tight or joint["to"] is not None
    return numbers, end


def _joined(numbers: list[_Number], *, is_plural: bool) -> list[SectionItem]:
    """Return the sections of *numbers*; ``§ 12–3`` with a long dash is one of them."""
    items: list[SectionItem] = []
    for number in numbers:
        since = items[-1].section if number.ends_range else None
        item = SectionItem(number.start, number.end, number.key, since)
        if number.is_tight and _is_one_number(items[-1].section, number.key, is_plural=is_plural):
            first = items.pop()
            whole = f"{first.section}-{number.key}"
            item = SectionItem(first.start, number.end, whole, first.since)
        items.append(item)
    return items


def _is_one_number(first: str, second: str, *, is_plural: bool) -> bool:
    return "-" not in first + second and not (is_plural and _is_range(first, second))


def _split(items: list[SectionItem]) -> list[SectionItem]:
    """
    Return *items* with ``8-12`` as its two ends, where a hyphen must mean *to*.

    It does where it stands alone behind ``§§``, or beside sections that are numbered without one.
    """
    if len(items) > 1 and all("-" in item.section for item in items):
        return items
    return [end for item in items for end in _ends(item)]


def _ends(item: SectionItem) -> list[SectionItem]:
    ends = _RANGE.fullmatch(item.section)
    if not ends or not _is_range(ends[1], ends[2]):
        return [item]
    first = SectionItem(item.start, item.end - len(ends[2]) - 1, ends[1])
    return [first, SectionItem(item.end - len(ends[2]), item.end, ends[2], since=ends[1])]


def _is_range(first: str, last: str) -> bool:
    """Tell whether *first* to *last* runs upwards; sections with letters or chapters do as well."""
    return not (first.isdigit() and last.isdigit()) or int(first) < int(last)


def _key(written: str) -> str:
    return "".join(written.split()).lower()
