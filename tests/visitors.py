"""A person with a browser without scripts, over a real connection."""

import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urljoin

from lxml import html

SECONDS = 30


class Visitor:
    """Keeps cookies, follows links, fills in forms."""

    def __init__(self, base: str) -> None:
        self._base = base
        handler = urllib.request.HTTPCookieProcessor(CookieJar())
        self._opener = urllib.request.build_opener(handler)
        self.url = base

    def get(self, path: str) -> html.HtmlElement:
        """Open *path* and return the page it leads to."""
        return self._page(urllib.request.Request(urljoin(self._base, path)))

    def fill(
        self, path: str, *, press: str | None = None, action: str = "", **fields: str
    ) -> html.HtmlElement:
        """Open *path*, fill in the form that has *fields*, send it; return the page after."""
        return self.send(self.get(path), press=press, action=action, **fields)

    def send(
        self, shown: html.HtmlElement, *, press: str | None = None, action: str = "", **fields: str
    ) -> html.HtmlElement:
        """Fill in the form in main that has *fields*, whose action ends so, and send it."""
        forms = [
            form
            for form in shown.xpath("//main//form[@method='post']")
            if (form.get("action") or "").endswith(action)
        ]
        form = next(f for f in forms if all(name in f.fields for name in fields))
        values = [pair for pair in form.form_values() if pair[0] not in fields]
        values += list(fields.items())
        if press is not None:
            values.append(tuple(press.split("=", 1)))
        target = urljoin(self.url, form.get("action") or self.url)
        return self._page(urllib.request.Request(target, data=urlencode(values).encode()))

    def sign_in(self, email: str, password: str = "demo-passord") -> None:
        """Sign in with a password."""
        self.fill("/logg-inn", email=email, password=password)

    def _page(self, request: urllib.request.Request) -> html.HtmlElement:
        with self._opener.open(request, timeout=SECONDS) as answer:
            self.url = answer.url
            return html.document_fromstring(answer.read())

    def text(self, path: str) -> bytes:
        """Return the HTML at *path*, of an error page as well."""
        try:
            with self._opener.open(urljoin(self._base, path), timeout=SECONDS) as answer:
                return bytes(answer.read())
        except urllib.error.HTTPError as error:
            return error.read()

    def status(self, path: str) -> int:
        """Return the status that opening *path* ends with."""
        try:
            with self._opener.open(urljoin(self._base, path), timeout=SECONDS) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
