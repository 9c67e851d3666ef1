"""Asking: from the form, through the link in the mail, into the queue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from helpdesk.accounts import domains
from helpdesk.accounts.models import Organisation, Queue, User
from helpdesk.foundation import clock, counters, events, tokens
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import NotFound, NotPermitted
from helpdesk.foundation.files import StoredFile
from helpdesk.foundation.language import N_, Language, TextLanguage
from helpdesk.questions import mail, policy, queries, receiving, thread
from helpdesk.questions.models import MessageKind, Question, QuestionStatus, Visibility
from helpdesk.questions.service.entry import refuse_identity_numbers
from helpdesk.topics.models import Topic

CONFIRM_WITHIN = timedelta(hours=24)
"""How long the link in the mail is good for. Source: service.md, section 5."""

TOO_OLD = N_(
    "Lenken er for gammel eller ikke hel. Den virker i 24 timer. Still spørsmålet en gang til, så "
    "får du en ny."
)


@dataclass(frozen=True)
class Asked:
    """What the form holds when it is sent."""

    title: str
    text: str
    topic: Topic
    queue: Queue
    """Where it goes; it is looked up before the question is written."""
    language: TextLanguage
    is_shared: bool
    email: str
    organisation: Organisation
    submit_key: str
    interface_language: Language
    files: Sequence[StoredFile] = ()
    is_suspect: bool = False
    """The field that only robots see was filled in."""
    routed_by_duty: str | None = None
    """The slug of the duty that decided the queue; None: the topic did."""
    routed_by_law: str | None = None
    """The reference in the question that hit the duty."""

    @property
    def send_key(self) -> str:
        """Return what is the same only when the same question is sent twice."""
        return tokens.send_key(self.submit_key, self.email, self.title, self.text)


def ask(*, actor: User | None, asked: Asked) -> Question:
    """
    Take a question in: at once in the queue, or waiting for a visitor to confirm the address.

    The same form sent twice makes one question; sent again with other words it makes another.
    What a robot filled in is kept like the rest, but no mail is sent to the address, so that
    nobody can confirm it; after a day it is gone.

    Raises:
        NotPermitted: *actor* works where questions are answered.
        InvalidInput: there is an identity number in it.
    """
    if not policy.can_ask(actor):
        raise NotPermitted("this person works where questions are answered")
    refuse_identity_numbers(title=asked.title, text=asked.text)
    earlier = queries.by_submit_key(asked.send_key)
    if earlier is not None:
        return earlier

    at = clock.now()
    question = _new_question(actor, asked, at)
    if not _is_first(question):
        return _sent_meanwhile(asked.send_key)
    thread.post(
        question,
        author=actor,
        kind=MessageKind.QUESTION,
        visibility=Visibility.REQUESTER,
        text=asked.text,
        at=at,
        files=asked.files,
    )
    if actor is not None:
        receiving.receive(question, at)
    else:
        _hold_back(question, asked)
    db.session.commit()
    return question


def confirm(*, token: str) -> str | None:
    """
    Confirm the question behind the link in the mail; return the token of its status link.

    None: it was confirmed before, and nothing changes. The account is made where there is none.

    Raises:
        NotFound: the link is too old, or nobody's.
        NotPermitted: the account at the address is closed, or may not ask.
    """
    question = queries.held_by_confirm_token(token)
    at = clock.now()
    if question is None or is_too_old(question, at):
        raise NotFound("no question to confirm", says=TOO_OLD)
    if question.status != QuestionStatus.UNCONFIRMED:
        return None

    _place_domain(question)
    person = domains.person_for(
        question.email, question.organisation, question.interface_language, at
    )
    if not person.is_active or not policy.can_ask(person):
        raise NotPermitted(f"{person.subject} may not ask")
    question.requester, question.organisation = person, person.organisation
    queries.first_message(question).author = person
    db.session.flush()
    status_token = receiving.receive(question, at)
    db.session.commit()
    return status_token


def count_deflection() -> None:
    """Count that a published answer was enough, and nothing else about it."""
    counters.following(f"deflected-{clock.today().isoformat()}")
    db.session.commit()


def is_too_old(question: Question, at: datetime) -> bool:
    """Tell whether the time for confirming ran out before it was confirmed."""
    is_waiting = question.status == QuestionStatus.UNCONFIRMED
    return is_waiting and at > question.created_at + CONFIRM_WITHIN


def _new_question(actor: User | None, asked: Asked, at: datetime) -> Question:
    return Question(
        status=QuestionStatus.UNCONFIRMED,
        title=" ".join(asked.title.split()),
        language=asked.language,
        email=asked.email.strip().lower(),
        requester=actor,
        organisation=asked.organisation,
        topic=asked.topic,
        queue=asked.queue,
        routed_by_duty=asked.routed_by_duty,
        routed_by_law=asked.routed_by_law,
        is_shared=asked.is_shared,
        submit_key=asked.send_key,
        status_digest=tokens.digest(tokens.make()),
        interface_language=asked.interface_language,
        created_at=at,
        changed_at=at,
    )


def _is_first(question: Question) -> bool:
    """Store *question*; False if the same form came in at the same moment on another line."""
    try:
        with db.session.begin_nested():
            db.session.add(question)
    except IntegrityError:
        return False
    return True


def _sent_meanwhile(submit_key: str) -> Question:
    earlier = queries.by_submit_key(submit_key)
    if earlier is None:
        raise RuntimeError("a question could not be stored")
    return earlier


def _hold_back(question: Question, asked: Asked) -> None:
    """Keep what a visitor asks until the address is confirmed; a robot is not even written to."""
    events.record("questions.ask", question.subject, actor_id=None)
    if not asked.is_suspect:
        _ask_to_confirm(question)


def _ask_to_confirm(question: Question) -> None:
    token = tokens.make()
    question.confirm_digest = tokens.digest(token)
    mail.confirm(question, token)


def _place_domain(question: Question) -> None:
    """Note the municipality the asker chose for a mail domain nobody knew."""
    place = domains.organisation_for(question.email)
    if isinstance(place, domains.UnknownMunicipality):
        domains.claim_domain(place.domain, question.organisation)
