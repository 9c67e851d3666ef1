"""A published article lives on: corrected in a new edition, found to hold still, withdrawn."""

from helpdesk.accounts.models import User
from helpdesk.catalogue import assessment
from helpdesk.foundation import clock, counters, events, personal_data
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput, NotAllowedNow, NotFound, NotPermitted
from helpdesk.foundation.language import N_
from helpdesk.publishing import beginnings, catalogue_entry, editions, findings, mail, policy
from helpdesk.publishing.drafts import written_in
from helpdesk.publishing.models import Article, Edition
from helpdesk.publishing.queries import editing
from helpdesk.publishing.queries.public import CHANGES
from helpdesk.publishing.states import ChangeClass


def correct(*, actor: User, article: Article, change_class: ChangeClass, note: str) -> Edition:
    """
    Begin a new edition of a published article; one that is begun already is given back.

    Raises:
        NotFound: the article is not public yet.
        NotPermitted: *actor* may not correct it.
        InvalidInput: the class is the first edition's.
    """
    current = _public_edition(article)
    if not policy.can_correct(actor, article):
        raise NotPermitted(f"user {actor.id} may not correct {article.subject}")
    if change_class is ChangeClass.FIRST:
        raise InvalidInput("a later edition is not the first", field="change_class")
    begun = editing.in_work(article)
    if begun is not None:
        return begun

    text = beginnings.from_edition(written_in(current), change_class=change_class, note=note)
    edition = editions.new_edition(article, text, topics=current.topics, html=current.html)
    edition.created_by_id = edition.changed_by_id = actor.id
    edition.authors = [actor]
    db.session.flush()
    findings.refresh(edition, names=editing.names_in_thread(article.question_id))
    _keep_what_was_kept(edition, current)

    events.record("publishing.correct", edition.subject, actor_id=actor.id, new=edition.state)
    db.session.commit()
    return edition


def confirm(*, actor: User, article: Article) -> None:
    """
    Say that a published article still holds: it was checked today.

    Raises:
        NotFound: the article is not public yet.
        NotPermitted: *actor* may not decide that.
        NotAllowedNow: it is withdrawn.
    """
    edition = _public_edition(article)
    _check_may_decide(actor, article)
    _check_stands(article)
    edition.checked_on = clock.today()
    edition.check_due_on = beginnings.check_due_after(clock.today())
    counters.following(CHANGES)
    assessment.settle(catalogue_entry.put(edition))
    events.record("publishing.confirm", edition.subject, actor_id=actor.id)
    db.session.commit()


def withdraw(
    *, actor: User, article: Article, reason: str, successor_number: int | None = None
) -> None:
    """
    Withdraw a published article: it stays at its address, marked, with the reason.

    Args:
        reason: what readers are told; no personal data.
        successor_number: the number of the article that now stands in its place.

    Raises:
        NotFound: the article is not public yet.
        NotPermitted: *actor* may not withdraw it.
        NotAllowedNow: it is withdrawn already.
        InvalidInput: the reason is missing or holds personal data; the successor is no article
            that stands.
    """
    _public_edition(article)
    _check_may_decide(actor, article)
    _check_stands(article)
    _check_reason(reason, article)
    successor = _successor(successor_number, article)

    edition = editions.withdraw_edition(
        article, at=clock.now(), reason=reason.strip(), by=actor, successor=successor
    )
    mail.withdrawn(edition)
    db.session.commit()


def _public_edition(article: Article) -> Edition:
    shown = editing.current(article)
    edition = editing.edition(article.number, shown.number) if shown else None
    if edition is None:
        raise NotFound(f"{article.subject} is not public")
    return edition


def _check_may_decide(actor: User, article: Article) -> None:
    if not policy.can_withdraw(actor, article):
        raise NotPermitted(f"user {actor.id} may not withdraw or confirm {article.subject}")


def _check_stands(article: Article) -> None:
    if article.withdrawn_at is not None:
        raise NotAllowedNow(
            f"{article.subject} is withdrawn", says=N_("Svaret er allerede trukket tilbake.")
        )


def _check_reason(reason: str, article: Article) -> None:
    if not reason.strip():
        raise InvalidInput(
            f"{article.subject} withdrawn without a reason",
            field="reason",
            says=N_("Skriv hvorfor svaret trekkes tilbake. Leserne får se det."),
        )
    if personal_data.find(reason, names=editing.names_in_thread(article.question_id)):
        raise InvalidInput(
            f"the reason for withdrawing {article.subject} holds personal data",
            field="reason",
            says=N_("Begrunnelsen blir offentlig. Ta ut navn, nummer og adresser."),
        )


def _successor(number: int | None, article: Article) -> Article | None:
    if number is None:
        return None
    found = editing.article(number)
    stands = found is not None and found.first_published_at and not found.withdrawn_at
    if not stands or found is article:
        raise InvalidInput(
            f"article {number} cannot succeed {article.subject}",
            field="successor",
            says=N_("Vi finner ikke et publisert svar med dette nummeret."),
        )
    return found


def _keep_what_was_kept(edition: Edition, before: Edition) -> None:
    """Carry over what an editor settled in the edition before, where the same words stand."""
    settled = {(each.kind, each.field, each.found): each for each in before.findings if each.reason}
    for finding in edition.findings:
        earlier = settled.get((finding.kind, finding.field, finding.found))
        if earlier is not None:
            finding.state, finding.reason = earlier.state, earlier.reason
            finding.settled_by_id, finding.settled_at = earlier.settled_by_id, earlier.settled_at
