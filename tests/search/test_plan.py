"""How a query becomes groups of alternatives, over a lexicon of a few words."""

from collections.abc import Sequence

from helpdesk.search import analysis, asking, compounds, families, plan, vocabulary
from helpdesk.search.lexicon import KEY
from helpdesk.search.plan import PART_WEIGHT, STEM_WEIGHT, SYNONYM_WEIGHT, Plan
from helpdesk.search.spelling import Near


class WordList:
    """A lexicon that counts the words it was given."""

    def __init__(self, *words: str) -> None:
        self._stems = [analysis.stem(word) for word in words]
        self._words = words

    def count(self, term: str) -> int:
        if term.startswith(KEY):
            return sum(analysis.key(stem) == term.removeprefix(KEY) for stem in self._stems)
        return self._stems.count(term)

    def form_count(self, form: str) -> int:
        return self._words.count(form)

    def containing(self, stem: str, limit: int) -> Sequence[str]:
        return [each for each in self._stems if stem in each and each != stem][:limit]

    def family(self, stem: str) -> Sequence[str]:
        root = families.root(stem)
        return [each for each in self._stems if families.root(each) == root and each != stem]

    def near(self, form: str) -> Sequence[Near]:
        return [Near(word, 1) for word in self._words if sorted(word) == sorted(form)]


def alternatives(made: Plan) -> dict[str, float]:
    return {term: weight for group in made.groups for term, weight in group.alternatives.items()}


def test_a_compound_falls_into_words_the_texts_use() -> None:
    known = WordList("avløp", "anlegg", "forurensning", "myndighet")
    assert compounds.parts("avløpsanlegget", known.count) == ("avløp", "anlegg")
    assert compounds.parts("forurensningsmyndighet", known.count) == (
        analysis.stem("forurensning"),
        analysis.stem("myndighet"),
    )
    assert compounds.parts("vindkraft", known.count) == ()


def test_a_word_stands_for_itself_its_key_and_the_compounds_it_is_in() -> None:
    weights = alternatives(plan.of_query("støy", WordList("støy", "nattestøy")))
    assert weights["støy"] == STEM_WEIGHT
    assert KEY + "stoy" in weights
    assert weights["nattestøy"] == PART_WEIGHT


def test_a_compound_written_apart_is_glued() -> None:
    weights = alternatives(plan.of_query("avløps anlegg", WordList("avløpsanlegg")))
    assert weights["avløpsanlegg"] == STEM_WEIGHT


def test_a_misspelt_word_is_taken_for_a_near_one_unless_the_search_is_literal() -> None:
    known = WordList("støvmåling")
    assert plan.of_query("støvmåilng", known).replaced == {"støvmåilng": "støvmåling"}
    assert plan.of_query("støvmåilng", known, literal=True).replaced == {}


def test_a_word_without_its_letters_is_what_the_texts_write() -> None:
    made = plan.of_query("fartoy", WordList("fartøy", "fartøyet", "nattfartøy"))
    assert alternatives(made)["fartøy"] == STEM_WEIGHT
    assert made.stems == ("fartøy",)
    assert made.replaced == {}


def test_a_word_the_texts_write_without_letters_stays_itself() -> None:
    assert plan.of_query("bor", WordList("bor", "bør")).stems == ("bor",)


def test_a_synonym_goes_one_way_where_the_vocabulary_says_so() -> None:
    assert alternatives(plan.of_query("kvikkleire", WordList()))["skred"] == SYNONYM_WEIGHT
    assert analysis.stem("kvikkleire") not in alternatives(plan.of_query("skred", WordList()))
    two_way = alternatives(plan.of_query("bilvrak", WordList()))
    assert two_way[analysis.stem("skrotbil")] == SYNONYM_WEIGHT


def test_ambiguous_abbreviations_are_never_expanded() -> None:
    for word in ("fl", "mfl", "ff", "sf", "ra", "pe", "hi", "se"):
        assert vocabulary.expansions([analysis.stem(word)]) == []


def test_a_phrase_of_several_words_has_other_names() -> None:
    names = {name for _place, name in vocabulary.expansions(analysis.terms("spredt avløp"))}
    assert tuple(analysis.terms("mindre avløpsanlegg")) in names


def test_a_long_text_is_looked_up_by_its_rarest_words() -> None:
    known = WordList("kommune", "kommune", "kommune", "slam", "slam", "tank")
    made = plan.of_text("Kommunen tømmer slam fra hver tank", known, most_groups=2)
    assert {next(iter(group.alternatives)) for group in made.groups} == {"slam", "tank"}


def test_slips_in_a_short_text_are_read_as_in_a_query() -> None:
    made = plan.of_text("utslipp fra hytte", WordList("utslipp", "hytte"), most_groups=9)
    slips = plan.of_text("ustlipp fra hyttte", WordList("utslipp", "hytte"), most_groups=9)
    assert "utslipp" in alternatives(slips)
    assert alternatives(made).keys() >= {"utslipp"}


def test_ambiguous_abbreviations_mean_something_beside_a_word_of_their_field() -> None:
    meant = vocabulary.expansions(["ra", analysis.stem("avløp")])
    assert tuple(analysis.terms("renseanlegg")) in {name for _place, name in meant}
    assert vocabulary.expansions(["ra", analysis.stem("fredning")]) == []


def test_a_piece_of_a_compound_with_a_stop_word_is_glued() -> None:
    made = plan.of_query("gjennom føring", WordList(*["gjennomføring"] * 4, "føring"))
    assert alternatives(made)[analysis.stem("gjennomføring")] == STEM_WEIGHT
    assert alternatives(made)["føring"] == STEM_WEIGHT
    assert next(group.weight for group in made.groups) == asking.FRAGMENT_WEIGHT


def test_words_of_one_family_stand_for_each_other() -> None:
    weights = alternatives(plan.of_query("sletting", WordList("slettelse", "slettet")))
    assert weights[analysis.stem("slettet")] == plan.FAMILY_WEIGHT


def test_a_long_query_is_looked_up_in_part() -> None:
    made = plan.of_query(" ".join(f"ord{number}" for number in range(500)), WordList())
    assert len(made.stems) == plan.MOST_WORDS


def test_a_compound_that_no_text_holds_is_taken_apart_rather_than_for_another_word() -> None:
    made = plan.of_query("vegstøy", WordList(*["veg", "støy"] * 4, "gevstøy"))
    assert made.replaced == {}
    assert {"vei", "støy"} <= alternatives(made).keys()


def test_two_short_words_make_no_compound() -> None:
    assert compounds.words_apart("elgveg", WordList(*["elg", "veg"] * 9).form_count) == ()
    assert compounds.words_apart("elgjakt", WordList(*["elg", "jakt"] * 9).form_count) == (
        "elg",
        "jakt",
    )


def test_letters_put_back_find_compounds_too_and_replace_nothing() -> None:
    made = plan.of_query("gjodsel", WordList("husdyrgjødsel", "gjødselplan"))
    assert {"husdyrgjødsel", "gjødselplan"} <= alternatives(made).keys()
    assert made.replaced == {}


def test_a_word_known_as_typed_keeps_its_own_reading_first() -> None:
    made = plan.of_query("rad", WordList("rad", "råd"))
    assert next(iter(made.groups[0].alternatives)) == "rad"
    assert "råd" in alternatives(made)


def test_a_query_in_another_language_is_not_put_right() -> None:
    known = WordList("støy", "vegre", "froma", "nosie")
    assert plan.of_query("noise complaint from roads", known).replaced == {}


def test_the_name_of_a_law_does_not_stand_for_the_word_it_begins_with() -> None:
    assert vocabulary.expansions(["plan"]) == []
    assert vocabulary.expansions(["forvaltning"]) == []


def test_another_name_finds_compounds_where_no_text_holds_it_alone() -> None:
    made = plan.of_query("møkk", WordList("storfehusdyrgjødsel"))
    assert "storfehusdyrgjødsel" in alternatives(made)
