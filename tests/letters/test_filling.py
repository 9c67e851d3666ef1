"""Letters with answers in them."""

import itertools
import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.foundation import markdown
from helpdesk.foundation.language import TextLanguage
from helpdesk.letters import marks, merging
from helpdesk.letters.answers import written
from helpdesk.letters.fields import ColumnText, FieldText, facts, fields_for
from helpdesk.letters.filling import LARGEST, MOST_ROWS, TooLarge, fill
from helpdesk.letters.marks import SlotKind
from helpdesk.letters.models import FieldType

texts = st.text(max_size=60)
nasty = st.one_of(
    texts,
    st.sampled_from(
        ["{{ navn }}", "{% if a %}", "**fet**", "# h", "<b>&amp;", "\ue0000\ue001", "a|b", "]]>"]
    ),
)


def plain(text, answers, language=TextLanguage.NB):
    made = fill(text, facts(fields_for(text, [])), answers, language)
    return marks.replaced(made.text, made.slots, lambda slot: slot.shown)


def html(text, answers):
    made = fill(text, facts(fields_for(text, [])), answers, TextLanguage.NB)
    return marks.shown(markdown.render(made.text), made.slots)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"a": True}, "[ja]"),
        ({"a": False}, "[nei]"),
    ],
)
def test_condition_leaves_what_was_answered(answers, expected):
    assert plain("[{% if a %}ja{% else %}nei{% endif %}]", answers) == expected
    turned = "[{% if not a %}nei{% else %}ja{% endif %}]"
    assert plain(turned, answers) == expected


@pytest.mark.parametrize(("answer", "expected"), [("b", "B"), ("c", "annet")])
def test_choice_is_compared_with_what_was_chosen(answer, expected):
    for sign, then, otherwise in (("==", "B", "annet"), ("!=", "annet", "B")):
        text = f'{{% if a {sign} "b" %}}{then}{{% else %}}{otherwise}{{% endif %}}'
        assert plain(text, {"a": answer}) == expected


def test_tags_on_lines_of_their_own_leave_no_lines():
    text = "1\n{% if a %}\n2\n{% else %}\n3\n{% endif %}\n4"
    assert plain(text, {"a": True}) == "1\n2\n4"
    assert plain(text, {"a": False}) == "1\n3\n4"


def test_every_row_becomes_a_line_of_the_list_or_the_table():
    rows = ({"navn": "Kart", "dato": "1. mai"}, {"navn": "a | b", "dato": ""})
    text = "{% for rad in vedlegg %}- {{ rad.navn }}, {{ rad.dato }}\n{% endfor %}\n\nSlutt"
    assert plain(text, {"vedlegg": rows}) == "- Kart, 1. mai\n- a | b, \n\nSlutt"
    assert plain(text, {"vedlegg": ()}) == "\nSlutt"
    table = "| A | B |\n|--|--|\n{% for r in v %}\n| {{ r.navn }} | {{ r.dato }} |\n{% endfor %}"
    assert html(table, {"v": rows}).count("<td>") == 4


def test_unanswered_condition_leaves_both_ways_with_notes_in_the_letters_language():
    text = "{% if gebyr %}\nBetal.\n{% else %}\nGratis.\n{% endif %}"
    shown = plain(text, {}, TextLanguage.NN)
    for words in ("dersom «Gebyr» er ja:]", "Betal.", "[Elles:]", "Gratis.", "[Slutt på valet]"):
        assert words in shown


def test_unanswered_rows_leave_one_row_of_labels():
    said = [FieldText("v", "Vedlegg", type=FieldType.ROWS, columns=(ColumnText("navn", "Hva"),))]
    text = "{% for r in v %}- {{ r.navn }}\n{% endfor %}"
    made = fill(text, facts(fields_for(text, said)), {}, TextLanguage.NB)
    assert [(slot.kind, slot.name, slot.shown) for slot in made.slots] == [
        (SlotKind.EMPTY, "v.navn", "[Hva]")
    ]


def test_long_answer_alone_keeps_its_lines_and_lists():
    answer = "Dette:\n- kart\n* kvittering\n\n1. først\n2. så\nen linje\ntil"
    shown = html("{{ mangler }}", {"mangler": answer})
    assert shown.count("<li>") == 4
    assert "<p>Dette:</p>" in shown
    assert "<ol>" in shown


def test_long_answer_inside_a_sentence_keeps_its_lines():
    assert "Se a<br>b." in html("Se {{ a }}.", {"a": "a\nb"})


@given(nasty, nasty)
def test_no_answer_is_read_as_markdown_or_tags(one, two):
    text = "Til {{ a }}.\n\n{% for r in b %}- {{ r.c }}\n{% endfor %}"
    made = fill(text, (), {"a": one, "b": ({"c": two},)}, TextLanguage.NB)
    assert merging.field_names(made.text) == []
    kept = [marks.without_marks(each) for each in (one, two)]
    shown = [slot.text for slot in made.slots if slot.kind is SlotKind.FILLED]
    assert all(each in shown for each in kept if each)
    tags = set(re.findall(r"<(\w+)", html(text, {"a": one, "b": ({"c": two},)})))
    assert tags <= {"p", "ul", "li", "mark", "br"}


@given(st.text(max_size=400))
def test_long_answers_give_only_paragraphs_and_lists(answer):
    shown = html("{{ a }}", {"a": answer})
    tags = set(re.findall(r"<(\w+)", shown))
    assert tags <= {"p", "ul", "ol", "li", "mark", "br"}


trees = st.recursive(
    st.sampled_from(["ord ", "{{ a }} ", "{{ b }} ", "\n"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(st.sampled_from(["c", "d"]), inner, inner).map(
            lambda t: f"{{% if {t[0]} %}}{t[1]}{{% else %}}{t[2]}{{% endif %}}"
        ),
    ),
    max_leaves=6,
)


@given(trees)
def test_faultless_letters_read_the_same_as_their_conditions_say(text):
    if merging.faults(text):
        return
    for c, d in itertools.product((True, False), repeat=2):
        answers = {"a": "A", "b": "B", "c": c, "d": d}
        shown = plain(text, answers)
        assert "{%" not in shown
        assert "{{" not in shown
        assert "[" not in shown


def test_rows_and_size_are_bounded():
    text = "{% for r in a %}{{ r.b }}\n{% endfor %}"
    rows = tuple({"b": "x"} for _ in range(MOST_ROWS * 2))
    assert plain(text, {"a": rows}).count("x") == MOST_ROWS
    with pytest.raises(TooLarge):
        plain("{{ a }}" * 100, {"a": "x" * (LARGEST // 50)})


@pytest.mark.parametrize(
    ("answer", "nb", "nn"),
    [
        (date(2026, 11, 23), "23. november 2026", "23. november 2026"),
        (Decimal(5000), "5000", "5000"),
        (Decimal("12500.5"), "12\u00a0500,5", "12\u00a0500,5"),
        (True, "ja", "ja"),
        (False, "nei", "nei"),
    ],
)
def test_answers_are_written_in_the_letters_language(answer, nb, nn):
    assert written(answer, TextLanguage.NB) == nb
    assert written(answer, TextLanguage.NN) == nn


def test_types_are_guessed_from_use_and_name():
    text = (
        "{{ navn }} {{ frist_dato }} {{ antall_pe }}\n\n{{ funn }}\n\n{% if gebyr %}x{% endif %}"
        '{% if svar == "ja" %}x{% endif %}{% if svar == "nei" %}y{% endif %}'
        "{% for r in rader %}{{ r.hva }}{{ r.tid }}{% endfor %}"
    )
    found = {field.name: field for field in fields_for(text, [])}
    assert {name: field.type.value for name, field in found.items()} == {
        "navn": "text",
        "frist_dato": "date",
        "antall_pe": "number",
        "funn": "long",
        "gebyr": "yes_no",
        "svar": "choice",
        "rader": "rows",
    }
    assert found["svar"].choices == ("ja", "nei")
    assert [column.name for column in found["rader"].columns] == ["hva", "tid"]
