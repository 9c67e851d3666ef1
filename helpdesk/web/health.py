"""Alive, ready, and figures for the watch: ``/healthz``, ``/readyz``, ``/metrics``."""

from collections.abc import Callable, Mapping, Sequence

from flask import Blueprint, Flask, Response, current_app, jsonify
from flask.typing import ResponseReturnValue

from helpdesk.foundation.db import db
from helpdesk.web.access import public

blueprint = Blueprint("health", __name__)

Check = Callable[[], bool]
Gauges = Callable[[], Mapping[str, float]]
Remarks = Callable[[], Sequence[str]]


def install(
    app: Flask, *, checks: Mapping[str, Check], gauges: Gauges, remarks: Remarks = list
) -> None:
    """Wire what readiness looks at, what it tells besides, and which figures the watch reads."""
    app.extensions["readiness_remarks"] = remarks
    app.extensions["readiness_checks"] = dict(checks)
    app.extensions["gauges"] = gauges


def results() -> dict[str, bool]:
    """Return whether each part works, by its name."""
    checks: dict[str, Check] = current_app.extensions["readiness_checks"]
    return {name: _passes(check) for name, check in checks.items()}


@blueprint.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """Say that the process answers."""
    return Response("ok\n", content_type="text/plain")


@blueprint.get("/readyz")
@public
def readyz() -> ResponseReturnValue:
    """Say whether each part works; 503 when one does not."""
    found, remarks = results(), _remarks()
    told = {"ready": all(found.values()), "checks": found}
    return jsonify(told | ({"remarks": remarks} if remarks else {})), 200 if told["ready"] else 503


@blueprint.get("/metrics")
@public
def metrics() -> ResponseReturnValue:
    """Write the figures in Prometheus's text format."""
    from prometheus_client import CollectorRegistry, Gauge, generate_latest  # rarely read

    registry = CollectorRegistry()
    for name, value in current_app.extensions["gauges"]().items():
        Gauge(f"helpdesk_{name}", name.replace("_", " "), registry=registry).set(value)
    return Response(generate_latest(registry), content_type="text/plain; version=0.0.4")


def _remarks() -> list[str]:
    remarks: Remarks = current_app.extensions["readiness_remarks"]
    try:
        return list(remarks())
    except Exception:
        db.session.rollback()
        return []


def _passes(check: Check) -> bool:
    try:
        return bool(check())
    except Exception:
        db.session.rollback()
        return False
