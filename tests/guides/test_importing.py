"""Guides from a file."""

from dataclasses import replace
from datetime import date

import pytest
import time_machine

from helpdesk.catalogue import queries as catalogue
from helpdesk.catalogue.editorial import EditionState
from helpdesk.exchange import lines, registers
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput
from helpdesk.guides import importing, service
from helpdesk.guides.importing import GuideFields, StepFields
from helpdesk.guides.queries import guides
from tests.factories import editorial


def fields(**facts):
    values = {
        "key": "avlop",
        "title": "Behandle søknad",
        "topics": ("avlop",),
        "agency": "miljodir",
        "steps": (StepFields(title="Les", text="Les **alt**."),),
        "published_on": date(2025, 3, 4),
        "checked_on": date(2026, 3, 4),
    } | facts
    return GuideFields(**values)


def bring_in(**facts):
    changed = importing.upsert(fields(**facts))
    db.session.commit()
    editorial.forget()
    return changed


def test_demo_guides_come_in_once_and_are_unchanged_the_second_time(app):
    registers.load()
    given = [
        lines.build(GuideFields, {k: v for k, v in lines.as_object(line).items() if k != "kind"})
        for _number, line in lines.read(registers.FOLDER / "guides.jsonl")
    ]
    assert [importing.upsert(each) for each in given] == [True] * len(given)
    db.session.commit()
    version = catalogue.shelf_version()
    assert [importing.upsert(each) for each in given] == [False] * len(given)
    assert catalogue.shelf_version() == version
    assert [stored.key for stored in importing.stored()] == [each.key for each in given]


def test_what_is_stored_comes_in_again_without_change(cast):
    bring_in(laws=(), links=("letter:b",), language="nb")
    assert not any(importing.upsert(stored) for stored in importing.stored())


def test_imported_guide_is_published_on_its_day(cast):
    assert bring_in()
    edition = guides.public("avlop")
    assert (edition.number, edition.checked_on) == (1, date(2026, 3, 4))
    assert edition.published_at.date() == date(2025, 3, 4)
    assert "<strong>alt</strong>" in edition.steps[0].html
    assert catalogue.item("guide:avlop").published_at == edition.work.first_published_at


def test_changed_words_make_a_new_edition(cast):
    bring_in()
    assert bring_in(steps=(StepFields(title="Les", text="Les to ganger."),))
    edition = guides.public("avlop")
    assert (edition.number, edition.steps[0].text) == (2, "Les to ganger.")
    assert catalogue.item("guide:avlop").text.endswith("Les to ganger.")


def test_new_check_date_needs_no_new_edition(cast):
    bring_in()
    assert bring_in(checked_on=date(2026, 6, 1))
    assert guides.public("avlop").number == 1
    assert catalogue.item("guide:avlop").checked_on == date(2026, 6, 1)


def test_dates_that_are_left_out_stay_as_they_were(cast):
    bring_in()
    assert not bring_in(published_on=None, checked_on=None, agency=None)


def test_draft_in_work_steps_back_and_survives(cast):
    bring_in()
    public = guides.public("avlop")
    service.desk.start_edition(actor=cast.anne, work=public.work, edition=public)
    bring_in(title="Annen tittel")
    assert guides.public("avlop").number == 2
    draft = guides.in_work("avlop")
    assert (draft.number, draft.title) == (3, "Behandle søknad")


def test_what_was_withdrawn_here_stays_withdrawn_until_its_words_change(cast):
    bring_in()
    edition = guides.public("avlop")
    service.desk.withdraw(actor=cast.berit, work=edition.work, edition=edition, reason="Feil.")
    assert not bring_in()
    assert guides.public("avlop").state is EditionState.WITHDRAWN
    assert bring_in(title="Rettet tittel")
    assert guides.public("avlop").state is EditionState.PUBLISHED


def test_withdrawal_comes_in_too(cast):
    bring_in()
    assert bring_in(withdrawn_reason="Loven er opphevet.")
    assert guides.public("avlop").work.withdrawn_reason == "Loven er opphevet."
    assert not bring_in(withdrawn_reason="Loven er opphevet.")


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": "Ikke En Adresse"},
        {"agency": "finnes-ikke"},
        {"topics": ("finnes-ikke",)},
        {"laws": ("LOV-1900-01-01-1/1",)},
        {"laws": ("tull",)},
        {"links": ("tull",)},
        {"steps": ()},
        {"title": " "},
        {"summary": "Saken til 13097248022."},
        {"withdrawn_reason": "Saken til 13097248022."},
        {"steps": (StepFields(title="Se", text="[saken](https://sak.no/13097248022)"),)},
    ],
    ids=lambda wrong: next(iter(wrong.items())).__repr__(),
)
def test_line_that_cannot_be_used_is_refused(cast, wrong):
    with pytest.raises(InvalidInput):
        importing.upsert(replace(fields(), **wrong))


def test_import_over_an_editors_guide_makes_the_next_edition(cast):
    with time_machine.travel("2026-05-12T08:00:00Z", tick=False):
        mine = editorial.published(
            editorial.guide(cast.anne, cast.miljodir, cast.topic), cast.berit
        )
    slug = mine.work.slug
    assert bring_in(key=slug, published_on=None)
    edition = guides.public(slug)
    assert edition.number == 2
    assert edition.work.first_published_at.date() == date(2026, 5, 12)


BRANCHING = (
    StepFields(title="Les", anchor="les", text="…", question="Nok?", yes="vedta", no="be-om-mer"),
    StepFields(title="Be om mer", anchor="be-om-mer", text="…", next="les"),
    StepFields(title="Vedta", anchor="vedta", text="…", end=True),
)


def test_branches_come_in_and_go_out_again_as_they_were(cast):
    assert bring_in(steps=BRANCHING)
    assert not bring_in(steps=BRANCHING)
    (stored,) = importing.stored()
    assert stored.steps == BRANCHING
    assert guides.public("avlop").steps[0].course.targets == {"ja": "vedta", "nei": "be-om-mer"}
    assert catalogue.item("guide:avlop").parts == {
        "les": "Les",
        "be-om-mer": "Be om mer",
        "vedta": "Vedta",
    }


@pytest.mark.parametrize(
    ("place", "changed", "fault"),
    [
        (0, {"no": "finnes-ikke"}, "«Les» går ved nei til et steg som ikke finnes"),
        (0, {"no": ""}, "«Les» stiller et spørsmål, men sier ikke hva som skjer ved nei"),
        (0, {"no": "vedta"}, "Ingen vei fører til steget «Be om mer»"),
        (2, {"end": False, "next": "les"}, "går i ring uten en vei ut: «Les», «Be om mer»"),
        (2, {"anchor": "les"}, "cannot be used, or twice"),
        (2, {"anchor": "innhold"}, "cannot be used, or twice"),
    ],
)
def test_faulty_graph_is_refused_and_the_fault_named(cast, place, changed, fault):
    steps = list(BRANCHING)
    steps[place] = replace(steps[place], **changed)
    with pytest.raises(InvalidInput, match=fault):
        importing.upsert(fields(steps=tuple(steps)))
