"""Merge fields in a text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.foundation import markdown
from helpdesk.letters import merging

names = st.from_regex(r"[a-z][a-z0-9]{0,8}(_[a-z0-9]{1,8}){0,2}", fullmatch=True)
texts = st.text(max_size=200)
braced = st.lists(
    st.one_of(st.sampled_from(["{{", "}}", "{", "}", "{{ a }}", " ", "\n"]), st.text(max_size=8))
).map("".join)


def test_fields_are_found_once_each_in_order_of_appearance():
    text = "{{ b }} og {{a}} og {{  b  }}, men ikke { c } eller {{ D }}"
    assert merging.field_names(text) == ["b", "a"]


@given(st.lists(st.tuples(texts.filter(lambda t: not set(t) & set("{}")), names)))
def test_every_field_written_is_found(parts):
    text = "".join(f"{words}{{{{ {name} }}}}" for words, name in parts)
    assert merging.field_names(text) == list(dict.fromkeys(name for _words, name in parts))
    assert merging.faults(text) == [] or any("](" in words for words, _name in parts)


@pytest.mark.parametrize(
    ("text", "says", "line"),
    [
        ("Til\n{{ Mottakers navn }}", merging.BAD_NAME, 2),
        ("{{ navn_ }}", merging.BAD_NAME, 1),
        ("{{ 1navn }}", merging.BAD_NAME, 1),
        ("{{ a.__class__ }}", merging.BAD_NAME, 1),
        ("{{}}", merging.EMPTY_NAME, 1),
        ("{{ navn", merging.LOOSE, 1),
        ("\n\nnavn }}", merging.LOOSE, 3),
        ("{{ na\nvn }}", merging.LOOSE, 1),
        ("[her]({{ adresse }})", merging.IN_ADDRESS, 1),
    ],
)
def test_what_cannot_be_a_field_is_named_with_its_line(text, says, line):
    fault = merging.faults(text)[0]
    assert (fault.says, fault.line) == (says, line)
    assert fault.says % fault.facts


def test_wrong_name_comes_with_a_right_one():
    fault = merging.faults("{{ Mottakers navn }}")[0]
    assert fault.suggestion == "{{ mottakers_navn }}"


@given(texts)
def test_proposed_name_is_always_a_name(words):
    assert merging.is_name(merging.proposed_name(words))


@given(braced)
def test_text_without_faults_has_no_braces_left_when_its_fields_are_shown(text):
    if merging.faults(text):
        return
    shown = merging.plain(text, {})
    assert "{{" not in shown
    assert "}}" not in shown


@given(braced)
def test_any_text_can_be_marked_rendered_and_shown(text):
    marked = merging.marked(text)
    html = merging.shown(markdown.render(marked.text), marked.names, {})
    assert "\ue000" not in html
    assert "\ue001" not in html
    assert set(re.findall(r'data-field="(\w+)"', html)) <= set(merging.field_names(text))


@given(braced)
def test_pieces_put_together_are_the_text(text):
    marked = merging.marked(text)
    pieces = merging.pieces(marked.text, marked.names)
    whole = "".join(
        piece if isinstance(piece, str) else f"{{{{ {piece.name} }}}}" for piece in pieces
    )
    assert merging.field_names(whole) == merging.field_names(text)


def test_label_is_escaped_where_it_is_shown():
    marked = merging.marked("Til {{ navn }}")
    html = merging.shown(markdown.render(marked.text), marked.names, {"navn": "<b>&"})
    assert "[&lt;b&gt;&amp;]</mark>" in html


def test_bold_ends_at_a_field_as_it_would_at_its_braces():
    for text in ("**Til:**{{ navn }}", "**{{ navn }}**", "*{{ a }}*{{ b }}"):
        marked = merging.marked(text)
        html = merging.shown(markdown.render(marked.text), marked.names, {})
        assert "*" not in html


def test_field_in_the_title_of_a_link_does_not_break_the_tag():
    marked = merging.marked('[her](https://a.no "se {{ navn }} >")')
    html = merging.shown(markdown.render(marked.text), marked.names, {})
    assert "<mark" not in html
    assert "navn" in html


def test_marks_that_came_with_the_text_are_taken_out():
    assert merging.marked("a{\ue0000\ue001}b").names == []
    assert "\ue000" not in merging.marked("a{\ue0000\ue001}b").text


def test_marks_made_of_entities_name_no_field_that_is_not_there():
    for number in ("0", "7", "9" * 5000):
        marked = merging.marked(f"a {{&#xe000;{number}&#xe001;}} b")
        html = merging.shown(markdown.render(marked.text), marked.names, {})
        assert "<mark" not in html
    assert list(merging.pieces("{\ue0007\ue001}", ["navn"])) == []


def test_looking_for_faults_takes_no_longer_than_the_text_is_long():
    assert merging.faults("[a](" * 7_500) == []
