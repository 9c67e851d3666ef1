"""What the watch reads: alive, ready or which part is not, and figures."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from helpdesk import wiring
from helpdesk.foundation import clock, heartbeats, outbox
from helpdesk.foundation.db import db
from helpdesk.search import index
from tests.cast import Cast


@pytest.fixture
def working(app: Flask) -> Flask:
    """The app with an index and a worker that has just been round."""
    for lane in wiring.lanes():
        heartbeats.beat(lane.name)
    index.catch_up()
    return app


def metrics(client: FlaskClient) -> dict[str, float]:
    answer = client.get("/metrics")
    assert answer.content_type == "text/plain; version=0.0.4"
    families = text_string_to_metric_families(answer.text)
    return {sample.name: sample.value for family in families for sample in family.samples}


def test_a_process_that_answers_is_alive_whatever_else_fails(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_all_parts_work(working: Flask, client: FlaskClient) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json["ready"] is True
    assert set(answer.json["checks"].values()) == {True}
    assert {"database", "index", "worker"} <= set(answer.json["checks"])


@pytest.mark.parametrize("lane", [lane.name for lane in wiring.lanes()])
def test_one_silent_lane_is_told(working: Flask, client: FlaskClient, lane: str) -> None:
    db.session.execute(sa.delete(heartbeats.Heartbeat).where(heartbeats.Heartbeat.name == lane))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert [name for name, works in answer.json["checks"].items() if not works] == ["worker"]


def test_a_fresh_installation_says_what_is_missing(client: FlaskClient) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json["checks"] | {"index": False, "worker": False} == answer.json["checks"]
    assert answer.json["checks"]["database"] is True


@pytest.mark.parametrize(
    "check", [lambda: 1 / 0, lambda: db.session.execute(sa.text("SELECT x FROM nowhere"))]
)
def test_a_check_that_fails_is_a_part_that_does_not_work_and_spoils_no_other(
    app: Flask, client: FlaskClient, check: Callable[[], bool]
) -> None:
    checks = app.extensions["readiness_checks"]
    app.extensions["readiness_checks"] = {"broken": check} | checks
    told = client.get("/readyz").json["checks"]
    assert told["broken"] is False
    assert told["database"] is True


def test_the_watch_is_told_nothing_it_could_give_away(app: Flask, client: FlaskClient) -> None:
    app.extensions["readiness_checks"] = {"broken": lambda: int("kari@alver.kommune.no")}
    answer = client.get("/readyz")
    assert answer.json == {"ready": False, "checks": {"broken": False}}
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_figures_are_right_and_can_be_read(client: FlaskClient, cast: Cast) -> None:
    def refuse(_row: outbox.OutboxMessage) -> None:
        raise outbox.PermanentFailure

    outbox.post("refused", {})
    db.session.commit()
    outbox.deliver_due({"refused": refuse})
    for _ in range(3):
        outbox.post("waits", {})
    figures = metrics(client)
    assert figures["helpdesk_outbox_waiting"] == 3
    assert figures["helpdesk_outbox_dead"] == 1
    assert abs(figures["helpdesk_time_seconds"] - clock.now().timestamp()) < 60


def test_figures_have_names_of_their_own(client: FlaskClient) -> None:
    text = client.get("/metrics").text
    names = [line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")]
    assert len(names) == len(set(names))
    assert all(name.startswith("helpdesk_") for name in names)
