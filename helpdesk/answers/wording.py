"""The few words the service itself adds to a text of a case, in the language form of the case."""

from datetime import date

from babel.dates import format_date

from helpdesk.foundation.language import TextLanguage

_EXPECTED = {
    TextLanguage.NB: "Vi regner med å svare innen {day}.",
    TextLanguage.NN: "Vi reknar med å svare innan {day}.",
}
_FORWARDED = {
    TextLanguage.NB: "Vi har sendt spørsmålet videre til {body}.",
    TextLanguage.NN: "Vi har sendt spørsmålet vidare til {body}.",
}
_READ_ALSO = {TextLanguage.NB: "Les også", TextLanguage.NN: "Les også"}
_CONSULTED = {
    TextLanguage.NB: "Vi har spurt {unit}. Dette er det de fikk se:",
    TextLanguage.NN: "Vi har spurt {unit}. Dette er det dei fekk sjå:",
}
_REPLIED = {
    TextLanguage.NB: "Svar fra {unit}:",
    TextLanguage.NN: "Svar frå {unit}:",
}


def expected_by(day: date, language: TextLanguage) -> str:
    """Return the sentence that says when the answer is expected."""
    return _EXPECTED[language].format(day=format_date(day, "d. MMMM y", locale=language.value))


def forwarded_to(body: str, language: TextLanguage) -> str:
    """Return the sentence that says where the question was sent."""
    return _FORWARDED[language].format(body=body)


def read_also(titles_and_urls: list[tuple[str, str]], language: TextLanguage) -> str:
    """Return the Markdown list of what an answer points to; empty for nothing."""
    if not titles_and_urls:
        return ""
    lines = [f"- [{_bracketed(title)}]({url})" for title, url in titles_and_urls]
    return "\n".join([f"**{_READ_ALSO[language]}**", "", *lines])


def consulted(unit: str, language: TextLanguage) -> str:
    """Return the first line of the note on whom was asked and what was shared."""
    return _CONSULTED[language].format(unit=unit)


def replied(unit: str, language: TextLanguage) -> str:
    """Return the first line of the note that holds another unit's reply."""
    return _REPLIED[language].format(unit=unit)


def _bracketed(title: str) -> str:
    return title.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
