"""Whoever only reads leaves no trace: no cookie, and nothing kept in the browser."""

from playwright.sync_api import Page

from tests.browser import pages


def test_a_visitor_who_only_reads_gets_no_cookie(page: Page) -> None:
    for path in pages.READING:
        page.goto(path)
        assert page.context.cookies() == [], path
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0, path
    assert page.complaints == []


def test_the_browser_refuses_what_the_content_policy_forbids(page: Page) -> None:
    page.goto("/")
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://a.example/'}))")
    page.wait_for_timeout(200)
    assert any("Content Security Policy" in each for each in page.complaints), page.complaints
