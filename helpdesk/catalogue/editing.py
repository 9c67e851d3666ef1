"""What must hold before an edition is changed, and how one takes the place of another."""

from datetime import datetime

from helpdesk.accounts.models import User
from helpdesk.catalogue import editors
from helpdesk.catalogue.editorial import EditedWork, EditionOfWork, EditionState
from helpdesk.foundation import personal_data
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput, NotPermitted, StaleVersion
from helpdesk.foundation.language import N_
from helpdesk.foundation.text import slugify

RESERVED_SLUGS = frozenset({"ny", "hvem-avgjor"})
"""Words that stand in the place of a slug in the addresses of pages."""

REASON_NEEDED = N_("Skriv en grunn. Den vises for dem som leser eller arbeider med teksten.")
PERSONAL_REASON = N_("Begrunnelsen blir offentlig. Ta ut navn, nummer og adresser.")
OWN_TEXT = N_("Du har skrevet i denne teksten. En annen må publisere den.")


def ensure_writer(actor: User, work: EditedWork) -> None:
    """
    Make sure that *actor* may write in *work*.

    Raises:
        NotPermitted: *actor* may not.
    """
    if not editors.may_write(actor, work):
        raise NotPermitted(f"user {actor.id} may not write in {work.subject}")


def ensure_owner(actor: User, agency_id: int) -> None:
    """
    Make sure that *actor* may make something that *agency_id* answers for.

    Raises:
        NotPermitted: *actor* may not.
    """
    if not editors.may_own(actor, agency_id):
        raise NotPermitted(f"user {actor.id} may not write for agency {agency_id}")


def ensure_approver(actor: User, work: EditedWork) -> None:
    """
    Make sure that *actor* has the role that publishes, checks and withdraws *work*.

    Raises:
        NotPermitted: *actor* has not.
    """
    if not editors.may_approve(actor, work):
        raise NotPermitted(f"user {actor.id} may not approve {work.subject}")


def ensure_publisher(actor: User, work: EditedWork, edition: EditionOfWork) -> None:
    """
    Make sure that *actor* may publish *edition*.

    Raises:
        NotPermitted: *actor* may not approve *work*, or wrote in *edition*.
    """
    if not editors.may_publish(actor, work, edition):
        own = actor.id in edition.author_ids
        raise NotPermitted(
            f"user {actor.id} may not publish {work.subject}", says=OWN_TEXT if own else None
        )


def ensure_as_read(edition: EditionOfWork, seen_version: int) -> None:
    """
    Make sure that *edition* is the text that was read before it is published.

    Raises:
        StaleVersion: it has been changed since.
    """
    if seen_version != edition.version:
        raise StaleVersion(
            f"edition {edition.number} has version {edition.version}, seen {seen_version}",
            says=N_(
                "Teksten er endret etter at du åpnet den. Last siden på nytt og les den igjen."
            ),
        )


def usable_slug(wanted: str, title: str) -> str:
    """
    Return the last part of the address: *wanted*, or what *title* gives.

    Raises:
        InvalidInput: nothing usable is left.
    """
    slug = slugify(wanted or title)
    if not slug or slug in RESERVED_SLUGS or personal_data.has_identity_number(slug):
        raise InvalidInput(
            f"no usable slug in {wanted!r} or {title!r}",
            field="slug",
            says=N_("Denne adressen kan ikke brukes. Skriv en annen, med bokstaver eller tall."),
        )
    return slug


def needed(text: str) -> str:
    """
    Return a reason or remarks, stripped.

    Raises:
        InvalidInput: there is nothing.
    """
    stripped = text.strip()
    if not stripped:
        raise InvalidInput("no reason given", field="text", says=REASON_NEEDED)
    return stripped


def public_reason(text: str) -> str:
    """
    Return the reason that readers of a withdrawn page are given, stripped.

    Raises:
        InvalidInput: there is none, or it holds personal data.
    """
    reason = needed(text)
    if personal_data.find(reason):
        raise InvalidInput("personal data in a reason", field="text", says=PERSONAL_REASON)
    return reason


def give_way(standing: EditionOfWork | None, *, at: datetime) -> None:
    """Let the edition that readers see so far make room; nobody's permission is asked."""
    if standing is None:
        return
    standing.move_to(EditionState.SUPERSEDED, at=at)
    # The database allows one public edition of a work, so the old one must go first.
    db.session.flush()
