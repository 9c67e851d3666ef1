"""Articles in and out in the import format."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete, select

from helpdesk.catalogue import queries as catalogue
from helpdesk.catalogue.models import CatalogueItem, ItemStatus
from helpdesk.foundation import counters
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput
from helpdesk.foundation.language import TextLanguage
from helpdesk.publishing import editions, exporting, importing
from helpdesk.publishing.importing import ArticleFields
from helpdesk.publishing.models import Article, Edition
from helpdesk.publishing.queries import editing
from helpdesk.publishing.service import corrections
from helpdesk.publishing.states import ChangeClass, EditionState, Standing
from tests.cast import Cast
from tests.factories import publishing as make

FIELDS = ArticleFields(
    key="ext-17",
    title="Trenger en hytte uten innlagt vann utslippstillatelse?",
    answer="Som regel ikke.\n\nSe på **anlegget** først.",
    agency="miljodir",
    language=TextLanguage.NN,
    topics=("avlop",),
    standing=Standing.INTERPRETATION,
    short_answer="Som regel ikke.",
    question="Vi lurer på gråvann.",
    laws=("FOR-2004-06-01-931/12-3",),
    links=("guide:avlop-kap-12",),
    published_on=date(2025, 3, 14),
    checked_on=date(2026, 3, 2),
)
BARE = ArticleFields(key="ext-1", title="Bare tittel og svar", answer="Ja.", agency="miljodir")


def bring(fields: ArticleFields) -> bool:
    known = importing.places()
    changed = importing.upsert_article(fields, known, html=importing.check(fields, known))
    db.session.commit()
    return changed


def stored(key: str) -> list[Edition]:
    chosen = select(Edition).join(Edition.article).where(Article.key == key)
    return list(db.session.scalars(chosen.order_by(Edition.number)))


def test_a_new_article_is_published_on_its_day(cast: Cast) -> None:
    assert bring(FIELDS)
    (edition,) = stored("ext-17")
    assert (edition.state, edition.language) == (EditionState.PUBLISHED, TextLanguage.NN)
    assert edition.published_at.date() == date(2025, 3, 14)
    assert "<strong>anlegget</strong>" in edition.html
    item = catalogue.item("article:ext-17")
    assert [citation.section for citation in item.citations] == ["12-3"]
    assert [link.address for link in item.links] == ["guide:avlop-kap-12"]


@pytest.mark.parametrize("fields", [FIELDS, BARE], ids=lambda fields: fields.key)
def test_an_unchanged_line_does_nothing(cast: Cast, fields: ArticleFields) -> None:
    bring(fields)
    version = catalogue.shelf_version()
    assert not bring(fields)
    assert catalogue.shelf_version() == version
    assert len(stored(fields.key)) == 1


def test_other_words_make_a_new_edition(cast: Cast) -> None:
    bring(FIELDS)
    assert bring(replace(FIELDS, answer="Jo, av og til."))
    old, new = stored("ext-17")
    assert (old.state, new.state) == (EditionState.SUPERSEDED, EditionState.PUBLISHED)
    assert new.change_class is ChangeClass.SUBSTANTIVE
    assert not bring(replace(FIELDS, answer="Jo, av og til."))


def test_other_links_change_the_edition_that_stands(cast: Cast) -> None:
    bring(FIELDS)
    assert bring(replace(FIELDS, links=(), checked_on=date(2026, 5, 4)))
    (edition,) = stored("ext-17")
    assert (edition.links, edition.checked_on) == ([], date(2026, 5, 4))
    assert catalogue.item("article:ext-17").links == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"agency": "ukjent"}, "agency"),
        ({"topics": ("ukjent",)}, "topics"),
        ({"title": " "}, "title"),
        ({"answer": ""}, "answer"),
        ({"question": "Gjelder 01010750160"}, "answer"),
        ({"key": "sak-01010750160"}, "answer"),
    ],
)
def test_a_bad_line_is_refused_before_anything_is_written(
    cast: Cast, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        bring(replace(FIELDS, **wrong))
    assert refused.value.field == field
    assert db.session.scalars(select(Article)).all() == []


def test_a_key_of_our_own_keeps_its_number(cast: Cast) -> None:
    bring(replace(BARE, key="svar-12"))
    assert stored("svar-12")[0].article_id
    assert db.session.scalar(select(Article.number).where(Article.key == "svar-12")) == 12
    assert counters.current(editions.NUMBERS) == 12
    assert make.published(cast.miljodir, cast.topic, by=cast.anne).number == 13


def test_an_own_key_that_came_late_takes_no_ones_number(cast: Cast) -> None:
    first = make.published(cast.miljodir, cast.topic, by=cast.anne)
    bring(replace(BARE, key="svar-3"))
    numbers = [make.published(cast.miljodir, cast.topic, by=cast.anne).number for _ in range(2)]
    assert (first.number, numbers) == (1, [4, 5])


def test_an_export_brought_back_changes_nothing(cast: Cast) -> None:
    bring(FIELDS)
    bring(replace(FIELDS, short_answer="Av og til."))
    make.published(cast.miljodir, cast.topic, by=cast.anne)
    lines = list(exporting.articles())
    assert [line.key for line in lines] == ["ext-17", "svar-2"]
    assert [bring(line) for line in lines] == [False, False]


def test_an_export_rebuilds_corrections_and_withdrawals(cast: Cast) -> None:
    bring(FIELDS)
    bring(replace(FIELDS, short_answer="Av og til."))
    article = make.published(cast.miljodir, cast.topic, by=cast.anne)
    withdrawn = make.published(cast.miljodir, cast.topic, by=cast.anne, title="En gang til?")
    corrections.withdraw(
        actor=cast.astrid,
        article=withdrawn,
        reason="Sto to ganger.",
        successor_number=article.number,
    )
    lines = list(exporting.articles())
    _empty()
    assert all(bring(line) for line in lines)
    assert list(exporting.articles()) == lines
    assert catalogue.item(f"article:{withdrawn.key}").status is ItemStatus.WITHDRAWN


def _empty() -> None:
    db.session.expunge_all()
    for table in ("edition_topic", "edition_author", "edition_finding", "edition"):
        db.session.execute(db.metadata.tables[table].delete())
    db.session.execute(Article.__table__.update().values(successor_id=None))
    db.session.execute(delete(Article))
    for table in ("catalogue_link", "citation", "catalogue_item_topic"):
        db.session.execute(db.metadata.tables[table].delete())
    db.session.execute(delete(CatalogueItem))
    db.session.commit()


def test_import_leaves_the_draft_somebody_is_working_on(cast: Cast) -> None:
    bring(BARE)
    draft = corrections.correct(
        actor=cast.astrid,
        article=editing.article(1),
        change_class=ChangeClass.SUBSTANTIVE,
        note="Ny lov.",
    )
    assert bring(replace(BARE, answer="Nei."))
    states = {each.number: each.state for each in stored(BARE.key)}
    assert (draft.number, states) == (
        2,
        {1: EditionState.SUPERSEDED, 2: EditionState.DRAFT, 3: EditionState.PUBLISHED},
    )
