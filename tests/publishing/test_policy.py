"""Who may do what, as one table."""

from datetime import timedelta

import pytest

from helpdesk.publishing import policy
from helpdesk.publishing.models import Edition
from helpdesk.publishing.queries import desk, editing
from helpdesk.publishing.queries.desk import EditorsList
from helpdesk.publishing.service import drafting
from helpdesk.publishing.states import EditionState
from tests.cast import Cast
from tests.factories import publishing as make

PEOPLE = ("kari", "anne", "dag", "berit", "vera", "liv", "astrid", "odd")

ACTS = {
    "see": lambda who, edition: policy.can_see(who, edition),
    "edit": lambda who, edition: policy.can_edit(who, edition),
    "take back": lambda who, edition: policy.can_take_back(who, edition),
    "review": lambda who, edition: policy.can_review(who, edition),
    "correct": lambda who, edition: policy.can_correct(who, edition.article),
    "withdraw": lambda who, edition: policy.can_withdraw(who, edition.article),
    "see case": lambda who, edition: policy.can_see_case(who, edition.article.question),
}

TABLE = {
    # Anne wrote; the text is raw until the queue has submitted it.
    ("raw draft", "see"): {"anne", "dag", "berit"},
    ("raw draft", "edit"): {"anne", "dag", "berit"},
    ("raw draft", "take back"): set(),
    ("submitted", "see"): {"anne", "dag", "berit", "astrid"},
    ("submitted", "edit"): set(),
    ("submitted", "take back"): {"anne", "dag", "berit", "astrid"},
    ("submitted", "review"): {"berit", "astrid"},
    ("submitted", "see case"): {"anne", "dag", "berit"},
    ("returned", "see"): {"anne", "dag", "berit", "astrid"},
    ("returned", "edit"): {"anne", "dag", "berit", "astrid"},
    ("published", "edit"): set(),
    ("published", "correct"): {"anne", "dag", "berit", "astrid"},
    ("published", "withdraw"): {"berit", "astrid"},
    ("published", "see case"): {"anne", "dag", "berit"},
}


def edition_in(state: str, cast: Cast) -> Edition:
    edition = make.from_case(cast)
    if state != "raw draft":
        edition.submitted_at = edition.created_at + timedelta(hours=1)
    if state in {"submitted", "published"}:
        edition.state = EditionState(state)
    found = editing.edition(edition.article.number, edition.number)
    assert found is not None
    return found


@pytest.mark.parametrize(("state", "act"), TABLE, ids=lambda value: value)
def test_each_person_may_do_what_the_table_says(cast: Cast, state: str, act: str) -> None:
    edition = edition_in(state, cast)
    allowed = {name for name in PEOPLE if ACTS[act](getattr(cast, name), edition)}
    assert allowed == TABLE[state, act]


def test_nobody_reviews_what_they_wrote_in(cast: Cast) -> None:
    edition = edition_in("submitted", cast)
    edition.authors = [cast.anne, cast.berit, cast.astrid]
    assert not any(policy.can_review(getattr(cast, name), edition) for name in PEOPLE)


def test_an_imported_article_is_reviewed_by_its_owners_reviewers(cast: Cast) -> None:
    edition = make.submitted(cast.nve, cast.nve_topic, by=cast.vera)
    found = editing.edition(edition.article.number, edition.number)
    allowed = {name for name in PEOPLE if policy.can_review(getattr(cast, name), found)}
    assert allowed == {"liv", "astrid"}


def test_whoever_left_the_service_may_do_nothing(cast: Cast) -> None:
    edition = edition_in("submitted", cast)
    for person in (cast.berit, cast.astrid):
        person.is_active = False
        assert not policy.can_see(person, edition)
        assert not policy.can_review(person, edition)


def test_a_case_that_moved_to_another_agency_is_no_longer_seen(cast: Cast) -> None:
    edition = edition_in("submitted", cast)
    edition.article.question.queue = cast.nve_queue
    assert not policy.can_see_case(cast.anne, edition.article.question)
    assert policy.can_see_case(cast.vera, edition.article.question)
    assert not policy.can_see(cast.vera, edition)


def test_a_case_begun_anew_is_as_raw_as_the_draft_that_was_given_up(cast: Cast) -> None:
    given_up = make.loaded(make.from_case(cast))
    question = given_up.article.question
    drafting.discard(actor=cast.anne, edition=given_up)
    begun_anew = drafting.start(actor=cast.anne, question=question)
    found = make.loaded(begun_anew)
    assert found.number == 2
    assert {name for name in PEOPLE if policy.can_see(getattr(cast, name), found)} == {
        "anne",
        "dag",
        "berit",
    }
    assert desk.rows(cast.anne, EditorsList.DRAFTS).items == [found]
    assert desk.rows(cast.astrid, EditorsList.DRAFTS).items == []
