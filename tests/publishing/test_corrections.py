"""A published article lives on."""

from datetime import date

import pytest
from sqlalchemy import select

from helpdesk.catalogue import queries as catalogue
from helpdesk.catalogue.models import ItemStatus
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput, NotAllowedNow, NotFound, NotPermitted
from helpdesk.foundation.outbox import OutboxMessage
from helpdesk.publishing.drafts import written_in
from helpdesk.publishing.models import Article, Edition
from helpdesk.publishing.queries import editing
from helpdesk.publishing.service import corrections, drafting, reviewing
from helpdesk.publishing.states import ChangeClass, EditionState
from tests.cast import Cast
from tests.factories import publishing as make
from tests.factories.publishing import loaded


@pytest.fixture
def article(cast: Cast) -> Article:
    """The public version of Kari's question."""
    edition = loaded(make.from_case(cast))
    text = make.text(cast.topic)
    drafting.submit(actor=cast.anne, edition=edition, text=text, seen_version=edition.version)
    edition = loaded(edition)
    reviewing.publish(actor=cast.berit, edition=edition, seen_version=edition.version)
    return reloaded(edition.article)


def reloaded(article: Article) -> Article:
    loaded(article.editions[0])
    found = editing.article(article.number)
    assert found is not None
    return found


def corrected(cast: Cast, article: Article, change: ChangeClass, **words: object) -> Edition:
    note = "" if change is ChangeClass.LINGUISTIC else "Regelen er ny."
    edition = corrections.correct(actor=cast.anne, article=article, change_class=change, note=note)
    edition = loaded(edition)
    text = make.text(cast.topic, change_class=change, change_note=note, **words)
    drafting.submit(actor=cast.anne, edition=edition, text=text, seen_version=edition.version)
    edition = loaded(edition)
    reviewing.publish(actor=cast.berit, edition=edition, seen_version=edition.version)
    return loaded(edition)


def last_mail() -> str:
    newest = select(OutboxMessage).order_by(OutboxMessage.id.desc()).limit(1)
    return str(db.session.scalars(newest).one().payload["template"])


def test_a_correction_supersedes_and_the_old_edition_stays(cast: Cast, article: Article) -> None:
    edition = corrected(cast, article, ChangeClass.CHANGED_LAW, title="Hva gjelder nå?")
    states = {each.number: each.state for each in edition.article.editions}
    assert states == {1: EditionState.SUPERSEDED, 2: EditionState.PUBLISHED}
    assert catalogue.item(f"article:{article.key}").title == "Hva gjelder nå?"
    assert last_mail() == "publishing/corrected"


def test_a_linguistic_correction_is_silent(cast: Cast, article: Article) -> None:
    corrected(cast, article, ChangeClass.LINGUISTIC, title="Når trengs utslippstillatelse?")
    assert last_mail() == "publishing/published"


def test_a_substantive_correction_needs_a_note(cast: Cast, article: Article) -> None:
    change = ChangeClass.SUBSTANTIVE
    edition = corrections.correct(actor=cast.anne, article=article, change_class=change, note="")
    edition = loaded(edition)
    facts = {"actor": cast.anne, "edition": edition, "seen_version": edition.version}
    in_the_way = drafting.submit(text=written_in(edition), **facts)
    assert [each.field for each in in_the_way] == ["change_note"]


def test_a_correction_under_way_is_given_back(cast: Cast, article: Article) -> None:
    change = ChangeClass.LINGUISTIC
    first = corrections.correct(actor=cast.anne, article=article, change_class=change, note="")
    again = corrections.correct(
        actor=cast.astrid, article=reloaded(article), change_class=change, note=""
    )
    assert again.id == first.id


def test_a_stranger_agency_corrects_and_withdraws_nothing(cast: Cast, article: Article) -> None:
    with pytest.raises(NotPermitted):
        corrections.correct(
            actor=cast.liv, article=article, change_class=ChangeClass.LINGUISTIC, note=""
        )
    with pytest.raises(NotPermitted):
        corrections.withdraw(actor=cast.liv, article=article, reason="Feil")


def test_a_text_checked_today_is_due_two_years_on(cast: Cast, article: Article) -> None:
    corrections.confirm(actor=cast.berit, article=article)
    edition = editing.current(reloaded(article))
    assert edition.check_due_on.year == edition.checked_on.year + 2
    assert catalogue.item(f"article:{article.key}").checked_on == edition.checked_on
    with pytest.raises(NotPermitted):
        corrections.confirm(actor=cast.anne, article=reloaded(article))


def test_a_withdrawn_article_leaves_the_lists_with_reason_and_successor(
    cast: Cast, article: Article
) -> None:
    successor = make.published(cast.miljodir, cast.topic, by=cast.dag)
    corrections.withdraw(
        actor=cast.berit,
        article=article,
        reason="Loven er opphevet.",
        successor_number=successor.number,
    )
    article = reloaded(article)
    assert editing.current(article).state is EditionState.WITHDRAWN
    assert (article.withdrawn_reason, article.successor.id) == ("Loven er opphevet.", successor.id)
    assert catalogue.item(f"article:{article.key}").status is ItemStatus.WITHDRAWN
    assert article.key not in {item.key for item in catalogue.newest()}
    assert last_mail() == "publishing/withdrawn"
    with pytest.raises(NotAllowedNow):
        corrections.withdraw(actor=cast.berit, article=article, reason="En gang til")


@pytest.mark.parametrize(
    ("reason", "successor", "field"),
    [
        ("  ", None, "reason"),
        ("Kari Nordås ba om det.", None, "reason"),
        ("Gjaldt 01010750160.", None, "reason"),
        ("Feil.", 9999, "successor"),
    ],
)
def test_a_withdrawal_says_why_and_names_nobody(
    cast: Cast, article: Article, reason: str, successor: int | None, field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        corrections.withdraw(
            actor=cast.berit, article=article, reason=reason, successor_number=successor
        )
    assert refused.value.field == field
    assert reloaded(article).withdrawn_at is None


def test_an_article_cannot_succeed_itself(cast: Cast, article: Article) -> None:
    with pytest.raises(InvalidInput):
        corrections.withdraw(
            actor=cast.berit, article=article, reason="Feil", successor_number=article.number
        )


def test_a_withdrawn_article_stands_again_in_a_new_edition(cast: Cast, article: Article) -> None:
    corrections.withdraw(actor=cast.berit, article=article, reason="Feil.")
    edition = corrected(cast, reloaded(article), ChangeClass.SUBSTANTIVE)
    assert edition.article.withdrawn_at is None
    assert catalogue.item(f"article:{article.key}").status is ItemStatus.PUBLISHED


def test_a_draft_cannot_be_withdrawn(cast: Cast) -> None:
    edition = make.draft(cast.miljodir, cast.topic, by=cast.anne, checked_on=date(2026, 1, 1))
    with pytest.raises(NotFound):
        corrections.withdraw(actor=cast.berit, article=reloaded(edition.article), reason="Feil")
