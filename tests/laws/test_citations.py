"""References to laws are recognised as municipal caseworkers and lawyers write them."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.laws.citations import find, format_key, parse_key
from helpdesk.laws.register import Register
from tests.laws.registers import demo_register

POLLUTION_ACT = "LOV-1981-03-13-6"
POLLUTION_RULES = "FOR-2004-06-01-931"
WASTE_RULES = "FOR-2004-06-01-930"
PLANNING_ACT = "LOV-2008-06-27-71"
NATURE_ACT = "LOV-2009-06-19-100"
ADMINISTRATION_ACT = "LOV-1967-02-10"
BUILDING_RULES = "FOR-2017-06-19-840"


def keys(text: str) -> list[str]:
    return [format_key(each.law_id, each.section) for each in find(text, demo_register())]


def pieces(text: str) -> list[str]:
    return [each.text for each in find(text, demo_register())]


@pytest.mark.parametrize(
    ("text", "law", "section"),
    [
        ("forurensningsforskriften § 12-3", POLLUTION_RULES, "12-3"),
        ("forureiningsforskrifta § 12-3", POLLUTION_RULES, "12-3"),
        ("forurensningsforskriften §12-3", POLLUTION_RULES, "12-3"),
        ("forurensningsforskriften\u00a0§\u00a012\u20113", POLLUTION_RULES, "12-3"),
        ("forurensningsforskriften § 12–3", POLLUTION_RULES, "12-3"),
        ("forurensningsforskriftens § 15A-4", POLLUTION_RULES, "15a-4"),
        ("forurensningsforskrift § 12-3", POLLUTION_RULES, "12-3"),
        ("forurensningsloven §28", POLLUTION_ACT, "28"),
        ("FORURENSNINGSLOVEN § 28", POLLUTION_ACT, "28"),
        ("forurensningslovens § 7", POLLUTION_ACT, "7"),
        ("forurensningslova § 7", POLLUTION_ACT, "7"),
        ("forurl. § 7", POLLUTION_ACT, "7"),
        ("lov 13. mars 1981 nr. 6 § 7", POLLUTION_ACT, "7"),
        ("lov av 13. mars 1981 nr. 6 om vern mot forurensninger", POLLUTION_ACT, None),
        ("forurensningsloven av 1981 § 7", POLLUTION_ACT, "7"),
        (
            "Lov om vern mot forurensninger og om avfall (forurensningsloven) § 7",
            POLLUTION_ACT,
            "7",
        ),
        ("LOV-1981-03-13-6 § 7", POLLUTION_ACT, "7"),
        ("§ 11 i forvaltningsloven", ADMINISTRATION_ACT, "11"),
        ("§ 11 av forvaltningsloven", ADMINISTRATION_ACT, "11"),
        ("fvl. § 11 a", ADMINISTRATION_ACT, "11a"),
        ("fvl § 11a.", ADMINISTRATION_ACT, "11a"),
        ("pbl. § 20-1", PLANNING_ACT, "20-1"),
        ("Pbl. §20-1", PLANNING_ACT, "20-1"),
        ("pbl. § 11-8 a", PLANNING_ACT, "11-8a"),
        ("plan og bygningsloven § 20-1", PLANNING_ACT, "20-1"),
        ("plan- og bygningslova § 20-1", PLANNING_ACT, "20-1"),
        ("plan-\nog bygningsloven\n§ 20-1", PLANNING_ACT, "20-1"),
        ("kapittel 12 i forurensningsforskriften", POLLUTION_RULES, "kap-12"),
        ("forurensningsforskriften kapittel 12", POLLUTION_RULES, "kap-12"),
        ("forurensningsforskriften kap. 12", POLLUTION_RULES, "kap-12"),
        ("forurensningsforskriften kap 36A", POLLUTION_RULES, "kap-36a"),
        ("forurensningsforskriften del 4 kapittel 12", POLLUTION_RULES, "kap-12"),
        ("kapittel 10 a i avfallsforskrifta", WASTE_RULES, "kap-10a"),
        ("naturmangfoldloven kapittel III", NATURE_ACT, "kap-iii"),
        ("sivilbeskyttelsesloven kapittel V A", "LOV-2010-06-25-45", "kap-va"),
        ("ff. kap. 12", POLLUTION_RULES, "kap-12"),
        ("TEK17 § 7-2", BUILDING_RULES, "7-2"),
        ("byggteknisk forskrift § 7-2", BUILDING_RULES, "7-2"),
        ("T-1442/2021", "T-1442/2021", None),
        ("T-1442/21", "T-1442/2021", None),
        ("T-1442", "T-1442/2021", None),
        ("forskrift om brannforebygging § 4", "FOR-2015-12-17-1710", "4"),
        ("lakseloven § 5", "LOV-1992-05-15-47", "5"),
        ("KU-forskriften § 6 bokstav c", "FOR-2017-06-21-854", "6"),
        ("KU § 6", "FOR-2017-06-21-854", "6"),
        ("etter forurensningsloven", POLLUTION_ACT, None),
    ],
)
def test_one_reference_is_found(text: str, law: str, section: str | None) -> None:
    assert keys(f"Se {text} her.") == [format_key(law, section)]


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("naturmangfoldloven §§ 8–12", ["8", "12"]),
        ("naturmangfoldloven §§ 8-12", ["8", "12"]),
        ("naturmangfoldloven §§ 8 til 12", ["8", "12"]),
        ("naturmangfoldloven §§ 8 til og med 12", ["8", "12"]),
        ("naturmangfoldloven §§ 8 - 12", ["8", "12"]),
        ("naturmangfoldloven §§ 8, 9, 10 og 12 til 14", ["8", "9", "10", "12", "14"]),
        ("naturmangfoldloven §§ 1-3 og 8", ["1", "3", "8"]),
        ("naturmangfoldloven § 8 og § 9", ["8", "9"]),
        ("naturmangfoldloven § 8, jf. § 9", ["8", "9"]),
        ("naturmangfoldloven § 8 jf. § 9 og § 10", ["8", "9", "10"]),
        ("naturmangfoldloven § 8 første ledd bokstav a og § 9 nr. 2", ["8", "9"]),
        ("naturmangfoldloven § 8 første og andre ledd, § 9", ["8", "9"]),
        ("§§ 8 og 9 i naturmangfoldloven", ["8", "9"]),
        ("§ 8 og § 9 i naturmangfoldloven", ["8", "9"]),
        ("§ 8, § 9 og § 10 i naturmangfoldloven, jf. § 11", ["8", "9", "10", "11"]),
        ("naturmangfoldloven § 8, sjå § 9", ["8", "9"]),
        ("naturmangfoldloven § 8 til § 12", ["8", "12"]),
        ("§ 8 andre ledd i naturmangfoldloven", ["8"]),
        ("§§ 8 ff. i naturmangfoldloven", ["8"]),
        ("naturmangfoldloven kapittel II og III", ["kap-ii", "kap-iii"]),
        ("naturmangfoldloven kapittel II, § 8", ["kap-ii", "8"]),
        ("kapittel II og kapittel III i naturmangfoldloven", ["kap-ii", "kap-iii"]),
        ("naturmangfoldloven § 8, 12 saker", ["8"]),
        ("naturmangfoldloven § 8 og 12 saker", ["8"]),
        ("naturmangfoldloven § 8 i kommunen", ["8"]),
        ("naturmangfoldloven § 8 e.l.", ["8"]),
        ("naturmangfoldloven § 5 a)", ["5"]),
    ],
)
def test_several_sections_are_found(text: str, sections: list[str]) -> None:
    assert keys(text) == [format_key(NATURE_ACT, section) for section in sections]


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("pbl. §§ 12-3 og 12-4", ["12-3", "12-4"]),
        ("pbl. §§ 12-3 til 12-5", ["12-3", "12-5"]),
        ("pbl. §§ 12-3–12-5", ["12-3", "12-5"]),
        ("pbl. § 1-8, jf. § 20-1", ["1-8", "20-1"]),
        ("pbl. §§ 20-1", ["20-1"]),
    ],
)
def test_sections_with_a_chapter_number_are_not_taken_for_ranges(
    text: str, sections: list[str]
) -> None:
    assert keys(text) == [format_key(PLANNING_ACT, section) for section in sections]


@pytest.mark.parametrize(
    "text",
    [
        "§ 12-3",
        "kapittel 12",
        "gl. rente",
        "fjell. Der",
        "bel. nr. 3",
        "hul. Den",
        "ku i fjøset",
        "§§ 12-1 ff.",
        "§ 11 fvl.",
        "forurensningsmyndighet § 7",
        "T-1442/2016",
        "forurensningslovgivning",
        "lovlig § 3",
        "ny forurensningslov kom",
    ],
)
def test_what_names_no_law_is_no_reference(text: str) -> None:
    assert keys(text) == []


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("forvaltningsloven § 11", ADMINISTRATION_ACT),
        ("forvaltningsloven (2025) § 11", "LOV-2025-06-20-81"),
        ("forvaltningsloven av 2025 § 11", "LOV-2025-06-20-81"),
        ("forvaltningslova (1967) § 11", ADMINISTRATION_ACT),
        ("arkivlova § 11", "LOV-2025-06-20-96"),
        ("arkl. § 11", "LOV-2025-06-20-96"),
        ("arkivlova (1992) § 11", "LOV-1992-12-04-126"),
        ("kart- og planforskriften § 11", "FOR-2025-01-20-52"),
        ("vass- og avløpsanleggslova § 11", "LOV-2025-06-06-26"),
        ("viltloven § 11", "LOV-1981-05-29-38"),
        ("viltressursloven § 11", "LOV-2025-06-20-102"),
    ],
)
def test_of_laws_with_one_name_the_one_in_force_is_meant(text: str, law: str) -> None:
    assert keys(text) == [f"{law}/11"]


def test_the_register_knows_the_addresses_of_laws() -> None:
    assert demo_register().url(POLLUTION_ACT) == "https://lovdata.no/lov/1981-03-13-6"
    assert demo_register().url("T-1442/2021") == ""
    assert demo_register().url("LOV-1814-05-17") == ""


def test_each_section_goes_to_the_law_beside_it() -> None:
    assert keys("forurensningsloven § 7 og § 28 i avfallsforskriften") == [
        f"{POLLUTION_ACT}/7",
        f"{WASTE_RULES}/28",
    ]
    assert keys(
        "Etter forurensningsloven, § 28 i avfallsforskriften og pbl. § 20-1, jf. fvl. § 11 og § 17"
    ) == [
        POLLUTION_ACT,
        f"{WASTE_RULES}/28",
        f"{PLANNING_ACT}/20-1",
        f"{ADMINISTRATION_ACT}/11",
        f"{ADMINISTRATION_ACT}/17",
    ]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Se forurensningsloven § 28 første ledd bokstav a.", ["forurensningsloven § 28"]),
        ("§§ 28 og 37 i forurensningsloven", ["§§ 28", "37 i forurensningsloven"]),
        ("naturmangfoldloven §§ 8 til 12", ["naturmangfoldloven §§ 8", "12"]),
        ("naturmangfoldloven §§ 8-12", ["naturmangfoldloven §§ 8", "12"]),
        ("forurensningsloven (§ 7)", ["forurensningsloven", "§ 7"]),
        ("plan- og bygningsloven (pbl.) § 20-1", ["plan- og bygningsloven", "§ 20-1"]),
        ("pbl. § 20-1 og § 20-2", ["pbl. § 20-1", "§ 20-2"]),
    ],
)
def test_a_link_reaches_over_the_name_and_the_section_only(text: str, links: list[str]) -> None:
    assert pieces(text) == links


MARKS = st.sampled_from(
    ["§", "§§", " ", ",", "–", "-", "(", ")", "\n", " og ", " i ", "jf. ", "kap. "]
)
NUMBERS = st.sampled_from(["12-3", "7", "15A-4", "a", "III", "første ledd", "2021"])
NAMES = st.sampled_from(["forurensningsloven", "pbl.", "ff.", "T-1442/2021", "lov om jord"])
FRAGMENTS = st.one_of(MARKS, NUMBERS, NAMES)


@given(st.lists(st.one_of(FRAGMENTS, st.text(max_size=8)), max_size=25).map("".join))
def test_references_are_sorted_apart_true_to_the_text_and_have_keys(text: str) -> None:
    found = find(text, demo_register())
    assert all(text[each.start : each.end] == each.text for each in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(each.start < each.end for each in found)
    for each in found:
        assert parse_key(format_key(each.law_id, each.section)) == (each.law_id, each.section)


def seconds_for(text: str, register: Register) -> float:
    """Return the processor time that reading *text* takes."""
    started = time.process_time()
    find(text, register)
    return time.process_time() - started


@pytest.mark.parametrize(
    "unit",
    [
        "§",
        "§ 1 ",
        "1, ",
        "kap. 1 ",
        "lov om ",
        "forurensningsloven § 7 og ",
        "a",
        " ",
        "(",
        "§§ 1–",
    ],
)
def test_no_text_takes_for_ever(unit: str) -> None:
    seconds = seconds_for("§§ " + unit * (200_000 // len(unit)), demo_register())
    assert seconds < 30, "a busy machine needs one; what grows without bounds needs an hour"
