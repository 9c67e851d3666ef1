"""Reading the demo's mail at /demo/post, as a person trying the demo does."""

import re
import time

from playwright.sync_api import Page

PATIENCE_SECONDS = 30


def newest_mail(page: Page, *, to: str, subject: str) -> str:
    """Wait for the newest mail to *to* whose subject has *subject*; leave its page open."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        page.goto("/demo/post")
        mails = page.locator("main li").filter(has_text=f"Til {to}")
        link = mails.get_by_role("link", name=subject).first
        if link.count():
            link.click()
            page.wait_for_url("**/demo/post/*")
            return page.locator("main").inner_text()
        time.sleep(0.5)
    raise AssertionError(f"no mail to {to} about {subject}")


def link_in(mail: str, path: str) -> str:
    """Return the address on our site in a mail that begins with *path*."""
    found = re.search(rf"http://[^\s/]+({path}\S+)", mail)
    assert found is not None, mail
    return found[1]
