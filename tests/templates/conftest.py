"""Templates by themselves: a bare Jinja environment, untranslated, strict about what is missing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import jinja2
import pytest

TEMPLATES = Path(__file__).parent.parent.parent / "helpdesk" / "templates"


@pytest.fixture(scope="session")
def jinja() -> jinja2.Environment:
    """An environment with what the app gives its templates, and no app."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    environment.globals.update(
        csrf_token=lambda: "session-token",
        get_flashed_messages=lambda **_: [("success", "Spørsmålet er tatt.")],
        site_name="Miljøkommune",
        static_url=lambda name: f"/static/hash/{name}",
    )
    environment.filters["long_date"] = _iso
    environment.filters["number"] = str
    return environment


def _iso(day: date) -> str:
    return day.isoformat()


@pytest.fixture
def render(jinja: jinja2.Environment) -> Callable[..., str]:
    """Return a function that renders a call of one component: ``render("tag", "'Ny'")``."""

    def rendered(component: str, arguments: str = "", inner: str = "", **context: object) -> str:
        call = f"{component}({arguments})"
        body = f"{{% call {call} %}}{inner}{{% endcall %}}" if inner else f"{{{{ {call} }}}}"
        source = f'{{% from "components/{component}.html" import {component} %}}{body}'
        return jinja.from_string(source).render(**context)

    return rendered


@pytest.fixture
def page(jinja: jinja2.Environment) -> Callable[..., str]:
    """Return a function that renders a template inside a layout, for somebody."""

    def rendered(
        template: str | jinja2.Template, name: str | None = None, **context: object
    ) -> str:
        shell = {
            "locale": "nb",
            "nav": [SimpleNamespace(label="Svar", url="/svar", current=True, count=None)],
            "current_user": SimpleNamespace(is_authenticated=name is not None, name=name),
            "account_links": [],
            "language_links": [
                {"code": "nb", "label": "Bokmål", "url": "?sprak=nb", "current": True},
                {"code": "nn", "label": "Nynorsk", "url": "?sprak=nn", "current": False},
            ],
            "demo": False,
        }
        return jinja.get_template(template).render(**(shell | context))

    return rendered
