"""No identity number leaves the desk, and what was typed around it is not lost."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from helpdesk.accounts.models import User
from helpdesk.answers.service import dialogue
from helpdesk.foundation.db import db
from helpdesk.questions.models import Message
from tests.browsing import fill, words
from tests.cast import Cast
from tests.factories import answers

NUMBER = "01010750160"
REFUSED = "inneholder et fødselsnummer"
Browse = Callable[[User], FlaskClient]


def holds_number() -> bool:
    return any(NUMBER in text for text in db.session.scalars(sa.select(Message.text)))


@pytest.mark.parametrize(
    ("action", "facts"),
    [
        ("/notat", {}),
        ("/be-om-mer", {}),
        ("/forsinkelse", {"expected_on": "2099-01-05"}),
        ("/spor-andre", {"queue": "nve"}),
        ("/videresend", {"body": "Kystverket"}),
        ("/utenfor", {}),
        ("/svar", {"act": "kvalitetssikre"}),
    ],
)
def test_no_text_of_an_expert_carries_one(
    cast: Cast, as_user: Browse, action: str, facts: dict[str, str]
) -> None:
    question = answers.claimed(cast)
    desk = f"/arbeidsflate/sporsmal/{question.reference}"
    shown = fill(as_user(cast.anne), desk, action=action, text=f"Gjelder {NUMBER}", **facts)
    assert shown.status_code == 422
    assert REFUSED in words(shown)
    assert f"Gjelder {NUMBER}" in shown.text
    assert not holds_number()


def test_a_reviewers_remarks_carry_none(cast: Cast, as_user: Browse) -> None:
    question = answers.submitted(cast)
    desk = f"/arbeidsflate/sporsmal/{question.reference}"
    shown = fill(as_user(cast.berit), desk, action="/returner", remarks=f"Hvem er {NUMBER}?")
    assert (shown.status_code, REFUSED in words(shown)) == (422, True)


def test_another_units_reply_carries_none(cast: Cast, as_user: Browse) -> None:
    asked = dialogue.consult(
        actor=cast.anne,
        question=answers.claimed(cast),
        queue=cast.nve_queue,
        shared_text="Hva mener dere?",
    )
    shown = fill(as_user(cast.vera), asked.url, text=f"Spør {NUMBER}")
    assert (shown.status_code, REFUSED in words(shown)) == (422, True)
    assert not holds_number()
