"""What the kinds of things are called on a page."""

from helpdesk.catalogue.models import ItemKind
from helpdesk.foundation.language import N_, TextLanguage

KIND: dict[ItemKind, str] = {
    ItemKind.ARTICLE: N_("Svar"),
    ItemKind.GUIDE: N_("Veileder"),
    ItemKind.LETTER: N_("Brevmal"),
}
"""One of them, as a quiet word beside its title."""

KINDS: dict[ItemKind, str] = {
    ItemKind.ARTICLE: N_("Svar på spørsmål"),
    ItemKind.GUIDE: N_("Veiledere"),
    ItemKind.LETTER: N_("Brevmaler"),
}
"""Several of them, as a heading."""

LANGUAGE: dict[TextLanguage, str] = {
    TextLanguage.NB: N_("Bokmål"),
    TextLanguage.NN: N_("Nynorsk"),
}
