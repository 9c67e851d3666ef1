"""What can be wrong with the tags of a letter, in words for whoever wrote it."""

from dataclasses import dataclass

from helpdesk.foundation.language import N_

BAD_NAME = N_(
    "Linje %(line)s: «%(found)s» kan ikke være navnet på et flettefelt. Bruk små bokstaver a–z, "
    "tall og understrek, for eksempel «%(suggestion)s»."
)
EMPTY_NAME = N_("Linje %(line)s: Et flettefelt mangler navn. Skriv navnet mellom krøllparentesene.")
LOOSE = N_(
    "Linje %(line)s: «%(found)s» begynner eller slutter ikke som et flettefelt. Skriv to "
    "krøllparenteser foran og to bak navnet, på samme linje."
)
IN_ADDRESS = N_(
    "Linje %(line)s: Et flettefelt kan ikke stå i adressen til en lenke. Skriv adressen helt ut."
)
UNKNOWN_TAG = N_(
    "Linje %(line)s: Vi forstår ikke «%(found)s». Du kan skrive {%% if felt %%}, "
    '{%% if felt == "valg" %%}, {%% else %%}, {%% endif %%}, {%% for rad in felt %%} og '
    "{%% endfor %%}."
)
NOT_CLOSED = N_(
    "Linje %(line)s: «%(found)s» blir ikke avsluttet. Skriv {%% %(suggestion)s %%} der det slutter."
)
NOT_OPENED = N_("Linje %(line)s: «%(found)s» avslutter noe som ikke er begynt. Ta det bort.")
WRONG_END = N_(
    "Linje %(line)s: «%(found)s» står før «%(suggestion)s». Det som ble åpnet sist, må avsluttes "
    "først."
)
LOOSE_ELSE = N_("Linje %(line)s: «%(found)s» hører ikke til noen betingelse. Ta det bort.")
OUTSIDE_ROWS = N_(
    "Linje %(line)s: «%(found)s» står utenfor radene. Sett det mellom "
    "{%% for %(suggestion)s in … %%} og {%% endfor %%}."
)
ROW_WITHOUT_COLUMN = N_(
    "Linje %(line)s: «%(found)s» sier ikke hvilken kolonne. Skriv for eksempel «%(suggestion)s»."
)
ROWS_IN_ROWS = N_("Linje %(line)s: «%(found)s» står inne i andre rader. Det kan vi ikke fylle ut.")
SAME_NAME = N_(
    "Linje %(line)s: I «%(found)s» har raden samme navn som feltet. Gi raden et annet navn."
)
TOO_DEEP = N_(
    "Linje %(line)s: «%(found)s» står for dypt. Inntil %(suggestion)s betingelser og rader kan stå "
    "inne i hverandre."
)
TWO_USES = N_(
    "Linje %(line)s: Feltet «%(found)s» brukes både som rader og som noe annet. Gi det ene et "
    "annet navn."
)


@dataclass(frozen=True)
class Fault:
    """Something in the text that looks like a tag and cannot be one."""

    says: str
    """A bokmål text marked with ``N_``; the other values are its placeholders."""
    line: int
    """From 1; of a Word document, the paragraph."""
    found: str
    suggestion: str = ""

    @property
    def facts(self) -> dict[str, object]:
        """Return the placeholders of *says*."""
        return {"line": self.line, "found": self.found, "suggestion": self.suggestion}
