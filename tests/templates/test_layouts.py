"""The shell around every page: complete, strict about what it runs, the same for every stranger."""

from collections.abc import Callable

import jinja2
import pytest

from tests.templates.markup import Markup

Page = Callable[..., str]

LAYOUTS = ["base", "public", "desk", "form", "error"]


def extending(jinja: jinja2.Environment, layout: str, **blocks: str) -> jinja2.Template:
    blocks = {"title": "Avløp"} | blocks
    body = "".join(f"{{% block {name} %}}{text}{{% endblock %}}" for name, text in blocks.items())
    return jinja.from_string(f'{{% extends "layouts/{layout}.html" %}}{body}')


@pytest.mark.parametrize("name", [None, "Anne Berg"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_is_well_formed(
    page: Page, jinja: jinja2.Environment, layout: str, name: str | None
) -> None:
    inner = "main" if layout == "base" else "content"
    template = extending(jinja, layout, **{inner: "<h1>Avløp</h1>", "description": "Om avløp"})
    html = page(template, name=name)
    found = Markup(html)
    assert found.faults == []
    assert html.startswith("<!doctype html>")
    assert found.one("html")["lang"] == "nb"
    assert "<title>Avløp – Miljøkommune</title>" in html
    assert found.one("main")["id"] == "innhold"
    assert found.one("a", class_="ds-skip-link")["href"] == "#innhold"
    assert "<h1>Avløp</h1>" in html


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_asks_for_one_style_sheet_and_one_script(
    page: Page, jinja: jinja2.Environment, layout: str
) -> None:
    html = page(extending(jinja, layout))
    found = Markup(html)
    assert found.one("link", rel="stylesheet")["href"] == "/static/hash/css/site.css"
    assert found.one("script")["type"] == "module"
    assert "<style" not in html
    assert "://" not in html


@pytest.mark.parametrize("layout", ["base", "public", "error"])
def test_a_page_for_strangers_is_the_same_for_all_of_them(
    page: Page, jinja: jinja2.Environment, layout: str
) -> None:
    html = page(extending(jinja, layout))
    assert "session-token" not in html
    assert "Spørsmålet er tatt." not in html
    assert "Logg inn" in html


def test_somebody_signed_in_can_sign_out(page: Page, jinja: jinja2.Environment) -> None:
    html = page(extending(jinja, "base"), name="Anne Berg")
    found = Markup(html)
    assert "data-clear-drafts" in found.one("form", action="/logg-ut")
    assert found.one("meta", name="csrf-token")["content"] == "session-token"
    assert "Spørsmålet er tatt." in html
    assert "Logg inn" not in html


def test_the_menu_works_without_scripts(page: Page, jinja: jinja2.Environment) -> None:
    found = Markup(page(extending(jinja, "base")))
    assert found.one("button", popovertarget="meny")
    assert "popover" in found.one("div", id="meny")
    assert found.one("a", href="/svar")["aria-current"] == "page"


def test_a_demo_says_that_it_is_one(page: Page, jinja: jinja2.Environment) -> None:
    assert "demonstrasjon" in page(extending(jinja, "base"), demo=True)
    assert "demonstrasjon" not in page(extending(jinja, "base"))


def test_what_stands_beside_is_left_out_when_there_is_nothing(
    page: Page, jinja: jinja2.Environment
) -> None:
    assert "<aside" not in page(extending(jinja, "public"))
    assert "<aside" not in page(extending(jinja, "desk"))
    assert "<aside" in page(extending(jinja, "public", aside="<h2>Lignende svar</h2>"))
    assert "<aside" in page(extending(jinja, "desk", rail="<h2>Fakta</h2>"))


def test_the_desk_lists_its_views_with_their_counts(page: Page, jinja: jinja2.Environment) -> None:
    views = [
        {"label": "Mine", "url": "/arbeidsflate", "count": 3, "current": True},
        {"label": "Forfaller", "url": "/arbeidsflate?v=f", "count": 0, "alarm": True},
    ]
    views[1]["current"] = False
    found = Markup(page(extending(jinja, "desk"), name="Anne Berg", views=views))
    assert found.one("a", href="/arbeidsflate")["aria-current"] == "page"
    assert "data-alarm" in found.one("a", href="/arbeidsflate?v=f")
    assert found.one("dialog")["id"] == "snarveier"


def test_search_engines_stay_out_of_the_desk(page: Page, jinja: jinja2.Environment) -> None:
    for layout in ("desk", "error"):
        assert Markup(page(extending(jinja, layout))).one("meta", name="robots")


@pytest.mark.parametrize("path", ["/om", "/tilgjengelighet", "/personvern", "/feed.atom"])
def test_the_footer_leads_where_the_law_wants_it(
    page: Page, jinja: jinja2.Environment, path: str
) -> None:
    assert Markup(page(extending(jinja, "base"))).all("a", href=path)
