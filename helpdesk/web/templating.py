"""What every template knows: menus, languages, dates in plain words, addresses."""

from datetime import date, datetime

from flask import Flask
from flask_babel import format_date, format_decimal, gettext
from markupsafe import Markup

from config import Settings
from helpdesk.foundation import clock, installation
from helpdesk.web import languages, navigation
from helpdesk.web.forms import ActionForm, csrf_token


def install(app: Flask, settings: Settings) -> None:
    """Give the templates their globals and filters."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        site_name=settings.site_name,
        base_url=settings.base_url,
        csrf_token=csrf_token,
        action_form=ActionForm,
    )
    app.jinja_env.filters.update(
        long_date=long_date,
        near_date=near_date,
        iso_date=date.fromisoformat,
        clock_time=clock_time,
        number=number,
        file_size=file_size,
        rendered=rendered,
    )
    app.context_processor(_shell)


def _shell() -> dict[str, object]:
    return {
        "locale": languages.current(),
        "language_links": languages.links(),
        "nav": navigation.main_menu(),
        "account_links": navigation.account_menu(),
        "demo": installation.is_demo(),
    }


def long_date(value: date | datetime) -> str:
    """Return "23. november 2026"."""
    return str(
        format_date(_in_oslo(value), "d. MMMM y" if languages.current() != "en" else "d MMMM y")
    )


def near_date(value: date | datetime) -> str:
    """Return a weekday for what is near ("onsdag 25. november"), else the long date."""
    day = _in_oslo(value)
    distance = (day - clock.today()).days
    if distance == 0:
        return str(gettext("i dag"))
    if distance == 1:
        return str(gettext("i morgen"))
    if distance == -1:
        return str(gettext("i går"))
    if 0 < distance < 7:
        form = "EEEE d MMMM" if languages.current() == "en" else "EEEE d. MMMM"
        return str(format_date(day, form))
    return long_date(day)


def clock_time(value: datetime) -> str:
    """Return the time of day in Norway, "14.05"."""
    return value.astimezone(clock.OSLO).strftime("%H.%M")


def number(value: float) -> str:
    """Return *value* with the separators of the language."""
    return str(format_decimal(value))


def file_size(size: int) -> str:
    """Return bytes in the unit a person would use, "340 kB"."""
    if size < 1_000_000:
        return f"{number(max(1, round(size / 1000)))} kB"
    return f"{number(round(size / 1_000_000, 1))} MB"


def rendered(html: str) -> Markup:
    """Mark HTML that was rendered and sanitised when it was saved."""
    return Markup(html)  # noqa: S704 - only columns named html come here, sanitised when saved


def _in_oslo(value: date | datetime) -> date:
    return value.astimezone(clock.OSLO).date() if isinstance(value, datetime) else value
