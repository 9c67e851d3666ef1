"""The piece of a text that shows why it is a hit."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from helpdesk.search import analysis, snippets
from helpdesk.search.snippets import Marker


def marker_of(*words: str) -> Marker:
    stems = {analysis.stem(word) for word in words}
    return Marker(stems=stems, keys={analysis.key(stem) for stem in stems}, pieces=sorted(stems))


@given(st.text(max_size=400), st.lists(st.text(min_size=1, max_size=12), max_size=4))
def test_no_markup_but_marks_ever_comes_out(text: str, words: list[str]) -> None:
    marker = marker_of(*words)
    for shown in (snippets.snippet(text, marker), snippets.marked(text, marker)):
        without_marks = re.sub(r"</?mark>", "", str(shown))
        assert "<" not in without_marks
        assert ">" not in without_marks
        assert str(shown).count("<mark>") == str(shown).count("</mark>")


@given(st.text(max_size=200))
def test_marking_changes_nothing_but_marks(text: str) -> None:
    shown = str(snippets.marked(text, marker_of("avløp", "søknad")))
    assert html.unescape(re.sub(r"</?mark>", "", shown)) == analysis.prepare(text)


def test_script_in_a_text_is_shown_not_run() -> None:
    shown = snippets.snippet("Se <script>alert(1)</script> om avløp", marker_of("avløp", "script"))
    assert "&lt;<mark>script</mark>&gt;" in shown
    assert "<script" not in shown


def test_a_word_is_marked_inside_a_compound() -> None:
    shown = snippets.snippet("Reglene for byggesaksbehandling", marker_of("byggesak"))
    assert shown == "Reglene for <mark>byggesak</mark>sbehandling"


def test_a_word_without_its_letters_marks_the_one_with_them() -> None:
    assert snippets.snippet("Om avløpet", marker_of("avlop")) == "Om <mark>avløpet</mark>"


def test_the_snippet_is_taken_where_most_of_the_query_stands() -> None:
    filler = "Dette handler om noe annet. " * 30
    text = f"Støy nevnes. {filler}Her møtes støy og skytebane i én setning. {filler}"
    shown = snippets.snippet(text, marker_of("støy", "skytebane"))
    assert shown.startswith("… Her møtes <mark>støy</mark> og <mark>skytebane</mark>")
    assert shown.endswith(" …")
    assert len(shown) < snippets.SNIPPET_CHARS + 60


def test_paragraphs_items_and_fields_are_told_apart_on_the_one_line() -> None:
    text = (
        "Krav til søknad\n\n- kart over tanken\n- avtale.\n\nSend den\ntil kommunen.\n[Navn]\nHei"
    )
    assert snippets.snippet(text, marker_of("tanken")) == (
        "… kart over <mark>tanken</mark> · avtale. Send den til kommunen. [Navn] · Hei"
    )


def test_a_text_that_answers_nothing_gives_no_snippet() -> None:
    assert snippets.snippet("Dette handler om noe annet.", marker_of("støy")) == ""


def test_a_word_without_its_letters_is_marked_inside_a_compound() -> None:
    shown = snippets.snippet("Om avløpsanlegget", marker_of("avlop"))
    assert shown == "Om <mark>avløp</mark>sanlegget"
