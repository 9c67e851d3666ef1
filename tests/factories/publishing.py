"""Answered questions, and articles in every state."""

from datetime import UTC, date, datetime
from itertools import count

from helpdesk.accounts.models import Organisation, Queue, User
from helpdesk.answers.models import Answer, AnswerLink, AnswerRevision, AnswerState
from helpdesk.foundation import counters
from helpdesk.foundation.db import db
from helpdesk.foundation.language import TextLanguage
from helpdesk.foundation.markdown import RENDERER_VERSION
from helpdesk.laws.models import Law, LawKind, LawSection, LawStatus
from helpdesk.laws.queries import REGISTER
from helpdesk.publishing import editions
from helpdesk.publishing.drafts import EditionText
from helpdesk.publishing.models import Article, Edition
from helpdesk.publishing.queries import editing
from helpdesk.publishing.service import drafting
from helpdesk.publishing.states import EditionState
from helpdesk.questions.models import Message, MessageKind, Question, QuestionStatus, Visibility
from helpdesk.topics.models import Topic
from tests.browser_without_scripts import CAST
from tests.cast import Cast

RECEIVED_AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
ANSWERED_AT = datetime(2026, 3, 9, 12, tzinfo=UTC)
SECRET = "hemmelegheit-kvernhusbakken"
"""Stands in every private text of a case; no public page may hold it."""

_numbers = count(1)


def answered_question(
    requester: User, queue: Queue, topic: Topic, *, answered_by: User, **facts: object
) -> Question:
    number = next(_numbers)
    values = {
        "reference": f"2026-{number:05d}",
        "status": QuestionStatus.ANSWERED,
        "title": "Trenger hytta utslippstillatelse for gråvann?",
        "language": TextLanguage.NB,
        "email": requester.email,
        "requester": requester,
        "organisation": requester.organisation,
        "topic": topic,
        "queue": queue,
        "assignee": answered_by,
        "submit_key": f"submit-{number}",
        "status_digest": f"status-{number}",
        "created_at": RECEIVED_AT,
        "received_at": RECEIVED_AT,
        "answered_at": ANSWERED_AT,
        "changed_at": ANSWERED_AT,
    } | facts
    question = Question(**values)
    db.session.add(question)
    asked = f"Vi lurer på gråvann fra ei hytte. {SECRET}"
    question.messages = [
        _message(question, requester, MessageKind.QUESTION, asked, RECEIVED_AT),
        _message(question, answered_by, MessageKind.ANSWER, _answer_text(), ANSWERED_AT),
    ]
    db.session.add(_sent_answer(question, answered_by))
    db.session.commit()
    return question


def _answer_text() -> str:
    return f"Ja. Kommunen må behandle søknaden.\n\n{SECRET}"


def _message(
    question: Question, author: User, kind: MessageKind, text: str, at: datetime
) -> Message:
    return Message(
        author=author,
        kind=kind,
        visibility=Visibility.REQUESTER,
        text=text,
        html=f"<p>{text}</p>",
        renderer_version=RENDERER_VERSION,
        posted_at=at,
    )


def _sent_answer(question: Question, author: User) -> Answer:
    answer = Answer(
        question=question,
        state=AnswerState.SENT,
        text=_answer_text(),
        html="",
        created_at=RECEIVED_AT,
        changed_at=ANSWERED_AT,
        sent_at=ANSWERED_AT,
        sent_by_id=author.id,
        links=[AnswerLink(target="guide:avlop-kap-12")],
    )
    answer.revisions = [
        AnswerRevision(
            version=1,
            text=_answer_text(),
            author=author,
            begun_at=RECEIVED_AT,
            saved_at=ANSWERED_AT,
        )
    ]
    return answer


def regulation() -> Law:
    """Put forurensningsforskriften with one section into the register."""
    law = Law(
        law_id="FOR-2004-06-01-931",
        slug="for-2004-06-01-931",
        kind=LawKind.REGULATION,
        name_nb="forurensningsforskriften",
        name_nn="forureiningsforskrifta",
        abbreviations=[],
        status=LawStatus.IN_FORCE,
        in_force_from=date(2004, 7, 1),
        url="https://lovdata.no/forskrift/2004-06-01-931",
        sections=[LawSection(section="12-3", heading="Krav om tillatelse", label="§ 12-3")],
    )
    db.session.add(law)
    counters.following(REGISTER)
    db.session.commit()
    return law


def text(topic: Topic, **facts: object) -> EditionText:
    values = {
        "title": "Når trenger en hytte utslippstillatelse?",
        "short_answer": "Når den har innlagt vann. Uten innlagt vann trengs det som regel ikke.",
        "question_text": "Gjelder kravet også gråvann?",
        "text": "Et utslipp krever tillatelse.\n\nSe på anlegget først.",
        "unit": "Seksjon for vann",
        "topic_slugs": (topic.slug,),
        "laws": (),
        "links": (),
        "asked_month": date(2026, 2, 1),
        "answered_on": date(2026, 3, 9),
        "checked_on": date(2026, 3, 9),
        "check_due_on": date(2028, 3, 9),
    } | facts
    return EditionText(**values)


def draft(owner: Organisation, topic: Topic, *, by: User, **facts: object) -> Edition:
    """Make an article with a first draft, from no case."""
    article = editions.new_article(owner.id)
    db.session.flush()
    edition = editions.new_edition(article, text(topic, **facts), topics=[topic])
    edition.authors = [by]
    edition.changed_by = by
    db.session.flush()
    return edition


def loaded(edition: Edition) -> Edition:
    """Read *edition* afresh, with all that services need; the cast keeps its relations."""
    for thing in db.session:
        if not isinstance(thing, CAST):
            db.session.expire(thing)
    found = editing.edition_by_id(edition.id)
    assert found is not None
    return found


def from_case(cast: Cast) -> Edition:
    """Let Anne begin the public version of Kari's question, which she answered."""
    question = answered_question(cast.kari, cast.queue, cast.topic, answered_by=cast.anne)
    return drafting.start(actor=cast.anne, question=question)


def submitted(owner: Organisation, topic: Topic, *, by: User, **facts: object) -> Edition:
    edition = draft(owner, topic, by=by, **facts)
    edition.state = EditionState.SUBMITTED
    edition.submitted_at = ANSWERED_AT
    edition.submitted_by_id = by.id
    db.session.commit()
    return edition


def published(
    owner: Organisation,
    topic: Topic,
    *,
    by: User,
    at: datetime = ANSWERED_AT,
    **facts: object,
) -> Article:
    edition = draft(owner, topic, by=by, **facts)
    editions.publish_edition(edition, at=at, by=None)
    db.session.commit()
    return edition.article
