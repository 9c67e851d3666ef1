"""The detector of other personal data: telephones, addresses, properties, accounts, names."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helpdesk.foundation.personal_data import Finding, FindingKind, find, mask
from tests.foundation.identity_number_maker import identity_numbers

NAMES = ["Kari Nordmann", "Åse Å", "Per-Olav Vik Berg"]


def found(text: str, kind: FindingKind) -> list[str]:
    return [finding.text for finding in find(text, names=NAMES) if finding.kind is kind]


@pytest.mark.parametrize(
    "number",
    [
        "22334455",
        "22 33 44 55",
        "22.33.44.55",
        "900 12 345",
        "412-34-567",
        "+47 22 33 44 55",
        "+4790012345",
        "0047 900 12 345",
        "47 22 33 44 55",
        "22\u00a033\u00a044\u00a055",
        "+46 70 123 45 67",
    ],
)
def test_telephone_numbers_are_found(number: str) -> None:
    assert found(f"Ring meg på {number} i dag.", FindingKind.PHONE) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "23.05.2026",
        "den 20260523",
        "den 24122025",
        "2024 2025",
        "7750 7500",
        "CPV-kode 71130000",
        "de95245253",
        "95245253ab",
        "plan- og bygningsloven § 20-1",
        "sak 2026/12345",
        "sak 2026/22334455",
        "referanse 2026-00042",
        "kr 12 345 678",
        "kr 22334455",
        "22334455 kroner",
        "org.nr. 974 760 983",
        "974760983",
        "12345678",
        "22 33 44 55 66 77",
        "FOR-2004-06-01-931",
        "saksnr. 22334455",
    ],
)
def test_what_only_looks_like_a_telephone_number_is_left_alone(text: str) -> None:
    assert found(text, FindingKind.PHONE) == []


def test_a_word_that_says_telephone_settles_the_doubt() -> None:
    assert found("tlf. 24122025", FindingKind.PHONE) == ["24122025"]
    assert found("tlf.22334455", FindingKind.PHONE) == ["22334455"]
    assert found("Telefonnr: 2024 2025", FindingKind.PHONE) == ["2024 2025"]


@pytest.mark.parametrize(
    "address",
    ["kari@alver.kommune.no", "k.n-b+sak@post.example", "kåre.ås@sør-varanger.kommune.no"],
)
def test_email_addresses_are_found(address: str) -> None:
    assert found(f"Svar til {address}.", FindingKind.EMAIL) == [address]


@pytest.mark.parametrize("text", ["@kommunen", "a@b", "pris@ 30", "@@@", "a@.no"])
def test_a_lone_at_sign_is_no_address(text: str) -> None:
    assert found(text, FindingKind.EMAIL) == []


@pytest.mark.parametrize(
    "number",
    [
        "gnr. 12 bnr. 34",
        "gnr 12, bnr 34",
        "gnr. 12, bnr. 34, fnr. 5, snr. 6",
        "Gnr. 12/34",
        "gnr./bnr. 12/34",
        "gbnr 12/34",
        "gårds- og bruksnummer 12/34",
        "gards- og bruksnummer 12/34",
        "gårdsnummer 12 og bruksnummer 34",
        "eiendommen 12/34",
        "matrikkelnummer 12/34/0/1",
        "gnr./bnr. 248/1, 266/7 og 12/3",
        "4631-12/34",
        "0301-208/15/0/4",
    ],
)
def test_properties_are_found(number: str) -> None:
    assert found(f"Det gjelder {number}.", FindingKind.PROPERTY) == [number]


@pytest.mark.parametrize("text", ["12/34", "den 12/3", "sak 2026/34", "T-1442/2021", "2026-12/34"])
def test_a_fraction_without_context_is_no_property(text: str) -> None:
    assert found(text, FindingKind.PROPERTY) == []


@pytest.mark.parametrize("number", ["1234.56.78903", "1234 56 78903", "NO93 8601 1117 947"])
def test_account_numbers_with_the_right_check_digit_are_found(number: str) -> None:
    assert found(f"Konto {number}", FindingKind.ACCOUNT_NUMBER) == [number]


def test_an_account_number_with_a_wrong_check_digit_is_left_alone() -> None:
    assert found("1234.56.78904", FindingKind.ACCOUNT_NUMBER) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kari Nordmann ringte", ["Kari Nordmann"]),
        ("KARI  NORDMANN", ["KARI  NORDMANN"]),
        ("Nordmanns søknad", ["Nordmanns"]),
        ("nordmann flest", []),
        ("Nordmannsen", []),
        ("A\u030ase A\u030a", ["A\u030ase A\u030a"]),
        ("Berg og berg", ["Berg"]),
        ("per\u2011olav vik berg", ["per\u2011olav vik berg"]),
        ("Å er en bokstav", []),
    ],
)
def test_names_of_the_thread_are_found(text: str, names: list[str]) -> None:
    assert found(text, FindingKind.NAME) == names


def test_the_more_sensitive_finding_stands_where_two_overlap() -> None:
    assert found("22334455@sms.example", FindingKind.EMAIL) == ["22334455@sms.example"]
    assert found("22334455@sms.example", FindingKind.PHONE) == []


def test_a_mask_says_what_was_there() -> None:
    text = "Kari Nordmann, tlf. 22 33 44 55, eier gnr. 12 bnr. 34 (kari@alver.kommune.no)"
    assert (
        mask(text, names=NAMES) == "[navn], tlf. [telefonnummer], eier [eiendom] ([e-postadresse])"
    )


@given(
    st.lists(
        st.one_of(
            identity_numbers(),
            st.text(alphabet="0123456789 .-/@+gnrb\u200b\n"),
            st.sampled_from(["Kari Nordmann", "tlf", "gnr. 1 bnr. 2", "a@b.no", "22334455"]),
            st.text(),
        )
    ).map("".join)
)
@example("\u200b")
@example("")
def test_findings_are_sorted_apart_and_true_to_the_text(text: str) -> None:
    findings = find(text, names=NAMES)
    assert all(text[each.start : each.end] == each.text for each in findings)
    assert all(_goes_before(a, b) for a, b in pairwise(findings))


def _goes_before(first: Finding, second: Finding) -> bool:
    return first.start < first.end <= second.start
