"""The addresses and the tables of articles."""

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from helpdesk.foundation.db import db
from helpdesk.foundation.errors import NotAllowedNow
from helpdesk.publishing.models import EditionFinding, article_url, correcting_url, editing_url
from helpdesk.publishing.states import TRANSITIONS, EditionState, FindingState
from tests.cast import Cast
from tests.factories import publishing as make


@pytest.mark.parametrize(
    ("address", "endpoint"),
    [
        (article_url(12, "nar-gjelder-det"), "publishing.article"),
        (article_url(12, ""), "publishing.short_address"),
        (editing_url(12, 3), "publishing.work_on"),
        (correcting_url(12), "publishing.correct"),
    ],
)
def test_each_address_leads_to_its_page(app: Flask, address: str, endpoint: str) -> None:
    assert app.url_map.bind("").match(address)[0] == endpoint


def test_the_database_refuses_to_keep_an_identity_number(cast: Cast) -> None:
    edition = make.draft(cast.miljodir, cast.topic, by=cast.anne)
    edition.findings.append(
        EditionFinding(
            kind="identity_number",
            field="text",
            found="01010750160",
            state=FindingState.KEPT,
            reason="Det går bra",
        )
    )
    with pytest.raises(IntegrityError):
        db.session.flush()


@pytest.mark.parametrize("old", EditionState)
@pytest.mark.parametrize("new", EditionState)
def test_an_edition_takes_only_the_steps_of_the_table(
    cast: Cast, old: EditionState, new: EditionState
) -> None:
    edition = make.draft(cast.miljodir, cast.topic, by=cast.anne)
    edition.state = old
    if new in TRANSITIONS[old]:
        edition.move_to(new, at=make.ANSWERED_AT)
        assert edition.state is new
    else:
        with pytest.raises(NotAllowedNow):
            edition.move_to(new, at=make.ANSWERED_AT)
