"""How the service runs: ``/admin`` and ``/admin/utboks``."""

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from helpdesk.foundation import clock, heartbeats, outbox
from helpdesk.web import health
from helpdesk.web.access import admin
from helpdesk.web.forms import ActionForm

blueprint = Blueprint("admin", __name__, url_prefix="/admin")


@blueprint.get("")
@admin
def status() -> ResponseReturnValue:
    """Show whether the parts of the service work."""
    return render_template(
        "admin/status.html",
        checks=health.results(),
        heartbeats=heartbeats.all_lanes(),
        counts=outbox.counts(),
        now=clock.now(),
    )


@blueprint.get("/utboks")
@admin
def outbox_page() -> ResponseReturnValue:
    """Show how many mails wait, and those given up on: recipient, kind and error, no text."""
    return render_template(
        "admin/outbox.html", counts=outbox.counts(), letters=outbox.dead_letters()
    )


@blueprint.post("/utboks/<int:message_id>/prov-igjen")
@admin
def retry(message_id: int) -> ResponseReturnValue:
    """Put a dead letter back in the line."""
    ActionForm().check()
    outbox.retry(message_id)
    flash(_("Meldingen er lagt i utboksen igjen."), "success")
    return redirect("/admin/utboks", 303)
