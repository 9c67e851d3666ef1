"""What the kinds of things are called on a page."""

from helpdesk.catalogue.models import ItemKind
from helpdesk.foundation.language import N_, TextLanguage

KIND: dict[ItemKind, str] = {
    ItemKind.ARTICLE: N_("Svar"),
    ItemKind.GUIDE: N_("Veileder"),
    ItemKind.LETTER: N_("Brevmal"),
    ItemKind.CHECKLIST: N_("Sjekkliste"),
    ItemKind.DUTY: N_("Myndighet og plikt"),
    ItemKind.EXAMPLE: N_("Eksempel"),
    ItemKind.TOOL: N_("Verktøy"),
    ItemKind.NEWS: N_("Nyhet"),
    ItemKind.TERM: N_("Ord og uttrykk"),
}
"""One of them, as a quiet word beside its title."""

KINDS: dict[ItemKind, str] = {
    ItemKind.ARTICLE: N_("Svar på spørsmål"),
    ItemKind.GUIDE: N_("Veiledere"),
    ItemKind.LETTER: N_("Brevmaler"),
    ItemKind.CHECKLIST: N_("Sjekklister"),
    ItemKind.DUTY: N_("Myndighet og plikt"),
    ItemKind.EXAMPLE: N_("Eksempler"),
    ItemKind.TOOL: N_("Verktøy"),
    ItemKind.NEWS: N_("Nyheter"),
    ItemKind.TERM: N_("Ord og uttrykk"),
}
"""Several of them, as a heading."""

LANGUAGE: dict[TextLanguage, str] = {
    TextLanguage.NB: N_("Bokmål"),
    TextLanguage.NN: N_("Nynorsk"),
}
