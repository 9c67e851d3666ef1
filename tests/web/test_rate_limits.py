"""Counting what people do, and saying so when it is too much."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from helpdesk.accounts.models import User
from helpdesk.foundation import clock, rate_counts
from helpdesk.foundation.db import db
from helpdesk.foundation.kept_forms import KeptForm
from helpdesk.foundation.rate_counts import RateCount
from helpdesk.web import rate_limits
from helpdesk.web.counts_in_memory import CountsInMemory
from helpdesk.web.rate_limits import LIMITS, Limit
from tests.browsing import fill, page, words
from tests.cast import Cast

MINUTE = timedelta(minutes=1)


def test_a_window_begins_with_the_first_act_and_anew_after_its_end(app: Flask) -> None:
    with time_machine.travel(clock.now(), tick=False) as now:
        assert [rate_counts.hit("a", MINUTE)[0] for _ in range(3)] == [1, 2, 3]
        assert rate_counts.hit("b", MINUTE)[0] == 1
        now.shift(59)
        assert rate_counts.hit("a", MINUTE)[0] == 4
        now.shift(1)
        assert rate_counts.hit("a", MINUTE)[0] == 1


def test_the_count_stays_when_the_request_is_rolled_back(app: Flask) -> None:
    rate_counts.hit("a", MINUTE)
    db.session.rollback()
    assert rate_counts.hit("a", MINUTE)[0] == 2


def test_old_windows_are_forgotten(app: Flask) -> None:
    rate_counts.hit("a", MINUTE)
    rate_counts.hit("b", timedelta(hours=2))
    with time_machine.travel(clock.now() + timedelta(hours=1), tick=False):
        rate_counts.forget_old()
    assert db.session.scalars(db.select(RateCount.key)).all() == ["b"]


def test_guessing_a_password_ends_after_ten_tries(client: FlaskClient, cast: Cast) -> None:
    tries = [
        fill(client, "/logg-inn", email=cast.anne.email, password="galt").status_code
        for _ in range(12)
    ]
    assert tries == [422] * 10 + [429] * 2
    other = fill(client, "/logg-inn", email=cast.berit.email, password="galt")
    assert other.status_code == 422


def test_the_refusal_says_how_long_to_wait_and_no_password_is_kept(
    client: FlaskClient, cast: Cast
) -> None:
    for _ in range(11):
        answer = fill(client, "/logg-inn", email=cast.anne.email, password="galt og hemmelig")
    assert "Vent 15 minutter og prøv igjen." in words(answer)
    assert 0 < int(answer.headers["Retry-After"]) <= 15 * 60
    kept = db.session.scalars(db.select(KeptForm)).one()
    assert "galt og hemmelig" not in str(kept.fields)
    with time_machine.travel(clock.now() + timedelta(minutes=16), tick=False):
        again = fill(client, "/logg-inn", email=cast.anne.email, password="galt")
    assert again.status_code == 422


def test_a_stranger_far_away_does_not_lock_anne_out(client: FlaskClient, cast: Cast) -> None:
    far = {"REMOTE_ADDR": "198.51.100.7"}
    data = {"email": cast.anne.email, "password": "galt"}
    for _ in range(11):
        last = client.post("/logg-inn", data=data, environ_overrides=far)
    assert last.status_code == 429
    assert fill(client, "/logg-inn", email=cast.anne.email, password="galt").status_code == 422


def test_nobody_can_flood_an_inbox_with_links(client: FlaskClient, cast: Cast) -> None:
    answers = [
        fill(client, "/logg-inn", email="ukjent@alver.kommune.no", press="send_link=1").status_code
        for _ in range(7)
    ]
    assert answers == [200] * 6 + [429]


def test_an_address_is_the_same_however_it_is_written(client: FlaskClient, cast: Cast) -> None:
    for number in range(7):
        written = cast.anne.email.upper() if number % 2 else f" \0{cast.anne.email}" + "\0" * number
        far = {"REMOTE_ADDR": f"198.51.100.{number}"}
        data = {"email": written, "send_link": "1"}
        status = client.post("/logg-inn", data=data, environ_overrides=far).status_code
    assert status == 429


def test_every_write_is_counted_by_account_and_the_form_comes_back(
    cast: Cast, as_user: Callable[[User], FlaskClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, "write", (Limit(1, MINUTE, rate_limits.of_account),))
    kari, nils = as_user(cast.kari), as_user(cast.nils)
    assert fill(kari, "/konto", name="Kari A").status_code == 303
    refused = fill(kari, "/konto", name="Kari B")
    assert refused.status_code == 429
    assert fill(nils, "/konto", name="Nils A").status_code == 303
    back = page(refused).xpath("//main//a[contains(@href, 'behold=')]/@href")[0]
    assert 'value="Kari B"' in kari.get(back).text


def test_nobody_fills_the_disk_with_forms_sent_without_a_session(
    client: FlaskClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, "sent_away", (Limit(2, MINUTE, rate_limits.of_address),))
    answers = [client.post("/konto", data={"name": "x" * 300_000}) for _ in range(9)]
    assert [answer.status_code for answer in answers] == [303] * 2 + [429] * 7
    kept = db.session.scalars(db.select(KeptForm.digest)).all()
    assert len(kept) <= 2 + rate_limits.FORMS_KEPT


def test_a_count_that_cannot_be_made_refuses_the_write(
    app: Flask, client: FlaskClient, cast: Cast
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    db.session.commit()
    table = db.metadata.tables["rate_count"]
    table.drop(db.engine)
    answer = client.post("/logg-inn", data={"email": "a@b.no", "send_link": "1"})
    table.create(db.engine)
    assert answer.status_code == 500


def test_no_address_is_stored(client: FlaskClient, cast: Cast) -> None:
    fill(client, "/logg-inn", email=cast.anne.email, password="galt")
    keys = " ".join(db.session.scalars(db.select(RateCount.key)))
    assert "sign_in" in keys
    assert "anne" not in keys
    assert "127.0.0.1" not in keys


def test_reads_are_counted_in_memory() -> None:
    counts = CountsInMemory()
    with time_machine.travel(clock.now(), tick=False) as now:
        assert [counts.hit("a", MINUTE)[0] for _ in range(2)] == [1, 2]
        assert counts.hit("b", MINUTE)[0] == 1
        now.shift(60)
        assert counts.hit("a", MINUTE)[0] == 1


def test_the_memory_of_reads_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("helpdesk.web.counts_in_memory.MOST_KEYS", 3)
    counts = CountsInMemory()
    for number in range(10):
        assert counts.hit(str(number), MINUTE)[0] == 1
    assert counts.hit("9", MINUTE)[0] == 2


def test_a_limit_that_does_not_exist_is_a_mistake_found_at_start() -> None:
    with pytest.raises(KeyError):
        rate_limits.limited("no such limit")
