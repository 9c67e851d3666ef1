"""The menus: which pages stand in them, for whom, and with which counts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Flask, current_app, request
from flask_babel import gettext


@dataclass(frozen=True)
class MenuEntry:
    """A page in a menu; *label* is a bokmål text marked with ``N_``."""

    label: str
    url: str
    shown: Callable[[], bool] = lambda: True
    count: Callable[[], int | None] = lambda: None


@dataclass(frozen=True)
class MenuItem:
    """A menu entry as this page shows it."""

    label: str
    url: str
    current: bool
    count: int | None


def install(
    app: Flask,
    *,
    main: Sequence[MenuEntry],
    own: Sequence[MenuEntry],
    account: Sequence[MenuEntry],
    admin: Sequence[MenuEntry],
    editors: Callable[[], Sequence[object]],
) -> None:
    """
    Give the app its menus.

    Args:
        main: what everybody has in the main menu.
        own: where the person signed in works; after *main* in the main menu.
        account: what stands under the person's name.
        admin: beside the administrators' pages.
        editors: gives the lines beside the editors' pages, whichever room they stand in.
    """
    app.extensions["main_menu"] = (*main, *own)
    app.extensions["own_pages"] = tuple(own)
    app.extensions["account_menu"] = tuple(account)
    app.extensions["admin_menu"] = tuple(admin)
    app.extensions["editors_menu"] = editors
    app.jinja_env.globals["admin_menu"] = admin_menu


def main_menu() -> list[MenuItem]:
    """Return the main menu for the visitor at hand."""
    return _shown(current_app.extensions["main_menu"])


def account_menu() -> list[MenuItem]:
    """Return the person's own menu."""
    return _shown(current_app.extensions["account_menu"])


def home() -> str:
    """Return where the visitor at hand begins: her own first page, or the front page."""
    shown = (entry.url for entry in current_app.extensions["own_pages"] if entry.shown())
    return next(shown, "/")


def admin_menu() -> list[MenuItem]:
    """Return the list beside the administrators' pages."""
    return _shown(current_app.extensions["admin_menu"])


def editors_menu() -> Sequence[object]:
    """Return the list beside the editors' pages."""
    lines: Callable[[], Sequence[object]] = current_app.extensions["editors_menu"]
    return lines()


def _shown(entries: Sequence[MenuEntry]) -> list[MenuItem]:
    shown = [entry for entry in entries if entry.shown()]
    current = max((entry.url for entry in shown if _is_within(entry.url)), key=len, default=None)
    return [
        MenuItem(
            label=gettext(entry.label),
            url=entry.url,
            current=entry.url == current,
            count=entry.count(),
        )
        for entry in shown
    ]


def _is_within(url: str) -> bool:
    return request.path == url or request.path.startswith(f"{url}/")
