"""What a public text must be."""

import re
from datetime import UTC, datetime

import pytest

from helpdesk.publishing.figures import median_working_days
from helpdesk.publishing.rendering import render
from helpdesk.publishing.wording import commands_without_basis, sentence_count


def cites(text: str) -> list[str]:
    return ["LOV-1967-02-10"] if "§" in text else []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Ja", 1),
        ("Ja.", 1),
        ("Ja. Kommunen avgjør.", 2),
        ("Ja, jf. forvaltningsloven § 11 a første ledd bokstav a. Ellers nei.", 2),
        ("Det gjelder bl.a. hytter, f.eks. i strandsonen.", 1),
        ("Fristen er 4.5 uker.", 1),
        ("En. To. Tre.", 3),
        ("Hva nå? Se nr. 3.", 2),
    ],
)
def test_sentences_are_counted_as_a_reader_would(text: str, count: int) -> None:
    assert sentence_count(text) == count


@pytest.mark.parametrize(
    "paragraph",
    [
        "Kommunen må varsle naboene.",
        "Derfor må kommunen varsle naboene.",
        "Kommunene skal normalt også føre tilsyn.",
        "Kommunane skal føre tilsyn.",
    ],
)
def test_a_command_without_its_basis_is_noticed(paragraph: str) -> None:
    text = f"Et avsnitt.\n\n{paragraph}\n\nKommunen kan vente."
    assert commands_without_basis(text, cites) == [paragraph]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Kommunen må varsle naboene, se forvaltningsloven § 16.",
        "Må kommunen varsle naboene?",
        "Kommunen kan varsle naboene.",
        "Kommunens ansatte skal ha opplæring.",
        "Søkeren må varsle naboene.",
    ],
)
def test_what_is_no_command_or_has_its_basis_is_left_alone(paragraph: str) -> None:
    assert commands_without_basis(paragraph, cites) == []


def test_the_answer_time_is_the_median_in_working_days() -> None:
    def day(number: int) -> datetime:
        return datetime(2026, 11, number, 12, tzinfo=UTC)

    spans = [(day(2), day(3)), (day(2), day(6)), (day(2), day(30))]
    assert median_working_days(spans) == 4
    assert median_working_days([(day(2), day(2))]) == 1
    assert median_working_days([]) is None


@pytest.mark.parametrize(
    ("markdown", "tags"),
    [
        ("### Når\n\nTekst\n\n#### Og så", ["h2", "h3"]),
        ("## Når\n\n### Og så", ["h2", "h3"]),
        ("# Når\n\n## Og så", ["h2", "h3"]),
        ("Når\n---\n\n### Og så", ["h3", "h4"]),
        ("Bare tekst", []),
    ],
)
def test_headings_begin_right_under_the_title(app, markdown: str, tags: list[str]) -> None:
    assert re.findall(r"<(h\d)>", render(markdown)) == tags
