"""Personal data in the public texts of an edition: found at every save, settled one by one."""

from collections.abc import Collection, Iterator

from helpdesk.accounts.models import User
from helpdesk.foundation import clock, personal_data
from helpdesk.foundation.errors import InvalidInput, NotAllowedNow
from helpdesk.foundation.language import N_
from helpdesk.foundation.text import excerpt
from helpdesk.publishing.models import Edition, EditionFinding
from helpdesk.publishing.states import FindingState
from helpdesk.publishing.wording import plain_answer

CONTEXT_CHARS = 60
"""Characters shown on each side of a finding. Source: guess, a line of the page."""

HOLDS_IDENTITY_NUMBER = N_(
    "Teksten inneholder et fødselsnummer. Det kan aldri publiseres. Fjern det og lagre."
)


def refresh(edition: Edition, *, names: Collection[str]) -> None:
    """
    Bring the findings of *edition* (loaded) up to date with its texts.

    What no longer stands in the text is removed; what stands there again is open again; what was
    kept stays kept.

    Args:
        names: of the people in the thread.
    """
    found = _found_in(edition, names)
    known = {(each.kind, each.field, each.found): each for each in edition.findings}
    for key, finding in known.items():
        _follow(finding, still_there=key in found)
    for kind, field, piece in sorted(found - known.keys()):
        edition.findings.append(
            EditionFinding(kind=kind, field=field, found=piece, state=FindingState.OPEN)
        )


def still_open(edition: Edition) -> list[EditionFinding]:
    """Return the findings nobody has settled."""
    return [each for each in edition.findings if each.state is FindingState.OPEN]


def keep(finding: EditionFinding, *, actor: User, reason: str) -> None:
    """
    Settle *finding*: it may be public, for *reason*.

    Raises:
        InvalidInput: no reason is given.
        NotAllowedNow: identity numbers can never be kept, and only open findings can be settled.

    Source: offentlegforskrifta § 7: identity numbers may never be published.
    """
    if not finding.can_be_kept:
        raise NotAllowedNow(
            f"finding {finding.id} is an identity number", says=HOLDS_IDENTITY_NUMBER
        )
    if finding.state is not FindingState.OPEN:
        raise NotAllowedNow(f"finding {finding.id} is {finding.state}")
    if not reason.strip():
        raise InvalidInput(
            f"finding {finding.id} kept without a reason",
            field="reason",
            says=N_("Skriv hvorfor opplysningen kan stå i den offentlige teksten."),
        )
    finding.state = FindingState.KEPT
    finding.reason = reason.strip()
    finding.settled_by_id = actor.id
    finding.settled_at = clock.now()


def in_context(edition: Edition, finding: EditionFinding) -> tuple[str, str]:
    """Return the words around *finding* of *edition* in its text; empty where marks part it."""
    text = edition.public_texts[finding.field]
    before, found, after = text.partition(finding.found)
    if not found:
        return "", ""
    return _tail(before), excerpt(after, CONTEXT_CHARS)


def refuse_identity_numbers(edition: Edition) -> None:
    """
    Make sure that no public text of *edition* holds an identity number, whatever was settled.

    Raises:
        InvalidInput: one does.
    """
    for field, text in _as_written_and_read(edition):
        if personal_data.has_identity_number(text):
            raise InvalidInput(
                f"{edition.subject} holds an identity number in {field}",
                field=field,
                says=HOLDS_IDENTITY_NUMBER,
            )


def _found_in(edition: Edition, names: Collection[str]) -> set[tuple[str, str, str]]:
    return {
        (finding.kind.value, field, finding.text)
        for field, text in _as_written_and_read(edition)
        for finding in personal_data.find(text, names=names)
    }


def _tail(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= CONTEXT_CHARS else f"…{line[-CONTEXT_CHARS:]}"


def _as_written_and_read(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the public texts; Markdown also without its marks, which could part a number."""
    yield from edition.public_texts.items()
    yield "text", plain_answer(edition.text)


def _follow(finding: EditionFinding, *, still_there: bool) -> None:
    if not still_there:
        finding.state = FindingState.REMOVED
        finding.reason = finding.settled_at = finding.settled_by_id = None
    elif finding.state is FindingState.REMOVED:
        finding.state = FindingState.OPEN
