"""Puts many open questions into one queue: ``python -m benchmarks.fill_queue COUNT``."""

import sys

import config
from helpdesk import create_app
from helpdesk.accounts import queries as accounts
from helpdesk.foundation import clock, tokens
from helpdesk.foundation.db import db
from helpdesk.foundation.language import Language, TextLanguage
from helpdesk.questions import receiving, thread
from helpdesk.questions.models import MessageKind, Question, QuestionStatus, Visibility
from helpdesk.topics import queries as topics


def fill(count: int) -> None:
    """Receive *count* questions in the transaction at hand, without their mails."""
    requester, topic = accounts.by_email("kari@alver.kommune.no"), topics.by_slug("avlop")
    assert requester is not None
    assert topic is not None
    queue, at = topics.queue_for(topic), clock.now()
    for number in range(count):
        question = Question(
            status=QuestionStatus.UNCONFIRMED,
            title=f"Hva gjelder for avløpssak {number}?",
            language=TextLanguage.NB,
            email=requester.email,
            requester=requester,
            organisation=requester.organisation,
            topic=topic,
            queue=queue,
            submit_key=tokens.make(),
            status_digest=tokens.make(),
            interface_language=Language.NB,
            created_at=at,
            changed_at=at,
        )
        db.session.add(question)
        thread.post(
            question,
            author=requester,
            kind=MessageKind.QUESTION,
            visibility=Visibility.REQUESTER,
            text="Vi lurer på hva vi skal gjøre.",
            at=at,
        )
        receiving.receive(question, at)


def main() -> None:
    """Fill the queue of the installation in the environment."""
    with create_app(config.load()).app_context():
        fill(int(sys.argv[1]))
        db.session.commit()


if __name__ == "__main__":
    main()
