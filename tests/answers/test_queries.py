"""The lists of the desk: what stands in them, exact counts, and what they cost."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
import sqlalchemy as sa
import time_machine
from flask.testing import FlaskClient
from sqlalchemy.orm import joinedload

from helpdesk.accounts.models import User
from helpdesk.answers import policy
from helpdesk.answers.models import Answer
from helpdesk.answers.queries import cases, desk
from helpdesk.answers.queries.desk import Sort
from helpdesk.answers.queries.desk_views import COUNTED, View
from helpdesk.answers.service import closing, dialogue, review
from helpdesk.foundation.db import db
from helpdesk.questions.models import Message, Question
from helpdesk.questions.service import own
from tests.cast import Cast
from tests.factories import answers, questions

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TABLES = {Question.__tablename__, Answer.__tablename__, Message.__tablename__}

Browse = Callable[[User], FlaskClient]


def listed(actor: User, view: View, **how: object) -> list[str | None]:
    return [question.reference for question in desk.rows(actor, view, **how).items]


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect the SQL that is run inside, transactions aside."""
    seen: list[str] = []

    def note(_conn: object, _cursor: object, sql: str, *_rest: object) -> None:
        if not sql.startswith(("BEGIN", "PRAGMA")):
            seen.append(sql)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    sa.event.remove(db.engine, "before_cursor_execute", note)


def full_desk(cast: Cast) -> None:
    """Put a question of every kind in Miljødirektoratet's queue, and one in NVE's."""
    questions.received(cast.kari, cast.nve_topic)
    questions.received(cast.kari, cast.topic)
    answers.claimed(cast, by=cast.dag)
    answers.submitted(cast)
    returned = answers.submitted(cast)
    review.give_back(actor=cast.berit, question=returned, version=1, remarks="Kortere")
    waiting = answers.claimed(cast)
    dialogue.ask_for_more(actor=cast.anne, question=waiting, text="Mer?")
    written_again = answers.sent(cast)
    own.follow_up(actor=cast.kari, question=written_again, text="Og da?", submit_key="c")
    answers.sent(cast)
    closing.mark_as_spam(actor=cast.anne, question=answers.claimed(cast))


def test_every_count_is_the_number_of_rows(cast: Cast) -> None:
    full_desk(cast)
    for actor in (cast.anne, cast.dag, cast.berit, cast.vera):
        counted = desk.counts(actor)
        assert {view: counted[view] for view in COUNTED} == {
            view: len(listed(actor, view)) for view in COUNTED
        }


def test_expert_sees_her_own_agencys_questions_only(cast: Cast) -> None:
    full_desk(cast)
    assert desk.counts(cast.anne)[View.ALL] == 6
    assert desk.counts(cast.vera)[View.ALL] == 1
    assert set(listed(cast.vera, View.ALL)).isdisjoint(listed(cast.anne, View.ALL))
    assert len(listed(cast.anne, View.ANSWERED)) == 2


def test_statements_and_policy_agree_on_who_sees(cast: Cast) -> None:
    full_desk(cast)
    chosen = sa.select(Question).options(joinedload(Question.queue)).order_by(Question.id)
    everything = list(db.session.scalars(chosen))
    references = [question.reference for question in everything]
    for actor in (cast.kari, cast.anne, cast.berit, cast.vera, cast.astrid, cast.odd):
        visible = [each for each in everything if policy.can_see(actor, each)]
        assert cases.seen_among(actor, references) == visible


def test_what_waits_for_whom(cast: Cast) -> None:
    full_desk(cast)
    assert len(listed(cast.anne, View.WAITING_FOR_ME)) == 2, "one returned, one followed up"
    assert len(listed(cast.berit, View.WAITING_FOR_ME)) == 1, "one to review"
    assert listed(cast.dag, View.WAITING_FOR_ME) == []
    assert len(listed(cast.anne, View.MINE)) == 4
    assert len(listed(cast.anne, View.UNASSIGNED)) == 1


def test_reviewer_who_has_written_is_not_waited_for(cast: Cast) -> None:
    question = answers.drafted(cast, by=cast.berit)
    review.submit(actor=cast.anne, question=question, draft=review.Draft("Nei, og slik er det.", 1))
    assert listed(cast.berit, View.WAITING_FOR_ME) == []


def test_approved_answer_waits_for_its_expert_to_send_it(cast: Cast) -> None:
    question = answers.approved(cast)
    assert listed(cast.anne, View.WAITING_FOR_ME) == [question.reference]


def test_oldest_deadline_stands_first(cast: Cast) -> None:
    with time_machine.travel(MONDAY, tick=False) as time:
        first = questions.received(cast.kari, cast.topic)
        time.shift(timedelta(days=2))
        second = questions.received(cast.kari, cast.topic)
        assert listed(cast.anne, View.ALL) == [first.reference, second.reference]
        assert listed(cast.anne, View.ALL, descending=True) == [second.reference, first.reference]


def test_falls_due_two_working_days_before_and_stops_when_paused(cast: Cast) -> None:
    with time_machine.travel(MONDAY, tick=False) as time:
        question = answers.claimed(cast)
        time.shift(timedelta(days=9))
        assert listed(cast.anne, View.DUE) == []
        time.shift(timedelta(days=1))
        assert listed(cast.anne, View.DUE) == [question.reference]
        assert desk.counts(cast.anne)["overdue"] == 0
        time.shift(timedelta(days=5))
        assert desk.counts(cast.anne)["overdue"] == 1
        dialogue.ask_for_more(actor=cast.anne, question=question, text="Mer?")
        assert listed(cast.anne, View.DUE) == []


def test_pages_hold_every_row_once(cast: Cast) -> None:
    for _ in range(7):
        questions.received(cast.kari, cast.topic)
    for sort, descending in product(Sort, (False, True)):
        found = list(all_pages(cast.anne, sort=sort, descending=descending))
        assert len(found) == len(set(found)) == 7


def all_pages(actor: User, **how: object) -> Iterator[str | None]:
    """Yield the references of page after page of three rows."""
    page = desk.rows(actor, View.ALL, size=3, **how)
    while True:
        yield from (question.reference for question in page.items)
        if page.following is None:
            return
        page = desk.rows(actor, View.ALL, size=3, after=page.following, **how)


@pytest.mark.parametrize("count", [3, 40])
def test_desk_costs_five_statements_however_many_questions(
    cast: Cast, as_user: Browse, count: int
) -> None:
    for _ in range(count):
        questions.received(cast.kari, cast.topic)
    browser = as_user(cast.anne)
    for view in View:
        with statements() as seen:
            assert browser.get(f"/arbeidsflate?visning={view}").status_code == 200
        assert len(seen) <= 5, seen


def test_question_page_costs_the_same_however_much_has_happened(
    cast: Cast, as_user: Browse
) -> None:
    browser, costs = as_user(cast.berit), []
    short, long = answers.submitted(cast), answers.submitted(cast)
    for number in range(12):
        dialogue.add_note(actor=cast.anne, question=long, text=f"Notat {number}")
    for question in (short, long):
        browser.get(f"/arbeidsflate/sporsmal/{question.reference}")
        with statements() as seen:
            browser.get(f"/arbeidsflate/sporsmal/{question.reference}")
        costs.append(len(seen))
    assert costs[0] == costs[1]
    assert costs[0] <= 30


def test_no_list_reads_whole_tables(cast: Cast) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("the plan is read as SQLite writes it")
    full_desk(cast)
    with statements() as seen:
        desk.counts(cast.berit)
        for view in View:
            desk.rows(cast.berit, view)
    for sql in seen:
        plan = db.session.execute(sa.text("EXPLAIN QUERY PLAN " + _with_values(sql)))
        scans = [row.detail for row in plan if row.detail.startswith("SCAN")]
        assert [each for each in scans if each.split()[1] in TABLES] == [], sql


def _with_values(sql: str) -> str:
    """Return *sql* with a value in every place; the plan does not depend on which."""
    return sql.replace("?", "1")
