"""Plain text: addresses, excerpts, header lines and file names are safe whatever comes in."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helpdesk.foundation.text import (
    FILE_NAME_MAX_CHARS,
    SLUG_MAX_CHARS,
    clean_filename,
    excerpt,
    extension,
    header_safe,
    normalise_newlines,
    slugify,
)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Når gjelder § 12-3?", "nar-gjelder-12-3"),
        ("Æ, ø og Å", "ae-o-og-a"),
        ("A\u030a skrive å", "a-skrive-a"),
        ("Kárášjohka – Karasjok", "karasjohka-karasjok"),
        ("Porsáŋgu, Guovdageaidnu, Deatnu/Tana", "porsangu-guovdageaidnu-deatnu-tana"),
        ("Čáhppes đuođđu ŧ ž š", "cahppes-duoddu-t-z-s"),
        ("  Støy!!!  ", "stoy"),
        ("???", ""),
    ],
)
def test_titles_become_addresses(title: str, slug: str) -> None:
    assert slugify(title) == slug


def test_a_long_address_ends_with_a_whole_word() -> None:
    assert slugify("utslipp " * 30) == "-".join(["utslipp"] * 10)
    assert slugify("x" * 200) == "x" * SLUG_MAX_CHARS


@given(st.text(max_size=300))
def test_an_address_holds_only_letters_digits_and_single_hyphens(title: str) -> None:
    slug = slugify(title)
    assert len(slug) <= SLUG_MAX_CHARS
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug)
    assert slugify(slug) == slug


def test_an_excerpt_ends_with_a_whole_word() -> None:
    assert excerpt("Kommunen er\nmyndighet, og skal svare.", 23) == "Kommunen er myndighet…"
    assert excerpt("Kort.", 10) == "Kort."


@given(st.text(), st.integers(2, 60))
def test_an_excerpt_is_one_line_and_short_enough(text: str, max_chars: int) -> None:
    line = excerpt(text, max_chars)
    assert len(line) <= max_chars
    assert line == " ".join(line.split())


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n", "\x85", "\u2028", "\u2029"])
def test_every_line_break_becomes_one_kind(newline: str) -> None:
    assert normalise_newlines(f"a{newline}b") == "a\nb"


@given(st.text())
@example("a\r\nBcc: b@c.no")
@example("exe\u202egpj.")
def test_a_header_line_is_one_visible_line(text: str) -> None:
    line = header_safe(text)
    assert all(not unicodedata.category(char).startswith(("C", "Zl", "Zp")) for char in line)
    assert header_safe(line) == line


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("Søknad om utslipp.pdf", "Søknad om utslipp.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\mappe\\kart.png", "kart.png"),
        ("folder/", "folder"),
        (".htaccess", "htaccess"),
        ("skjema.ph\u200bp", "skjema.php"),
        ("bilde\u202egpj.exe", "bildegpj.exe"),
        ("a\r\nb.txt", "ab.txt"),
        ("full\uff0fwidth.txt", "width.txt"),
        ('hva? "dette" <er>|.pdf', "hva dette er .pdf"),
        ("kart.pdf. . ", "kart.pdf"),
        ("CON.txt", "_CON.txt"),
        ("nul", "_nul"),
        ("a\u030arsrapport.docx", "årsrapport.docx"),
        ("...", "fil"),
        ("", "fil"),
    ],
)
def test_file_names_are_cleaned(name: str, clean: str) -> None:
    assert clean_filename(name) == clean


def test_a_long_file_name_keeps_its_extension() -> None:
    assert clean_filename("x" * 300 + ".docx").endswith("x.docx")
    assert len(clean_filename("x" * 300 + ".docx")) == FILE_NAME_MAX_CHARS
    assert len(clean_filename("x." + "y" * 300)) == FILE_NAME_MAX_CHARS


@given(st.text())
@example("\u0345.\u0345")
@example("/. ./")
@example("a" * 119 + " .pdf")
@example("con" + "x" * 150 + ".pdf")
def test_a_clean_file_name_is_bare_visible_and_stays_clean(name: str) -> None:
    clean = clean_filename(name)
    assert 0 < len(clean) <= FILE_NAME_MAX_CHARS
    assert not set(clean) & set('/\\<>:"|?*\n\r\t\0')
    assert not clean.startswith(".")
    assert not clean.endswith((".", " "))
    assert clean_filename(clean) == clean


@pytest.mark.parametrize(
    ("name", "ending"), [("A.PDF", "pdf"), ("uten", ""), ("a.tar.gz", "gz"), ("x.p\u200bdf", "pdf")]
)
def test_the_extension_is_read_from_the_clean_name(name: str, ending: str) -> None:
    assert extension(name) == ending
