"""The style guide shows every component there is."""

from collections.abc import Callable

from helpdesk.web.styleguide import samples
from tests.templates.conftest import TEMPLATES
from tests.templates.markup import Markup

PARTS = {"choice", "choice_group", "field_parts", "meta_line", "toolbar"}
"""Components that others are made of: shown with them."""


def test_the_style_guide_is_well_formed(page: Callable[..., str]) -> None:
    found = Markup(page("stilguide/index.html", samples=samples()))
    assert found.faults == []
    assert len(found.all("h1")) == 1


def test_the_style_guide_shows_every_component() -> None:
    components = {path.stem for path in (TEMPLATES / "components").glob("*.html")}
    shown = "".join(p.read_text("utf-8") for p in (TEMPLATES / "stilguide").glob("*.html"))
    missing = {name for name in components - PARTS if f'"components/{name}.html"' not in shown}
    assert missing == set()


def test_every_component_is_described() -> None:
    described = (TEMPLATES / "components" / "README.md").read_text("utf-8")
    components = {path.stem for path in (TEMPLATES / "components").glob("*.html")}
    inner = {"choice", "choice_group", "field_parts"}
    assert {name for name in components - inner if f"`{name}(" not in described} == set()


def test_every_icon_that_is_named_is_there() -> None:
    icons = {path.stem for path in (TEMPLATES / "icons").glob("*.svg")}
    assert {"clock", "chat", "download", "wordmark"} <= icons
    for path in (TEMPLATES / "icons").glob("*.svg"):
        assert Markup(path.read_text("utf-8")).faults == []
