"""What the requester and the authors are told by mail."""

import pytest
from sqlalchemy import select

from helpdesk.foundation.db import db
from helpdesk.foundation.outbox import OutboxMessage
from helpdesk.publishing import mail
from helpdesk.publishing.states import ChangeClass
from helpdesk.web.mail_delivery import compose
from tests.cast import Cast
from tests.factories import publishing as make
from tests.factories.publishing import loaded


def newest() -> OutboxMessage | None:
    chosen = select(OutboxMessage).order_by(OutboxMessage.id.desc()).limit(1)
    return db.session.scalar(chosen)


@pytest.mark.parametrize(
    ("change", "subject"),
    [
        (ChangeClass.FIRST, "er publisert"),
        (ChangeClass.SUBSTANTIVE, "Svar 1 er endret"),
        (ChangeClass.CHANGED_LAW, "Svar 1 er endret"),
    ],
)
def test_the_requester_is_told_where_the_answer_stands(
    cast: Cast, change: ChangeClass, subject: str
) -> None:
    edition = loaded(make.from_case(cast))
    edition.change_class = change
    mail.published(edition)
    message = compose(newest())
    assert message.recipients == ["kari@alver.kommune.no"]
    assert subject in message.subject
    assert f"http://127.0.0.1:8000/svar/1/{edition.slug}" in message.body


def test_a_linguistic_correction_is_told_to_nobody(cast: Cast) -> None:
    edition = loaded(make.from_case(cast))
    edition.change_class = ChangeClass.LINGUISTIC
    mail.published(edition)
    assert newest() is None


def test_an_article_from_no_case_has_nobody_to_tell(cast: Cast) -> None:
    edition = make.submitted(cast.miljodir, cast.topic, by=cast.anne)
    mail.published(loaded(edition))
    mail.withdrawn(loaded(edition))
    assert newest() is None


def test_no_mail_carries_a_word_of_the_case(cast: Cast) -> None:
    edition = loaded(make.from_case(cast))
    for send in (mail.published, mail.withdrawn, lambda each: mail.returned(each, cast.anne)):
        send(edition)
        message = compose(newest())
        assert make.SECRET not in message.body + message.subject
        assert edition.title not in message.body + message.subject
        assert message.body.count("http://127.0.0.1:8000/") >= 1
