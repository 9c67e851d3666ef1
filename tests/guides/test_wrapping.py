"""Words broken into lines that fit their boxes."""

from hypothesis import given
from hypothesis import strategies as st

from helpdesk.guides.wrapping import width_of, wrapped

TEXT = st.text(st.sampled_from("abmiæøåW .-0123"), max_size=80)


@given(TEXT, st.floats(40, 200))
def test_every_line_fits(text, room):
    assert all(width_of(line, 14) <= room or len(line) <= 2 for line in wrapped(text, 14, room))


@given(TEXT, st.floats(60, 200))
def test_nothing_is_lost(text, room):
    letters = "".join(wrapped(text, 14, room)).replace("-", "").replace(" ", "")
    assert letters == text.replace("-", "").replace(" ", "")


def test_words_stay_whole_where_they_fit():
    assert wrapped("Kontroller at søknaden er fullstendig", 14, 180) == [
        "Kontroller at søknaden",
        "er fullstendig",
    ]


def test_word_wider_than_the_box_is_hyphenated():
    lines = wrapped("forurensningsmyndighetene", 14, 100)
    assert len(lines) > 1
    assert all(line.endswith("-") for line in lines[:-1])
