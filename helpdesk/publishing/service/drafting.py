"""Writing an edition: started from a case, saved, its findings settled, submitted, given up."""

from collections.abc import Sequence
from dataclasses import replace

from helpdesk.accounts.models import User
from helpdesk.answers.models import Answer
from helpdesk.answers.queries import drafts as answer_drafts
from helpdesk.catalogue.models import parse_address
from helpdesk.foundation import clock, events
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import (
    AlreadyExists,
    InvalidInput,
    NotAllowedNow,
    NotFound,
    NotPermitted,
    StaleVersion,
)
from helpdesk.foundation.language import N_
from helpdesk.laws.keys import parse_key
from helpdesk.publishing import beginnings, editions, findings, policy
from helpdesk.publishing.drafts import EditionText, written_in
from helpdesk.publishing.models import Edition
from helpdesk.publishing.queries import editing
from helpdesk.publishing.readiness import Obstacle, obstacles
from helpdesk.publishing.states import ChangeClass, EditionState
from helpdesk.questions import queries as questions
from helpdesk.questions.models import Question, Visibility


def start(*, actor: User, question: Question) -> Edition:
    """
    Begin the public version of an answered question, with the case's words to start from.

    An edition somebody has begun already is given back.

    Args:
        question: with queue and topic.

    Raises:
        NotFound: *actor* may not know of the question.
        NotAllowedNow: no answer has been sent.
        AlreadyExists: the article is published; it is corrected instead.
    """
    if not policy.can_start(actor, question):
        raise NotFound(f"user {actor.id} may not see {question.reference}")
    answer = _answer_to(question)
    article = editing.article_of(question)
    begun = editing.in_work(article) if article else None
    if begun is not None:
        return begun
    if article is not None and article.first_published_at is not None:
        raise AlreadyExists(f"{article.subject} is made from {question.reference}")

    if article is None:
        article = editions.new_article(question.queue.organisation_id)
        article.question = question
    thread = questions.thread(question, seen_from=Visibility.REQUESTER)
    text = beginnings.from_case(question, answer, thread)
    edition = editions.new_edition(article, text, topics=[question.topic])
    writers = answer_drafts.author_ids(answer) | {actor.id}
    edition.authors = list(editing.people(writers).values())
    edition.changed_by_id = edition.created_by_id = actor.id
    db.session.flush()
    findings.refresh(edition, names=editing.names_in_thread(question.id))

    events.record("publishing.start", edition.subject, actor_id=actor.id, new=edition.state)
    db.session.commit()
    return edition


def save(*, actor: User, edition: Edition, text: EditionText, seen_version: int) -> None:
    """
    Save what *actor* wrote in a draft, and look for personal data in it.

    Args:
        seen_version: the version the writing started from.

    Raises:
        NotFound, NotPermitted: *actor* may not see or edit the edition.
        StaleVersion: somebody else has saved in between.
        InvalidInput: a link or a law is not one.
    """
    _check_may_edit(actor, edition)
    _write(edition, text, actor=actor, seen_version=seen_version)
    db.session.commit()


def submit(
    *, actor: User, edition: Edition, text: EditionText, seen_version: int
) -> Sequence[Obstacle]:
    """
    Save the draft and hand it to review, if nothing stands in the way; return what does.

    Raises:
        as ``save``.
    """
    _check_may_edit(actor, edition)
    _write(edition, text, actor=actor, seen_version=seen_version)
    in_the_way = obstacles(edition)
    if not in_the_way:
        _move(edition, EditionState.SUBMITTED, actor=actor, kind="publishing.submit")
        edition.submitted_at = clock.now()
        edition.submitted_by_id = actor.id
        edition.remarks = None
    db.session.commit()
    return in_the_way


def keep_finding(
    *,
    actor: User,
    edition: Edition,
    text: EditionText,
    seen_version: int,
    finding_id: int,
    reason: str,
) -> None:
    """
    Save the draft, and settle a finding in it: it may stand in the public text, for *reason*.

    Whoever decides that counts as an author: a second pair of eyes reads it before it is public.

    Raises:
        as ``save``; NotFound: there is no such finding; NotAllowedNow: it is an identity number,
            or settled already; InvalidInput: no reason is given.
    """
    _check_may_edit(actor, edition)
    _write(edition, text, actor=actor, seen_version=seen_version)
    finding = next((each for each in edition.findings if each.id == finding_id), None)
    if finding is None:
        raise NotFound(f"{edition.subject} has no finding {finding_id}")
    findings.keep(finding, actor=actor, reason=reason)
    _sign(edition, actor)
    events.record("publishing.keep_finding", edition.subject, actor_id=actor.id, text=reason)
    db.session.commit()


def take_back(*, actor: User, edition: Edition) -> None:
    """
    Make a draft again of an edition that waits for review or for its day.

    Raises:
        NotFound: *actor* may not see it.
        NotPermitted: it waits for nothing.
    """
    _check_may_see(actor, edition)
    if not policy.can_take_back(actor, edition):
        raise NotPermitted(f"user {actor.id} may not take back {edition.subject}")
    edition.scheduled_for = edition.published_by_id = None
    _move(edition, EditionState.DRAFT, actor=actor, kind="publishing.take_back")
    db.session.commit()


def discard(*, actor: User, edition: Edition) -> None:
    """
    Give a draft up; what is public stays as it is.

    Raises:
        NotFound, NotPermitted: *actor* may not see or edit the edition.
    """
    _check_may_edit(actor, edition)
    _move(edition, EditionState.DISCARDED, actor=actor, kind="publishing.discard")
    db.session.commit()


def _answer_to(question: Question) -> Answer:
    answer = editing.sent_answer(question)
    if answer is None:
        raise NotAllowedNow(
            f"{question.reference} has no sent answer",
            says=N_("Spørsmålet er ikke besvart ennå. Send svaret først."),
        )
    return answer


def _check_may_see(actor: User, edition: Edition) -> None:
    if not policy.can_see(actor, edition):
        raise NotFound(f"user {actor.id} may not see {edition.subject}")


def _check_may_edit(actor: User, edition: Edition) -> None:
    _check_may_see(actor, edition)
    if edition.state is not EditionState.DRAFT:
        raise NotAllowedNow(
            f"{edition.subject} is {edition.state}",
            says=N_("Teksten er ikke lenger et utkast. Last siden på nytt og se."),
        )
    if not policy.can_edit(actor, edition):
        raise NotPermitted(f"user {actor.id} may not edit {edition.subject}")


def _write(edition: Edition, text: EditionText, *, actor: User, seen_version: int) -> None:
    if edition.version != seen_version:
        raise StaleVersion(f"{edition.subject} is at {edition.version}, seen {seen_version}")
    text = _checked(text.tidied(), is_first=edition.article.first_published_at is None)
    if text != written_in(edition):
        editions.fill(edition, text, topics=editing.topics(text.topic_slugs))
        _sign(edition, actor)
        events.record("publishing.save", edition.subject, actor_id=actor.id)
    findings.refresh(edition, names=editing.names_in_thread(edition.article.question_id))


def _sign(edition: Edition, author: User) -> None:
    edition.changed_at, edition.changed_by_id = clock.now(), author.id
    edition.authors = list({*edition.authors, author})


def _checked(text: EditionText, *, is_first: bool) -> EditionText:
    if not text.title:
        raise InvalidInput("an edition without a title", field="title", says=N_("Skriv en tittel."))
    for link in text.links:
        if parse_address(link) is None:
            raise InvalidInput(f"no address: {link!r}", field="links")
    for law in text.laws:
        _check_law(law)
    if is_first:
        return replace(text, change_class=ChangeClass.FIRST, change_note="")
    if text.change_class is ChangeClass.FIRST:
        raise InvalidInput("a later edition is not the first", field="change_class")
    return text


def _check_law(key: str) -> None:
    try:
        parse_key(key)
    except ValueError as error:
        raise InvalidInput(str(error), field="laws") from error


def _move(edition: Edition, state: EditionState, *, actor: User, kind: str) -> None:
    old = edition.state
    edition.move_to(state, at=clock.now())
    events.record(kind, edition.subject, actor_id=actor.id, old=old, new=state)
