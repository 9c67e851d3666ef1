"""What a text is to the search."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.search import analysis

NORWEGIAN = st.text(alphabet="abcdefghijklmnopqrstuvwxyzæøå", min_size=1, max_size=30)


def forms(text: str) -> list[str]:
    return [word.form for word in analysis.words(analysis.prepare(text))]


@given(st.text(max_size=300))
def test_any_text_can_be_analysed(text: str) -> None:
    prepared = analysis.prepare(text)
    for word in analysis.words(prepared):
        assert word.form == word.form.lower()
        assert 0 <= word.start < word.end <= len(prepared)
    assert all(analysis.terms(text))


@given(st.text(alphabet="§ 0123456789–-tilaA\n", max_size=12_000))
def test_sections_of_any_length_are_words_of_bounded_length(text: str) -> None:
    begun = time.process_time()
    assert all(len(form) <= analysis.LONGEST_WORD for form in forms(text))
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    "text", ["§" * 20_000, "§ " * 20_000, f"§§ {'9' * 9_000}–12", f"§ {'9' * 9_000}"]
)
def test_a_flood_of_section_signs_is_read_in_one_go(text: str) -> None:
    begun = time.process_time()
    assert all(len(form) <= analysis.LONGEST_WORD for form in forms(text))
    assert time.process_time() - begun < 1


@given(st.text(max_size=300))
def test_to_analyse_twice_is_to_analyse_once(text: str) -> None:
    prepared = analysis.prepare(text)
    assert analysis.prepare(prepared) == prepared
    plain = [word.form for word in analysis.words(prepared) if word.form.isalpha()]
    again = [word.form for word in analysis.words(analysis.prepare(" ".join(plain)))]
    assert again == plain


@given(NORWEGIAN)
def test_a_key_is_its_own_key(form: str) -> None:
    assert analysis.key(analysis.key(form)) == analysis.key(form)


@given(NORWEGIAN)
def test_a_word_has_one_stem_and_a_key_in_plain_letters(form: str) -> None:
    stem = analysis.stem(form)
    assert stem
    assert stem == analysis.stem(form)
    assert analysis.key(stem).isascii()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("§ 11-10", ["§11-10"]),
        ("§11-10.", ["§11-10"]),
        ("§ 3 a og", ["§3a", "og"]),
        ("§ 15A-4", ["§15a-4"]),
        ("12-3", ["§12-3"]),
        ("1970-1973", ["19701973", "1970", "1973"]),
        ("§ 11 i loven", ["§11", "i", "loven"]),
        ("§§ 8–10", ["§8", "§9", "§10"]),
        ("§§ 12-7 til 12-13", ["§12-7", "til", "§12-13"]),
        ("el-sykkel", ["elsykkel", "el", "sykkel"]),
        ("T-1442/2021", ["t1442", "t", "1442", "2021"]),
        ("av\u00adløp", ["avløp"]),
        ("A\u030apen ild", ["åpen", "ild"]),
    ],
)
def test_words_are_told_apart_as_caseworkers_write_them(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("søknadene", "søknad"),
        ("slamavskillere", "slamavskiller"),
        ("søkerne", "søker"),
        ("kommunens", "kommune"),
        ("forureiningslova", "forurensningsloven"),
        ("utsleppsløyve", "utslippstillatelse"),
        ("sakshandsaming", "saksbehandling"),
        ("skulane", "skolene"),
        ("offentlege", "offentlige"),
        ("sårbarheit", "sårbarhet"),
        ("førebyggjande", "forebyggende"),
        ("moglegleikar", "muligheter"),
        ("rekneskapen", "regnskapet"),
        ("fremgangsmåte", "framgangsmåte"),
        ("utval", "utvalg"),
        ("meiningar", "meninger"),
        ("innløyse", "innløse"),
        ("vedkomande", "vedkommende"),
        ("tenleg", "tjenlig"),
    ],
)
def test_forms_of_a_word_and_both_written_forms_meet_in_one_stem(one: str, other: str) -> None:
    assert analysis.stem(one) == analysis.stem(other)


@pytest.mark.parametrize("typed", ["avlop", "avloep", "AVLØP"])
def test_missing_letters_meet_in_one_key(typed: str) -> None:
    assert analysis.key(analysis.stem(typed.lower())) == analysis.key(analysis.stem("avløp"))


def test_words_without_meaning_of_both_forms_are_left_out() -> None:
    assert analysis.terms(
        "Hva må vi gjøre når det ikke er noe? Kva må ein når det ikkje er noko?"
    ) == ["gjør"]


def test_no_bokmaal_spelling_in_the_word_list_is_changed_further() -> None:
    pairs = analysis._pairs()
    assert {nb: analysis._in_bokmaal(nb) for nb in pairs.values()} == {
        nb: nb for nb in pairs.values()
    }
    assert {nn: analysis._in_bokmaal(nn) for nn in pairs} == pairs
