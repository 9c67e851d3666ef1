"""A changed law gives all that cites it a task, and the pages a notice on request."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from helpdesk.catalogue import queries as catalogue
from helpdesk.catalogue import service as shelf_service
from helpdesk.catalogue import standing
from helpdesk.catalogue.models import CatalogueItem, ItemKind
from helpdesk.foundation import clock, events
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput, NotPermitted, StaleVersion
from helpdesk.foundation.outbox import OutboxMessage
from helpdesk.laws import queries as laws
from helpdesk.laws.keys import LawPlace
from helpdesk.tasks import sweep_queries
from helpdesk.tasks.models import Task, TaskState
from helpdesk.tasks.service import sweeping, working
from tests.cast import Cast
from tests.factories import tasks
from tests.factories.catalogue import entry, shelve
from tests.house_rules.counted_site import statements
from tests.tasks.conftest import LAW

pytestmark = pytest.mark.usefixtures("shelf")


def place(section: str | None) -> LawPlace:
    return LawPlace(LAW, section)


@pytest.mark.parametrize(
    ("section", "touched"),
    [
        ("12-3", ["a", "c"]),
        ("12-5", ["b", "c"]),
        ("kap-12", ["a", "b", "c"]),
        ("13-1", ["d"]),
        (None, ["a", "b", "c", "d", "e"]),
    ],
)
def test_a_change_touches_what_cites_the_place_its_chapter_or_what_is_in_it(
    section: str | None, touched: list[str]
) -> None:
    assert [each.key for each in sweep_queries.touched(place(section))] == touched
    preview = sweep_queries.preview(place(section))
    assert preview.count == len(touched)
    assert sum(count for _agency, count in preview.by_agency) == len(touched)
    assert [item.key for item in preview.first] == touched


def test_each_thing_gets_a_task_in_the_queue_of_its_agency(cast: Cast) -> None:
    sweep = tasks.swept(cast, place("kap-12"))
    made = tasks.of(sweep)
    assert [(each.item_key, each.agency_id) for each in made] == [
        ("a", cast.miljodir.id),
        ("b", cast.nve.id),
        ("c", cast.miljodir.id),
    ]
    assert {each.owner_id for each in made} == {None}
    assert {each.state for each in made} == {TaskState.OPEN}
    assert [each.kind for each in events.of_subject(sweep.subject)] == ["tasks.start_sweep"]
    (change,) = laws.changes(LAW)
    assert (change.section, change.what) == ("kap-12", tasks.marked().what)


def test_a_sweep_can_go_to_one_person(cast: Cast) -> None:
    sweep = tasks.swept(cast, place("kap-12"), owner=cast.dag)
    assert {each.owner_id for each in tasks.of(sweep)} == {cast.dag.id}


def test_those_who_keep_the_queues_are_told_but_not_who_started_it(cast: Cast) -> None:
    tasks.swept(cast, place("kap-12"))
    told = [row.payload for row in db.session.scalars(sa.select(OutboxMessage))]
    assert [(each["to"], each["facts"]["count"]) for each in told] == [(cast.liv.email, 1)]


def test_only_editors_start_and_extend_sweeps(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        sweeping.start(actor=cast.anne, marked=tasks.marked(), seen_count=2)
    sweep = tasks.swept(cast)
    with pytest.raises(NotPermitted):
        sweeping.extend(actor=cast.berit, sweep=sweep)


def test_nothing_is_started_that_was_not_seen(cast: Cast) -> None:
    with pytest.raises(StaleVersion):
        sweeping.start(actor=cast.astrid, marked=tasks.marked(), seen_count=1)
    assert laws.changes(LAW) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"place": LawPlace(LAW, "12-99")},
        {"place": LawPlace("LOV-1814-05-17", None)},
        {"what": "Ring Kari på 55 12 34 56 eller kari@alver.kommune.no."},
        {"due_on": tasks.CHANGED_FROM.replace(year=2020)},
    ],
)
def test_what_cannot_be_used_is_refused(cast: Cast, wrong: dict[str, object]) -> None:
    marked = tasks.marked(**wrong)
    with pytest.raises(InvalidInput):
        sweeping.start(actor=cast.astrid, marked=marked, seen_count=2)


def test_pages_get_the_notice_only_on_request(cast: Cast) -> None:
    tasks.swept(cast)
    assert _noticed() == []
    versions = standing.standing_versions()
    pages = catalogue.page_version(ItemKind.ARTICLE, "a")
    tasks.swept(cast, shows_notice=True)
    assert _noticed() == ["a", "c"]
    assert catalogue.page_version(ItemKind.ARTICLE, "a") == (pages or 0) + 1
    now = standing.standing_versions()
    assert {key for key in now if now[key] != versions[key]} == {"article:a", "article:c"}
    assert len(set(now.values())) == len(now)
    assert max(now.values()) == catalogue.shelf_version()


def _noticed() -> list[str]:
    chosen = sa.select(CatalogueItem.key).where(CatalogueItem.under_assessment_since.is_not(None))
    return list(db.session.scalars(chosen.order_by(CatalogueItem.key)))


def test_what_is_published_later_is_offered_and_given_a_task_when_asked(cast: Cast) -> None:
    sweep = tasks.swept(cast)
    assert sweep_queries.untouched_count(sweep) == 0
    shelve(cast.nve, key="ny", title="Ny tekst", laws=[f"{LAW}/12-3"])
    db.session.commit()
    assert sweep_queries.untouched_count(sweep) == 1
    assert sweeping.extend(actor=cast.astrid, sweep=sweep) == 1
    assert sweeping.extend(actor=cast.astrid, sweep=sweep) == 0
    assert [each.item_key for each in tasks.of(sweep)] == ["a", "c", "ny"]


def test_withdrawn_things_are_not_touched(cast: Cast) -> None:
    shelf_service.mark_withdrawn(ItemKind.ARTICLE, "a")
    assert [each.key for each in sweep_queries.touched(place("12-3"))] == ["c"]


def test_progress_is_counted_in_all_and_agency_by_agency(cast: Cast) -> None:
    sweep = tasks.swept(cast, place("kap-12"))
    first, second, _third = tasks.of(sweep)
    working.finish(actor=cast.anne, task=first, note="")
    working.drop(actor=cast.vera, task=second, reason="Nei")
    progress = sweep_queries.progress_of([sweep.id])[sweep.id]
    assert (progress.whole.total, progress.whole.closed, progress.whole.dropped) == (3, 2, 1)
    by_agency = {agency.key: each for agency, each in progress.by_agency}
    assert (by_agency["miljodir"].done, by_agency["miljodir"].open) == (1, 1)
    assert by_agency["nve"].dropped == 1


def test_two_thousand_texts_get_their_tasks_in_few_statements(cast: Cast) -> None:
    for number in range(2000):
        db.session.add(shelf_row(cast, number))
    db.session.commit()
    with statements() as asked:
        sweep = tasks.swept(cast, place("13-1"), shows_notice=True)
    assert db.session.scalar(sa.select(sa.func.count(Task.id))) == 2001
    assert len(_noticed()) == 2001
    assert len(asked) <= 40, [text for text, _values in asked]
    with statements() as asked:
        progress = sweep_queries.progress_of([sweep.id])[sweep.id]
    assert progress.whole.open == 2001
    assert len(asked) == 1


def shelf_row(cast: Cast, number: int) -> CatalogueItem:
    """Return a published thing that cites § 13-1, as ``put`` would leave it, without its cost."""
    from helpdesk.catalogue.models import Citation

    described = entry(cast.miljodir, key=f"n{number}")
    return CatalogueItem(
        kind=described.kind,
        key=described.key,
        language=described.language,
        title=described.title,
        summary=described.summary,
        text=described.text,
        url=described.url,
        agency_id=described.agency_id,
        published_at=described.published_at,
        changed_at=clock.now() - timedelta(days=1),
        version=10_000 + number,
        page_version=1,
        citations=[Citation(law_id=LAW, section="13-1")],
    )
