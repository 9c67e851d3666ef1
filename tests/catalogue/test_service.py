"""Putting things on the shelf and taking them off."""

from collections.abc import Callable

import pytest

from helpdesk.accounts.models import Organisation
from helpdesk.catalogue import queries, service
from helpdesk.catalogue.models import CatalogueItem, ItemKind, ItemStatus, Relation
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput, NotFound
from helpdesk.foundation.language import TextLanguage
from tests.cast import Cast
from tests.factories.catalogue import entry, shelve

ARTICLE, GUIDE = ItemKind.ARTICLE, ItemKind.GUIDE

Shelve = Callable[..., CatalogueItem]


@pytest.fixture
def agency(cast: Cast) -> Organisation:
    return cast.miljodir


def test_every_change_of_the_shelf_raises_its_version(agency: Organisation) -> None:
    assert queries.shelf_version() == 0
    first = shelve(agency, key="a")
    second = shelve(agency, key="b")
    assert (first.version, second.version, queries.shelf_version()) == (1, 2, 2)
    assert shelve(agency, key="a", title="Ny tittel").version == 3


def test_an_equal_entry_changes_nothing(agency: Organisation, cast: Cast) -> None:
    facts = {
        "links": ["guide:avlop", "article:b"],
        "laws": ["LOV-1981-03-13-6/7", "LOV-1981-03-13-6"],
        "topic_ids": [cast.topic.id, cast.nve_topic.id],
    }
    before = shelve(agency, **facts)
    stamps = (before.version, before.page_version, before.changed_at)
    db.session.commit()
    db.session.expunge_all()
    facts = {name: list(reversed(values)) for name, values in facts.items() if name != "links"}
    after = shelve(agency, links=["guide:avlop", "article:b"], **facts)
    assert (after.version, after.page_version, after.changed_at) == stamps


@pytest.mark.parametrize(
    "change",
    [
        {"title": "En annen tittel"},
        {"text": "En annen tekst"},
        {"language": TextLanguage.NN},
        {"links": ["guide:stoy"]},
        {"laws": ["LOV-1981-03-13-6"]},
        {"url": "/svar/1/ny"},
    ],
)
def test_any_other_fact_raises_version_and_page(
    agency: Organisation, change: dict[str, object]
) -> None:
    before = shelve(agency)
    version, page_version = before.version, before.page_version
    after = shelve(agency, **change)
    assert after is before
    assert after.version > version
    assert after.page_version > page_version


def test_an_article_that_takes_up_a_guide_renews_the_guides_page(agency: Organisation) -> None:
    guide = shelve(agency, kind=GUIDE, key="avlop")
    shelf, page = guide.version, guide.page_version
    shelve(agency, key="a", links=["guide:avlop"])
    assert guide.page_version == page + 1
    assert guide.version == shelf


def test_a_new_title_renews_the_pages_that_show_it(agency: Organisation) -> None:
    source = shelve(agency, key="a", links=["guide:avlop"])
    guide = shelve(agency, kind=GUIDE, key="avlop")
    stranger = shelve(agency, key="b")
    pages = (source.page_version, stranger.page_version)
    shelve(agency, kind=GUIDE, key="avlop", title="Avløp, steg for steg")
    assert (source.page_version, stranger.page_version) == (pages[0] + 1, pages[1])
    page = guide.page_version
    shelve(agency, key="a", links=["guide:avlop"], title="Ny tittel")
    assert guide.page_version == page + 1


def test_a_change_of_text_alone_leaves_other_pages_alone(agency: Organisation) -> None:
    guide = shelve(agency, kind=GUIDE, key="avlop")
    shelve(agency, key="a", links=["guide:avlop"])
    page = guide.page_version
    shelve(agency, key="a", links=["guide:avlop"], text="Rettet skrivefeil")
    assert guide.page_version == page


def test_a_link_remembers_the_version_it_was_made_against(agency: Organisation) -> None:
    guide = shelve(agency, kind=GUIDE, key="avlop")
    made_at = guide.version
    shelve(agency, key="a", links=["guide:avlop"])
    shelve(agency, kind=GUIDE, key="avlop", title="Nyere")
    source = shelve(agency, key="a", links=["article:b", "guide:avlop"])
    assert [(link.address, link.to_version) for link in source.links] == [
        ("article:b", None),
        ("guide:avlop", made_at),
    ]


def test_a_law_id_may_hold_a_slash(agency: Organisation) -> None:
    item = shelve(agency, laws=["T-1442/2021", "T-1442/2021/3", "LOV-1981-03-13-6/7"])
    assert {(citation.law_id, citation.section) for citation in item.citations} == {
        ("T-1442/2021", ""),
        ("T-1442/2021", "3"),
        ("LOV-1981-03-13-6", "7"),
    }


def test_links_and_laws_must_be_written_as_addresses_and_keys(agency: Organisation) -> None:
    with pytest.raises(InvalidInput, match="banner:x"):
        shelve(agency, links=["banner:x"])
    with pytest.raises(InvalidInput, match="forurensningsloven"):
        shelve(agency, laws=["forurensningsloven § 7"])


def test_withdrawing_leaves_the_row_and_renews_the_pages_around_it(agency: Organisation) -> None:
    source = shelve(agency, key="a", links=["article:b"])
    item = shelve(agency, key="b")
    page, version = source.page_version, queries.shelf_version()
    service.mark_withdrawn(ARTICLE, "b", replaced_by="article:c")
    assert item.status is ItemStatus.WITHDRAWN
    assert item.version == version + 1
    assert source.page_version == page + 1
    assert [(link.relation, link.address) for link in item.links] == [
        (Relation.REPLACED_BY, "article:c")
    ]


def test_withdrawing_twice_changes_nothing(agency: Organisation) -> None:
    shelve(agency)
    first = service.mark_withdrawn(ARTICLE, "svar-1").version
    assert service.mark_withdrawn(ARTICLE, "svar-1").version == first


def test_putting_a_withdrawn_thing_back_makes_it_stand_again(agency: Organisation) -> None:
    shelve(agency)
    service.mark_withdrawn(ARTICLE, "svar-1", replaced_by="article:c")
    item = service.put(entry(agency))
    assert item.status is ItemStatus.PUBLISHED
    assert item.links == []


def test_withdrawing_what_is_not_there_is_refused(agency: Organisation) -> None:
    with pytest.raises(NotFound):
        service.mark_withdrawn(ARTICLE, "svar-9")


def test_a_rolled_back_change_leaves_no_gap_in_the_versions(agency: Organisation) -> None:
    db.session.commit()
    shelve(agency, key="a")
    db.session.rollback()
    assert shelve(agency, key="b").version == 1
