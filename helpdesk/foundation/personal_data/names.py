"""Given names of people in a text: those of the thread, as the caller knows them."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

from helpdesk.foundation.personal_data.folding import fold

LAST_NAME_MIN_CHARS = 3


def name_spans(text: str, names: Collection[str]) -> Iterator[tuple[int, int]]:
    """
    Yield start and end of every place in *text* (folded) where one of *names* stands.

    A full name counts in any case; its last name alone only as it is written, so that Berg is
    found and berg is not. An ending -s (genitive) belongs to the name.
    """
    full = {" ".join(fold(name).text.split()) for name in names} - {""}
    last = {name.split()[-1] for name in full if " " in name}
    for pattern in (
        _pattern((name for name in full if " " in name), re.IGNORECASE),
        _pattern({name for name in full if " " not in name} | last, re.NOFLAG),
    ):
        if pattern:
            yield from (match.span() for match in pattern.finditer(text))


def _pattern(names: Iterable[str], flags: re.RegexFlag) -> re.Pattern[str] | None:
    long_enough = [name for name in names if len(name) >= LAST_NAME_MIN_CHARS]
    forms = {
        re.escape(unicodedata.normalize(form, name)).replace(r"\ ", r"\s{1,3}")
        for name in long_enough
        for form in ("NFC", "NFD")
    }
    if not forms:
        return None
    longest_first = "|".join(sorted(forms, key=lambda form: (-len(form), form)))
    return re.compile(rf"(?<!\w)(?:{longest_first})(?:['’]?s)?(?!\w)", flags)
