"""What the search learns of words that texts use together."""

from pathlib import Path

from helpdesk.search import analysis, associations
from helpdesk.search.whoosh_store import WhooshStore
from tests.search.stores import document, found


def test_the_texts_looked_into_are_spread_over_all() -> None:
    assert associations.spread([3, 5, 8]) == [3, 5, 8]
    chosen = associations.spread(range(200))
    assert len(set(chosen)) == associations.LOOKED_INTO
    assert chosen[0] == 0
    assert chosen[-1] >= 190


def test_words_beside_each_other_in_too_few_texts_are_no_candidates() -> None:
    texts = [
        ["elg", "jakt", "", "§5"],
        ["elg", "jakt", "§5"],
        ["elg", "jakt", "§5"],
        ["elg", "skog"],
    ]
    assert associations.candidates("elg", texts) == {"jakt": 3}


def test_what_stands_everywhere_is_related_to_nothing() -> None:
    found = associations.related({"jakt": 4, "kommune": 5}, 5, 5, {"jakt": 5, "kommune": 90}, 100)
    assert found == {"jakt": 5}


def test_a_text_with_what_goes_with_a_missing_word_comes_first(tmp_path: Path) -> None:
    hunting = [document(f"h{at}", f"Elgen og jegeren nummer {at}") for at in range(6)]
    others = [document(f"o{at}", f"Avløp fra hytte {at}") for at in range(20)]
    asked = [document("with", "Søknad fra jegeren"), document("without", "Søknad fra naboen")]
    store = WhooshStore(tmp_path / "search")
    store.build([[*hunting, *others, *asked]], 1)
    snapshot = store.snapshot()
    assert snapshot is not None
    (related,) = snapshot.related([analysis.stem("elg")])
    assert analysis.stem("jegeren") in related
    order = found(snapshot, "søknad elg")
    assert order.index("article:with") < order.index("article:without")
