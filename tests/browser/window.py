"""Windows that note every complaint of the browser, and what is wrong with the page in one."""

from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

PATIENCE_MILLISECONDS = 15_000
LOCAL_SCHEMES = frozenset({"data", "blob", "about"})


class Windows:
    """Fresh windows of one browser, each with cookies of its own."""

    def __init__(self, browser: Browser, base_url: str) -> None:
        self._browser = browser
        self._base_url = base_url
        self._contexts: list[BrowserContext] = []

    def open(self, **options: Any) -> Page:
        """Open a window; its complaints gather in ``page.complaints``."""
        given = {"base_url": self._base_url, "locale": "nb-NO"} | options
        context = self._browser.new_context(**given)
        self._contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MILLISECONDS)
        page.complaints = []
        page.on("console", lambda message: _note_message(page, message))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda request: self._note_stranger(page, request))
        return page

    def close_all(self) -> None:
        """Close every window that was opened."""
        for context in self._contexts:
            context.close()

    def _note_stranger(self, page: Page, request: Request) -> None:
        if urlsplit(request.url).scheme in LOCAL_SCHEMES:
            return
        if not request.url.startswith(self._base_url + "/"):
            page.complaints.append(f"a request left the site: {request.url}")


def _note_message(page: Page, message: ConsoleMessage) -> None:
    """Keep what the browser says, its refusals by the content policy among it."""
    if message.type in {"error", "warning"} and "status of 4" not in message.text:
        page.complaints.append(message.text)


def barriers(axe: Axe, page: Page) -> list[str]:
    """Return what is wrong with the page: barriers, the browser's complaints, sideways scroll."""
    violations = axe.run(page).response["violations"]
    found = [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in violations]
    return [*found, *page.complaints, *sideways_scroll(page)]


def sideways_scroll(page: Page) -> list[str]:
    """Return by how much the page is wider than the window, if it is."""
    excess = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [f"scrolls sideways by {excess} px"] if excess > 0 else []
