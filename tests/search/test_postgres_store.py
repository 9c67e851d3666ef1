"""The store in PostgreSQL: the same words, the same ranking, one writer at a time."""

import dataclasses
import random
from pathlib import Path

import pytest
from flask import Flask

import config
from helpdesk.catalogue import queries as catalogue
from helpdesk.catalogue import service
from helpdesk.catalogue.models import ItemKind
from helpdesk.foundation.db import db
from helpdesk.search import analysis, index, postgres_store, queries
from helpdesk.search.hits import SearchRequest
from helpdesk.search.index import SearchIndex
from helpdesk.search.postgres_store import PostgresStore
from helpdesk.search.store import Busy, Unusable
from helpdesk.search.whoosh_store import WhooshStore
from tests.cast import Cast
from tests.conftest import DATABASE
from tests.factories.catalogue import shelve
from tests.search.conftest import index_now
from tests.search.stores import document, found, scored

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(DATABASE != "postgresql", reason="needs HELPDESK_TEST_DATABASE=postgresql"),
]


@pytest.fixture
def target(app: Flask) -> PostgresStore:
    made = PostgresStore()
    texts = [document("a", "Støy fra skytebane"), document("b", "Avløp fra hytte", version=2)]
    made.build([texts], 7)
    return made


def test_what_was_indexed_is_found_and_the_version_remembered(target: PostgresStore) -> None:
    snapshot = target.snapshot()
    assert found(snapshot, "skytebaner") == ["article:a"]
    assert (snapshot.version, snapshot.document_count) == (7, 2)
    assert snapshot.versions() == {"article:a": 1, "article:b": 2}


def test_a_batch_changes_adds_and_removes(target: PostgresStore) -> None:
    before, stamp = target.snapshot(), target.stamp()
    changed = [document("a", "Vindkraft", version=8), document("c", "Skytebane", version=9)]
    target.apply(changed, ["article:b"], 9)
    snapshot = target.snapshot()
    assert target.stamp() != stamp
    assert found(snapshot, "skytebane") == ["article:c"]
    assert found(snapshot, "avløp") == []
    assert snapshot.versions() == {"article:a": 8, "article:c": 9}
    assert (before.version, snapshot.version, snapshot.document_count) == (7, 9, 2)


def test_a_failed_batch_changes_nothing_and_locks_nobody_out(target: PostgresStore) -> None:
    broken = document("c", "Vindkraft", version=8)
    broken = dataclasses.replace(broken, words=None)
    with pytest.raises(TypeError):
        target.apply([broken], ["article:a"], 9)
    db.session.rollback()
    assert found(target.snapshot(), "støy") == ["article:a"]
    target.apply([document("c", "Vindkraft", version=8)], [], 9)
    assert found(target.snapshot(), "vindkraft") == ["article:c"]


def test_a_second_writer_waits_and_then_gives_way(
    target: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_store, "LOCK_SECONDS", 0.1)
    with db.engine.begin() as other:
        other.exec_driver_sql(f"SELECT pg_advisory_xact_lock({postgres_store.LOCK})")
        with pytest.raises(Busy):
            target.apply([], [], 8)
    target.apply([], [], 8)
    assert target.snapshot().version == 8


def test_an_index_of_other_rules_is_not_used(
    target: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analysis, "fingerprint", lambda: "0" * 16)
    with pytest.raises(Unusable):
        target.snapshot()
    with pytest.raises(Unusable):
        target.apply([], [], 8)


def test_another_process_learns_new_words(target: PostgresStore) -> None:
    other = PostgresStore()
    assert found(other.snapshot(), "vindmølle") == []
    target.apply([document("c", "Vindmøller", version=8)], [], 8)
    assert found(other.snapshot(), "vindmolle") == ["article:c"]
    target.build([[document("d", "Vindmølle", version=9)]], 9)
    assert found(other.snapshot(), "vindmølle") == ["article:d"]


WORDS = """
avløp avløpsanlegg anlegg utslipp utslepp løyve tillatelse støy skytebane kommune kommunen vedtak
vedtaket klage klagen hytte hyttefelt søknad 12-5 byggesak byggesaksbehandling slamavskiller
tømming tømmes veg vei overvann overvatn
""".split()  # noqa: SIM905


@pytest.mark.parametrize("seed", range(4))
def test_both_stores_rank_alike(target: PostgresStore, tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    texts = [
        document(
            str(at),
            " ".join(dice.choices(WORDS, k=dice.randint(1, 40))),
            title=" ".join(dice.choices(WORDS, k=3)),
            version=at + 1,
        )
        for at in range(60)
    ]
    other = WhooshStore(tmp_path / "search")
    changed = [document(str(at), "støy fra vei", version=100 + at) for at in range(0, 20, 3)]
    for store in (target, other):
        store.build([texts[:40], texts[40:]], 60)
        store.apply(changed, ["article:50", "article:51"], 130)
    queries = [" ".join(dice.choices(WORDS, k=dice.randint(1, 5))) for _ in range(25)]
    for query in [*queries, "avlops anlegg", "slamavskilelr tømming", "støi"]:
        ours, theirs = (scored(store.snapshot(), query) for store in (target, other))
        assert list(ours.items()) == list(theirs.items()), query


QUERIES = (
    "størrelse på tvangsmulkt",
    "septiktank",
    "avlops anlegg",
    "sakshandsaming",
    "slamavskilelr",
    "12-5",
    "",
)


def test_the_shelf_is_searched_alike_in_both_stores(
    app: Flask, shelf: Cast, settings: config.Settings
) -> None:
    def answers() -> list[object]:
        results = [queries.search(SearchRequest(text=text)) for text in QUERIES]
        return [
            [(hit.key, hit.score, hit.snippet) for hit in found.hits] + [found.facets]
            for found in results
        ]

    on_disk = answers()
    app.extensions["search_index"] = SearchIndex(settings.index_folder, index.POSTGRESQL)
    assert not queries.is_ready()
    index.catch_up()
    assert answers() == on_disk
    assert queries.article_page(18) == "/svar/18"
    assert [each.label for each in queries.suggestions("avl")] == [
        "Avløp",
        "Avløp fra hus og hytter",
    ]
    assert index.check() == []


def test_the_index_in_the_database_follows_the_shelf(
    app: Flask, cast: Cast, settings: config.Settings
) -> None:
    app.extensions["search_index"] = SearchIndex(settings.index_folder, index.POSTGRESQL)
    shelve(cast.miljodir, key="a", title="Støy fra skytebane")
    index_now()
    service.mark_withdrawn(ItemKind.ARTICLE, "a")
    shelve(cast.miljodir, key="b", title="Støy fra vindkraft")
    index_now()
    assert [hit.key for hit in queries.search(SearchRequest(text="støy")).hits] == ["b"]
    PostgresStore().apply([], ["article:b"], catalogue.shelf_version())
    assert index.check() == ["article:b"]
    assert [hit.key for hit in queries.search(SearchRequest(text="støy")).hits] == ["b"]
