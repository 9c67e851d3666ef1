"""A real browser before the running demo; every page it visits is examined."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, StorageState

from tests import servers
from tests.browser.places import prepare
from tests.browser.window import Windows, barriers
from tests.servers import Site


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in Path(item.path).parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo, served by its own processes."""
    with servers.demo_site(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture(scope="session")
def places(site: Site) -> dict[str, str]:
    """Where work in each state stands in the demo; what the names in ``pages`` stand for."""
    return prepare(site.url)


@pytest.fixture
def open_browser(chromium: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a fresh browser window at the demo's address."""
    windows = Windows(chromium, site.url)
    yield windows.open
    windows.close_all()


@pytest.fixture
def page(open_browser: Callable[..., Page]) -> Page:
    """A window of somebody who is not signed in."""
    return open_browser()


@pytest.fixture(scope="session")
def sign_ins() -> dict[str, StorageState]:
    """What the browsers of those who have signed in once hold, by their mail addresses."""
    return {}


@pytest.fixture
def signed_in(
    open_browser: Callable[..., Page], sign_ins: dict[str, StorageState]
) -> Callable[..., Page]:
    """Return a function that opens a window in which a person of the demo is signed in."""

    def open_window(email: str, **options: Any) -> Page:
        if email not in sign_ins:
            page = open_browser()
            page.goto("/logg-inn")
            page.get_by_label("E-post").fill(email)
            page.get_by_label("Passord").fill("demo-passord")
            page.get_by_role("button", name="Logg inn", exact=True).click()
            page.wait_for_url(lambda url: "/logg-inn" not in url)
            sign_ins[email] = page.context.storage_state()
        return open_browser(storage_state=sign_ins[email], **options)

    return open_window


@pytest.fixture(scope="session")
def axe() -> Axe:
    """What examines a page for barriers."""
    return Axe()


@pytest.fixture
def examine(axe: Axe) -> Callable[[Page], None]:
    """Return a function that fails when the page at hand has a barrier or a complaint."""

    def look(page: Page) -> None:
        found = barriers(axe, page)
        assert found == [], f"{page.url}: {found}"

    return look
