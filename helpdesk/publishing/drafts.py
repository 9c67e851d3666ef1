"""The words of an edition and what goes with them, as somebody writes, saves or copies them."""

from dataclasses import dataclass, replace
from datetime import date

from helpdesk.foundation.language import TextLanguage
from helpdesk.foundation.text import normalise_newlines
from helpdesk.publishing.models import Edition
from helpdesk.publishing.states import PUBLIC_TEXTS, ChangeClass, Standing

_PLAIN = (
    *PUBLIC_TEXTS,
    *("standing", "language", "asked_month", "answered_on", "checked_on", "check_due_on"),
    "change_class",
)


@dataclass(frozen=True, kw_only=True)
class EditionText:
    """
    Everything of an edition that people decide.

    Args:
        text: the answer in Markdown.
        laws: ``LAW-ID/section`` or ``LAW-ID``, in the order shown.
        links: ``kind:key`` on the shelf, in the order shown.
        asked_month: the first day of it.
    """

    title: str
    text: str
    language: TextLanguage = TextLanguage.NB
    short_answer: str = ""
    question_text: str = ""
    unit: str = ""
    standing: Standing = Standing.GUIDANCE
    topic_slugs: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    asked_month: date | None = None
    answered_on: date | None = None
    checked_on: date | None = None
    check_due_on: date | None = None
    change_class: ChangeClass = ChangeClass.FIRST
    change_note: str = ""

    def tidied(self) -> "EditionText":
        """Return the same without stray white space, a title on one line, nothing named twice."""
        return replace(
            self,
            title=" ".join(self.title.split()),
            short_answer=normalise_newlines(self.short_answer).strip(),
            question_text=normalise_newlines(self.question_text).strip(),
            text=normalise_newlines(self.text).strip(),
            unit=" ".join(self.unit.split()),
            change_note=normalise_newlines(self.change_note).strip(),
            topic_slugs=tuple(sorted(set(self.topic_slugs))),
            laws=tuple(dict.fromkeys(self.laws)),
            links=tuple(dict.fromkeys(self.links)),
        )


def written_in(edition: Edition) -> EditionText:
    """Return what stands in *edition*, whose topics are loaded."""
    return EditionText(
        **{name: getattr(edition, name) for name in _PLAIN},
        topic_slugs=tuple(sorted(topic.slug for topic in edition.topics)),
        laws=tuple(edition.laws),
        links=tuple(edition.links),
    )


def plain_columns(text: EditionText) -> dict[str, object]:
    """Return what of *text* an edition's row holds as it is."""
    columns: dict[str, object] = {name: getattr(text, name) for name in _PLAIN}
    return columns | {"laws": list(text.laws), "links": list(text.links)}
