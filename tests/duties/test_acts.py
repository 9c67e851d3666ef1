"""What kind of act a task is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.duties.acts import Act, act_of
from helpdesk.duties.models import Role
from helpdesk.exchange import registers


@pytest.mark.parametrize(
    ("title", "act"),
    [
        ("Behandle søknad om landbruksvei", Act.PERMIT),
        ("Gi løyve til anlegg for farleg avfall", Act.PERMIT),
        ("Gi pålegg om opprydding etter forsøpling", Act.INTERVENE),
        ("Gi forskrift om båndtvang", Act.RULE),
        ("Føre tilsyn i byggjesaker", Act.INTERVENE),
        ("Fastsette tvangsmulkt for å få et pålegg fulgt", Act.INTERVENE),
        ("Fastsette lokal forskrift om mindre avløpsanlegg", Act.RULE),
        ("Sprette opp", Act.OTHER),
    ],
)
def test_the_first_words_of_an_authority_tell_the_act(title: str, act: Act) -> None:
    assert act_of(title, Role.AUTHORITY) is act


@given(st.text())
def test_a_duty_is_something_to_see_to_whatever_it_is_called(title: str) -> None:
    assert act_of(title, Role.DUTY) is Act.SEE_TO


@given(st.text())
def test_every_authority_is_some_act(title: str) -> None:
    assert act_of(title, Role.AUTHORITY) in set(Act) - {Act.SEE_TO}


def test_hardly_an_authority_of_the_demo_is_left_without_a_kind() -> None:
    lines = (registers.FOLDER / "duties.jsonl").read_text(encoding="utf-8").splitlines()
    found = [(each["title"], Role(each["role"])) for each in map(json.loads, lines)]
    assert len([title for title, role in found if act_of(title, role) is Act.OTHER]) <= 3
