"""The second pair of eyes, and what happens when an article becomes public."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select, update

from helpdesk.catalogue import queries as catalogue
from helpdesk.catalogue.models import ItemKind
from helpdesk.foundation import clock, events
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput, NotAllowedNow, NotPermitted, StaleVersion
from helpdesk.foundation.outbox import OutboxMessage
from helpdesk.publishing.drafts import written_in
from helpdesk.publishing.models import Edition
from helpdesk.publishing.service import drafting, reviewing
from helpdesk.publishing.states import EditionState
from tests.cast import Cast
from tests.factories import publishing as make
from tests.factories.publishing import loaded

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)


@pytest.fixture
def edition(cast: Cast) -> Edition:
    """Anne's text of Kari's case, submitted."""
    begun = make.from_case(cast)
    begun = loaded(begun)
    text = make.text(cast.topic)
    drafting.submit(actor=cast.anne, edition=begun, text=text, seen_version=begun.version)
    begun = loaded(begun)
    assert begun.state is EditionState.SUBMITTED
    return begun


def publish(edition: Edition, by: object) -> Edition:
    reviewing.publish(actor=by, edition=edition, seen_version=edition.version)
    return loaded(edition)


def schedule_in(time: timedelta, edition: Edition, by: object) -> None:
    edition = loaded(edition)
    reviewing.schedule(
        actor=by, edition=edition, at=clock.now() + time, seen_version=edition.version
    )


def mails() -> list[str]:
    posted = db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))
    return [row.payload["template"] for row in posted if row.kind == "mail"]


def test_a_reviewer_publishes_and_everybody_learns_of_it(cast: Cast, edition: Edition) -> None:
    before = catalogue.shelf_version()
    with time_machine.travel(NOW, tick=False):
        edition = publish(edition, cast.berit)
    article = edition.article
    assert (edition.state, edition.published_at) == (EditionState.PUBLISHED, NOW)
    assert article.question.article_key == article.key
    item = catalogue.item(f"article:{article.key}")
    assert (item.title, item.url) == (edition.title, f"/svar/{article.number}/{edition.slug}")
    assert item.summary == edition.short_answer
    assert make.SECRET not in item.text
    assert catalogue.shelf_version() > before
    assert mails()[-1] == "publishing/published"
    recorded = [each.kind for each in events.of_subject(edition.subject)]
    assert recorded == [
        "publishing.start",
        "publishing.save",
        "publishing.submit",
        "publishing.publish",
    ]


def test_an_editor_who_did_not_write_publishes(cast: Cast, edition: Edition) -> None:
    assert publish(edition, cast.astrid).state is EditionState.PUBLISHED


@pytest.mark.parametrize("who", ["anne", "dag"])
def test_experts_and_authors_do_not_publish(cast: Cast, edition: Edition, who: str) -> None:
    with pytest.raises(NotPermitted):
        publish(edition, getattr(cast, who))


def test_a_reviewer_who_wrote_in_it_does_not_publish(cast: Cast, edition: Edition) -> None:
    drafting.take_back(actor=cast.berit, edition=edition)
    edition = loaded(edition)
    text = make.text(cast.topic, title="Berits tittel")
    drafting.submit(actor=cast.berit, edition=edition, text=text, seen_version=edition.version)
    with pytest.raises(NotPermitted):
        publish(loaded(edition), cast.berit)
    assert publish(loaded(edition), cast.astrid).title == "Berits tittel"


def test_a_draft_is_never_published(cast: Cast, edition: Edition) -> None:
    drafting.take_back(actor=cast.anne, edition=edition)
    with pytest.raises(NotAllowedNow):
        publish(loaded(edition), cast.berit)


def test_what_changed_after_it_was_read_is_not_published(cast: Cast, edition: Edition) -> None:
    with pytest.raises(StaleVersion):
        reviewing.publish(actor=cast.berit, edition=edition, seen_version=edition.version - 1)


def test_an_identity_number_that_slipped_past_is_stopped_at_the_door(
    cast: Cast, edition: Edition
) -> None:
    written = update(Edition).where(Edition.id == edition.id)
    db.session.execute(written.values(text="Gjelder 01010750160."))
    edition = loaded(edition)
    with pytest.raises(InvalidInput):
        publish(edition, cast.berit)
    db.session.rollback()
    assert loaded(edition).state is EditionState.SUBMITTED


def test_a_text_comes_back_with_remarks(cast: Cast, edition: Edition) -> None:
    with pytest.raises(InvalidInput):
        reviewing.return_with_remarks(actor=cast.berit, edition=edition, remarks="  ")
    reviewing.return_with_remarks(actor=cast.berit, edition=edition, remarks="Kortere, takk.")
    edition = loaded(edition)
    assert (edition.state, edition.remarks) == (EditionState.DRAFT, "Kortere, takk.")
    assert mails()[-1] == "publishing/returned"
    facts = {"actor": cast.anne, "edition": edition, "seen_version": edition.version}
    drafting.submit(text=written_in(edition), **facts)
    assert loaded(edition).remarks is None


def test_the_worker_publishes_on_the_day(cast: Cast, edition: Edition) -> None:
    with time_machine.travel(NOW, tick=False) as traveller:
        at = NOW + timedelta(days=1)
        facts = {"actor": cast.berit, "edition": edition, "seen_version": edition.version}
        with pytest.raises(InvalidInput):
            reviewing.schedule(at=NOW, **facts)
        reviewing.schedule(at=at, **facts)
        reviewing.publish_due()
        assert loaded(edition).state is EditionState.SCHEDULED
        traveller.move_to(at)
        reviewing.publish_due()
        edition = loaded(edition)
    assert (edition.state, edition.published_by_id) == (EditionState.PUBLISHED, cast.berit.id)
    assert mails()[-1] == "publishing/published"


def test_a_scheduled_text_that_fails_holds_up_no_other(cast: Cast, edition: Edition) -> None:
    other = make.submitted(cast.miljodir, cast.topic, by=cast.anne)
    schedule_in(timedelta(hours=1), edition, cast.berit)
    schedule_in(timedelta(hours=2), other, cast.berit)
    db.session.execute(update(Edition).where(Edition.id == edition.id).values(links=5))
    db.session.commit()
    with time_machine.travel(clock.now() + timedelta(hours=3)):
        reviewing.publish_due()
    assert loaded(other).state is EditionState.PUBLISHED


def test_a_scheduled_text_that_may_not_be_published_goes_back(cast: Cast, edition: Edition) -> None:
    facts = {"actor": cast.berit, "edition": edition, "seen_version": edition.version}
    reviewing.schedule(at=clock.now() + timedelta(hours=1), **facts)
    written = update(Edition).where(Edition.id == edition.id)
    db.session.execute(written.values(text="Gjelder 01010750160."))
    db.session.commit()
    with time_machine.travel(clock.now() + timedelta(hours=2)):
        reviewing.publish_due()
    edition = loaded(edition)
    assert edition.state is EditionState.DRAFT
    assert edition.remarks
    assert catalogue.page_version(ItemKind.ARTICLE, edition.article.key) is None
