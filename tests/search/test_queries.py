"""Searching, what is alike, and suggestions."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa

from helpdesk.catalogue.models import ItemKind
from helpdesk.foundation.db import db
from helpdesk.foundation.language import TextLanguage
from helpdesk.search import queries
from helpdesk.search.hits import SearchRequest
from tests.cast import Cast
from tests.factories.catalogue import shelve
from tests.search.conftest import index_now


def keys(text: str, **facts: object) -> list[str]:
    request = replace(SearchRequest(text=text), **facts)
    return [hit.key for hit in queries.search(request).hits]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("størrelse på tvangsmulkt", "tvangsmulkt"),
        ("dagbot forsøpling", "tvangsmulkt"),
        ("§ 73", "tvangsmulkt"),
        ("septiktank", "septik"),
        ("avlops anlegg", "septik"),
        ("utslippstillatelse hytte", "utslepp"),
        ("12-5", "utslepp"),
        ("overvatn frå veg", "overvann"),
        ("byggesak", "overvann"),
        ("sakshandsaming", "avlop-kap-12"),
        ("slamavskilelr", "septik"),
    ],
)
def test_a_reader_finds_it_in_her_own_words(shelf: Cast, query: str, first: str) -> None:
    assert keys(query)[0] == first


def test_a_hit_tells_what_and_whose_it_is_and_why(shelf: Cast) -> None:
    hit = queries.search(SearchRequest(text="slamavskiller")).hits[0]
    assert (hit.kind, hit.title, hit.url) == (
        ItemKind.ARTICLE,
        "Hvor ofte skal en slamavskiller tømmes?",
        "/svar/18/slamavskiller",
    )
    assert hit.agency_name == "Miljødirektoratet"
    assert "<mark>slamavskiller</mark>" in hit.snippet
    assert hit.date.isoformat() == "2026-03-02"
    assert [topic.slug for topic in hit.topics] == ["avlop"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"topic": "avlop"}, {"septik", "utslepp", "avlop-kap-12"}),
        ({"topic": "forurensning"}, {"septik", "utslepp", "avlop-kap-12", "tvangsmulkt"}),
        ({"agency": "nve"}, {"overvann"}),
        ({"kind": ItemKind.GUIDE}, {"avlop-kap-12"}),
        ({"language": TextLanguage.NN}, {"utslepp"}),
        ({"law": "LOV-1981-03-13-6"}, {"tvangsmulkt"}),
        ({"law": "LOV-1981-03-13-6/73"}, {"tvangsmulkt"}),
        ({"topic": "avlop", "kind": ItemKind.ARTICLE}, {"septik", "utslepp"}),
        ({"topic": "finnes-ikke"}, set()),
    ],
)
def test_filters_narrow_what_is_found(
    shelf: Cast, filters: dict[str, object], expected: set[str]
) -> None:
    assert set(keys("", **filters)) == expected


def test_facets_count_what_would_remain(shelf: Cast) -> None:
    found = queries.search(SearchRequest(text="", topic="avlop"))
    assert {facet.value: facet.count for facet in found.facets.kinds} == {"article": 2, "guide": 1}
    assert {facet.value: facet.count for facet in found.facets.agencies} == {"miljodir": 3}
    assert {facet.value: facet.count for facet in found.facets.languages} == {"nb": 2, "nn": 1}
    by_topic = {facet.value: facet.count for facet in found.facets.topics}
    assert by_topic == {"forurensning": 4, "avlop": 3, "klimatilpasning": 1}
    assert [facet.label for facet in found.facets.agencies] == ["Miljødirektoratet"]


def test_pages_do_not_overlap_and_say_how_many_there_are(cast: Cast) -> None:
    for number in range(7):
        shelve(cast.miljodir, key=f"k{number}", title="Støy fra skytebane", text="")
    index_now()
    request = SearchRequest(text="støy", page_size=3)
    pages = [queries.search(replace(request, page=number)) for number in (1, 2, 3, 4)]
    shown = [hit.key for page in pages for hit in page.hits]
    assert shown == [f"k{number}" for number in range(6, -1, -1)]
    assert (pages[0].total, pages[0].pages) == (7, 3)


def test_a_misspelling_is_told_and_can_be_insisted_on(shelf: Cast) -> None:
    found = queries.search(SearchRequest(text="Slamavskilelr tømmes"))
    assert found.did_you_mean == "slamavskiller tømmes"
    literal = queries.search(SearchRequest(text="Slamavskilelr", literal=True))
    assert (literal.total, literal.did_you_mean) == (0, None)


def test_without_an_index_titles_answer(cast: Cast) -> None:
    shelve(cast.miljodir, key="a", title="Støy fra <skytebane>", text="x")
    shelve(cast.nve, key="b", title="Støy fra vindkraft")
    found = queries.search(SearchRequest(text="Hva er støy?", agency="miljodir"))
    assert [hit.key for hit in found.hits] == ["a"]
    assert not found.is_complete
    assert queries.similar("støy") == []
    assert queries.suggestions("støy") == []


def test_what_is_alike_leaves_the_thing_itself_out(shelf: Cast) -> None:
    text = "Hvor ofte må vi tømme slamavskiller ved hytte med avløp?"
    found = [hit.key for hit in queries.similar(text, exclude="article:septik")]
    assert "septik" not in found
    assert "avlop-kap-12" in found
    assert [hit.key for hit in queries.similar(text, kinds=[ItemKind.GUIDE])] == ["avlop-kap-12"]
    nynorsk = queries.similar("Utslepp av avløp", language=TextLanguage.NN)
    assert [hit.key for hit in nynorsk] == ["utslepp"]
    assert queries.similar("Ny kaffemaskin til kontoret, der vi har avløp på kjøkkenet") == []
    assert queries.similar("") == []


def test_a_topic_is_suggested_by_its_name_or_by_what_is_alike(shelf: Cast) -> None:
    def slug(text: str) -> str | None:
        topic = queries.suggest_topic(text)
        return topic and topic.slug

    assert slug("Vi har spørsmål om kloakk i et hyttefelt") == "avlop"
    assert slug("Hvor ofte må slamavskiller tømmes") == "avlop"
    assert slug("Hvem betaler for overvann") == "klimatilpasning"
    assert slug("Åpningstider i julen") is None
    assert slug("") is None


def test_suggestions_go_on_as_the_words_begin(shelf: Cast) -> None:
    labels = [each.label for each in queries.suggestions("avl")]
    assert labels == ["Avløp", "Avløp fra hus og hytter"]
    assert [each.url for each in queries.suggestions("hvem betaler over")] == ["/svar/20/overvann"]
    assert queries.suggestions("hvem betaler xyz") == []
    assert queries.suggestions("a") == []
    assert len(queries.suggestions("hv", limit=2)) <= 2


def test_an_article_is_known_by_its_number(shelf: Cast) -> None:
    assert queries.article_page(18) == "/svar/18"
    assert queries.article_page(1) is None


@pytest.mark.parametrize(
    "read",
    [
        lambda: queries.search(SearchRequest(text="avløp slamavskiller", topic="avlop")),
        lambda: queries.similar("avløp fra hytte"),
        lambda: queries.suggestions("hv"),
    ],
)
def test_a_search_takes_five_statements_however_much_it_finds(
    shelf: Cast, read: Callable[[], object]
) -> None:
    def count() -> int:
        statements: list[str] = []

        def note(_c: object, _u: object, statement: str, *_: object) -> None:
            statements.append(statement)

        db.session.commit()
        db.session.expire_all()
        sa.event.listen(db.engine, "before_cursor_execute", note)
        read()
        sa.event.remove(db.engine, "before_cursor_execute", note)
        return sum(statement.startswith("SELECT") for statement in statements)

    few = count()
    for number in range(12):
        shelve(shelf.miljodir, key=f"k{number}", title=f"Hvor er avløp {number}?")
    index_now()
    assert count() == few <= 5


@pytest.mark.parametrize(
    "text", ["", " ", "§", "kva må ein", '"', "a" * 500, "\x00", "💧 støy", "*"]
)
def test_any_text_can_be_searched_for(shelf: Cast, text: str) -> None:
    queries.search(SearchRequest(text=text))
    queries.similar(text)
    queries.suggestions(text)


def test_several_kinds_at_once_are_what_each_gives_alone(shelf: Cast) -> None:
    text = "Hvor ofte må vi tømme slamavskiller ved hytte med avløp?"
    limits = {ItemKind.ARTICLE: 1, ItemKind.GUIDE: 3}
    found = queries.similar_by_kind(text, limits, exclude="article:utslepp")
    alone = {
        kind: queries.similar(text, kinds=[kind], exclude="article:utslepp", limit=limit)
        for kind, limit in limits.items()
    }
    assert found == alone
    assert len(found[ItemKind.ARTICLE]) == 1
    assert [hit.key for hit in found[ItemKind.GUIDE]] == ["avlop-kap-12"]
