"""The states of an edition, on paper and in the database."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from helpdesk.catalogue.editorial import IN_WORK, PUBLIC, TRANSITIONS, EditionState
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import NotAllowedNow, StaleVersion
from helpdesk.guides.models import GuideEdition
from helpdesk.guides.service import desk
from tests.factories import editorial

AT = datetime(2026, 5, 12, 8, tzinfo=UTC)
STEPS = [(a, b) for a in EditionState for b in EditionState]


@pytest.mark.parametrize(("old", "new"), STEPS, ids=lambda state: state.value)
def test_edition_takes_only_the_steps_of_the_table(old, new):
    edition = GuideEdition(number=1, state=old)
    if new in TRANSITIONS[old]:
        edition.move_to(new, at=AT)
        assert (edition.state, edition.changed_at) == (new, AT)
    else:
        with pytest.raises(NotAllowedNow):
            edition.move_to(new, at=AT)


@given(st.lists(st.sampled_from(EditionState), max_size=12))
def test_no_way_through_the_states_returns_from_the_public_to_a_draft(wishes):
    edition, seen = GuideEdition(number=1, state=EditionState.DRAFT), []
    for wish in wishes:
        if wish in TRANSITIONS[edition.state]:
            edition.move_to(wish, at=AT)
        seen.append(edition.state)
    public = next((place for place, state in enumerate(seen) if state in PUBLIC), len(seen))
    assert not IN_WORK & set(seen[public:])


def test_published_edition_cannot_be_written_in():
    edition = GuideEdition(number=1, state=EditionState.PUBLISHED, version=3)
    with pytest.raises(NotAllowedNow):
        edition.ensure_writable(3)


def test_form_that_saw_an_older_version_is_stale():
    edition = GuideEdition(number=1, state=EditionState.DRAFT, version=4)
    with pytest.raises(StaleVersion):
        edition.ensure_writable(3)


def test_publishing_asks_for_a_check_a_year_later_unless_the_editor_chose_a_day():
    edition = GuideEdition(number=1, state=EditionState.SUBMITTED)
    edition.mark_published(at=AT, checked_on=date(2026, 5, 12))
    assert edition.check_due_on == date(2027, 5, 12)
    chosen = GuideEdition(number=1, state=EditionState.SUBMITTED, check_due_on=date(2026, 9, 1))
    chosen.mark_published(at=AT, checked_on=date(2026, 5, 12))
    assert chosen.check_due_on == date(2026, 9, 1)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE guide_edition SET state = 'lost'",
        "UPDATE guide_edition SET state = 'published', published_at = NULL",
        "UPDATE guide SET withdrawn_at = '2026-01-01'",
    ],
)
def test_the_database_refuses_an_impossible_edition(cast, change):
    editorial.guide(cast.anne, cast.miljodir, cast.topic)
    with pytest.raises(IntegrityError):
        db.session.execute(text(change))


def test_the_database_refuses_two_drafts_of_one_guide(cast):
    edition = editorial.guide(cast.anne, cast.miljodir, cast.topic)
    copy = edition.copied(number=2)
    copy.begin(cast.anne, at=AT)
    db.session.add(copy)
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_new_edition_goes_on_counting_versions_so_that_old_forms_stay_old(cast):
    first = editorial.published(editorial.guide(cast.anne, cast.miljodir, cast.topic), cast.berit)
    second = desk.start_edition(actor=cast.anne, work=first.work, edition=first)
    assert second.version > first.version
    assert second.steps[0].version > first.steps[0].version
