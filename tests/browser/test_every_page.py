"""Every page of every role: no barriers, no complaints of the browser, no sideways scroll."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

import config
from helpdesk import create_app
from tests.browser import pages
from tests.browser.window import barriers, sideways_scroll


@dataclass(frozen=True)
class Look:
    """How a page is looked at; the four looks pair every width, colour and language."""

    width: int
    scheme: str

    def apply(self, page: Page) -> None:
        page.emulate_media(color_scheme=self.scheme)
        page.set_viewport_size({"width": self.width, "height": 900})


WIDE_LIGHT, WIDE_DARK = Look(1280, "light"), Look(1280, "dark")
NARROW_LIGHT, NARROW_DARK = Look(320, "light"), Look(320, "dark")

LOOKS = {
    "nb-NO": (WIDE_LIGHT, NARROW_DARK),
    "nn-NO": (NARROW_LIGHT,),
    "en-GB": (WIDE_DARK,),
}
"""
The looks in which each language is examined.

Barriers depend on width and colour, or on language, hardly on all three at once; width depends on
language, so sideways scroll is measured at both widths in every language.
"""


@pytest.mark.parametrize("locale", LOOKS)
@pytest.mark.parametrize("email", [None, *pages.SIGNED_IN])
def test_every_page_is_free_of_barriers(
    email: str | None,
    locale: str,
    open_browser: Callable[..., Page],
    signed_in: Callable[..., Page],
    places: dict[str, str],
    axe: Axe,
) -> None:
    page = signed_in(email, locale=locale) if email else open_browser(locale=locale)
    found = {}
    for path in pages.of(email, places):
        LOOKS[locale][0].apply(page)
        page.goto(path)
        found[path] = _faults(page, axe, LOOKS[locale])
        page.complaints.clear()
    assert {path: faults for path, faults in found.items() if faults} == {}


def _faults(page: Page, axe: Axe, looks: tuple[Look, ...]) -> list[str]:
    faults = []
    for look in looks:
        look.apply(page)
        faults += [f"{look.width} {look.scheme}: {fault}" for fault in barriers(axe, page)]
    if len(looks) == 1:
        other = NARROW_LIGHT if looks[0].width == WIDE_LIGHT.width else WIDE_LIGHT
        other.apply(page)
        faults += sideways_scroll(page)
    return faults


def test_no_page_is_forgotten(tmp_path: Path, places: dict[str, str]) -> None:
    app = create_app(config.load({"HELPDESK_DATA": str(tmp_path)}))
    addresses = app.url_map.bind("localhost")
    listed = [path for email in (None, *pages.SIGNED_IN) for path in pages.of(email, places)]
    visited = {
        addresses.match(path.partition("?")[0])[0]
        for path in listed
        if addresses.test(path.partition("?")[0])
    }
    rules = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods}
    assert rules - visited - pages.NOT_PAGES == set()
