"""Opened hits are told of, in a real browser under our content policy."""

from collections.abc import Callable

import jinja2
import pytest
from playwright.sync_api import Browser, expect

from tests.templates.workbench import Workbench, serving

pytestmark = pytest.mark.browser

STAMP = ' data-stamp="ste-m_pel.A"'
HITS = """
{% extends "layouts/public.html" %}
{% from "components/hit.html" import hit %}
{% block title %}Søk{% endblock %}
{% block content %}<section data-click-url="/sok/klikk" data-first="FIRST" data-shown="vi-ste"STAMP>
{{ hit("Første", "/svar/1/forste") }}{{ hit("Andre", "/svar/2/andre") }}
<nav class="ds-pagination"><a href="/sok?q=tank">Side 1</a>
<a href="/sok?q=tank&amp;side=2">Side 2</a></nav>
<p><a href="/sporsmal/nytt">Still et spørsmål</a></p></section>{% endblock %}
"""


def hits(*, first: int, stamp: str = "") -> str:
    return HITS.replace("FIRST", str(first)).replace("STAMP", stamp)


def told(bench: Workbench) -> list[tuple[str, str]]:
    """Return place and address of each hit whose opening was told of, under the right stamp."""
    facts = [facts for path, _query, facts in bench.received if path == "/sok/klikk"]
    assert {each["stamp"] for each in facts} <= {"ste-m_pel.A"}
    assert {each["shown"] for each in facts} <= {"vi-ste"}
    return [(each["position"], each["url"]) for each in facts]


def test_the_opening_of_a_hit_is_told_and_nothing_else(
    chromium: Browser, page: Callable[..., str], jinja: jinja2.Environment
) -> None:
    with serving() as bench:
        html = page(jinja.from_string(hits(first=1, stamp=STAMP)))
        bench.pages |= dict.fromkeys(("/sok", "/svar/2/andre", "/sporsmal/nytt"), html)
        window = chromium.new_context(base_url=bench.url).new_page()
        for link, address in (("Andre", "/svar/2/andre"), ("Still et", "/sporsmal/nytt")):
            window.goto("/sok", wait_until="networkidle")
            window.get_by_role("link", name=link).click()
            window.wait_for_url(f"**{address}")
            expect(window.get_by_role("link", name=link)).to_be_visible()
        window.wait_for_timeout(300)
        window.context.close()
        assert told(bench) == [("2", "/svar/2/andre")]


def test_a_later_page_tells_of_the_same_search_also_when_come_back_to(
    chromium: Browser, page: Callable[..., str], jinja: jinja2.Environment
) -> None:
    with serving() as bench:
        first, later = (
            page(jinja.from_string(hits(first=number, stamp=stamp)))
            for number, stamp in ((1, STAMP), (11, ""))
        )
        bench.pages |= {"/sok": first, "/svar/1/forste": later, "/svar/2/andre": later}
        window = chromium.new_context(base_url=bench.url).new_page()
        window.goto("/sok?q=tank", wait_until="networkidle")
        bench.pages["/sok"] = later
        window.get_by_role("link", name="Side 2").click()
        window.wait_for_url("**/sok?q=tank&side=2")
        window.wait_for_load_state("networkidle")
        assert "#" not in window.get_by_role("link", name="Side 1").get_attribute("href")
        window.get_by_role("link", name="Andre").click()
        window.wait_for_url("**/svar/2/andre")
        window.go_back(wait_until="networkidle")
        window.reload(wait_until="networkidle")
        window.get_by_role("link", name="Første").click()
        window.wait_for_url("**/svar/1/forste")
        window.wait_for_timeout(300)
        window.context.close()
        assert told(bench) == [("12", "/svar/2/andre"), ("11", "/svar/1/forste")]


def test_a_later_page_that_was_not_come_to_from_the_first_tells_nothing(
    chromium: Browser, page: Callable[..., str], jinja: jinja2.Environment
) -> None:
    with serving() as bench:
        html = page(jinja.from_string(hits(first=11)))
        bench.pages |= {"/sok": html, "/svar/2/andre": html}
        window = chromium.new_context(base_url=bench.url).new_page()
        window.goto("/sok?q=tank&side=2", wait_until="networkidle")
        window.get_by_role("link", name="Andre").click()
        window.wait_for_url("**/svar/2/andre")
        window.wait_for_timeout(300)
        window.context.close()
        assert told(bench) == []
