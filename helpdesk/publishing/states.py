"""The states of an edition, and the words that say what weight a text has and why it changed."""

from enum import StrEnum


class EditionState(StrEnum):
    """Where an edition stands. Source: service.md, section 2."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    SCHEDULED = "scheduled"
    """Approved; the worker publishes it at ``scheduled_for``."""
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"
    """Given up before it was published; the article keeps its current edition, if any."""


_S = EditionState

TRANSITIONS: dict[EditionState, frozenset[EditionState]] = {
    _S.DRAFT: frozenset({_S.SUBMITTED, _S.DISCARDED}),
    _S.SUBMITTED: frozenset({_S.DRAFT, _S.SCHEDULED, _S.PUBLISHED, _S.DISCARDED}),
    _S.SCHEDULED: frozenset({_S.DRAFT, _S.PUBLISHED, _S.DISCARDED}),
    _S.PUBLISHED: frozenset({_S.SUPERSEDED, _S.WITHDRAWN}),
    _S.SUPERSEDED: frozenset(),
    _S.WITHDRAWN: frozenset({_S.SUPERSEDED}),
    _S.DISCARDED: frozenset(),
}


class Standing(StrEnum):
    """What weight an article has; guidance is not instruction. Source: kommuneloven § 2-2."""

    GUIDANCE = "guidance"
    INTERPRETATION = "interpretation"
    PRACTICE = "practice"
    EXAMPLE = "example"


class ChangeClass(StrEnum):
    """Why a new edition was made. Source: service.md, section 2."""

    FIRST = "first"
    LINGUISTIC = "linguistic"
    """Silent on the page, logged."""
    SUBSTANTIVE = "substantive"
    CHANGED_LAW = "changed_law"


class FindingState(StrEnum):
    """How a piece of personal data found in an edition was settled."""

    OPEN = "open"
    REMOVED = "removed"
    """It no longer stands in the text."""
    KEPT = "kept"
    """An editor says, with a reason, that it may be public. Never possible for identity numbers."""


IN_WORK = (_S.DRAFT, _S.SUBMITTED, _S.SCHEDULED)
"""The states in which somebody still has to do something; an article has one such edition."""

PUBLIC = (_S.PUBLISHED, _S.SUPERSEDED, _S.WITHDRAWN)
"""The states in which anybody may read the edition at its address."""

PUBLIC_TEXTS = ("title", "short_answer", "question_text", "text", "unit", "change_note")
"""The columns of an edition that readers see and people write freely."""
