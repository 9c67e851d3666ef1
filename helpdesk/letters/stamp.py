"""What a document says about the template it was made of: which edition, and from when."""

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from helpdesk.foundation import calendar
from helpdesk.foundation.language import TextLanguage
from helpdesk.foundation.text import xml_safe
from helpdesk.letters.models import LetterEdition

_EDITION = {TextLanguage.NB: "utgave", TextLanguage.NN: "utgåve"}
_TEMPLATE = {TextLanguage.NB: "Brevmal", TextLanguage.NN: "Brevmal"}
_DRAFT = "utkast"


@dataclass(frozen=True)
class Stamp:
    """Title, owner and edition of a letter template."""

    title: str
    slug: str
    language: TextLanguage
    agency: str
    number: int
    """Of the edition."""
    published_on: date | None

    def __post_init__(self) -> None:
        """Take out the characters that no document can hold."""
        object.__setattr__(self, "title", xml_safe(self.title))
        object.__setattr__(self, "agency", xml_safe(self.agency))

    @property
    def version(self) -> str:
        """Return ``utgave 3, 12.05.2026``, in the language of the letter."""
        day = self.published_on
        dated = day.strftime("%d.%m.%Y") if day else _DRAFT
        return f"{_EDITION[self.language]} {self.number}, {dated}"

    @property
    def reference(self) -> str:
        """Return what one writes to say which text was used, in the language of the letter."""
        day = self.published_on
        dated = format_date(day, "d. MMMM y", locale=self.language.value) if day else _DRAFT
        edition = f"{_EDITION[self.language]} {self.number}"
        return f"{_TEMPLATE[self.language]} «{self.title}», {edition}, {dated}"

    @property
    def locale(self) -> str:
        """Return the language as documents name it."""
        return f"{self.language}-NO"

    @property
    def custom(self) -> dict[str, str | int]:
        """Return the properties that are no document's own, by their names."""
        day = self.published_on
        return {
            "Brevmal": self.slug,
            "Utgave": self.number,
            "Utgavedato": day.isoformat() if day else _DRAFT,
            "Henvisning": self.reference,
        }


def of_edition(edition: LetterEdition) -> Stamp:
    """Return what a document made of *edition* says; needs its work and owner."""
    published_at = edition.published_at
    return Stamp(
        title=edition.title,
        slug=edition.work.slug,
        language=edition.language,
        agency=edition.work.owner.name(edition.language),
        number=edition.number,
        published_on=calendar.oslo(published_at).date() if published_at else None,
    )
