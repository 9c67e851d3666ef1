"""What somebody typed before the session ended: back with the token, gone after a day."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from helpdesk.foundation import clock, kept_forms
from helpdesk.foundation.db import db
from helpdesk.foundation.kept_forms import KEPT_FOR, MOST_BYTES, KeptForm

FIELDS = {"title": ["Gjelder kravet også gråvann?"], "topic": ["avlop", "støy"], "empty": [""]}
MINUTE = timedelta(minutes=1)


def keep(fields: dict[str, list[str]]) -> str:
    token = kept_forms.keep(fields)
    assert token is not None
    db.session.expunge_all()
    return token


def test_what_was_typed_comes_back_with_the_token_as_often_as_needed(app: Flask) -> None:
    token = keep(FIELDS)
    assert [kept_forms.given_back(token) for _ in range(2)] == [FIELDS, FIELDS]


def test_no_other_token_gives_it_back(app: Flask) -> None:
    first, second = keep(FIELDS), keep({"title": ["Noe annet"]})
    assert first != second
    stored = db.session.scalars(db.select(KeptForm.digest)).all()
    for wrong in ("", "x", *stored):
        assert kept_forms.given_back(wrong) == {}


def test_after_a_day_it_is_gone_even_before_it_is_swept(app: Flask) -> None:
    token = keep(FIELDS)
    with time_machine.travel(clock.now() + KEPT_FOR - MINUTE):
        assert kept_forms.given_back(token) == FIELDS
    with time_machine.travel(clock.now() + KEPT_FOR + MINUTE):
        assert kept_forms.given_back(token) == {}


def test_the_sweep_takes_the_old_and_leaves_the_new(app: Flask) -> None:
    with time_machine.travel(clock.now() - KEPT_FOR - MINUTE):
        keep(FIELDS)
    token = keep(FIELDS)
    kept_forms.forget_old()
    assert len(db.session.scalars(db.select(KeptForm)).all()) == 1
    assert kept_forms.given_back(token) == FIELDS


@pytest.mark.parametrize(
    "fields",
    [
        {"text": ["x" * (MOST_BYTES + 1)]},
        {"text": ["æ" * (MOST_BYTES // 2 + 1)]},
        {"text": ["x" * (MOST_BYTES // 2), "x" * (MOST_BYTES // 2)]},
        {f"{number:06d}": [""] for number in range(MOST_BYTES // 6 + 1)},
    ],
    ids=["long", "wide letters", "in pieces", "many names"],
)
def test_a_form_too_large_is_not_kept(app: Flask, fields: dict[str, list[str]]) -> None:
    assert kept_forms.keep(fields) is None
    assert db.session.scalars(db.select(KeptForm)).all() == []


def test_the_longest_answer_allowed_is_kept(app: Flask) -> None:
    text = {"text": ["x" * (MOST_BYTES - 100)]}
    assert kept_forms.given_back(keep(text)) == text
