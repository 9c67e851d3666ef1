"""What kind of act a task is, told from its role and the first words of its title. Pure."""

from enum import StrEnum

from helpdesk.duties.models import Role


class Act(StrEnum):
    """What one wants done, in the order a page asks about it; the values stand in addresses."""

    PERMIT = "soknad"
    INTERVENE = "tilsyn"
    RULE = "regel"
    OTHER = "annet"
    SEE_TO = "oppgave"


_BEGINNINGS: dict[Act, tuple[str, ...]] = {
    Act.INTERVENE: (
        *("føre tilsyn", "gi pålegg", "pålegg", "kreve ", "krevje ", "forfølg"),
        *("følge opp", "følgje opp", "rydde", "gripe inn", "iverksette skadefelling"),
        *("stille krav", "fastsette tvangsmulkt", "fastsetje tvangsmulkt", "fremme innsigelse"),
    ),
    Act.RULE: (
        *("fastsett", "fastset", "gi forskrift", "vedta", "innføre", "opprett", "frede"),
        *("bestemm", "ha ein kommuneplan", "ta gebyr", "setje krav", "sette krav", "ta vare på"),
        *("åpne for", "opne for", "delegere"),
    ),
    Act.PERMIT: (
        *("gi ", "behandle", "handsame", "vurdere", "godkjenne", "avgjøre", "avgjere"),
        *("tildele", "svare på", "uttale seg"),
    ),
}
"""In the order they are tried: "gi pålegg" is no permit. Guesses from the titles there are."""


def act_of(title: str, role: Role) -> Act:
    """Return what kind of act the task with this *title* is; a duty is something to see to."""
    if role is Role.DUTY:
        return Act.SEE_TO
    begun = title.casefold().lstrip()
    for act, beginnings in _BEGINNINGS.items():
        if begun.startswith(beginnings):
            return act
    return Act.OTHER
