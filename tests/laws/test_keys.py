"""A place in a law is written as a key, an address and a label."""

import pytest

from helpdesk.laws.keys import display, format_key, lovdata_url, parse_key

LAW = "https://lovdata.no/lov/1967-02-10"


@pytest.mark.parametrize(
    ("key", "law", "section"),
    [
        ("FOR-2004-06-01-931/12-3", "FOR-2004-06-01-931", "12-3"),
        ("LOV-1967-02-10/11a", "LOV-1967-02-10", "11a"),
        ("FOR-2004-06-01-931/41a-1a", "FOR-2004-06-01-931", "41a-1a"),
        ("FOR-2004-06-01-931/kap-15b", "FOR-2004-06-01-931", "kap-15b"),
        ("LOV-2009-06-19-100/kap-iii", "LOV-2009-06-19-100", "kap-iii"),
        ("LOV-2009-06-19-100", "LOV-2009-06-19-100", None),
        ("T-1442/2021", "T-1442/2021", None),
        ("T-1442/2021/kap-3", "T-1442/2021", "kap-3"),
        ("T-1520", "T-1520", None),
    ],
)
def test_keys_are_read_and_written(key: str, law: str, section: str | None) -> None:
    assert parse_key(key) == (law, section)
    assert format_key(law, section) == key


@pytest.mark.parametrize("key", ["", "pbl", "LOV-1967-02-10/", "LOV-1967-02-10/§ 7", "FOR-1/2/3/4"])
def test_what_is_no_key_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="not a key"):
        parse_key(key)


@pytest.mark.parametrize(
    ("section", "label"),
    [
        ("12-3", "§ 12-3"),
        ("11a", "§ 11 a"),
        ("15a-4", "§ 15A-4"),
        ("11-8a", "§ 11-8 a"),
        ("kap-12", "kapittel 12"),
        ("kap-12a", "kapittel 12A"),
        ("kap-iii", "kapittel III"),
    ],
)
def test_citations_are_shown_as_lawyers_write_them(section: str, label: str) -> None:
    assert display("forurensningsforskriften", section) == f"forurensningsforskriften {label}"


def test_a_law_as_a_whole_is_shown_by_its_name() -> None:
    assert display("forurensningsloven") == "forurensningsloven"


@pytest.mark.parametrize(
    ("section", "url"),
    [
        (None, LAW),
        ("28", f"{LAW}/%C2%A728"),
        ("12-3", f"{LAW}/%C2%A712-3"),
        ("kap-12", f"{LAW}/KAPITTEL_12"),
        ("kap-12a", f"{LAW}/KAPITTEL_12A"),
        ("kap-iv", f"{LAW}/KAPITTEL_4"),
        ("kap-viia", f"{LAW}/KAPITTEL_7A"),
        ("kap-xii", f"{LAW}/KAPITTEL_12"),
    ],
)
def test_sections_have_an_address_at_lovdata(section: str | None, url: str) -> None:
    assert lovdata_url(LAW, section) == url


@pytest.mark.parametrize("law_url", ["", None])
def test_a_circular_has_no_address_at_lovdata(law_url: str | None) -> None:
    assert lovdata_url(law_url, "kap-3") is None
