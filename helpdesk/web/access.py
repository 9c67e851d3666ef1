"""The outer ring of permission: a mark on every view, and what happens without one."""

from collections.abc import Callable
from enum import StrEnum
from typing import ParamSpec, TypeVar

from flask import Flask, current_app, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from helpdesk.foundation.errors import NotPermitted
from helpdesk.web import kept_input
from helpdesk.web.addresses import local_or, with_query

_NEVER_KEPT = frozenset({"csrf_token", "password", "current", "new"})

P = ParamSpec("P")
R = TypeVar("R")


class Access(StrEnum):
    """Who gets past the door of a view; the policy inside the service is the second ring."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    EXPERT = "expert"
    EDITOR = "editor"
    STAFF = "staff"
    """An expert or an editor."""
    ADMIN = "admin"


def _mark(access: Access) -> Callable[[Callable[P, R]], Callable[P, R]]:
    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        view.access = access  # type: ignore[attr-defined]
        return view

    return decorate


public = _mark(Access.PUBLIC)
signed_in = _mark(Access.SIGNED_IN)
expert = _mark(Access.EXPERT)
editor = _mark(Access.EDITOR)
staff = _mark(Access.STAFF)
admin = _mark(Access.ADMIN)

_MAY_ENTER: dict[Access, Callable[[], bool]] = {
    Access.SIGNED_IN: lambda: True,
    Access.EXPERT: lambda: bool(current_user.is_expert),
    Access.EDITOR: lambda: bool(current_user.is_editor),
    Access.STAFF: lambda: bool(current_user.is_expert or current_user.is_editor),
    Access.ADMIN: lambda: bool(current_user.is_admin),
}


def guard(app: Flask) -> None:
    """Check the mark of every view before it runs; a view without one is closed to everyone."""
    app.before_request(_check)


def access_of(endpoint: str) -> Access | None:
    """Return the mark of the view behind *endpoint*."""
    view = current_app.view_functions.get(endpoint)
    return getattr(view, "access", None)


def _check() -> ResponseReturnValue | None:
    if request.endpoint is None or request.routing_exception is not None:
        return None
    access = access_of(request.endpoint)
    if access is Access.PUBLIC:
        return None
    if access is None:
        raise NotPermitted(f"endpoint {request.endpoint} has no access mark")
    if not current_user.is_authenticated:
        return _to_sign_in()
    if not _MAY_ENTER[access]():
        raise NotPermitted(f"user {current_user.id} may not enter {request.endpoint}")
    return None


def _to_sign_in() -> ResponseReturnValue:
    """Send the visitor to the sign-in page, keeping what was typed if a form was on its way."""
    onward = request.full_path.rstrip("?")
    if request.method == "POST":
        onward = onward_with_form()
    return redirect(with_query("/logg-inn", til=onward), 303)


def onward_with_form() -> str:
    """Return the address that brings the form at hand back, filled in; passwords are not kept."""
    origin = _page_of_form()
    fields = {key: values for key, values in request.form.lists() if key not in _NEVER_KEPT}
    token = kept_input.keep(fields)
    return with_query(origin, **{kept_input.PARAMETER: token}) if token else origin


def _page_of_form() -> str:
    """Return the page the form stood on: the referrer if it is ours, else the address posted to."""
    referrer = request.referrer or ""
    if referrer.startswith(request.host_url):
        return local_or("/" + referrer.removeprefix(request.host_url), request.path)
    return request.path
