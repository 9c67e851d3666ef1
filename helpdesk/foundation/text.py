"""Plain text: web addresses, excerpts, safe file names, safe header lines."""

import re
import unicodedata

SLUG_MAX_CHARS = 80
FILE_NAME_MAX_CHARS = 120
"""Leaves room under the 255 bytes of common file systems. The number is a guess."""
EXTENSION_MAX_CHARS = 10

_SPELLED_OUT = str.maketrans(
    {
        "æ": "ae",
        "ø": "o",
        "å": "a",
        "đ": "d",
        "ð": "d",
        "ŋ": "n",
        "ŧ": "t",
        "ł": "l",
        "ß": "ss",
        "þ": "th",
        "œ": "oe",
    }
)
_NEWLINES = re.compile(r"\r\n|[\r\x85\u2028\u2029]")
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_NOT_IN_FILE_NAME = re.compile(r'[<>:"|?*\s]+')
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WINDOWS_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def slugify(title: str, *, max_chars: int = SLUG_MAX_CHARS) -> str:
    """
    Return *title* as the last part of a web address.

    ``Når gjelder § 12-3?`` becomes ``nar-gjelder-12-3``. Sami and other accented letters
    lose their marks. A title without letters or digits gives the empty string: the caller decides
    what such a page is called.

    Source: æ → ae, ø → o, å → a, as Norwegian domain names are commonly written without them.
    """
    text = unicodedata.normalize("NFC", title).lower().translate(_SPELLED_OUT)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    slug = _NOT_IN_SLUG.sub("-", plain).strip("-")
    return _cut_at(slug, max_chars, boundary="-")


def excerpt(text: str, max_chars: int) -> str:
    """Return the beginning of *text* on one line, at most *max_chars* long, ``…`` where cut."""
    line = " ".join(text.split())
    if len(line) <= max_chars:
        return line
    return _cut_at(line, max_chars - 1, boundary=" ").rstrip(" ,.;:–-") + "…"


def normalise_newlines(text: str) -> str:
    r"""Return *text* with every kind of line break as ``\n``."""
    return _NEWLINES.sub("\n", text)


def storable(text: str) -> str:
    """Return *text* without what JSON can say and no database holds: NUL, half a character."""
    return text.replace("\0", "").encode(errors="replace").decode()


def xml_safe(text: str) -> str:
    """
    Return *text* without the characters that no XML document may hold.

    Source: Extensible Markup Language 1.0, section 2.2.
    """
    return _NOT_IN_XML.sub("", text)


def header_safe(text: str) -> str:
    """
    Return *text* fit for one line of a mail or HTTP header.

    Line breaks and control characters become one space; invisible and direction-changing
    characters vanish, so that a name cannot be made to read as another.
    """
    spaced = "".join(" " if _is_control(char) else char for char in text)
    return " ".join(_without_invisible(spaced).split())


def clean_filename(name: str) -> str:
    """
    Return *name* as a bare file name that is safe to store, show and offer for download.

    Folders, control and invisible characters, leading dots and characters that Windows refuses
    are taken away, in this order; the extension survives the bound on length. What is left of
    nothing is ``fil``.

    Source: in other helpdesks a zero-width character has carried a forbidden extension past the
    check, because the name was cleaned after it and not before.
    """
    composed = unicodedata.normalize("NFKC", _without_invisible(name))
    visible = _without_invisible(composed)
    last = re.split(r"[/\\]", visible.rstrip("/\\"))[-1]
    bare = _NOT_IN_FILE_NAME.sub(" ", last).strip(" .") or "fil"
    if _WINDOWS_DEVICES.match(bare):
        bare = f"_{bare}"
    return _bounded(bare)


def extension(name: str) -> str:
    """Return the extension of a cleaned file name in lower case, without the dot, or ``""``."""
    _, dot, tail = clean_filename(name).rpartition(".")
    return tail.lower() if dot else ""


def _bounded(name: str) -> str:
    if len(name) <= FILE_NAME_MAX_CHARS:
        return name
    stem, dot, tail = name.rpartition(".")
    if not dot or len(tail) > EXTENSION_MAX_CHARS:
        return name[:FILE_NAME_MAX_CHARS].rstrip(" .")
    return stem[: FILE_NAME_MAX_CHARS - len(tail) - 1].rstrip(" .") + dot + tail


def _cut_at(text: str, max_chars: int, *, boundary: str) -> str:
    if len(text) <= max_chars:
        return text
    whole = text[: max_chars + 1].rpartition(boundary)[0]
    return (whole or text[:max_chars]).rstrip(boundary)


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Zl", "Zp"}


def _without_invisible(text: str) -> str:
    return "".join(char for char in text if not unicodedata.category(char).startswith("C"))
