"""Merge fields in a text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.foundation import markdown
from helpdesk.foundation.language import TextLanguage
from helpdesk.letters import faults, marks, merging
from helpdesk.letters.filling import FieldFacts, fill

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
        ("Til\n{{ Mottakers navn }}", faults.BAD_NAME, 2),
        ("{{ navn_ }}", faults.BAD_NAME, 1),
        ("{{ 1navn }}", faults.BAD_NAME, 1),
        ("{{ a.__class__ }}", faults.BAD_NAME, 1),
        ("{{}}", faults.EMPTY_NAME, 1),
        ("{{ navn", faults.LOOSE, 1),
        ("\n\nnavn }}", faults.LOOSE, 3),
        ("{{ na\nvn }}", faults.LOOSE, 1),
        ("[her]({{ adresse }})", faults.IN_ADDRESS, 1),
        ("[her]({% if a %}x{% endif %})", faults.IN_ADDRESS, 1),
        ("a\n{% set b = 1 %}", faults.UNKNOWN_TAG, 2),
        ("{% if a.__class__ %}{% endif %}", faults.BAD_NAME, 1),
        ("{% if a == b %}{% endif %}", faults.UNKNOWN_TAG, 1),
        ("{% elif a %}", faults.UNKNOWN_TAG, 1),
        ("{% for a in range(9) %}{% endfor %}", faults.BAD_NAME, 1),
        ("en\n{% if a %}\nto", faults.NOT_CLOSED, 2),
        ("{% endif %}", faults.NOT_OPENED, 1),
        ("{% for r in a %}{% endif %}{% endfor %}", faults.WRONG_END, 1),
        ("{% else %}", faults.LOOSE_ELSE, 1),
        ("{% if a %}{% else %}{% else %}{% endif %}", faults.LOOSE_ELSE, 1),
        ("{{ rad.navn }}", faults.OUTSIDE_ROWS, 1),
        ("{% for r in a %}{{ r }}{% endfor %}", faults.ROW_WITHOUT_COLUMN, 1),
        ("{% for r in a %}{% for s in b %}{% endfor %}{% endfor %}", faults.ROWS_IN_ROWS, 1),
        ("{% for a in a %}{% endfor %}", faults.SAME_NAME, 1),
        ("{% if a %}" * 5 + "{% endif %}" * 5, faults.TOO_DEEP, 1),
        ("{{ a }} {% for r in a %}{{ r.b }}{% endfor %}", faults.TWO_USES, 1),
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


def filled(text, answers=None, labels=None):
    labels = labels or {}
    fields = [FieldFacts(name, label, "text") for name, label in labels.items()]
    return fill(text, fields, answers or {}, TextLanguage.NB)


def as_html(text, **facts):
    marked = filled(text, **facts)
    return marks.shown(markdown.render(marked.text), marked.slots)


@given(braced)
def test_any_text_can_be_marked_rendered_and_shown(text):
    html = as_html(text)
    assert "\ue000" not in html
    assert "\ue001" not in html
    assert set(re.findall(r'data-field="(\w+)"', html)) <= set(merging.field_names(text))


@given(braced)
def test_pieces_put_together_are_the_text(text):
    marked = filled(text)
    whole = marks.replaced(marked.text, marked.slots, lambda slot: f"{{{{ {slot.name} }}}}")
    assert merging.field_names(whole) == merging.field_names(text)


def test_label_is_escaped_where_it_is_shown():
    assert "[&lt;b&gt;&amp;]</mark>" in as_html("Til {{ navn }}", labels={"navn": "<b>&"})


def test_bold_ends_at_a_field_as_it_would_at_its_braces():
    for text in ("**Til:**{{ navn }}", "**{{ navn }}**", "*{{ a }}*{{ b }}"):
        assert "*" not in as_html(text)


def test_field_in_the_title_of_a_link_does_not_break_the_tag():
    html = as_html('[her](https://a.no "se {{ navn }} >")')
    assert "<mark" not in html
    assert "navn" in html


def test_marks_that_came_with_the_text_are_taken_out():
    assert filled("a{\ue0000\ue001}b").slots == []
    assert "\ue000" not in filled("a{\ue0000\ue001}b").text


def test_marks_made_of_entities_name_no_field_that_is_not_there():
    for number in ("0", "7", "9" * 5000):
        assert "<mark" not in as_html(f"a {{&#xe000;{number}&#xe001;}} b")
    assert list(marks.pieces("{\ue0007\ue001}", [])) == []


def test_looking_for_faults_takes_no_longer_than_the_text_is_long():
    assert merging.faults("[a](" * 7_500) == []
    for text in ("{% if a %}" * 3_000, "{% for a in b %}\n" * 2_000, "{%" * 15_000, "{{" * 15_000):
        assert merging.faults(text)
