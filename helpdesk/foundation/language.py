"""The languages of the service, and marking texts for translation where no page is at hand."""

from enum import StrEnum


class Language(StrEnum):
    """A language of the interface."""

    NB = "nb"
    NN = "nn"
    EN = "en"


class TextLanguage(StrEnum):
    """A language form of published texts and of replies. Source: språklova § 4."""

    NB = "nb"
    NN = "nn"


def N_(text: str) -> str:  # noqa: N802 - gettext's own name
    """Mark *text* (bokmål) for the catalogues; it is translated where it is shown."""
    return text
