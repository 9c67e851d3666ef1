"""The order of letters in a case."""

from hypothesis import given
from hypothesis import strategies as st

from helpdesk.foundation.language import TextLanguage
from helpdesk.letters import chains
from helpdesk.letters.chains import LONGEST, LetterInCourse


def course(**following):
    return {
        slug: LetterInCourse(slug, slug.title(), TextLanguage.NB, tuple(after), "")
        for slug, after in following.items()
    }


def slugs(letters):
    return [letter.slug for letter in letters]


CASE = course(varsel=["palegg"], palegg=["mulkt", "klage"], mulkt=["vedtak"], vedtak=[], klage=[])


def test_chain_is_the_same_from_every_letter_in_it():
    for slug in ("varsel", "palegg", "mulkt", "vedtak"):
        found = chains.chain(slug, CASE[slug].next_slugs, CASE)
        assert slugs(found) == ["varsel", "palegg", "mulkt", "vedtak"]


def test_letter_on_a_side_way_has_the_way_that_leads_to_it():
    assert slugs(chains.chain("klage", (), CASE)) == ["varsel", "palegg", "klage"]
    assert slugs(chains.before("klage", CASE)) == ["palegg"]
    assert slugs(chains.after(("mulkt", "finnes-ikke", "klage"), CASE)) == ["mulkt", "klage"]


def test_letter_alone_has_no_chain():
    alone = course(a=[])
    assert chains.chain("a", (), alone) == []
    assert chains.chain("ikke-publisert", ("a",), alone) == []


@given(
    st.dictionaries(
        st.sampled_from("abcdefgh"), st.lists(st.sampled_from("abcdefgh"), max_size=4), min_size=1
    )
)
def test_any_letters_in_any_order_end(following):
    letters = course(**following)
    for slug, letter in letters.items():
        found = slugs(chains.chain(slug, letter.next_slugs, letters))
        assert len(found) == len(set(found)) <= 2 * LONGEST
        assert not found or slug in found


def test_sister_is_found_from_both_sides():
    letters = {
        "a": LetterInCourse("a", "A", TextLanguage.NB, (), "b"),
        "b": LetterInCourse("b", "B", TextLanguage.NN, (), ""),
        "c": LetterInCourse("c", "C", TextLanguage.NB, (), "borte"),
    }
    assert chains.sister("a", "b", letters) is letters["b"]
    assert chains.sister("b", "", letters) is letters["a"]
    assert chains.sister("c", "borte", letters) is None
