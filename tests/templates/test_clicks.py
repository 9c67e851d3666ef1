"""Opened hits are told of, in a real browser under our content policy."""

from collections.abc import Callable

import jinja2
import pytest
from playwright.sync_api import Browser, expect

from tests.templates.workbench import serving

pytestmark = pytest.mark.browser

HITS = """
{% extends "layouts/public.html" %}
{% from "components/hit.html" import hit %}
{% block title %}Søk{% endblock %}
{% block content %}<section data-click-url="/sok/klikk" data-stamp="stempel">
{{ hit("Første", "/svar/1/forste") }}{{ hit("Andre", "/svar/2/andre") }}
<p><a href="/sporsmal/nytt">Still et spørsmål</a></p></section>{% endblock %}
"""


def test_the_opening_of_a_hit_is_told_and_nothing_else(
    chromium: Browser, page: Callable[..., str], jinja: jinja2.Environment
) -> None:
    with serving() as bench:
        html = page(jinja.from_string(HITS))
        bench.pages |= dict.fromkeys(("/sok", "/svar/2/andre", "/sporsmal/nytt"), html)
        window = chromium.new_context(base_url=bench.url).new_page()
        for link, address in (("Andre", "/svar/2/andre"), ("Still et", "/sporsmal/nytt")):
            window.goto("/sok", wait_until="networkidle")
            window.get_by_role("link", name=link).click()
            window.wait_for_url(f"**{address}")
            expect(window.get_by_role("link", name=link)).to_be_visible()
        window.wait_for_timeout(300)
        window.context.close()
        told = {"token": None, "stamp": "stempel", "url": "/svar/2/andre"}
        assert [each for each in bench.received if each[0] == "/sok/klikk"] == [
            ("/sok/klikk", {}, told)
        ]
