"""What stands between a draft and its readers."""

from dataclasses import dataclass

from helpdesk.foundation.language import N_
from helpdesk.publishing.findings import still_open
from helpdesk.publishing.models import Edition
from helpdesk.publishing.states import ChangeClass
from helpdesk.publishing.wording import (
    SHORT_ANSWER_MAX_CHARS,
    SHORT_ANSWER_MAX_SENTENCES,
    sentence_count,
)

_DATED_NOTICE = frozenset({ChangeClass.SUBSTANTIVE, ChangeClass.CHANGED_LAW})


@dataclass(frozen=True)
class Obstacle:
    """What must be mended, and in which field; *says* is a bokmål text marked with ``N_``."""

    field: str
    says: str


FINDINGS = Obstacle(
    "findings",
    N_("Vi fant personopplysninger i teksten. Gå gjennom dem én for én før du sender den videre."),
)


def obstacles(edition: Edition) -> list[Obstacle]:
    """Return what stands in the way of submitting or publishing *edition* (topics, findings)."""
    checks = {
        Obstacle("text", N_("Skriv svaret.")): not edition.text,
        Obstacle("short_answer", N_("Skriv et kort svar, høyst to setninger.")): (
            not edition.short_answer
        ),
        Obstacle("short_answer", N_("Det korte svaret har for mange setninger. To er nok.")): (
            sentence_count(edition.short_answer) > SHORT_ANSWER_MAX_SENTENCES
        ),
        Obstacle("short_answer", N_("Det korte svaret er for langt. 300 tegn er nok.")): (
            len(edition.short_answer) > SHORT_ANSWER_MAX_CHARS
        ),
        Obstacle("topics", N_("Velg minst ett tema.")): not edition.topics,
        Obstacle("change_note", N_("Skriv hva som er endret. Leserne får se det.")): (
            edition.change_class in _DATED_NOTICE and not edition.change_note
        ),
        FINDINGS: bool(still_open(edition)),
    }
    return [obstacle for obstacle, stands in checks.items() if stands]
