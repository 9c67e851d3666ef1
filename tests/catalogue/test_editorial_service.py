"""Handing over, publishing, withdrawing: the same for guides and letter templates."""

from datetime import date

import pytest
import time_machine

from helpdesk.catalogue import queries as catalogue
from helpdesk.catalogue.editorial import EditionState
from helpdesk.catalogue.models import ItemStatus
from helpdesk.foundation import clock, events
from helpdesk.foundation.errors import (
    AlreadyExists,
    InvalidInput,
    NotAllowedNow,
    NotPermitted,
    StaleVersion,
)
from helpdesk.guides import service as guides
from helpdesk.letters import service as letters
from tests.factories import editorial
from tests.foundation.identity_number_maker import make

IDENTITY_NUMBER = make(date(1991, 5, 23), month=80)


@pytest.fixture(params=["guide", "letter"])
def draft(request, cast):
    return getattr(editorial, request.param)(cast.anne, cast.miljodir, cast.topic)


@pytest.fixture
def desk(draft):
    return guides.desk if "guide" in draft.work.subject else letters.desk


def address(draft):
    return draft.work.subject


def publish(desk, edition, *, by):
    desk.publish(actor=by, work=edition.work, edition=edition, seen_version=edition.version)


def test_expert_submits_and_reviewer_publishes(cast, draft, desk):
    editorial.published(draft, cast.berit)
    assert draft.state is EditionState.PUBLISHED
    item = catalogue.item(address(draft))
    assert (item.title, item.status) == (draft.title, ItemStatus.PUBLISHED)
    assert [event.kind.split(".")[1] for event in events.of_subject(address(draft))] == [
        "create",
        "submit",
        "publish",
    ]


def test_author_cannot_publish_her_own_text(cast, draft, desk):
    cast.anne.is_editor = True
    desk.submit(actor=cast.anne, work=draft.work, edition=draft)
    with pytest.raises(NotPermitted) as refused:
        publish(desk, draft, by=cast.anne)
    assert refused.value.says is not None


def test_whoever_submits_counts_as_author(cast, draft, desk):
    desk.submit(actor=cast.berit, work=draft.work, edition=draft)
    with pytest.raises(NotPermitted):
        publish(desk, draft, by=cast.berit)


def test_expert_of_another_agency_can_do_nothing(cast, draft, desk):
    for act in (desk.submit, desk.discard):
        with pytest.raises(NotPermitted):
            act(actor=cast.vera, work=draft.work, edition=draft)
    with pytest.raises(NotPermitted):
        publish(desk, draft, by=cast.vera)
    with pytest.raises(NotPermitted):
        desk.send_back(actor=cast.vera, work=draft.work, edition=draft, remarks="Nei.")


def test_draft_is_not_published_before_it_is_submitted(cast, draft, desk):
    with pytest.raises(NotAllowedNow):
        publish(desk, draft, by=cast.berit)
    assert catalogue.item(address(draft)) is None


def test_what_was_changed_after_it_was_read_is_not_published(cast, draft, desk):
    desk.submit(actor=cast.anne, work=draft.work, edition=draft)
    read = draft.version
    desk.send_back(actor=cast.dag, work=draft.work, edition=draft, remarks="Ett ord til.")
    draft.sign(cast.dag, at=clock.now())
    desk.submit(actor=cast.anne, work=draft.work, edition=draft)
    with pytest.raises(StaleVersion):
        desk.publish(actor=cast.berit, work=draft.work, edition=draft, seen_version=read)
    assert catalogue.item(address(draft)) is None


def test_reviewer_returns_with_remarks_that_go_when_it_is_submitted_again(cast, draft, desk):
    desk.submit(actor=cast.anne, work=draft.work, edition=draft)
    desk.send_back(actor=cast.berit, work=draft.work, edition=draft, remarks=" Skriv fristen. ")
    assert (draft.state, draft.remarks) == (EditionState.DRAFT, "Skriv fristen.")
    desk.submit(actor=cast.anne, work=draft.work, edition=draft)
    assert draft.remarks is None


def test_returning_needs_remarks(cast, draft, desk):
    desk.submit(actor=cast.anne, work=draft.work, edition=draft)
    with pytest.raises(InvalidInput):
        desk.send_back(actor=cast.berit, work=draft.work, edition=draft, remarks="  ")


def test_new_edition_takes_the_place_of_the_old_one(cast, draft, desk):
    editorial.published(draft, cast.berit)
    following = desk.start_edition(actor=cast.anne, work=draft.work, edition=draft)
    following.title = "Ny tittel"
    with pytest.raises(AlreadyExists):
        desk.start_edition(actor=cast.dag, work=draft.work, edition=draft)
    editorial.published(desk.editions.in_work(draft.work.slug), cast.berit)
    assert (draft.state, following.state) == (EditionState.SUPERSEDED, EditionState.PUBLISHED)
    assert catalogue.item(address(draft)).title == "Ny tittel"


def test_first_publication_stays_when_a_new_edition_comes(cast, draft, desk):
    with time_machine.travel("2026-01-05T10:00:00Z", tick=False):
        editorial.published(draft, cast.berit)
    first = draft.work.first_published_at
    desk.start_edition(actor=cast.anne, work=draft.work, edition=draft)
    editorial.published(desk.editions.in_work(draft.work.slug), cast.berit)
    assert draft.work.first_published_at == first
    assert catalogue.item(address(draft)).published_at == first


def test_withdrawn_work_leaves_the_shelf_and_keeps_its_reason(cast, draft, desk):
    editorial.published(draft, cast.berit)
    desk.withdraw(actor=cast.berit, work=draft.work, edition=draft, reason="Loven er endret.")
    assert draft.work.withdrawn_reason == "Loven er endret."
    assert catalogue.item(address(draft)).status is ItemStatus.WITHDRAWN
    assert desk.editions.public(draft.work.slug) is draft


@pytest.mark.parametrize("said", [IDENTITY_NUMBER, "kari@alver.kommune.no"])
def test_personal_data_never_stands_in_the_reason(cast, draft, desk, said):
    editorial.published(draft, cast.berit)
    with pytest.raises(InvalidInput):
        desk.withdraw(
            actor=cast.berit, work=draft.work, edition=draft, reason=f"Den gjaldt {said}."
        )
    assert draft.work.withdrawn_reason is None


def test_publishing_again_lifts_the_withdrawal(cast, draft, desk):
    editorial.published(draft, cast.berit)
    desk.withdraw(actor=cast.berit, work=draft.work, edition=draft, reason="Loven er endret.")
    desk.start_edition(actor=cast.anne, work=draft.work, edition=draft)
    editorial.published(desk.editions.in_work(draft.work.slug), cast.berit)
    assert draft.work.withdrawn_at is None
    assert catalogue.item(address(draft)).status is ItemStatus.PUBLISHED


def test_expert_without_the_role_cannot_withdraw(cast, draft, desk):
    editorial.published(draft, cast.berit)
    with pytest.raises(NotPermitted):
        desk.withdraw(actor=cast.dag, work=draft.work, edition=draft, reason="Feil.")


def test_given_up_draft_leaves_the_published_edition(cast, draft, desk):
    editorial.published(draft, cast.berit)
    desk.start_edition(actor=cast.anne, work=draft.work, edition=draft)
    following = desk.editions.in_work(draft.work.slug)
    desk.discard(actor=cast.anne, work=draft.work, edition=following)
    assert desk.editions.in_work(draft.work.slug) is None
    assert desk.editions.public(draft.work.slug) is draft


def test_reviewer_marks_the_text_as_checked(cast, draft, desk):
    editorial.published(draft, cast.berit)
    with time_machine.travel("2027-03-01T10:00:00Z", tick=False):
        desk.mark_checked(actor=cast.berit, work=draft.work, edition=draft, due_on=date(2028, 3, 1))
    assert (draft.checked_on, draft.check_due_on) == (date(2027, 3, 1), date(2028, 3, 1))
    assert catalogue.item(address(draft)).checked_on == date(2027, 3, 1)


def test_two_works_with_one_title_get_two_addresses(cast, draft, desk):
    said = editorial.details(title=draft.title)
    again = desk.create(
        actor=cast.anne, owner_id=cast.miljodir.id, slug="", details=said, topics=[]
    )
    assert again.work.slug == f"{draft.work.slug}-2"


@pytest.mark.parametrize("slug", ["taken", "ny", "§§§", f"sak-{IDENTITY_NUMBER}"])
def test_address_that_is_taken_or_reserved_is_refused(cast, draft, desk, slug):
    wanted = draft.work.slug if slug == "taken" else slug
    with pytest.raises(InvalidInput) as refused:
        desk.create(
            actor=cast.anne,
            owner_id=cast.miljodir.id,
            slug=wanted,
            details=editorial.details(title="!"),
            topics=[],
        )
    assert refused.value.field == "slug"


def test_expert_cannot_begin_a_work_for_another_agency(cast, desk):
    with pytest.raises(NotPermitted):
        desk.create(
            actor=cast.anne,
            owner_id=cast.nve.id,
            slug="",
            details=editorial.details(),
            topics=[],
        )
