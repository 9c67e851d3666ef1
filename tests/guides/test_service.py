"""Writing the steps of a guide."""

import pytest

from helpdesk.foundation.errors import InvalidInput, NotAllowedNow, NotPermitted, StaleVersion
from helpdesk.guides import service
from helpdesk.guides.queries import guides
from helpdesk.guides.steps import MOST_STEPS, Direction, StepText
from tests.factories import editorial


@pytest.fixture
def draft(cast):
    return editorial.guide(cast.anne, cast.miljodir, cast.topic)


def stored(draft):
    slug = draft.work.slug
    editorial.forget()
    return [(step.position, step.title) for step in guides.in_work(slug).steps]


def test_step_is_rendered_when_it_is_saved(cast, draft):
    step = draft.steps[0]
    text = StepText("Les søknaden", "Les **alt**. <script>")
    service.save_step(actor=cast.dag, edition=draft, step=step, seen_version=0, text=text)
    assert "<strong>alt</strong>" in step.html
    assert "<script>" not in step.html
    assert cast.dag.id in draft.author_ids


def test_step_keeps_its_anchor_when_it_gets_another_title(cast, draft):
    step = draft.steps[0]
    anchor = step.anchor
    text = StepText("Noe helt annet", "…")
    service.save_step(actor=cast.anne, edition=draft, step=step, seen_version=0, text=text)
    assert step.anchor == anchor


def test_second_of_two_who_save_one_step_is_told(cast, draft):
    step = draft.steps[0]
    mine, theirs = StepText("Min", "…"), StepText("Din", "…")
    service.save_step(actor=cast.anne, edition=draft, step=step, seen_version=0, text=theirs)
    with pytest.raises(StaleVersion):
        service.save_step(actor=cast.dag, edition=draft, step=step, seen_version=0, text=mine)
    assert step.title == "Din"


def test_two_may_write_in_two_steps_at_once(cast, draft):
    first, second = draft.steps
    text = StepText("Ny", "…")
    service.save_step(actor=cast.anne, edition=draft, step=first, seen_version=0, text=text)
    service.save_step(actor=cast.dag, edition=draft, step=second, seen_version=0, text=text)
    assert draft.author_ids == sorted([cast.anne.id, cast.dag.id])


def test_steps_move_and_are_numbered_without_gaps(cast, draft):
    service.add_step(actor=cast.anne, edition=draft, text=StepText("Følg opp", "…"))
    last = draft.steps[2]
    service.move_step(actor=cast.anne, edition=draft, step=last, direction=Direction.UP)
    assert stored(draft) == [(1, "Les søknaden"), (2, "Følg opp"), (3, "Skriv vedtaket")]


def test_removed_step_leaves_no_gap(cast, draft):
    service.remove_step(actor=cast.anne, edition=draft, step=draft.steps[0])
    assert stored(draft) == [(1, "Skriv vedtaket")]


def test_guide_has_room_for_a_bounded_number_of_steps(cast, draft):
    for _place in range(MOST_STEPS - 2):
        service.add_step(actor=cast.anne, edition=draft, text=StepText("Les", "…"))
    with pytest.raises(InvalidInput):
        service.add_step(actor=cast.anne, edition=draft, text=StepText("Les", "…"))


def test_submitted_guide_cannot_be_written_in(cast, draft):
    service.desk.submit(actor=cast.anne, work=draft.work, edition=draft)
    with pytest.raises(NotAllowedNow):
        service.add_step(actor=cast.anne, edition=draft, text=StepText("Les", "…"))


def test_stranger_cannot_write_in_a_step(cast, draft):
    with pytest.raises(NotPermitted):
        service.remove_step(actor=cast.kari, edition=draft, step=draft.steps[0])


def test_guide_without_text_in_a_step_cannot_be_submitted(cast, draft):
    service.add_step(actor=cast.anne, edition=draft, text=StepText("Følg opp", ""))
    with pytest.raises(InvalidInput) as refused:
        service.desk.submit(actor=cast.anne, work=draft.work, edition=draft)
    assert refused.value.facts == {"step": "Følg opp"}
