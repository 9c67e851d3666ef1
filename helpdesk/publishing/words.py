"""What the states, standings, classes and kinds of this room are called on a page."""

from helpdesk.foundation.language import N_
from helpdesk.foundation.personal_data import FindingKind
from helpdesk.publishing.states import ChangeClass, Standing

STANDING: dict[Standing, str] = {
    Standing.GUIDANCE: N_("Generell veiledning"),
    Standing.INTERPRETATION: N_("Lovtolkning"),
    Standing.PRACTICE: N_("God praksis"),
    Standing.EXAMPLE: N_("Eksempel"),
}

STANDING_MEANS: dict[Standing, str] = {
    Standing.GUIDANCE: N_("Råd og forklaring. Kommunen avgjør selv innenfor loven."),
    Standing.INTERPRETATION: N_("Slik etaten forstår regelen. Loven selv går foran."),
    Standing.PRACTICE: N_("En framgangsmåte som virker. Andre kan være like gode."),
    Standing.EXAMPLE: N_("Slik har noen gjort det. Se etter om det passer i saken din."),
}
"""Source: kommuneloven § 2-2: guidance is not instruction, and the reader must see which it is."""

CHANGE: dict[ChangeClass, str] = {
    ChangeClass.FIRST: N_("Første utgave"),
    ChangeClass.LINGUISTIC: N_("Språklig retting"),
    ChangeClass.SUBSTANTIVE: N_("Endret innhold"),
    ChangeClass.CHANGED_LAW: N_("Endret regelverk"),
}

CHANGE_MEANS: dict[ChangeClass, str] = {
    ChangeClass.LINGUISTIC: N_("Skrivefeil og klarere språk. Ingen får varsel."),
    ChangeClass.SUBSTANTIVE: N_(
        "Svaret sier noe annet enn før. Det står på siden, og innsenderen får beskjed."
    ),
    ChangeClass.CHANGED_LAW: N_(
        "Regelen er endret. Det står på siden, og innsenderen får beskjed."
    ),
}

FINDING: dict[str, str] = {
    FindingKind.IDENTITY_NUMBER: N_("Fødselsnummer"),
    FindingKind.EMAIL: N_("E-postadresse"),
    FindingKind.PROPERTY: N_("Gårds- og bruksnummer"),
    FindingKind.ACCOUNT_NUMBER: N_("Kontonummer"),
    FindingKind.PHONE: N_("Telefonnummer"),
    FindingKind.NAME: N_("Navn fra saken"),
}

FIELD: dict[str, str] = {
    "title": N_("Tittel"),
    "short_answer": N_("Kort svar"),
    "question_text": N_("Spørsmålet slik leserne ser det"),
    "text": N_("Svaret"),
    "unit": N_("Enhet"),
    "change_note": N_("Hva som er endret"),
}
"""The public texts of an edition, as the form names them."""
