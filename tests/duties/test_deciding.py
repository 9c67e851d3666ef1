"""Who decides: the questions and where they lead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.duties.acts import Act
from helpdesk.duties.deciding import Step, way
from helpdesk.duties.models import Role
from helpdesk.duties.table import Row
from tests.duties.test_table import PLAN, ROWS, SEWAGE, row

PERMIT = row("soknad", title="Behandle søknad om utslipp")
ORDER = row("palegg", title="Gi pålegg om retting")
OWN = row("tomming", title="Sørge for tømming", role=Role.DUTY)
PLANNING = row("plan", topics=(PLAN,), title="Vedta planstrategi")
KNOWN = [PERMIT, ORDER, OWN, PLANNING]
HERE = {SEWAGE.id}


@pytest.mark.parametrize(
    ("answers", "step", "left"),
    [
        ({"topics": None}, Step.TOPIC, []),
        ({"topics": HERE}, Step.ACT, []),
        ({"topics": HERE, "act": Act.PERMIT}, Step.TASK, [PERMIT]),
        ({"topics": HERE, "act": Act.SEE_TO}, Step.TASK, [OWN]),
        ({"topics": HERE, "act": Act.RULE}, Step.NOTHING, []),
        ({"topics": {PLAN.id}}, Step.TASK, [PLANNING]),
        ({"topics": set()}, Step.NOTHING, []),
        ({"topics": HERE, "slug": "ukjent"}, Step.ACT, []),
        ({"topics": None, "found": ["palegg", "borte", "plan"]}, Step.TASK, [ORDER, PLANNING]),
        ({"topics": None, "found": []}, Step.NOTHING, []),
    ],
)
def test_each_answer_leads_to_the_next_question(
    answers: dict[str, object], step: Step, left: list[Row]
) -> None:
    found = way(KNOWN, **{"act": None, "slug": None, **answers})
    assert (found.step, list(found.tasks)) == (step, left)


def test_the_kinds_of_act_are_those_there_are() -> None:
    found = way(KNOWN, topics=HERE, act=None, slug=None)
    assert list(found.acts) == [Act.PERMIT, Act.INTERVENE, Act.SEE_TO]


def test_a_chosen_task_is_the_answer_however_one_came_there() -> None:
    for topics in (None, HERE, set()):
        found = way(KNOWN, topics=topics, act=None, slug="palegg")
        assert (found.step, found.answer) == (Step.ANSWER, ORDER)


def test_without_any_task_one_is_sent_on() -> None:
    assert way([], topics=None, act=None, slug=None).step is Step.NOTHING


@given(ROWS, st.frozensets(st.integers(1, 4)))
def test_whoever_follows_the_links_reaches_every_task_of_the_topic(
    rows: list[Row], topics: frozenset[int]
) -> None:
    first = way(rows, topics=topics, act=None, slug=None)
    shown = list(first.tasks)
    for act in first.acts:
        shown += way(rows, topics=topics, act=act, slug=None).tasks
    under = [each for each in rows if any(topic.id in topics for topic in each.topics)]
    assert sorted(each.slug for each in shown) == sorted(each.slug for each in under)
